"""Tables of verification: places, declared and undeclared apart, steps, routes, samples."""

from __future__ import annotations

from collections.abc import Callable

from detente.report import words as numbers
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.order.naming import commitment
from detente.report.tables.cells import (
    number_cell,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)
from detente.report.verify.chance_cells import chance_cell, chance_cells, no_cells_of
from detente.report.verify.naming import divided, place, watch
from detente.report.verify.samples import material
from detente.report.verify.steps import visits_at
from detente.schedule.verification_findings import (
    PlaceFinding,
    SampleFinding,
    StepFinding,
    VerificationFinding,
    WatchFinding,
)

Text = Callable[..., str]


def all_tables(finding: VerificationFinding, names: Names) -> tuple[Table, ...]:
    """Return every table that is not the twin of a figure; empty ones are left out."""
    found = (
        kinds(finding, names),
        complete(finding, names),
        lots(finding, names),
        steps(finding, names),
        samples(finding, names),
    )
    return tuple(t for t in found if t.rows)


def _text(table: str, names: Names) -> Text:
    def text(key: str, **values: str) -> str:
        return names.words.text(f"verify.table.{table}.{key}", **values)

    return text


def places(finding: VerificationFinding, names: Names) -> Table:
    """Return every place at which the deal could be broken, on all sides."""
    text = _text("places", names)
    columns = (
        Column("place", text("place")),
        Column("party", text("party")),
        Column("declared", text("declared")),
        *spread_columns("sees", text("sees")),
        Column("visits", text("visits"), True),
        Column("by_lot", text("by-lot"), True),
        *spread_columns("detection", text("detection")),
        *spread_columns("needed", text("needed")),
        *share_columns("deterred", text("deterred")),
        *share_columns("out_of_reach", text("out-of-reach")),
        *spread_columns("gain", text("gain")),
        Column("worth", text("worth"), True),
    )
    rows = tuple(_place(one, w.of, names) for w in finding.watches for one in w.places)
    return Table("verify-places", text("caption"), columns, rows, (), text("note"))


def _place(one: PlaceFinding, of: str, names: Names) -> tuple[Cell, ...]:
    said = "yes" if one.declared else "no"
    return (
        cell(place(one.slug, names), one.slug),
        cell(names.party(of), of),
        cell(names.words.text(f"verify.table.places.{said}"), said),
        *chance_cells(one.sees, names),
        cell(str(one.visits) if one.declared else "–", one.visits),
        number_cell(one.by_lot) if one.declared else cell("–", 0),
        *chance_cells(one.detection, names),
        *chance_cells(one.needed, names),
        *share_cells(one.deterred),
        *share_cells(one.out_of_reach),
        *spread_cells(one.gain, names),
        number_cell(one.worth),
    )


def kinds(finding: VerificationFinding, names: Names) -> Table:
    """Return detection at declared and at undeclared places, kept apart."""
    text = _text("kinds", names)
    columns = (
        Column("watch", text("watch")),
        *spread_columns("declared", text("declared")),
        *spread_columns("undeclared", text("undeclared")),
        *spread_columns("worst", text("worst")),
        *spread_columns("goes", text("goes")),
        *spread_columns("mixed", text("mixed")),
        *share_columns("deterred_declared", text("deterred-declared")),
        *share_columns("deterred_undeclared", text("deterred-undeclared")),
        *share_columns("nowhere", text("nowhere")),
        *share_columns("without", text("without")),
        *spread_columns("needed", text("needed")),
        *spread_columns("alarm", text("alarm")),
        *spread_columns("loss", text("loss")),
    )
    rows = tuple(row for one in finding.watches if (row := _kinds(one, names)))
    return Table("verify-kinds", text("caption"), columns, rows, (), text("note"))


def _kinds(one: WatchFinding, names: Names) -> tuple[Cell, ...]:
    found, held = one.detection, one.deterrence
    if found is None or held is None:
        return ()
    return (
        _watched(one, names),
        *(chance_cells(found.declared, names) if found.declared else no_cells_of(6)),
        *(chance_cells(found.undeclared, names) if found.undeclared else no_cells_of(6)),
        *chance_cells(found.worst, names),
        *chance_cells(found.goes_undeclared, names),
        *chance_cells(found.mixed, names),
        *(share_cells(held.declared) if held.declared else no_cells_of(2)),
        *(share_cells(held.undeclared) if held.undeclared else no_cells_of(2)),
        *share_cells(held.nowhere),
        *share_cells(held.nowhere_without_alarms),
        *(
            chance_cells(held.undeclared_needed, names)
            if held.undeclared_needed
            else no_cells_of(6)
        ),
        *chance_cells(held.alarm, names),
        *spread_cells(held.loss, names),
    )


def _watched(one: WatchFinding, names: Names) -> Cell:
    return cell(f"{names.party(one.of)}: {watch(one.slug, names)}", one.slug)


