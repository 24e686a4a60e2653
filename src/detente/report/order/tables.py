"""Tables of a schedule: stakes, commitments, doctrines, the plan, what would make it hold."""

from __future__ import annotations

from detente.report import words
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.order.naming import (
    actor,
    broken,
    commitment,
    commitments,
    doctrine,
)
from detente.report.order.sentences import chosen, repair_label
from detente.report.tables.cells import (
    day_cell,
    gain_cells,
    number_cell,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)
from detente.schedule.findings import DoctrineFinding, RepairFinding, ScheduleFinding


def all_tables(finding: ScheduleFinding, names: Names) -> tuple[Table, ...]:
    """Return every table that is not the twin of a figure."""
    return (
        shares(finding, names),
        steps(finding, names),
        repairs(finding, names),
        commitments_table(finding, names),
        stakes(finding, names),
    )


def shares(finding: ScheduleFinding, names: Names) -> Table:
    """Return how often the deal, its order, and both hold."""

    def text(key: str, **values: int) -> str:
        return names.words.text(f"order.table.shares.{key}", **values)

    columns = (Column("what", text("what")), *share_columns("share", text("share")))
    found = {
        "takes-part": finding.takes_part,
        "signed": finding.signed,
        "holds": chosen(finding).holds,
        "some": finding.some,
        "kept": finding.kept,
    }
    rows = tuple((cell(text(key), key), *share_cells(share)) for key, share in found.items())
    note = text("note", n=finding.draws)
    return Table("order-shares", text("caption"), columns, rows, (), note)


def stakes(finding: ScheduleFinding, names: Names) -> Table:
    """Return what each party has to gain from the deal and to lose by breaking it."""
    text = names.words.text
    columns = (
        Column("party", text("order.table.stakes.party")),
        *spread_columns("stake", text("order.table.stakes.stake")),
        *spread_columns("guarantee", text("order.table.stakes.guarantee")),
        Column("alone", text("order.table.stakes.alone"), True),
        Column("mismatch", text("order.table.stakes.mismatch"), True),
    )
    rows = tuple(
        (
            cell(names.party(who), who),
            *spread_cells(finding.stake[who], names),
            *spread_cells(finding.guarantee[who], names),
            number_cell(finding.search.alone[who]),
            number_cell(finding.mismatch[who]),
        )
        for who in finding.parties
    )
    caption = text("order.table.stakes.caption")
    return Table("order-stakes", caption, columns, rows, (), text("order.table.stakes.note"))


def commitments_table(finding: ScheduleFinding, names: Names) -> Table:
    """Return every commitment as it went into the search."""

    def text(key: str) -> str:
        return names.words.text(f"order.table.commitments.{key}")

    columns = (
        Column("what", text("what")),
        Column("actor", text("actor")),
        Column("delivers", text("delivers")),
        Column("cost", text("cost"), True),
        Column("value", text("value")),
        Column("undone", text("undone"), True),
        Column("seen", text("seen"), True),
        Column("lag", text("lag"), True),
        Column("days", text("days"), True),
        Column("after", text("after")),
    )
    rows = []
    for found in finding.commitments:
        worth = ", ".join(
            f"{names.party(who)} {words.points(v)}" for who, v in found.value.items() if v
        )
        delivers = [names.settled(*o.split("/", 1)) for o in found.options]
        rows.append(
            (
                cell(commitment(found.slug, names), found.slug),
                cell(names.party(found.actor), found.actor),
                cell("; ".join(delivers)),
                number_cell(found.cost),
                cell(worth),
                _percent(found.recoverable),
                _percent(found.detection),
                number_cell(round(found.lag)),
                number_cell(found.duration),
                cell(commitments(found.prerequisites, names)),
            )
        )
    return Table("order-commitments", text("caption"), columns, tuple(rows), (), text("note"))


def _percent(share: float) -> Cell:
    return cell(f"{share * 100:.0f} %", share)


