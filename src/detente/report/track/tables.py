"""Tables of a deal that is being carried out."""

from __future__ import annotations

from collections.abc import Callable

from detente.report.anchors import record_anchor
from detente.report.document import Cell, Column, Span, Table, cell, joined, say
from detente.report.names import Names
from detente.report.order.naming import commitment, commitments
from detente.report.tables.cells import day_cell, number_cell, share_cells, share_columns
from detente.report.tables.sources import code, reliability
from detente.report.track.consequences import guarantee, stage
from detente.report.track.naming import entry_of, status, status_of, who_says
from detente.schedule.tracking_findings import EntryFinding, PerformedFinding, TrackFinding

ASPECTS = ("activity", "output", "outcome")


def all_tables(finding: TrackFinding, names: Names) -> tuple[Table, ...]:
    """Return every table that is not the twin of a figure, those without rows left out."""
    found = (
        standing(finding, names),
        aspects(finding, names),
        clocks(finding, names),
        log(finding, names),
        record(finding, names),
    )
    return tuple(table for table in found if table.rows)


def _words(names: Names, table: str) -> Callable[[str], str]:
    return lambda key: names.words.text(f"track.table.{table}.{key}")


def performed(finding: TrackFinding, names: Names) -> Table:
    """Return every commitment, planned and performed: the twin of the figure."""
    text = _words(names, "commitments")
    columns = (
        Column("what", text("what")),
        Column("actor", text("actor")),
        Column("planned", text("planned")),
        Column("planned_by", text("by")),
        Column("status", text("status")),
        *(Column(aspect, text(aspect), True) for aspect in ASPECTS),
        Column("delivered", text("delivered")),
        Column("days_late", text("late"), True),
        Column("expected", text("expected")),
        Column("slack", text("slack"), True),
        Column("waits_for", text("waits")),
        Column("says", text("says")),
    )
    rows = tuple(_performed(one, finding, names) for one in finding.commitments)
    return Table("track-commitments", text("caption"), columns, rows, (), text("note"))


def _performed(one: PerformedFinding, finding: TrackFinding, names: Names) -> tuple[Cell, ...]:
    delivered = one.delivered is not None
    return (
        cell(commitment(one.slug, names), one.slug),
        cell(names.party(one.actor), one.actor),
        day_cell(one.planned, names),
        cell(names.words.text(f"track.table.by.{one.planned_by}"), one.planned_by),
        cell(status_of(one, names), one.status),
        *(_whole(one.levels.get(aspect)) for aspect in ASPECTS),
        day_cell(one.delivered, names) if delivered else cell("–", ""),
        _whole(one.days_late),
        cell("–", "") if delivered else day_cell(one.expected, names),
        _whole(one.slack),
        cell(commitments(one.waits_for, names), " ".join(one.waits_for)),
        cell(who_says(entry_of(one.latest, finding), names)),
    )


def _whole(value: int | None) -> Cell:
    return cell("–", "") if value is None else cell(str(value).replace("-", "−"), value)


def aspects(finding: TrackFinding, names: Names) -> Table:
    """Return how much is implemented in each aspect, with what is left out."""
    text = _words(names, "aspects")
    keys = ("score", "least", "most", "coded", "provisions")
    columns = (Column("aspect", text("aspect")), *(Column(k, text(k), True) for k in keys))
    rows = tuple(
        (
            cell(names.words.text(f"track.aspect.{one.aspect}"), one.aspect),
            cell("–", "") if one.score is None else number_cell(one.score),
            number_cell(one.least),
            number_cell(one.most),
            _whole(one.coded),
            _whole(one.provisions),
        )
        for one in finding.aspects
    )
    return Table("track-aspects", text("caption"), columns, rows, (), text("note"))


