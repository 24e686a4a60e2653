"""Tables: the slots of every commitment, of the template, and every point with its mend."""

from __future__ import annotations

from detente.answers.coverage import CoverageFinding
from detente.drafting.coverage.slots import SLOTS
from detente.report.coverage.sentences import place_of, shortened, what_of
from detente.report.document import Cell, Column, Table, cell
from detente.report.language import Language


def all_tables(finding: CoverageFinding, words: Language) -> tuple[Table, ...]:
    """Return every table that has rows.

    Parameters
    ----------
    finding : CoverageFinding
    words : Language
    """
    made = (clauses(finding, words), template(finding, words), gaps(finding, words))
    return tuple(table for table in made if table.rows)


def clauses(finding: CoverageFinding, words: Language) -> Table:
    """Return the slots of every commitment of the text."""
    text = words.text
    rows = tuple(
        (
            cell(shortened(f"{one.label} {one.said}".strip()), one.line),
            cell(text(f"coverage.grade.{one.grade}"), one.grade),
            cell(", ".join(finding.parties.get(p, p) for p in one.who) or "–"),
            *_states(one.state, words),
        )
        for one in finding.clauses
    )
    heads = (
        Column("clause", text("coverage.table.clause")),
        Column("grade", text("coverage.table.grade")),
        Column("binds", text("coverage.table.binds")),
        *_slot_columns(words),
    )
    note = text("coverage.table.note")
    return Table("coverage-clauses", text("coverage.table.slots"), heads, rows, note=note)


def template(finding: CoverageFinding, words: Language) -> Table:
    """Return the slots of every article of the template, and what would give it substance."""
    text = words.text
    rows = tuple(
        (
            cell(shortened(one.said), one.article),
            *_states(one.states, words),
            cell(str(len(one.commitments)), len(one.commitments)),
            cell(str(len(one.taken)), len(one.taken)),
        )
        for one in finding.template
    )
    heads = (
        Column("article", text("coverage.table.words")),
        *_slot_columns(words),
        Column("commitments", text("coverage.table.case"), True),
        Column("taken", text("coverage.table.taken"), True),
    )
    note = text("coverage.table.note")
    return Table("coverage-template", text("coverage.table.template"), heads, rows, note=note)


def gaps(finding: CoverageFinding, words: Language) -> Table:
    """Return every point with its place and mend."""
    text = words.text
    rows = tuple(
        (
            cell(place_of(gap, finding, words), gap.line),
            cell(what_of(gap, finding, words), gap.kind),
            cell(text(f"coverage.mend.{gap.kind}")),
        )
        for gap in finding.gaps
    )
    heads = tuple(Column(key, text(f"coverage.table.{key}")) for key in ("place", "said", "mend"))
    return Table("coverage-gaps", text("coverage.table.gaps"), heads, rows)


def _slot_columns(words: Language) -> tuple[Column, ...]:
    return tuple(Column(slot, words.text(f"coverage.slot.{slot}")) for slot in SLOTS)


def _states(states: dict[str, str], words: Language) -> tuple[Cell, ...]:
    found = [states.get(slot, "nothing") for slot in SLOTS]
    return tuple(cell(words.text(f"coverage.state.{state}"), state) for state in found)
