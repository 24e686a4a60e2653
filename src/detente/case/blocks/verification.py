"""Places where commitments are kept or broken, and how it would be seen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.case.quantity import Basis, Model, Number, Quantity, Slug, Text

Action = Literal["freeze", "disable", "dismantle"]


class Items(Model):
    """What is counted at a facility: how many items, of what mass each, of which material."""

    count: Annotated[int, Field(strict=True, ge=1, le=10_000_000)]
    mass_kg: Annotated[Number, Field(gt=0)]
    material: Literal["plutonium", "uranium-233", "high-enriched", "low-enriched"]


class Facility(Model):
    """A place where a party could break its word.

    ``gain`` is what one violation there, not found out, is worth to the party, in points;
    ``detection`` the probability in percent that one visit finds it.  ``months_to_rebuild``
    counts from the day it begins to rebuild, by what was done before.  A route to weapons
    needs all facilities that name it.
    """

    label: Text
    of: Slug
    description: Text | None = None
    declared: bool = True
    commitments: tuple[Slug, ...] = ()
    gain: Quantity | None = None
    detection: Quantity | None = None
    months_to_rebuild: dict[Action, Quantity] = {}
    routes: tuple[Slug, ...] = ()
    items: Items | None = None
    basis: Basis | None = None


class Verification(Model):
    """How the facilities of one party are watched.

    ``visits`` are divided among the facilities; ``periods`` counts the times at which one
    could be made.  In percent: ``completeness`` of the declaration (share of what is there
    that was declared), ``undeclared_detection`` (of a violation at a place not declared, by
    national means), ``undeclared_share`` (how likely a violation would be there),
    ``false_alarms`` (per visit), ``instrument`` (that a measured defect is seen).  The
    text of an agreement has the visits only with a commitment of ``admitted_by`` in it.
    """

    label: Text
    of: Slug
    by: Text | None = None
    admitted_by: tuple[Slug, ...] = ()
    visits: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    periods: Annotated[int, Field(strict=True, ge=1, le=1_000)] = 12
    completeness: Quantity | None = None
    undeclared_detection: Quantity | None = None
    undeclared_share: Quantity | None = None
    false_alarms: Quantity | None = None
    false_alarm_cost: Quantity | None = None
    loss_if_caught: Quantity | None = None
    lag_days: Quantity | None = None
    instrument: Quantity | None = None
    basis: Basis | None = None
