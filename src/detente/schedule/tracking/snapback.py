"""The clock of a consequence that comes back by itself unless somebody acts.

A complaint on a day opens the first of several stages.  A stage of d days ends with the d-th
day after the day that opened it; if nothing is done the next one opens with that day, and
after the last one what was lifted is back in force from the following day.  Only a
settlement (or the decision that a stage asks for) stops the clock.

References
----------
Joint Comprehensive Plan of Action (Vienna, 14 July 2015), paragraphs 36-37.
Security Council resolution 2231 (2015), paragraphs 11-12: in force from the midnight that
follows the thirtieth day after the notification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.errors import UsageError


@dataclass(frozen=True)
class DatedStage:
    """One stage of the clock.

    Attributes
    ----------
    label : str
    first, last : int
        Days on which it holds, both included; a stage of no days but the first holds on none
        (``last`` is then the day before ``first``).
    next : str or None
        Stage that opens if nothing is done; None where what was lifted comes back.
    """

    label: str
    first: int
    last: int
    next: str | None


@dataclass(frozen=True)
class Position:
    """Where the clock stands on a day.

    Attributes
    ----------
    stage : DatedStage or None
        None before the complaint, after a settlement and once the consequence is in force.
    days_left : int
        Until the consequence is in force if nothing is done; 0 when it is, or is averted.
    in_force, settled : bool
    """

    stage: DatedStage | None
    days_left: int
    in_force: bool
    settled: bool


@dataclass(frozen=True)
class Clock:
    """The dated stages of one complaint.

    Attributes
    ----------
    start : int
        Day of the complaint.
    stages : tuple of DatedStage
    back_from : int
        First day on which the consequence is in force if nothing is done.
    """

    start: int
    stages: tuple[DatedStage, ...]
    back_from: int

    def at(self, day: int, settled: int | None = None) -> Position:
        """Return where the clock stands on a day.

        Parameters
        ----------
        day : int
        settled : int, optional
            Day of a settlement; one that comes once the consequence is in force does not
            lift it, and one that is still to come changes nothing yet.
        """
        if settled is not None and settled < self.start:
            raise UsageError("a complaint is settled after it is made")
        if settled is not None and settled <= day and settled < self.back_from:
            return Position(None, 0, False, True)
        if day >= self.back_from:
            return Position(None, 0, True, False)
        stage = next((s for s in self.stages if s.first <= day <= s.last), None)
        return Position(stage, self.back_from - max(day, self.start), False, False)


def clock(stages: Sequence[tuple[str, int]], start: int) -> Clock:
    """Return the dated stages of a complaint.

    Parameters
    ----------
    stages : sequence of (str, int)
        Label and length in days, not negative, in their order.
    start : int
        Day of the complaint, counted from any day (``date.toordinal`` will do).

    Returns
    -------
    Clock

    Raises
    ------
    UsageError
    """
    if not stages:
        raise UsageError("a clock has at least one stage")
    dated, opened = [], start
    for k, (label, days) in enumerate(stages):
        if days < 0:
            raise UsageError(f"stage '{label}' cannot last {days} days")
        following = stages[k + 1][0] if k + 1 < len(stages) else None
        # The day that opens a stage is the last of the one before, but for the complaint.
        dated.append(DatedStage(label, opened + (k > 0), opened + days, following))
        opened += days
    return Clock(start, tuple(dated), opened + 1)
