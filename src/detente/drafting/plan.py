"""What a text takes from other analyses: the steps with their days, the visits, the readings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Measures that are completed together.

    Attributes
    ----------
    number : int
        From 1.
    commitments : tuple of str
    days : int
        After the entry into force, by which they are to be completed.
    date : date or None
        The same as a date; None where dates are not wanted.
    """

    number: int
    commitments: tuple[str, ...]
    days: int
    date: datetime.date | None = None


@dataclass(frozen=True)
class Plan:
    """The order of a deal.

    Attributes
    ----------
    steps : tuple of Step
    gates : bool
        Whether a step waits for the verification of the one before it.
    source : str
        ``calendar``, or the doctrine whose order it is.
    """

    steps: tuple[Step, ...]
    gates: bool
    source: str

    def step_of(self, commitment: str) -> int | None:
        """Return the number of the step of a commitment; None where the plan does not have it."""
        for step in self.steps:
            if commitment in step.commitments:
                return step.number
        return None


@dataclass(frozen=True)
class Visits:
    """How one party is watched: how many visits in all, and at which places how many."""

    watch: str
    total: int
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class LeftOut:
    """What is in the case or the package and not in the text.

    Attributes
    ----------
    kind : str
        ``undelivered`` (an option no commitment delivers), ``article`` (of the template, without
        substance in this package), ``word`` (settled by the package, used by no clause),
        ``visits`` (nothing in the package admits them), ``place`` (not declared).
    name, label : str
    """

    kind: str
    name: str
    label: str
