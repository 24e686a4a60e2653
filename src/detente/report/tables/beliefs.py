"""Tables of the named sets of beliefs and of what one must believe."""

from __future__ import annotations

from detente.answers.findings import BeliefFinding, ReachFinding
from detente.deals.findings import MustBelieve
from detente.report.anchors import input_anchor
from detente.report.document import Column, Span, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import (
    number_cell,
    options_text,
    share_cells,
    share_columns,
)


def beliefs(finding: ReachFinding, names: Names) -> Table:
    """Return the answer under each named set of beliefs."""
    return _answers(finding.beliefs, names, "beliefs")


def analysts(finding: ReachFinding, names: Names) -> Table:
    """Return the answer by each analyst's values alone."""
    return _answers(finding.analysts, names, "analysts")


def _answers(found: tuple[BeliefFinding, ...], names: Names, slug: str) -> Table:
    text = names.words.text
    rows = tuple(
        (
            cell(b.label),
            cell(_weight(b.weight, slug, names), b.weight),
            *share_cells(b.overall_best_here),
            *share_cells(b.best),
            *share_cells(b.zone),
            cell(options_text(names, b.best_options)),
            cell("; ".join(_help(label, g.value, names) for label, g in b.levers)),
        )
        for b in found
    )
    return Table(
        slug,
        text(f"tables.{slug}.caption"),
        (
            Column(slug, text(f"tables.{slug}.head")),
            Column("weight", text("tables.answers.weight")),
            *share_columns("overall_best_here", text("tables.answers.overall")),
            *share_columns("best", text("tables.answers.own")),
            *share_columns("zone", text("tables.answers.some")),
            Column("best_options", text("tables.answers.says")),
            Column("levers", text("tables.answers.helps")),
        ),
        rows,
        tuple(f"{slug}-{b.slug}" for b in found),
        text("tables.answers.note"),
    )


def _help(lever: str, gain: float, names: Names) -> str:
    change = names.words.change_of_100(gain)
    return names.words.text("tables.answers.help", lever=lever, change=change)


def _weight(weight: float, slug: str, names: Names) -> str:
    # The weight of an account is a probability; that of an analyst is a say.
    told, words = names.words.in_100(weight), names.words
    if slug != "beliefs":
        return told
    return words.text("tables.answers.likely", share=told, likelihood=words.likelihood(weight))


def must_believe(found: MustBelieve, label: str, names: Names) -> Table:
    """Return the numbers on which acceptance of a package turns."""
    text = names.words.text
    rows = tuple(
        (
            cell(Span(n.label, f"#{input_anchor(n.pointer)}")),
            number_cell(n.accepting),
            number_cell(n.refusing),
            number_cell(round(n.distance, 2)),
            cell(text(f"tables.must-believe.{'record' if n.on_record else 'judgement'}")),
        )
        for n in found.numbers
    )
    return Table(
        f"must-believe-{found.package}",
        text("tables.must-believe.caption", package=label),
        (
            Column("number", text("tables.column.number")),
            Column("accepting", text("tables.must-believe.accepting"), True),
            Column("refusing", text("tables.must-believe.refusing"), True),
            Column("distance", text("tables.must-believe.distance"), True),
            Column("on_record", text("tables.must-believe.rests-on")),
        ),
        rows,
    )


def central_weights(found: MustBelieve, label: str, names: Names) -> Table:
    """Return the central weights where a package is acceptable and where it is not."""
    text = names.words.text
    rows = tuple(
        (
            cell(text("tables.weights.whose", party=names.party(p), issue=names.issue(i))),
            number_cell(accepting),
            number_cell(refusing),
        )
        for p, issues in found.weights.items()
        for i, (accepting, refusing) in issues.items()
    )
    return Table(
        f"weights-{found.package}",
        text("tables.weights.caption", package=label),
        (
            Column("weight", text("tables.weights.weight")),
            Column("accepting", text("tables.weights.accepting"), True),
            Column("refusing", text("tables.weights.refusing"), True),
        ),
        rows,
    )


def within_beliefs(found: MustBelieve, label: str, names: Names) -> Table:
    """Return a package's acceptability within each named set of beliefs."""
    text = names.words.text
    rows = tuple(
        (cell(Span(names.belief(b), f"#beliefs-{b}")), *share_cells(s))
        for b, s in found.by_belief.items()
    )
    return Table(
        f"within-beliefs-{found.package}",
        text("tables.within-beliefs.caption", package=label),
        (
            Column("beliefs", text("tables.beliefs.head")),
            *share_columns("a_sign", text("tables.column.share")),
        ),
        rows,
    )
