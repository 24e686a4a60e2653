"""What deals and no deal are worth to whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from detente.case.blocks.references import OptionRef
from detente.case.quantity import Basis, Day, Model, Quantity, Slug, Text


class Synergy(Model):
    """Points added (or lost) when two options come together."""

    of: tuple[OptionRef, OptionRef]
    points: Quantity
    basis: Basis | None = None


class IssueValue(Model):
    """What one party makes of one issue.

    ``importance`` is the issue's share of the party's total weight, in percent
    (a range is a constraint on the normalised weight); ``scores`` are 0 (worst)
    to 100 (best) on the options; ``order`` holds statements such as
    ``"halt < disable < dismantle"``.
    """

    importance: Quantity | None = None
    scores: dict[Slug, Quantity] = {}
    order: tuple[Text, ...] = ()
    basis: Basis | None = None


class CourseValue(Model):
    """Value of one course of no deal to one party, in points.

    ``value`` counts from the reference named by ``NoDeal.relative_to``;
    ``drift`` is in points a month from the course's ``starts`` day.
    """

    value: Quantity
    drift: Quantity | None = None
    basis: Basis | None = None


class NoDeal(Model):
    """A party's value of no deal, course by course.

    ``relative_to: status-quo`` counts each value from the party's value of the
    package in which every issue stays at its status quo; ``scale`` (default)
    takes it as points on the party's 0-100 scale.
    """

    relative_to: Literal["scale", "status-quo"] = "scale"
    courses: dict[Slug, CourseValue] = Field(min_length=1)
    likelihoods: dict[Slug, Quantity] = {}
    basis: Basis | None = None


class Values(Model):
    """One party's values: importance and scores per issue, synergies, no deal."""

    issues: dict[Slug, IssueValue] = {}
    order: tuple[Text, ...] = ()
    synergies: dict[Slug, Synergy] = {}
    no_deal: NoDeal
    waiting_cost: Quantity | None = None
    basis: Basis | None = None


class Course(Model):
    """A course events may take without a deal, from a day on."""

    label: Text
    description: Text | None = None
    starts: Day
    likelihood: Quantity
    basis: Basis | None = None
