"""Tables of the record: items, accounts side by side, sources, the index."""

from __future__ import annotations

from collections import Counter

from detente.answers.record_findings import ItemFinding, RecordFinding, RivalFinding
from detente.report.anchors import record_anchor, source_anchor
from detente.report.document import Cell, Column, Table, cell, say
from detente.report.names import Names
from detente.report.record.naming import (
    about,
    actor,
    code,
    links,
    provenance,
    score,
    sources,
    worded,
)
from detente.report.tables.cells import day_cell


def all_tables(finding: RecordFinding, names: Names) -> tuple[Table, ...]:
    """Return every table that is not the twin of a figure."""
    side_by_side = (rival(finding, r, names) for r in finding.rivals)
    return (*side_by_side, items(finding, names), reporters(finding, names))


def items(finding: RecordFinding, names: Names) -> Table:
    """Return the items of the record, one a row."""
    text = names.words.text
    keys = (
        "happened",
        "known_from",
        "actor",
        "kind",
        "text",
        "source",
        "code",
        "worded",
        "origin",
        "about",
        "event",
        "link",
    )
    columns = tuple(Column(k, text(f"record.table.{k}")) for k in keys)
    return Table(
        "record-items",
        text("record.table.caption"),
        (*columns, Column("item", "")),
        tuple(_row(i, names) for i in finding.items),
        tuple(record_anchor(i.slug) for i in finding.items),
        text("record.table.note"),
    )


def _row(item: ItemFinding, names: Names) -> tuple[Cell, ...]:
    event = item.event
    return (
        day_cell(item.happened, names),
        day_cell(item.known_from, names),
        cell(say(actor(item, names)), item.actor),
        cell(names.authored(item.kind), item.kind),
        cell(names.authored(item.text), item.text),
        cell(sources(item, names), " ".join(item.sources)),
        cell(code(item)),
        cell(worded(item, names)),
        cell(provenance(item, names), item.origin or " ".join(item.relays)),
        cell(about(item, names), " ".join(item.bears_on)),
        cell("–", "")
        if event is None
        else cell(f"{event.code} ({score(event.score)})", event.code),
        cell(links(item), " ".join(item.url)),
        cell("", item.slug),
    )


def rival(finding: RecordFinding, one: RivalFinding, names: Names) -> Table:
    """Return the accounts of one thing, a column each."""
    text, known = names.words.text, {i.slug: i for i in finding.items}
    accounts = [known[s] for s in one.items]
    columns = [Column("what", text("record.rival.what"))]
    for item in accounts:
        who = names.party(item.party) if item.party else item.actor
        columns.append(Column(item.slug.replace("-", "_"), who))
    lines = {
        "text": [cell(names.authored(i.text), i.text) for i in accounts],
        "known": [day_cell(i.known_from, names) for i in accounts],
        "source": [cell(sources(i, names), " ".join(i.sources)) for i in accounts],
        "code": [cell(code(i)) for i in accounts],
        "worded": [cell(worded(i, names)) for i in accounts],
        "origin": [cell(provenance(i, names), i.origin) for i in accounts],
    }
    rows = tuple((cell(text(f"record.rival.{k}"), k), *cells) for k, cells in lines.items())
    label = names.case.occurrences[one.slug].label
    caption = text("record.rival.caption", what=label)
    return Table(f"record-rival-{one.slug}", caption, tuple(columns), rows)


def reporters(finding: RecordFinding, names: Names) -> Table:
    """Return who reports, how reliable they are and how much rests on them."""
    text, known = names.words.text, names.case.sources
    used = Counter(s for i in finding.items for s in i.sources if s in known)
    columns = (
        Column("source", text("record.table.source")),
        Column("reliability", text("record.reporters.letter")),
        Column("items", text("record.reporters.items"), True),
        Column("note", text("record.reporters.note")),
    )
    order = sorted(used, key=lambda s: (known[s].reliability, -used[s], s))
    rows = tuple(
        (
            cell(names.authored(known[s].label), s),
            cell(known[s].reliability),
            cell(str(used[s]), used[s]),
            cell(names.authored(known[s].note or "")),
        )
        for s in order
    )
    anchors = tuple(source_anchor(s) for s in order)
    return Table("record-sources", text("record.reporters.caption"), columns, rows, anchors)


def index(finding: RecordFinding, names: Names) -> Table:
    """Return the index of every pair on every day on which it changes: the figure's twin."""
    text = names.words.text
    columns = (
        Column("source", text("record.index.source")),
        Column("target", text("record.index.target")),
        Column("day", text("record.index.day")),
        Column("events", text("record.index.events"), True),
        Column("mean", text("record.index.mean"), True),
        Column("standard_error", text("record.index.error"), True),
        Column("sum", text("record.index.sum"), True),
    )
    rows = tuple(
        (
            cell(names.party(pair.source), pair.source),
            cell(names.party(pair.target), pair.target),
            day_cell(point.day, names),
            cell(str(point.count), point.count),
            cell(score(point.mean), point.mean),
            cell("–" if point.error is None else f"{point.error:.1f}", point.error),
            cell(score(point.total), point.total),
        )
        for pair in finding.pairs
        for point in pair.points
    )
    caption = text("record.index.caption", window=str(finding.window))
    return Table("record-relation", caption, columns, rows, (), text("record.relation.warning"))
