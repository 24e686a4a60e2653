"""The items of the record on which the answer rests most, with their codes."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.case.models import Case, RecordItem
from detente.report.brief.line import Line
from detente.report.names import Names


def sources_line(finding: ReachFinding, names: Names, fullness: int) -> tuple[Line, ...]:
    """Return the sources most relied on: for each item its source, day and NATO/Admiralty code."""
    words, record = names.words, names.case.record
    told: dict[str, str] = {}
    for slug in top_items(finding, names.case):
        item = record[slug]
        text = words.text(
            "brief.source",
            source=_source(item, names.case),
            day=words.day(item.happened),
            code=_code(item, names.case),
        )
        if text not in told.values() and len(told) < 2 + fullness:
            told[slug] = text
    if not told:
        return ()
    places = tuple(
        f"/inputs/{k}/basis_record"
        for k, number in enumerate(finding.inputs)
        if not told.keys().isdisjoint(number.basis_record)
    )
    return (Line(words.text("brief.sources", items="; ".join(told.values())), places),)


def top_items(finding: ReachFinding, case: Case) -> list[str]:
    """Return items of the record by how much acceptance of the deal turns on what rests on them.

    An item weighs as much as the numbers it bears together move (their distances); equal items
    keep the order of the record.
    """
    weight: dict[str, float] = dict.fromkeys(case.record, 0.0)
    resting = {i.pointer: i.basis_record for i in finding.inputs}
    for found in finding.deals.must_believe[:1]:
        for number in found.numbers:
            for slug in resting.get(number.pointer, ()):
                if slug in weight:
                    weight[slug] += abs(number.distance)
    return sorted((s for s in weight if weight[s] > 0), key=lambda s: -weight[s])


def _source(item: RecordItem, case: Case) -> str:
    first = next((s for s in item.sources if s in case.sources), None)
    return case.sources[first].label if first else item.actor


def _code(item: RecordItem, case: Case) -> str:
    letters = [case.sources[s].reliability for s in item.sources if s in case.sources]
    return f"{min(letters, default='F')}{item.credibility}"
