"""Uncertain numbers as people write them: a point, a range, a distribution."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

SLUG_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(value: str) -> str:
    if not SLUG_PATTERN.fullmatch(value):
        raise ValueError(
            f"'{value[:60]}' is not a name: use lower-case letters, digits and single hyphens"
        )
    return value


def _day(value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"'{value}' is not a day of the calendar") from error
    raise ValueError(f"{value!r} is not a date: write YYYY-MM-DD")


Slug = Annotated[str, Field(strict=True), AfterValidator(_slug)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Text = Annotated[str, Field(strict=True, min_length=1)]


class Model(BaseModel):
    """Base of all case models: immutable, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(Model):
    """Why a number is what it is: items of the record, a named judgement, or both."""

    record: tuple[Slug, ...] = ()
    judgement: Text | None = None
    by: Text | None = None

    @model_validator(mode="after")
    def _something(self) -> Basis:
        if not self.record and self.judgement is None:
            raise ValueError("a basis names record items, a judgement, or both")
        return self


SHAPES = ("point", "range", "triangular", "normal", "beta", "empirical", "analysts")


class Quantity(Model):
    """One uncertain number.

    Written as ``12`` (a point), ``[10, 20]`` (a range: uniform between the
    two), or a mapping with exactly one of the shapes below.

    Attributes
    ----------
    point : float
    range : (low, high)
        Uniform.
    triangular : (low, mode, high)
    normal : (mean, sd)
        Optionally cut to ``within``.
    beta : (a, b)
        On ``within`` (default 0 to 100).
    empirical : sequence of float
        Values seen, with optional ``weights``.
    analysts : mapping of analyst to Quantity
        Several people's values of one number, kept apart.
    basis : Basis
        Where it comes from; inherited from the enclosing block when absent.
    known_from : date
        From when it was known; derived from the basis' record items when absent.
    before : Quantity
        What was believed before ``known_from``.
    factors : mapping of factor to loading in (-1, 1)
        Named shared factors that move this number together with others.
    note : str
    said : str
        The word of probability or mark that the range stands for, in likelihoods of evidence.
    """

    point: Number | None = None
    range: tuple[Number, Number] | None = None
    triangular: tuple[Number, Number, Number] | None = None
    normal: tuple[Number, Number] | None = None
    beta: tuple[Number, Number] | None = None
    empirical: tuple[Number, ...] | None = Field(default=None, min_length=1, max_length=100_000)
    analysts: dict[Slug, Quantity] | None = Field(default=None, min_length=1)
    within: tuple[Number, Number] | None = None
    weights: tuple[Number, ...] | None = None
    basis: Basis | None = None
    known_from: Day | None = None
    before: Quantity | None = None
    factors: dict[Slug, Number] = {}
    note: Text | None = None
    said: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return {"point": value}
        if isinstance(value, (list, tuple)):
            return {"range": value}
        if isinstance(value, (str, bool)) or value is None:
            raise ValueError(
                f"{value!r} is not a number: write 12, [10, 20] or a mapping such as "
                "{range: [10, 20], basis: {judgement: why}}"
            )
        return value

    @property
    def shape(self) -> str:
        """Return which of the shapes was written."""
        return next(s for s in SHAPES if getattr(self, s) is not None)

    @model_validator(mode="after")
    def _coherent(self) -> Quantity:
        given = [s for s in SHAPES if getattr(self, s) is not None]
        if len(given) != 1:
            found = ", ".join(given) if given else "none"
            raise ValueError(f"exactly one of {', '.join(SHAPES)} is needed; found {found}")
        if self.range and self.range[0] > self.range[1]:
            raise ValueError(
                f"range [{self.range[0]:g}, {self.range[1]:g}] is upside down: "
                f"write [{self.range[1]:g}, {self.range[0]:g}]"
            )
        if self.triangular and not self.triangular[0] <= self.triangular[1] <= self.triangular[2]:
            raise ValueError("triangular is [low, mode, high] in rising order")
        if self.normal and self.normal[1] < 0:
            raise ValueError("normal is [mean, sd]; the standard deviation cannot be negative")
        if self.beta and not (self.beta[0] > 0 and self.beta[1] > 0):
            raise ValueError("beta is [a, b]; both must be above 0")
        if self.within and not self.within[0] < self.within[1]:
            raise ValueError("within is [low, high] with low below high")
        if self.within and not (self.normal or self.beta):
            raise ValueError("within goes with normal or beta only")
        if self.weights is not None:
            if self.empirical is None or len(self.weights) != len(self.empirical):
                raise ValueError("weights go with empirical, one weight for each value")
            if min(self.weights) < 0 or not sum(self.weights) > 0:
                raise ValueError("weights cannot be negative, and one must be above 0")
        if sum(v * v for v in self.factors.values()) >= 1:
            raise ValueError("the squares of the factor loadings must sum to less than 1")
        if self.analysts and any(q.analysts for q in self.analysts.values()):
            raise ValueError("analysts cannot be nested")
        return self
