"""What a lever changes in the draws, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shift:
    """A change of one number by a lever: set, add or times, drawn or given.

    ``source`` is the pointer of the change's own quantity; ``beliefs`` names the
    belief sets in which it holds (empty: all).
    """

    number: str
    how: str
    source: str
    beliefs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Bonus:
    """Points a lever adds to a party's value of deals with all of ``when``.

    Read from ``source`` and multiplied by ``sign``; on every deal when ``when``
    is empty.
    """

    party: str
    source: str
    when: tuple[int, ...] = ()
    sign: float = 1.0


@dataclass(frozen=True)
class Revision:
    """What a lever changes in the draws.

    Attributes
    ----------
    shifts : tuple of Shift
    bonuses : tuple of Bonus
    readings : tuple of (term, reading)
        Readings settled for everybody.
    months : float
        Months waited.
    """

    shifts: tuple[Shift, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    months: float = 0.0

    def then(self, other: Revision) -> Revision:
        """Return both revisions, one after the other."""
        return Revision(
            self.shifts + other.shifts,
            self.bonuses + other.bonuses,
            self.readings + other.readings,
            # Two events are waited for at the same time.
            max(self.months, other.months),
        )


NO_REVISION = Revision()
