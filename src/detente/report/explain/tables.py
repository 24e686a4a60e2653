"""Tables of an explanation: hypotheses, rows, matrix, assumptions, what to find, analysts."""

from __future__ import annotations

from detente.evidence.findings import Explained, RowFinding
from detente.finding import Spread
from detente.report.document import Cell, Column, Table, cell
from detente.report.explain.naming import assumption, hypothesis, ranked, ratio, row
from detente.report.names import Names
from detente.report.tables.cells import day_cell, number_cell, spread_cells, spread_columns


def all_tables(found: Explained, names: Names) -> tuple[Table, ...]:
    """Return every table that is not the twin of a figure and has rows."""
    tables = (
        rows(found, names),
        assumptions(found, names),
        sought(found, names),
        analysts(found, names),
    )
    return tuple(t for t in tables if t.rows)


def _percent(spread: Spread, names: Names) -> tuple[Cell, ...]:
    parts = (spread.mean, spread.p05, spread.p25, spread.p50, spread.p75, spread.p95)
    return spread_cells(Spread(*(100 * p for p in parts)), names)


def hypotheses(found: Explained, names: Names) -> Table:
    """Return the explanations before and after the evidence, the most probable first."""

    def text(key: str) -> str:
        return names.words.text(f"explain.table.hypotheses.{key}")

    columns = (
        Column("label", text("label")),
        *spread_columns("prior", text("prior")),
        *spread_columns("posterior", text("posterior")),
        Column("posterior_se", "", True),
        Column("least", text("least"), True),
        Column("greatest", text("greatest"), True),
        Column("leads", text("leads"), True),
        Column("score", text("score"), True),
    )
    lines = tuple(
        (
            cell(hypothesis(h.slug, names), h.slug),
            *_percent(h.prior, names),
            *_percent(h.posterior, names),
            cell("", 100 * h.error),
            number_cell(100 * h.low),
            number_cell(100 * h.high),
            number_cell(100 * h.leads.value),
            number_cell(h.inconsistency),
        )
        for h in ranked(found.hypotheses)
    )
    return Table("explain-hypotheses", text("caption"), columns, lines, (), text("note"))


def rows(found: Explained, names: Names) -> Table:
    """Return what each row adds, those that tell most apart first."""

    def text(key: str) -> str:
        return names.words.text(f"explain.table.rows.{key}")

    columns = (
        Column("label", text("label")),
        Column("when", text("when")),
        Column("known", text("known")),
        Column("timing", text("timing")),
        Column("bits", text("bits"), True),
        Column("ratio", text("ratio"), True),
        Column("most", text("most")),
        Column("least", text("least")),
        Column("without", text("without"), True),
        Column("leader", text("leader")),
        Column("now", text("now"), True),
        Column("turn", text("turn"), True),
        Column("rests", text("rests")),
    )
    lines = tuple(_row(r, found, names) for r in by_bits(found))
    return Table("explain-rows", text("caption"), columns, lines, (), text("note"))


def by_bits(found: Explained) -> list[RowFinding]:
    """Return rows, those that tell most apart first."""
    return sorted(found.rows, key=lambda r: -r.bits)


def _row(r: RowFinding, found: Explained, names: Names) -> tuple[Cell, ...]:
    return (
        cell(row(r.slug, names), r.slug),
        day_cell(r.happened, names),
        day_cell(r.known_from, names),
        cell(names.words.text(f"explain.timing.{r.timing}"), r.timing),
        number_cell(r.bits),
        cell(ratio(r.ratio, names), "" if r.ratio is None else r.ratio),
        cell(hypothesis(r.most, names), r.most),
        cell(hypothesis(r.least, names), r.least),
        number_cell(100 * r.without[found.leader]),
        cell(hypothesis(r.leader_without, names), r.leader_without),
        cell(ratio(r.ratio_now, names), "" if r.ratio_now is None else r.ratio_now),
        cell(ratio(r.ratio_turn, names), "" if r.ratio_turn is None else r.ratio_turn),
        cell(assumption(r.assumption, names), r.assumption or ""),
    )


def matrix(found: Explained, names: Names) -> Table:
    """Return the marks, those rows that tell most apart first."""

    def text(key: str) -> str:
        return names.words.text(f"explain.table.matrix.{key}")

    columns = (
        Column("row", text("row")),
        *(Column(h.slug or "other", hypothesis(h.slug, names)) for h in found.hypotheses),
    )
    lines = tuple(
        (cell(row(r.slug, names), r.slug), *(cell(r.marks[h.slug]) for h in found.hypotheses))
        for r in by_bits(found)
    )
    return Table("explain-matrix", text("caption"), columns, lines, (), text("note"))


def assumptions(found: Explained, names: Names) -> Table:
    """Return what several rows rest on, before and after the evidence."""

    def text(key: str) -> str:
        return names.words.text(f"explain.table.assumptions.{key}")

    columns = (
        Column("label", text("label")),
        Column("rows", text("rows"), True),
        *spread_columns("before", text("before")),
        *spread_columns("after", text("after")),
    )
    lines = tuple(
        (
            cell(assumption(a.slug, names), a.slug),
            cell(str(a.rows), a.rows),
            *_percent(a.before, names),
            *_percent(a.after, names),
        )
        for a in found.assumptions
    )
    return Table("explain-assumptions", text("caption"), columns, lines, (), text("note"))


def sought(found: Explained, names: Names) -> Table:
    """Return what to find out next."""

    def text(key: str) -> str:
        return names.words.text(f"explain.table.sought.{key}")

    columns = (
        Column("label", text("label")),
        Column("how", text("how")),
        Column("bits", text("bits"), True),
        Column("cost", text("cost"), True),
        Column("per_cost", text("per-cost"), True),
    )
    lines = []
    for s in found.sought:
        known = names.case.evidence[s.slug].to_find
        lines.append(
            (
                cell(row(s.slug, names), s.slug),
                cell(known.how if known else s.how),
                number_cell(s.bits),
                number_cell(s.cost),
                number_cell(s.per_cost),
            )
        )
    return Table("explain-sought", text("caption"), columns, tuple(lines), (), text("note"))


def analysts(found: Explained, names: Names) -> Table:
    """Return each analyst's answer, and all of them pooled."""

    def text(key: str) -> str:
        return names.words.text(f"explain.table.analysts.{key}")

    columns = (
        Column("analyst", text("analyst")),
        Column("stated", text("stated"), True),
        Column("incoherence", text("incoherence"), True),
        Column("apart", text("apart"), True),
        *(Column(h.slug or "other", hypothesis(h.slug, names), True) for h in found.hypotheses),
    )
    lines = [
        (
            cell(names.analyst(a.slug), a.slug),
            number_cell(100 * a.stated),
            number_cell(100 * a.incoherence),
            number_cell(100 * a.apart),
            *(number_cell(100 * a.posterior[h.slug]) for h in found.hypotheses),
        )
        for a in found.analysts
    ]
    if lines:
        empty = (cell("–", ""),) * 3
        pool = (number_cell(100 * found.pooled[h.slug]) for h in found.hypotheses)
        lines.append((cell(text("pool"), "pool"), *empty, *pool))
    return Table("explain-analysts", text("caption"), columns, tuple(lines), (), text("note"))
