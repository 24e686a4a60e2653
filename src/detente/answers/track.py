"""After signature: which deal is followed, on which day, and what follows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from detente.answers.header import header
from detente.answers.order import chosen
from detente.deals.analysis.packages import Named, recorded
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.finding import Header
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.reading import commitments_of
from detente.schedule.analysis.tracking.answer import track
from detente.schedule.tracking_findings import TrackFinding

HOW_TO_LOG = (
    "add a block 'performance' to the case, one entry for each thing known:\n"
    "    performance:\n"
    "      first-report:\n"
    "        commitment: NAME\n"
    "        status: on-time        # or late, partial, disputed, breach\n"
    "        level: 3               # 0 none, 1 minimal, 2 intermediate, 3 complete\n"
    "        aspect: outcome        # or activity, output\n"
    "        happened: YYYY-MM-DD\n"
    "        known_from: YYYY-MM-DD\n"
    "        record: [ITEM]         # or by: a name"
)


@dataclass(frozen=True)
class TrackedFinding:
    """How does an agreement stand on a day?

    Attributes
    ----------
    header : Header
    question : str
    track : TrackFinding
    """

    header: Header
    question: str
    track: TrackFinding


def tracked(
    ready: Workspace, package: str | None = None, tick: Callable[[str], None] = lambda _: None
) -> TrackedFinding:
    """Answer how an agreement of a case stands on the day of the study.

    Parameters
    ----------
    ready : Workspace
    package : str, optional
        By name; default the package of the record that the log speaks of most, of equals the
        latest.
    tick : callable
        Told of each step.

    Raises
    ------
    UsageError
        Without a day, for an unknown package or one of which no commitment delivers anything,
        and where neither the log nor the dates say anything.
    """
    day = ready.study.as_of
    if day is None:
        raise UsageError("on which day? The case names none (as_of): say it with --on YYYY-MM-DD")
    tick("the deal")
    named, options = chosen(ready, package if package is not None else agreed(ready, day))
    prepared = Prepared(ready.model, options, ready.draws)
    if not prepared.names:
        raise UsageError(
            f"no commitment of the case delivers anything of '{named.slug}': list under its "
            "options the commitments that do, or name another package with --package"
        )
    tick("what was done, and what follows")
    answer = track(prepared, named.slug, named.label, day, named.known_from or day)
    if not answer.log and not ready.study.case.performance and not answer.held:
        raise UsageError(
            "the case has no log of performance, and by its dates nothing is overdue on "
            f"{day}; {HOW_TO_LOG}"
        )
    question = "What was done, who is ahead, and what comes next?"
    return TrackedFinding(header(ready, "track"), question, answer)


def agreed(ready: Workspace, day: datetime.date) -> str:
    """Return the package of the record that the log speaks of most, of equals the latest.

    Raises
    ------
    UsageError
        When no package of the record known on the day has commitments.
    """
    case = ready.study.case
    spoken = {e.commitment for e in case.performance.values() if e.known_from <= day}

    def rank(item: Named) -> tuple[int, datetime.date]:
        return len(spoken & names(item)), item.known_from or datetime.date.min

    def names(item: Named) -> set[str]:
        first = {issue: options[0] for issue, options in item.options.items()}
        return set(commitments_of(case, first)[0])

    candidates = [p for p in recorded(ready) if names(p)]
    if not candidates:
        raise UsageError(
            f"no package of the record known on {day} has commitments: name what was agreed "
            "with --package, or another day with --on"
        )
    return max(candidates, key=rank).slug
