"""What things of a deal that is being carried out are called."""

from __future__ import annotations

import math
from collections.abc import Iterable

from detente.report.anchors import record_anchor
from detente.report.document import Sentence, joined, say
from detente.report.names import Names
from detente.report.order.naming import actor, commitment, in_100
from detente.schedule.tracking_findings import EntryFinding, PerformedFinding, TrackFinding

MOST = 4
"""Names listed before the rest is counted."""


def what(slug: str, names: Names) -> str:
    """Return a commitment with its actor."""
    return names.words.text("track.what", label=commitment(slug, names), actor=actor(slug, names))


def some(slugs: Iterable[str], names: Names, most: int = MOST) -> str:
    """Return commitments as a list, the last ones counted where there are many."""
    told = [quoted(s, names) for s in slugs]
    if len(told) <= most + 1:
        return names.words.listed(told)
    return names.words.text("track.listed-more", listed=", ".join(told[:most]), n=len(told) - most)


def quoted(slug: str, names: Names) -> str:
    """Return a commitment in quotation marks: its name may hold commas."""
    return names.words.text("quoted", text=commitment(slug, names))


def amount(points: float, cost: float, names: Names) -> str:
    """Return points as a share of what the deal costs a party."""
    if cost <= 0:
        return names.words.text("track.standing.unmeasured")
    if points > cost:
        return names.words.text("track.standing.above")
    return names.words.text("track.standing.amount", n=in_100(points / cost))


def status(slug: str, names: Names) -> str:
    """Return what a status is called."""
    return names.words.text(f"track.status.{slug}")


def status_of(one: PerformedFinding, names: Names) -> str:
    """Return the status of a commitment; what is late need not be complete."""
    open_and_late = one.status == "late" and one.delivered is None
    return status("late-open" if open_and_late else one.status, names)


def whole(score: float) -> str:
    """Return a percentage without decimals; 100 and 0 only where they are exact."""
    rounded = math.floor(score + 0.5)
    if rounded == 100 and score < 100:
        return "99"
    return "1" if rounded == 0 and score > 0 else str(rounded)


def entry_of(slug: str, finding: TrackFinding) -> EntryFinding | None:
    """Return an entry of the log by its name."""
    return next((e for e in finding.log if e.slug == slug), None)


def who_says(entry: EntryFinding | None, names: Names) -> Sentence:
    """Return who says so: a name, and links to the record."""
    if entry is None:
        return ()
    parts: list[Sentence] = [say(names.authored(entry.by))] if entry.by else []
    for item in entry.record:
        if item in names.case.record:
            place = f"#{record_anchor(item)}"
            parts.append(names.words.say("track.done.record", item=item, place=place))
    return joined(parts)