def steps(finding: ScheduleFinding, names: Names) -> Table:
    """Return the order that holds most often."""

    def text(key: str) -> str:
        return names.words.text(f"order.table.steps.{key}")

    columns = (
        Column("step", text("step"), True),
        Column("what", text("what")),
        Column("actor", text("actor")),
    )
    rows = tuple(
        (cell(str(k), k), cell(commitment(name, names), name), cell(actor(name, names)))
        for k, step in enumerate(chosen(finding).steps, 1)
        for name in step
    )
    return Table("order-steps", text("caption"), columns, rows)


def plan(finding: ScheduleFinding, names: Names) -> Table | None:
    """Return the dated plan; None where there are no dates."""
    if finding.calendar is None:
        return None

    def text(key: str) -> str:
        return names.words.text(f"order.table.plan.{key}")

    columns = (
        Column("step", text("step"), True),
        Column("what", text("what")),
        Column("actor", text("actor")),
        Column("start", text("start")),
        Column("finish", text("finish")),
        Column("verified", text("verified")),
    )
    rows = tuple(
        (
            cell(str(d.step), d.step),
            cell(commitment(d.slug, names), d.slug),
            cell(names.party(d.actor), d.actor),
            day_cell(d.start, names),
            day_cell(d.finish, names),
            day_cell(d.verified, names),
        )
        for d in finding.calendar.commitments
    )
    return Table("order-plan", text("caption"), columns, rows, (), text("note"))


def doctrines(finding: ScheduleFinding, names: Names) -> Table:
    """Return the doctrines of order side by side."""

    def text(key: str, **values: str) -> str:
        return names.words.text(f"order.table.doctrines.{key}", **values)

    parties = [(who, names.party(who)) for who in finding.parties]
    columns = (
        Column("doctrine", text("doctrine")),
        *share_columns("holds", text("holds")),
        Column("turns", text("turns"), True),
        Column("days", text("days"), True),
        *(Column(f"needs_{w}", text("needs", party=p), True) for w, p in parties),
        *(Column(f"exposure_{w}", text("exposure", party=p), True) for w, p in parties),
        Column("breaks", text("breaks")),
        Column("gain", text("gain"), True),
    )
    rows = tuple(_doctrine(found, finding, names) for found in finding.doctrines)
    return Table("order-doctrines", text("caption"), columns, rows, (), text("note"))


def _doctrine(found: DoctrineFinding, finding: ScheduleFinding, names: Names) -> tuple[Cell, ...]:
    nobody = names.words.text("order.table.doctrines.nobody")
    breaks = nobody
    if found.breaks is not None:
        breaks = broken(found.breaks, finding, len(found.steps), names)
    return (
        cell(doctrine(found.slug, names), found.slug),
        *share_cells(found.holds),
        cell(str(found.turns), found.turns),
        number_cell(found.days),
        *(number_cell(found.needs[who]) for who in finding.parties),
        *(number_cell(found.peak_exposure[who]) for who in finding.parties),
        cell(breaks),
        number_cell(found.breaks.gain) if found.breaks else cell("–", ""),
    )


def repairs(finding: ScheduleFinding, names: Names) -> Table:
    """Return what would make the order hold, cheapest first."""

    def text(key: str, **values: str | int) -> str:
        return names.words.text(f"order.table.repairs.{key}", **values)

    columns = (
        Column("what", text("what")),
        Column("enough", text("enough")),
        *(Column(f"left_{w}", text("left", party=names.party(w)), True) for w in finding.parties),
        Column("price", text("price"), True),
        *share_columns("kept", text("kept")),
        *share_columns("gain", text("gain")),
    )
    rows = tuple(_repair(found, finding, names) for found in finding.repairs)
    note = text("note", n=finding.draws)
    return Table("order-repairs", text("caption"), columns, rows, (), note)


def _repair(found: RepairFinding, finding: ScheduleFinding, names: Names) -> tuple[Cell, ...]:
    enough = "no" if found.common > 0 else "yes"
    return (
        cell(repair_label(found, names), str(found.lever.get("slug", found.kind))),
        cell(names.words.text(f"order.table.repairs.{enough}"), enough),
        *(number_cell(found.needs[who]) for who in finding.parties),
        number_cell(found.price),
        *share_cells(found.kept),
        *gain_cells(found.gain),
    )
