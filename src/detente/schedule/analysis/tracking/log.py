"""The log of performance as it was known on a day: what stands, what was taken back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.case.models import Performance

ASPECTS = ("activity", "output", "outcome")
"""From what is easiest to claim to what has been verified."""
COMPLETE = 3
CONTESTED = ("disputed", "breach")


@dataclass(frozen=True)
class Logged:
    """What the log says of one commitment on a day.

    Attributes
    ----------
    entries : tuple of str
        In order of time.
    standing : dict of aspect to str
        The latest entry on each aspect.
    settled : dict of str to str
        Disputes and breaches that a later entry took back, and that entry.
    levels : dict of aspect to int
    status : str
        Of the log: ``on-time``, ``late``, ``partial``, ``disputed`` or ``breach``; empty where
        it says nothing.
    latest : str
        The entry that the status rests on.
    decided_by : str
        The deepest aspect that the log speaks of.
    delivered : date or None
    claimed : date or None
        The same were what is in dispute delivered.
    """

    entries: tuple[str, ...]
    standing: dict[str, str]
    settled: dict[str, str]
    levels: dict[str, int]
    status: str
    latest: str
    decided_by: str
    delivered: datetime.date | None
    claimed: datetime.date | None


def known_by(performance: Mapping[str, Performance], day: datetime.date) -> dict[str, Performance]:
    """Return the entries known on a day, in order of what happened, then of when it was known."""
    known = [(s, e) for s, e in performance.items() if e.known_from <= day and e.happened <= day]
    return dict(sorted(known, key=lambda item: (item[1].happened, item[1].known_from)))


def logged(known: Mapping[str, Performance], commitment: str) -> Logged:
    """Return what the log says of one commitment.

    Parameters
    ----------
    known : mapping of str to Performance
        In order of time, as :func:`known_by` returns them.
    commitment : str
    """
    mine = {slug: e for slug, e in known.items() if e.commitment == commitment}
    latest_on: dict[str, str] = {e.aspect: slug for slug, e in mine.items()}
    standing = {aspect: latest_on[aspect] for aspect in ASPECTS if aspect in latest_on}
    settled = {
        slug: by for slug in mine if mine[slug].status in CONTESTED and (by := _settles(slug, mine))
    }
    contested = [s for s in standing.values() if mine[s].status in CONTESTED and s not in settled]
    # What one entry disputes is not told as a breach by another.
    for status in CONTESTED:
        stated = [s for s in contested if mine[s].status == status]
        if stated:
            latest = [s for s in mine if s in stated][-1]
            break
    else:
        status = ""
        latest = next((s for s in reversed(mine) if s in standing.values()), "")
    deepest = list(standing)[-1] if standing else ""
    claimed = _delivered(deepest, standing, mine)
    delivered = None if contested else claimed
    if not status and latest:
        status = mine[standing[deepest]].status if delivered else mine[latest].status
        latest = standing[deepest] if delivered else latest
    return Logged(
        tuple(mine),
        standing,
        settled,
        {aspect: mine[slug].level for aspect, slug in standing.items()},
        status,
        latest,
        deepest,
        delivered,
        claimed if status != "breach" else None,
    )


def _settles(slug: str, mine: Mapping[str, Performance]) -> str:
    """Return the later entry that takes back a dispute or a breach.

    One on the same aspect that says otherwise, or a complete one on a deeper aspect.
    """
    slugs = list(mine)
    depth = ASPECTS.index(mine[slug].aspect)
    for later in slugs[slugs.index(slug) + 1 :]:
        entry = mine[later]
        if entry.status in CONTESTED:
            continue
        deeper = ASPECTS.index(entry.aspect) > depth and entry.level == COMPLETE
        if entry.aspect == mine[slug].aspect or deeper:
            return later
    return ""


def _delivered(
    deepest: str, standing: Mapping[str, str], mine: Mapping[str, Performance]
) -> datetime.date | None:
    """Return since when the deepest aspect is complete, or since when the output is."""
    if not deepest or mine[standing[deepest]].level < COMPLETE:
        return None
    counted = [a for a in ("output", "outcome") if a in standing] or [deepest]
    days = [_complete_since(e for e in mine.values() if e.aspect == aspect) for aspect in counted]
    return min(day for day in days if day is not None)


def _complete_since(entries: Iterable[Performance]) -> datetime.date | None:
    """Return the first day of the last unbroken run of complete entries."""
    since = None
    for entry in entries:
        if entry.level < COMPLETE:
            since = None
        elif since is None:
            since = entry.happened
    return since