def complete(finding: VerificationFinding, names: Names) -> Table:
    """Return how complete the list of places is, before and after visits without a find."""
    text = _text("complete", names)
    columns = (
        Column("watch", text("watch")),
        Column("visits", text("visits"), True),
        *spread_columns("share", text("share")),
    )
    rows = []
    for one in finding.watches:
        if one.completeness is None:
            continue
        for number, spread in ((0, one.completeness.stated), *one.completeness.after):
            counted = cell(str(number), number)
            rows.append((_watched(one, names), counted, *chance_cells(spread, names)))
    return Table("verify-complete", text("caption"), columns, tuple(rows), (), text("note"))


def lots(finding: VerificationFinding, names: Names) -> Table:
    """Return the divisions to draw from by lot, where there are several."""
    text = _text("lots", names)
    columns = (
        Column("watch", text("watch")),
        Column("chance", text("chance"), True),
        Column("divided", text("divided")),
    )
    rows = tuple(
        (_watched(one, names), chance_cell(chance), cell(divided(counts, names)))
        for one in finding.watches
        if one.plan is not None and len(one.plan.lots) > 1
        for chance, counts in one.plan.lots
    )
    return Table("verify-lots", text("caption"), columns, rows, (), text("note"))


def game(finding: VerificationFinding, names: Names) -> Table:
    """Return when to visit each place, given the times and visits left."""
    text = _text("game", names)
    columns = (
        Column("place", text("place")),
        Column("left", text("left"), True),
        Column("visits", text("visits"), True),
        Column("chance", text("chance"), True),
    )
    rows = tuple(
        (
            cell(place(one.slug, names), one.slug),
            cell(str(left), left),
            cell(str(number), number),
            chance_cell(chance),
        )
        for w in finding.watches
        for one in w.places
        if one.game is not None
        for left, number, chance in one.game.grid
    )
    return Table("verify-game", text("caption"), columns, rows, (), text("note"))


def steps(finding: VerificationFinding, names: Names) -> Table:
    """Return what each step needs and has."""
    text = _text("steps", names)
    columns = (
        Column("step", text("step"), True),
        Column("what", text("what")),
        Column("actor", text("actor")),
        Column("has", text("has"), True),
        Column("needed", text("needed"), True),
        *spread_columns("spread", text("spread")),
        *share_columns("enough", text("enough")),
        Column("lag", text("lag"), True),
        Column("longest", text("longest"), True),
        Column("visits", text("visits")),
        Column("gain", text("gain"), True),
        Column("slack", text("slack"), True),
    )
    rows = tuple(_step(one, text, names) for one in finding.steps)
    return Table("verify-steps", text("caption"), columns, rows, (), text("note"))


def _step(one: StepFinding, text: Text, names: Names) -> tuple[Cell, ...]:
    longest = text("any") if one.longest is None else numbers.exact(round(one.longest))
    return (
        cell(str(one.step), one.step),
        cell(commitment(one.slug, names), one.slug),
        cell(names.party(one.actor), one.actor),
        chance_cell(one.has),
        cell(text("never"), "") if one.needed is None else chance_cell(one.needed),
        *chance_cells(one.needed_spread, names),
        *share_cells(one.enough),
        cell(numbers.exact(round(one.lag)), one.lag),
        cell(longest, "" if one.longest is None else one.longest),
        cell(visits_at(one, names) or "–"),
        number_cell(one.gain),
        number_cell(one.slack),
    )


def samples(finding: VerificationFinding, names: Names) -> Table:
    """Return how many items to check for each planned probability of detection."""
    text = _text("samples", names)
    keys = ("items", "falsified", "formula", "exact", "missed")
    columns = (
        Column("place", text("place")),
        Column("level", text("level")),
        Column("detection", text("detection"), True),
        *(Column(key, text(key), True) for key in keys),
    )
    counted = [(p, p.sample) for w in finding.watches for p in w.places if p.sample is not None]
    rows = tuple(
        (
            cell(place(one.slug, names), one.slug),
            cell(names.words.text(f"verify.level.{level.level}"), level.level),
            chance_cell(level.detection),
            cell(f"{found.items:,}", found.items),
            cell(f"{found.falsified:,}", found.falsified),
            _count(level.formula),
            _count(level.exact),
            chance_cell(level.missed),
        )
        for one, found in counted
        for level in found.levels
    )
    goals = "; ".join(dict.fromkeys(_goal(found, names) for _, found in counted))
    note = text("note", goals=goals)
    return Table("verify-samples", text("caption"), columns, rows, (), note)


def _goal(found: SampleFinding, names: Names) -> str:
    return names.words.text(
        "verify.table.samples.goal",
        goal=numbers.exact(found.goal),
        material=material(found, names),
        months=names.words.text("verify.samples.months", n=found.months),
    )


def _count(number: int | None) -> Cell:
    return cell("–", "") if number is None else cell(f"{number:,}", number)