def standing(finding: TrackFinding, names: Names) -> Table:
    """Return what each party has received and paid, and how far ahead it may be."""
    text = _words(names, "standing")
    keys = ("received", "paid", "advance", "cap", "disputed")
    columns = (
        Column("party", text("party")),
        *(Column(key, text(key), True) for key in keys),
        *share_columns("pays", text("pays")),
    )
    rows = tuple(
        (
            cell(names.party(one.party), one.party),
            number_cell(one.received),
            number_cell(one.paid),
            number_cell(one.advance),
            number_cell(one.cap),
            number_cell(one.advance_disputed),
            *share_cells(one.pays_share),
        )
        for one in finding.standing
    )
    return Table("track-standing", text("caption"), columns, rows, (), text("note"))


def log(finding: TrackFinding, names: Names) -> Table:
    """Return the log as known on the day, what was replaced included."""
    text = _words(names, "log")
    columns = (
        Column("what", text("what")),
        Column("happened", text("happened")),
        Column("known_from", text("known")),
        Column("aspect", text("aspect")),
        Column("level", text("level"), True),
        Column("status", text("status")),
        Column("stands", text("stands")),
        Column("says", text("says")),
        Column("note", text("note")),
        Column("entry", ""),
    )
    rows = tuple(
        (
            cell(commitment(one.commitment, names), one.commitment),
            day_cell(one.happened, names),
            day_cell(one.known_from, names),
            cell(names.words.text(f"track.aspect.{one.aspect}"), one.aspect),
            _whole(one.level),
            cell(status(one.status, names), one.status),
            cell(text(_stands(one)), _stands(one)),
            cell(who_says(one, names)),
            cell(names.authored(one.note)),
            cell("", one.slug),
        )
        for one in finding.log
    )
    note = ""
    if finding.later:
        note = names.words.text("track.table.log.left-out", n=finding.later)
    return Table("track-log", text("caption"), columns, rows, (), note)


def _stands(one: EntryFinding) -> str:
    if one.settled_by:
        return "taken-back"
    return "yes" if one.standing else "replaced"


def clocks(finding: TrackFinding, names: Names) -> Table:
    """Return each stage of each clock that could run or could have run."""
    text = _words(names, "clocks")
    keys = ("guarantee", "party", "occasion", "started", "stage", "first", "last", "force")
    rows = tuple(
        (
            cell(guarantee(one, names), one.slug),
            cell(names.party(one.on), one.on),
            cell(text(f"occasions.{clock.occasion}"), clock.occasion),
            day_cell(clock.started, names),
            cell(stage(part.slug, one, names), part.slug),
            day_cell(part.first, names),
            day_cell(part.last, names),
            day_cell(clock.back_from, names),
        )
        for one in finding.guarantees
        for clock in one.clocks
        for part in clock.stages
    )
    columns = tuple(Column(key, text(key)) for key in keys)
    return Table("track-clocks", text("caption"), columns, rows)


def record(finding: TrackFinding, names: Names) -> Table:
    """Return the items of the record that the log rests on."""
    text, case = names.words.text, names.case
    cited = {item for entry in finding.log for item in entry.record}
    items = {slug: item for slug, item in case.record.items() if slug in cited}
    keys = ("item", "happened", "known-from", "what", "sources", "pages", "code")
    rows = []
    for slug, item in items.items():
        said = [case.sources[s].label if s in case.sources else s for s in item.sources]
        pages = [
            say(Span(text("tables.record.page", n=i), url)) for i, url in enumerate(item.url, 1)
        ]
        rows.append(
            (
                cell(slug),
                day_cell(item.happened, names),
                day_cell(item.known_from, names),
                cell(names.authored(item.text)),
                cell(joined([say(names.authored(label)) for label in said])),
                cell(joined(pages, ", "), " ".join(item.url)),
                cell(reliability(item, names), code(item, case)),
            )
        )
    columns = tuple(Column(key, text(f"tables.record.{key}")) for key in keys)
    anchors = tuple(record_anchor(slug) for slug in items)
    return Table("track-record", text("track.table.record.caption"), columns, tuple(rows), anchors)
