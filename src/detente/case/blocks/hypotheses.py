"""Competing explanations of an outcome, and the evidence that bears on them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from detente.case.quantity import Basis, Day, Model, Number, Quantity, Slug, Text
from detente.case.words_of_probability import MARKS, NOT_APPLICABLE, band_of

_WHOLE = (1.0, 99.0)


def _worded(value: Any) -> Any:
    """Return a word or a mark as the range that it stands for; numbers as they are."""
    if isinstance(value, str):
        value = {"said": value}
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("analysts"), dict):
        return {**value, "analysts": {k: _worded(v) for k, v in value["analysts"].items()}}
    if set(value) & set(Quantity.model_fields) - _BESIDE or not isinstance(value.get("said"), str):
        return value
    return {**value, "range": _range(value["said"])}


_BESIDE = {"said", "basis", "known_from", "before", "factors", "note"}


def _range(said: str) -> tuple[float, float]:
    if said == NOT_APPLICABLE:
        return _WHOLE
    band = band_of(said)
    if band is None:
        raise ValueError(
            f"'{said[:60]}' is not a likelihood: write percent such as 30 or [20, 40], a word "
            "of probability such as 'very unlikely', 'unlikely', 'roughly even chance', "
            f"'likely', 'very likely', or a mark: {', '.join([*MARKS, NOT_APPLICABLE])}"
        )
    return round(band[0] * 100, 6), round(band[1] * 100, 6)


Likelihood = Annotated[Quantity, BeforeValidator(_worded)]
"""A likelihood in percent, a word of probability, or a mark CC, C, N, I, II or NA."""

Grade = Literal["L", "M", "H"]
"""Low, medium, high."""

Structural = Literal["zone", "offers", "ratification", "definition", "order", "mandate"]
"""The cause, of those that the structure of a case can show, that a hypothesis is about."""


class Outcome(Model):
    """What happened and is to be explained; what comes later cannot have caused it."""

    label: Text
    day: Day
    record: tuple[Slug, ...] = ()


class Hypothesis(Model):
    """One explanation.  ``prior`` is in percent; all priors are scaled to 100 together.

    ``other`` marks "something else": where no hypothesis is it, one is added and that is said.
    ``structural`` names the part of the structural analysis that the explanation is about.
    """

    label: Text
    description: Text | None = None
    prior: Quantity
    other: bool = False
    structural: Structural | None = None
    basis: Basis | None = None


class Assumption(Model):
    """What several rows of evidence rest on together; ``holds`` is in percent."""

    label: Text
    description: Text | None = None
    holds: Quantity
    basis: Basis | None = None


class Search(Model):
    """How something not yet known could be found out, and at what cost in any one unit."""

    how: Text
    cost: Annotated[Number, Field(gt=0)] = 1.0


class Evidence(Model):
    """One row: how likely it would be under each hypothesis.

    Known from the day on which all items it rests on were known.  ``about`` is the day of what
    it tells of, where it was said later.  ``assumption`` is what it rests on with other rows;
    ``otherwise`` is how likely it would be, whatever is so, if that does not hold.
    ``impossible`` allows likelihoods of 0 and 100.  ``to_find`` marks what is not known yet.
    """

    label: Text
    record: tuple[Slug, ...] = ()
    likelihoods: dict[Slug, Likelihood] = Field(min_length=1)
    credibility: Grade = "M"
    relevance: Grade = "M"
    about: Day | None = None
    assumption: Slug | None = None
    otherwise: Likelihood | None = None
    impossible: bool = False
    to_find: Search | None = None
    known_from: Day | None = None
    basis: Basis | None = None
