"""After signature: what was done, who is ahead, what comes next."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

import numpy as np

from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.tracking.clocks import consequences
from detente.schedule.analysis.tracking.holding import (
    failing,
    first_to_fail,
    held_up,
    in_force,
    standing,
)
from detente.schedule.analysis.tracking.log import ASPECTS, Logged, known_by, logged
from detente.schedule.analysis.tracking.plan import CALENDAR, DUE, Planned, planned, together
from detente.schedule.exchange import closure
from detente.schedule.tracking.implementation import Aggregate, Implementation, implementation
from detente.schedule.tracking.slippage import Slippage, plan, slippage
from detente.schedule.tracking.unlocking import Unlocking, unlocking
from detente.schedule.tracking_findings import (
    AspectFinding,
    DeadlineFinding,
    EntryFinding,
    PerformedFinding,
    TrackFinding,
    UnlockFinding,
)

SECONDS = 5.0
"""To look for the order that the calendar follows, where the case leaves days open."""
HIGH = 2
"""Activity or output from this level on is worth a warning where no outcome is verified."""


@dataclass(frozen=True)
class _Situation:
    """Everything that the answer is told from; arrays have one row for each commitment."""

    ready: Prepared
    day: datetime.date
    logged: tuple[Logged, ...]
    planned: Planned
    done: np.ndarray
    slip: Slippage

    @property
    def today(self) -> int:
        return self.day.toordinal()


def track(
    ready: Prepared, slug: str, label: str, day: datetime.date, signed: datetime.date
) -> TrackFinding:
    """Return how a deal stands on a day.

    Parameters
    ----------
    ready : Prepared
        Of a study as of that day, with at least one commitment.
    slug, label : str
        Name of the deal.
    day : date
    signed : date
        First day of carrying it out, where the case states none.
    """
    case = ready.case
    known = known_by(case.performance, day)
    told = tuple(logged(known, name) for name in ready.names)
    agreed = planned(ready, signed, SECONDS)
    delivered = np.array([_ordinal(one.delivered) for one in told])
    done = ~np.isnan(delivered)
    active = np.array([max(one.levels.values(), default=0) > 0 for one in told])
    durations = ready.durations.astype(float)
    slip = slippage(
        plan(agreed.finish - durations, agreed.finish, durations, ready.typical.before),
        delivered,
        day.toordinal(),
        # What is overdue and shows no activity was not begun, as far as is known.
        active | (agreed.finish >= day.toordinal()),
    )
    now = _Situation(ready, day, told, agreed, done, slip)
    log = _entries(now)
    return _finding(now, slug, label, log)


def _finding(now: _Situation, slug: str, label: str, log: tuple[EntryFinding, ...]) -> TrackFinding:
    ready, case, slip = now.ready, now.ready.case, now.slip
    force = in_force(ready, now.day)
    released = _released(now, [one.delivered for one in now.logged])
    claimed = _released(now, [one.claimed for one in now.logged])
    held = held_up(force.typical, released, slip.overdue)
    supposed = ""
    if slip.overdue.any():
        # Where nothing moves until the last step is verified, all that is open waits.
        lasting = ~released if ready.plan.gates else held
        fails = failing(ready, force, slip, lasting, now.today)
    elif ready.plan.gates:
        fails = failing(ready, force, slip, held, now.today)
    else:
        supposed, fails = first_to_fail(ready, force, slip, released, now.today)
    coded = _implementation(now)
    within = set(ready.names)
    return TrackFinding(
        slug,
        label,
        now.day,
        now.planned.starts,
        ready.parties,
        _commitments(now),
        log,
        len(case.performance) - len(known_by(case.performance, now.day)),
        tuple(
            dict.fromkeys(
                e.commitment
                for e in known_by(case.performance, now.day).values()
                if e.commitment not in within
            )
        ),
        tuple(
            _aspect(a, one)
            for a, one in zip(ASPECTS, (coded.activity, coded.output, coded.outcome), strict=True)
        ),
        _names(now, coded.unverified & (_claims(now) >= HIGH)),
        _names(now, coded.ahead),
        standing(ready, force, released, claimed),
        datetime.date.fromordinal(int(now.planned.finish.max())),
        datetime.date.fromordinal(math.ceil(slip.end)),
        tuple(ready.names[j] for j in slip.chain),
        _unlocks(now),
        _names(now, held),
        supposed,
        fails,
        _deadline(now, held & ~now.done),
        consequences(case, ready.parties, log, now.day),
        len(ready.fresh.weights),
        len(ready.model.study.effective.unknown),
        tuple(_assumptions(now)),
    )


def _ordinal(day: datetime.date | None) -> float:
    return math.nan if day is None else float(day.toordinal())


def _released(now: _Situation, days: list[datetime.date | None]) -> np.ndarray:
    """Return what counts as delivered; of an escrow only what it has released."""
    found = together(now.ready.typical, np.array([_ordinal(day) for day in days]))
    return np.asarray(~np.isnan(found))


def _names(now: _Situation, which: np.ndarray) -> tuple[str, ...]:
    return tuple(now.ready.names[int(j)] for j in np.flatnonzero(which))


def _entries(now: _Situation) -> tuple[EntryFinding, ...]:
    case = now.ready.case
    known = known_by(case.performance, now.day)
    by_name = dict(zip(now.ready.names, now.logged, strict=True))
    found = []
    for slug, entry in known.items():
        if entry.commitment not in by_name:
            continue
        one = by_name[entry.commitment]
        found.append(
            EntryFinding(
                slug,
                entry.commitment,
                entry.status,
                entry.level,
                entry.aspect,
                entry.happened,
                entry.known_from,
                entry.by or "",
                entry.note or "",
                entry.record,
                slug in one.standing.values(),
                one.settled.get(slug, ""),
            )
        )
    return tuple(found)


def _commitments(now: _Situation) -> tuple[PerformedFinding, ...]:
    before, rows = closure(now.ready.typical.before), []
    overdue, slack = now.slip.overdue, now.slip.slack
    for j in np.lexsort((np.arange(len(now.done)), now.planned.finish)):
        name, one = now.ready.names[int(j)], now.logged[int(j)]
        commitment = now.ready.case.commitments[name]
        date = datetime.date.fromordinal(int(now.planned.finish[j]))
        rows.append(
            PerformedFinding(
                name,
                commitment.label,
                commitment.actor,
                date,
                now.planned.by[int(j)],
                _status(one, bool(overdue[j]), now.planned.by[int(j)]),
                bool(one.entries),
                one.levels,
                one.delivered,
                one.decided_by,
                _late(one, date, now.day, now.planned.by[int(j)]),
                datetime.date.fromordinal(math.ceil(now.slip.finish[j])),
                None if now.done[j] else int(slack[j]),
                () if now.done[j] else _names(now, before[:, j] & overdue),
                one.latest,
            )
        )
    return tuple(rows)


def _late(
    one: Logged, planned_day: datetime.date, day: datetime.date, planned_by: str
) -> int | None:
    """Return how late a commitment is; a calendar of ours makes no delivery late."""
    if one.delivered is None:
        return max((day - planned_day).days, 0)
    return (one.delivered - planned_day).days if planned_by == DUE else None


def _status(one: Logged, overdue: bool, planned_by: str) -> str:
    """Return what is told of a commitment: the log's word, else what the dates say."""
    if one.delivered is not None or one.status in ("disputed", "breach"):
        return one.status
    if max(one.levels.values(), default=0) == 0:
        if not overdue:
            return "not-yet-due"
        # A calendar of ours makes nobody overdue.
        return "overdue" if planned_by == DUE else "behind"
    return "late" if one.status == "late" else "partial"


