"""Where the numbers come from: inputs, the record, its sources."""

from __future__ import annotations

import datetime

from detente.answers.findings import InputNumber, ReachFinding
from detente.case.models import Case, RecordItem
from detente.report import words
from detente.report.anchors import input_anchor, record_anchor, source_anchor
from detente.report.document import (
    Cell,
    Column,
    Sentence,
    Span,
    Table,
    cell,
    joined,
    say,
)
from detente.report.tables.cells import day_cell, on_the_day, record_links, run_day

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
PROVENANCE = {
    "page": "a page was read",
    "data": "a data set was read",
    "memory": "from memory: needs a second source",
    "mixed": "in part from memory: needs a second source",
    "case": "from the material of the case",
}


def inputs(finding: ReachFinding, case: Case) -> Table:
    """Return every number that went in, with its basis and its place in the files."""
    day = run_day(finding.header.as_of)
    rows = tuple(
        (
            cell(i.label),
            cell(i.kind.replace("-", " ")),
            cell(i.text),
            cell(words.exact(i.median), i.median),
            cell(_basis(i, case, day)),
            cell(i.by or ""),
            cell(i.flag),
            cell(i.place),
            cell("", i.pointer),
        )
        for i in finding.inputs
    )
    return Table(
        "inputs",
        "Every number that went in, and its basis",
        (
            Column("number", "Number"),
            Column("kind", "Kind"),
            Column("text", "As written"),
            Column("median", "Middle", True),
            Column("basis", "Basis"),
            Column("by", "Judged by"),
            Column("flag", "Flag"),
            Column("place", "File and line"),
            Column("pointer", ""),
        ),
        rows,
        tuple(input_anchor(i.pointer) for i in finding.inputs),
    )


def _basis(number: InputNumber, case: Case, day: datetime.date | None) -> Sentence:
    known = record_links(number.basis_record, case, day)
    parts = [say("Record: ", known)] if known else []
    if number.judgement:
        parts.append(say(f"Judgement: {number.judgement}"))
    return joined(parts, ". ") if parts else say("none given")


def record(finding: ReachFinding, case: Case) -> Table:
    """Return the record as it was known on the day of the run."""
    day = run_day(finding.header.as_of)
    items = {k: v for k, v in case.record.items() if on_the_day(case, k, day)}
    rows = tuple(_item(k, v, case) for k, v in items.items())
    left_out = len(case.record) - len(items)
    note = f"{words.count(left_out, 'item')} not known on this day left out." if left_out else ""
    return Table(
        "record",
        "The record: who said or did what, and how far it can be relied on",
        (
            Column("item", "Item"),
            Column("happened", "Happened"),
            Column("known_from", "Known from"),
            Column("actor", "Actor"),
            Column("text", "What"),
            Column("sources", "Sources"),
            Column("urls", "Pages"),
            Column("code", "Code"),
            Column("provenance", "How known"),
            Column("bears_on", ""),
        ),
        rows,
        tuple(record_anchor(k) for k in items),
        note,
    )


def _item(slug: str, item: RecordItem, case: Case) -> tuple[Cell, ...]:
    sources = [
        say(Span(case.sources[s].label, f"#{source_anchor(s)}")) if s in case.sources else say(s)
        for s in item.sources
    ]
    pages = joined([say(Span(f"page {i}", url)) for i, url in enumerate(item.url, 1)], ", ")
    note = f" ({item.note.strip()})" if item.note else ""
    return (
        cell(slug),
        day_cell(item.happened),
        day_cell(item.known_from),
        cell(item.actor),
        cell(say(f"“{item.text}”" if item.quotation else item.text, note)),
        cell(joined(sources)),
        cell(pages, " ".join(item.url)),
        cell(reliability(item, case), code(item, case)),
        cell(PROVENANCE[item.provenance]),
        cell("", " ".join(item.bears_on)),
    )


def code(item: RecordItem, case: Case) -> str:
    """Return the NATO/Admiralty code: the letters of its sources and its own digit."""
    letters = sorted({case.sources[s].reliability for s in item.sources if s in case.sources})
    return f"{'/'.join(letters) or 'F'}{item.credibility}"


def reliability(item: RecordItem, case: Case) -> str:
    """Return the code with what it means: ``B2: usually reliable; probably true``."""
    found = code(item, case)
    letters = [RELIABILITY[x] for x in found[:-1].split("/")]
    return f"{found}: {words.listed(letters, 'and')}; {CREDIBILITY[item.credibility]}"


def sources(finding: ReachFinding, case: Case) -> Table:
    """Return the sources with their reliability."""
    rows = tuple(
        (
            cell(s.label),
            cell(f"{s.reliability}: {RELIABILITY[s.reliability]}", s.reliability),
            cell(Span(s.url, s.url) if s.url else ""),
            cell(s.note or ""),
        )
        for s in case.sources.values()
    )
    return Table(
        "sources",
        "Sources",
        (
            Column("source", "Source"),
            Column("reliability", "Reliability"),
            Column("url", "Address"),
            Column("note", "Note"),
        ),
        rows,
        tuple(source_anchor(s) for s in case.sources),
    )
