"""What the agreed consequences allow: their stages with dates, and when they expire."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from detente.case.models import Case, Guarantee
from detente.schedule.analysis.tracking.log import CONTESTED
from detente.schedule.tracking.snapback import clock
from detente.schedule.tracking_findings import (
    ClockFinding,
    EntryFinding,
    GuaranteeFinding,
    StageFinding,
)


def consequences(
    case: Case, parties: Iterable[str], log: Iterable[EntryFinding], day: datetime.date
) -> tuple[GuaranteeFinding, ...]:
    """Return every guarantee on a party of the deal that is known on the day.

    Parameters
    ----------
    case : Case
    parties : iterable of str
    log : iterable of EntryFinding
        Its disputes and breaches are occasions on which a clock could have been started.
    day : date
    """
    sides, entries = set(parties), list(log)
    found = []
    for slug, guarantee in case.guarantees.items():
        late = guarantee.known_from is not None and guarantee.known_from > day
        if late or guarantee.on not in sides:
            continue
        expired = guarantee.until is not None and guarantee.until < day
        clocks = tuple(_clocks(case, guarantee, entries, day)) if guarantee.stages else ()
        found.append(
            GuaranteeFinding(
                slug,
                guarantee.label,
                guarantee.on,
                guarantee.by or "",
                guarantee.until,
                expired,
                clocks,
            )
        )
    return tuple(found)


def _clocks(
    case: Case, guarantee: Guarantee, log: list[EntryFinding], day: datetime.date
) -> Iterator[ClockFinding]:
    by_slug = {entry.slug: entry for entry in log}
    # No clock is started on an agreed consequence that has ended.
    if guarantee.until is None or day <= guarantee.until:
        yield _clock(guarantee, "today", "", day, day, None)
    for entry in log:
        actor = case.commitments[entry.commitment].actor
        if entry.status not in CONTESTED or actor != guarantee.on:
            continue
        if guarantee.until is not None and entry.known_from > guarantee.until:
            continue
        settled = by_slug[entry.settled_by].known_from if entry.settled_by else None
        yield _clock(guarantee, entry.status, entry.slug, entry.known_from, day, settled)


def _clock(
    guarantee: Guarantee,
    occasion: str,
    entry: str,
    started: datetime.date,
    day: datetime.date,
    settled: datetime.date | None,
) -> ClockFinding:
    slugs = list(guarantee.stages)
    made = clock([(s, guarantee.stages[s].days) for s in slugs], started.toordinal())
    # What was taken back before anybody knew of it settles the clock on its first day.
    ended = max(settled, started).toordinal() if settled else None
    now = made.at(day.toordinal(), ended)
    back = datetime.date.fromordinal(made.back_from)
    return ClockFinding(
        "settled" if settled else occasion,
        entry,
        started,
        tuple(
            StageFinding(
                stage.label,
                datetime.date.fromordinal(stage.first),
                datetime.date.fromordinal(stage.last),
            )
            for stage in made.stages
        ),
        back,
        now.stage.label if now.stage else "",
        now.in_force,
        guarantee.until is not None and back > guarantee.until,
    )
