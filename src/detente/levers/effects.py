"""What a lever does to a case: one changed case, or several weighted ones."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from detente.beliefs.revision import NO_REVISION, Bonus, Revision, Shift
from detente.beliefs.shapes import quantile
from detente.beliefs.structure import Options, Rule
from detente.beliefs.utilities import DAYS_PER_MONTH
from detente.case.models import Case, Change, Lever
from detente.case.quantity import Quantity
from detente.errors import UsageError


@dataclass(frozen=True)
class LeverCase:
    """One of the cases a lever maps to.

    Attributes
    ----------
    weight : float
        The weights of a lever's cases sum to 1.
    revision : Revision
    opens, closes : frozenset of int
        Options put on the table, or taken off it.
    rules : tuple of Rule
    """

    weight: float = 1.0
    revision: Revision = NO_REVISION
    opens: frozenset[int] = frozenset()
    closes: frozenset[int] = frozenset()
    rules: tuple[Rule, ...] = ()

    def then(self, other: LeverCase) -> LeverCase:
        """Return both, one after the other."""
        return LeverCase(
            self.weight * other.weight,
            self.revision.then(other.revision),
            self.opens | other.opens,
            self.closes | other.closes,
            self.rules + other.rules,
        )


@dataclass(frozen=True)
class Pull:
    """A lever made ready: its cases, what it lets one learn, how long it waits.

    Attributes
    ----------
    slugs : tuple of str
    cases : tuple of LeverCase
    learns : tuple of str
        Pointers of the numbers learnt before the deal is chosen.
    months : float
    note : str
        Why it has no effect, or empty.
    """

    slugs: tuple[str, ...]
    cases: tuple[LeverCase, ...] = (LeverCase(),)
    learns: tuple[str, ...] = ()
    months: float = 0.0
    note: str = ""

    def then(self, other: Pull) -> Pull:
        """Return the portfolio of both levers."""
        return Pull(
            self.slugs + other.slugs,
            tuple(a.then(b) for a, b in product(self.cases, other.cases)),
            self.learns + other.learns,
            max(self.months, other.months),
        )

    def clashes(self, other: Pull) -> bool:
        """Return whether the two cannot both be done, or one would undo or repeat the other.

        They settle one term, set one number, or apply the same change.
        """
        mine, theirs = (
            {
                name
                for case in pulled.cases
                for name in (
                    *(("term", term) for term, _ in case.revision.readings),
                    *(("set", s.number) for s in case.revision.shifts if s.how == "set"),
                    *(("change", s.source) for s in case.revision.shifts),
                )
            }
            for pulled in (self, other)
        )
        return bool(mine & theirs)


NOTHING = Pull(())


def typical(quantity: Quantity) -> float:
    """Return the mean of a quantity by its quantiles (analysts in equal parts)."""
    if quantity.analysts is not None:
        return float(np.mean([typical(q) for q in quantity.analysts.values()]))
    return float(quantile(quantity, (np.arange(200) + 0.5) / 200).mean())


def pull(
    slug: str,
    lever: Lever,
    case: Case,
    options: Options,
    as_of: datetime.date | None,
    unknown: frozenset[str] = frozenset(),
) -> Pull:
    """Return what a lever does.

    Parameters
    ----------
    slug : str
    lever : Lever
    case : Case
    options : Options
    as_of : date or None
    unknown : frozenset of str
        Numbers not known on the day that have no scale: changes by them are left out.

    Returns
    -------
    Pull

    Raises
    ------
    UsageError
        When it would change an importance: levers never renormalise weights.
    """
    at = f"/levers/{slug}"
    when = tuple(options.index(o) for o in lever.when)
    bonuses = [Bonus(party, f"{at}/points/{party}", when) for party in lever.points]
    bonuses += [Bonus(p, f"{at}/cost/points/{p}", sign=-1.0) for p in lever.cost.points]
    revision = Revision(_shifts(lever.changes, at, frozenset(), unknown), tuple(bonuses))
    base = LeverCase(
        revision=revision,
        opens=frozenset(options.index(o) for o in lever.opens),
        closes=frozenset(options.index(o) for o in lever.closes),
        rules=_together(tuple(options.index(o) for o in lever.together)),
    )
    if lever.kind == "settle-reading":
        assert lever.term is not None
        return Pull((slug,), tuple(_settled(base, lever.term, lever.reading)))
    if lever.kind == "inform":
        assert lever.number is not None
        return Pull((slug,), (base,), (lever.number,))
    if lever.kind == "drop":
        assert lever.issue is not None
        i = options.issues.index(lever.issue)
        others = frozenset(int(o) for o in options.of(i)) - {int(options.status_quo[i])}
        return Pull((slug,), (replace(base, closes=base.closes | others),))
    if lever.kind == "wait":
        assert lever.event is not None
        return _wait(slug, base, lever.event, case, as_of, unknown)
    return Pull((slug,), (base,))


def _together(group: tuple[int, ...]) -> tuple[Rule, ...]:
    """Return rules by which options come all together or not at all."""
    return tuple(Rule((a,), (b,), 1, 1) for a in group for b in group if a != b)


def _settled(
    base: LeverCase, term: str, reading: str | dict[str, Quantity] | None
) -> list[LeverCase]:
    shares = {reading: 1.0} if isinstance(reading, str) else {}
    if isinstance(reading, dict):
        shares = {name: max(typical(q), 0.0) for name, q in reading.items()}
    total = sum(shares.values())
    return [
        replace(
            base,
            weight=weight / total,
            revision=replace(base.revision, readings=(*base.revision.readings, (term, name))),
        )
        for name, weight in shares.items()
        if weight > 0
    ]


def _wait(
    slug: str,
    base: LeverCase,
    name: str,
    case: Case,
    as_of: datetime.date | None,
    unknown: frozenset[str],
) -> Pull:
    event = case.events[name]
    today = as_of or event.declared
    if event.happened is not None and (event.known_from or event.happened) <= today:
        return Pull((slug,), note=f"already over by {today.isoformat()}")
    if event.declared > today:
        return Pull((slug,), note=f"not yet expected on {today.isoformat()}")
    days = typical(event.in_days) - (today - event.declared).days
    months = max(days, 0.0) / DAYS_PER_MONTH
    shifts = _shifts(event.changes, f"/events/{name}", frozenset(event.beliefs), unknown)
    revision = base.revision.then(Revision(shifts, months=months))
    return Pull((slug,), (replace(base, revision=revision),), months=months)


def _shifts(
    changes: tuple[Change, ...], at: str, beliefs: frozenset[str], unknown: frozenset[str]
) -> tuple[Shift, ...]:
    found = []
    for i, change in enumerate(changes):
        if change.number.endswith("/importance"):
            raise UsageError(
                f"{at}/changes/{i}: a lever or event cannot change an importance "
                f"({change.number}): weights are never renormalised; change a score instead"
            )
        how = "set" if change.set is not None else "add" if change.add is not None else "times"
        if (source := f"{at}/changes/{i}/{how}") not in unknown:
            found.append(Shift(change.number, how, source, beliefs))
    return tuple(found)
