"""Tables of the rounds: versions, what they are worth, changes, moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente.answers.rounds_findings import EffectFinding, RoundsFinding, WorthFinding
from detente.finding import Share
from detente.report import words as numbers
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.rounds.naming import authors, called, place, who
from detente.report.tables.cells import day_cell, no_cells, share_cells, share_columns

Text = Callable[..., str]
_ROUNDING = 1e-9
"""Below this an error is that of adding up, not of drawing."""


def all_tables(finding: RoundsFinding, names: Names) -> tuple[Table, ...]:
    """Return every table; empty ones are left out."""
    found = (
        versions(finding, names),
        values(finding, names),
        proposed(finding, names),
        changes(finding, names),
        moves(finding, names),
    )
    return tuple(t for t in found if t.rows)


def _text(table: str, names: Names) -> Text:
    def text(key: str) -> str:
        return names.words.text(f"rounds.table.{table}.{key}")

    return text


def versions(finding: RoundsFinding, names: Names) -> Table:
    """Return the versions with how far each is agreed."""
    text = _text("versions", names)
    columns = (
        Column("version", text("version")),
        Column("parent", text("parent")),
        Column("by", text("by")),
        Column("date", text("day")),
        Column("agreed", text("agreed"), True),
        Column("ad_referendum", text("referendum"), True),
        Column("open", text("open"), True),
        Column("brackets", text("brackets"), True),
        Column("reservations", text("reservations"), True),
        Column("came_back", text("came-back"), True),
        Column("package", text("package")),
    )
    rows = tuple(
        (
            cell(called(v.slug, names), v.slug),
            cell(called(v.parent, names) or "–", v.parent or ""),
            cell(authors(v, names), " ".join(v.by)),
            day_cell(v.date, names),
            *(
                cell(str(n), n)
                for n in (
                    v.standing.agreed,
                    v.standing.ad_referendum,
                    v.standing.open,
                    v.standing.brackets,
                    v.standing.reservations,
                    v.came_back,
                )
            ),
            cell(names.package(v.package) if v.package else "–", v.package),
        )
        for v in finding.versions
    )
    return Table("rounds-versions", text("caption"), columns, rows)


def values(finding: RoundsFinding, names: Names) -> Table:
    """Return what each version is worth to each one whose consent is needed."""
    text = _text("values", names)
    columns = (
        Column("version", text("version")),
        Column("party", text("party")),
        *_point_columns(text),
        *share_columns("accepts_low", text("accepts-low")),
        *share_columns("accepts_high", text("accepts-high")),
    )
    rows = tuple(
        (
            cell(called(v.slug, names), v.slug),
            cell(names.party(slug), slug),
            *_point_cells(v.value.worth[slug]),
            *share_cells(v.value.worth[slug].accepts_low),
            *share_cells(v.value.worth[slug].accepts_high),
        )
        for v in finding.versions
        if v.value is not None
        for slug in finding.acceptors
    )
    return Table("rounds-values", text("caption"), columns, rows, (), text("note"))


def proposed(finding: RoundsFinding, names: Names) -> Table:
    """Return what versions are worth with their brackets as each party proposes."""
    text = _text("proposed", names)
    columns = (
        Column("version", text("version")),
        Column("proposer", text("proposer")),
        Column("party", text("party")),
        *_mean_columns(text),
    )
    rows = tuple(
        (
            cell(called(v.slug, names), v.slug),
            cell(names.party(proposer), proposer),
            cell(names.party(slug), slug),
            *_mean_cells(*found[slug]),
        )
        for v in finding.versions
        if v.value is not None
        for proposer, found in v.value.proposed.items()
        for slug in finding.acceptors
    )
    return Table("rounds-proposed", text("caption"), columns, rows, (), text("note"))


def changes(finding: RoundsFinding, names: Names) -> Table:
    """Return every change alone, and all of a version together."""
    text = _text("changes", names)
    columns = (
        Column("version", text("version")),
        Column("paragraph", text("paragraph")),
        Column("old", text("old")),
        Column("new", text("new")),
        Column("party", text("party")),
        *_point_columns(text),
        *share_columns("better_low", text("better-low")),
        *share_columns("better_high", text("better-high")),
    )
    rows: list[tuple[Cell, ...]] = []
    for version in finding.versions:
        name = cell(called(version.slug, names), version.slug)
        for change in version.changes:
            about = (
                cell(place(change.paragraph, version, names), change.paragraph),
                names.authored(change.old),
                names.authored(change.new),
            )
            first = (name, about[0], cell(about[1]), cell(about[2]))
            if change.none:
                rows.append((*first, *no_cells(columns[4:])))
            rows += [(*first, *one) for one in _effects(change.effect, finding, names)]
        whole = cell(text("total"), "")
        rows += [
            (name, whole, cell(""), cell(""), *one)
            for one in _effects(version.total, finding, names)
        ]
    return Table("rounds-changes", text("caption"), columns, tuple(rows), (), text("note"))


def _effects(
    effect: dict[str, EffectFinding], finding: RoundsFinding, names: Names
) -> Iterator[tuple[Cell, ...]]:
    for slug in finding.acceptors if effect else ():
        one = effect[slug]
        yield (
            cell(names.party(slug), slug),
            *_point_cells(one),
            *share_cells(one.better_low),
            *share_cells(one.better_high),
        )


def moves(finding: RoundsFinding, names: Names) -> Table:
    """Return every move of every version."""
    text = _text("moves", names)
    columns = tuple(
        Column(key, text(key)) for key in ("version", "party", "kind", "paragraph", "old", "new")
    )
    rows = tuple(
        (
            cell(called(v.slug, names), v.slug),
            cell(who(m.party, names), m.party),
            cell(names.words.text(f"rounds.moves.kind.{m.kind}"), m.kind),
            cell(place(m.paragraph, v, names), m.paragraph),
            cell(names.authored(m.old)),
            cell(names.authored(m.new)),
        )
        for v in finding.versions
        for m in v.moves
    )
    return Table("rounds-moves", text("caption"), columns, rows)


def _mean_columns(text: Text) -> tuple[Column, ...]:
    return (
        Column("low", text("low"), True),
        Column("low_se", "", True),
        Column("high", text("high"), True),
        Column("high_se", "", True),
    )


def _point_columns(text: Text) -> tuple[Column, ...]:
    return (
        *_mean_columns(text),
        Column("range", text("range"), True),
        Column("p95", "", True),
    )


def _mean_cells(low: Share, high: Share) -> tuple[Cell, ...]:
    return (
        cell(_points(low), low.value),
        cell("", low.se),
        cell(_points(high), high.value),
        cell("", high.se),
    )


def _point_cells(found: WorthFinding | EffectFinding) -> tuple[Cell, ...]:
    between = f"{numbers.exact(_short(found.p05))} – {numbers.exact(_short(found.p95))}"
    return (
        *_mean_cells(found.low, found.high),
        cell(between, found.p05),
        cell("", found.p95),
    )


def _points(mean: Share) -> str:
    shown = numbers.exact(_short(mean.value))
    if mean.se < _ROUNDING:
        return shown
    return f"{shown} ± {numbers.exact(max(float(f'{mean.se:.1g}'), 0.01))}"


def _short(value: float) -> float:
    return float(f"{value:.3g}")