def _implementation(now: _Situation) -> Implementation:
    activity, output, outcome = (
        np.array([float(one.levels.get(aspect, math.nan)) for one in now.logged])
        for aspect in ASPECTS
    )
    return implementation(activity, output, outcome)


def _claims(now: _Situation) -> np.ndarray:
    """Return the highest level of activity or output of each."""
    return np.array(
        [max(one.levels.get("activity", 0), one.levels.get("output", 0)) for one in now.logged]
    )


def _aspect(aspect: str, one: Aggregate) -> AspectFinding:
    score = None if math.isnan(one.score) else float(one.score)
    return AspectFinding(
        aspect, score, float(one.least), float(one.most), one.coded, one.provisions
    )


def _unlocks(now: _Situation) -> tuple[UnlockFinding, ...]:
    found: Unlocking = unlocking(now.ready.typical.before, now.done, now.slip.overdue)
    return tuple(
        UnlockFinding(now.ready.names[k], int(found.waiting[k]), int(found.alone[k]))
        for k in found.first
    )


def _deadline(now: _Situation, held: np.ndarray) -> DeadlineFinding | None:
    """Return the next planned day of what is held up and not overdue itself."""
    coming = [c for c in _commitments(now) if c.slug in _names(now, held & ~now.slip.overdue)]
    if not coming:
        return None
    return DeadlineFinding(coming[0].slug, coming[0].planned, coming[0].waits_for)


def _assumptions(now: _Situation) -> list[str]:
    """Return what the answer rests on; keys of sentences, told by whoever renders them."""
    ready, told = now.ready, now.logged
    found = ["deepest-decides"]
    if any(not one.delivered and max(one.levels.values(), default=0) > 0 for one in told):
        found.append("partial-counts-as-none")
    if any(one.delivered and one.decided_by == "activity" for one in told):
        found.append("activity-alone")
    if any(one.status == "disputed" for one in told):
        found.append("disputed-not-delivered")
    if any(one.status == "breach" for one in told):
        found.append("breach-as-logged")
    if not all(one.entries for one in told):
        found.append("silence")
    if any(by != DUE for by in now.planned.by):
        by_calendar = CALENDAR in now.planned.by
        found.append("planned-by-calendar" if by_calendar else "planned-by-prerequisites")
        if not now.planned.stated:
            found.append("starts-with-signature")
    if not now.done.all():
        found.append("earliest")
    found.append("gates" if ready.plan.gates else "no-gates")
    if ready.typical.escrows:
        found.append("escrow")
    if any(g.until is not None for g in ready.case.guarantees.values()):
        found.append("expired")
    found.append("expected-inputs")
    return found
