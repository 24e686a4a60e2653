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
from detente.report.names import Names
from detente.report.retelling import quantity, retold
from detente.report.tables.cells import day_cell, on_the_day, record_links, run_day


def inputs(finding: ReachFinding, names: Names) -> Table:
    """Return every number that went in, with its basis and its place in the files."""
    day, text = run_day(finding.header.as_of), names.words.text
    rows = tuple(
        (
            cell(names.authored(i.label)),
            cell(names.kind("inputs", i.kind)),
            cell(quantity(i.text, names)),
            cell(words.exact(i.median), i.median),
            cell(_basis(i, names, day)),
            cell(names.authored(i.by or "")),
            cell(retold(i.flag, "flag", names.words)),
            cell(i.place),
            cell("", i.pointer),
        )
        for i in finding.inputs
    )
    return Table(
        "inputs",
        text("tables.inputs.caption"),
        (
            Column("number", text("tables.column.number")),
            Column("kind", text("tables.inputs.kind")),
            Column("text", text("tables.inputs.text")),
            Column("median", text("tables.inputs.middle"), True),
            Column("basis", text("tables.inputs.basis")),
            Column("by", text("tables.inputs.by")),
            Column("flag", text("tables.inputs.flag")),
            Column("place", text("tables.inputs.place")),
            Column("pointer", ""),
        ),
        rows,
        tuple(input_anchor(i.pointer) for i in finding.inputs),
    )


def _basis(number: InputNumber, names: Names, day: datetime.date | None) -> Sentence:
    known = record_links(number.basis_record, names.case, day)
    parts = [names.words.say("tables.inputs.record", items=known)] if known else []
    if number.judgement:
        judged = names.authored(number.judgement)
        parts.append(names.words.say("tables.inputs.judgement", text=judged))
    return joined(parts, ". ") if parts else names.words.say("tables.inputs.none")


def record(finding: ReachFinding, names: Names) -> Table:
    """Return the record as it was known on the day of the run."""
    case, text = names.case, names.words.text
    day = run_day(finding.header.as_of)
    items = {k: v for k, v in case.record.items() if on_the_day(case, k, day)}
    rows = tuple(_item(k, v, names) for k, v in items.items())
    left_out = len(case.record) - len(items)
    return Table(
        "record",
        text("tables.record.caption"),
        (
            Column("item", text("tables.record.item")),
            Column("happened", text("tables.record.happened")),
            Column("known_from", text("tables.record.known-from")),
            Column("actor", text("tables.record.actor")),
            Column("text", text("tables.record.what")),
            Column("sources", text("tables.record.sources")),
            Column("urls", text("tables.record.pages")),
            Column("code", text("tables.record.code")),
            Column("provenance", text("tables.record.provenance")),
            Column("bears_on", ""),
        ),
        rows,
        tuple(record_anchor(k) for k in items),
        text("tables.record.left-out", n=left_out) if left_out else "",
    )


def _item(slug: str, item: RecordItem, names: Names) -> tuple[Cell, ...]:
    case, words = names.case, names.words
    sources = [
        say(names.authored(case.sources[s].label, f"#{source_anchor(s)}"))
        if s in case.sources
        else say(s)
        for s in item.sources
    ]
    pages = joined(
        [say(Span(words.text("tables.record.page", n=i), u)) for i, u in enumerate(item.url, 1)],
        ", ",
    )
    return (
        cell(slug),
        day_cell(item.happened, names),
        day_cell(item.known_from, names),
        cell(names.authored(item.actor)),
        cell(_said(item, names)),
        cell(joined(sources)),
        cell(pages, " ".join(item.url)),
        cell(reliability(item, names), code(item, case)),
        cell(words.text(f"tables.record.provenances.{item.provenance}")),
        cell("", " ".join(item.bears_on)),
    )


def _said(item: RecordItem, names: Names) -> Sentence:
    """Return what was said or done, a quotation as such, with the note on it."""
    told = say(names.authored(item.text))
    if item.quotation:
        told = names.words.say("tables.record.quotation", text=told)
    if not item.note:
        return told
    note = names.authored(item.note.strip())
    return names.words.say("tables.record.noted", text=told, note=note)


def code(item: RecordItem, case: Case) -> str:
    """Return the NATO/Admiralty code: the letters of its sources and its own digit."""
    letters = sorted({case.sources[s].reliability for s in item.sources if s in case.sources})
    return f"{'/'.join(letters) or 'F'}{item.credibility}"


def reliability(item: RecordItem, names: Names) -> str:
    """Return the code with what it means: ``B2: usually reliable; probably true``."""
    found, text = code(item, names.case), names.words.text
    letters = [text(f"tables.record.reliability.{x}") for x in found[:-1].split("/")]
    return text(
        "tables.record.rated",
        code=found,
        reliability=names.words.listed(letters),
        credibility=text(f"tables.record.credibility.{item.credibility}"),
    )


def sources(finding: ReachFinding, names: Names) -> Table:
    """Return the sources with their reliability."""
    text = names.words.text

    def rated(letter: str) -> str:
        means = text(f"tables.record.reliability.{letter}")
        return text("tables.sources.rated", code=letter, reliability=means)

    rows = tuple(
        (
            cell(names.authored(s.label)),
            cell(rated(s.reliability), s.reliability),
            cell(Span(s.url, s.url) if s.url else ""),
            cell(names.authored(s.note or "")),
        )
        for s in names.case.sources.values()
    )
    return Table(
        "sources",
        text("tables.sources.caption"),
        (
            Column("source", text("tables.sources.source")),
            Column("reliability", text("tables.sources.reliability")),
            Column("url", text("tables.sources.address")),
            Column("note", text("tables.sources.note")),
        ),
        rows,
        tuple(source_anchor(s) for s in names.case.sources),
    )
