"""Tables of the named sets of beliefs and of what one must believe."""

from __future__ import annotations

from detente.answers.findings import BeliefFinding, ReachFinding
from detente.deals.findings import MustBelieve
from detente.report import words
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
    return _answers(
        finding.beliefs, names, "beliefs", "The answer under each named set of beliefs", "Beliefs"
    )


def analysts(finding: ReachFinding, names: Names) -> Table:
    """Return the answer by each analyst's values alone."""
    return _answers(
        finding.analysts, names, "analysts", "The answer by each analyst’s values", "Analyst"
    )


def _answers(
    found: tuple[BeliefFinding, ...], names: Names, slug: str, caption: str, head: str
) -> Table:
    rows = tuple(
        (
            cell(b.label),
            cell(_weight(b.weight, slug), b.weight),
            *share_cells(b.overall_best_here),
            *share_cells(b.best),
            *share_cells(b.zone),
            cell(options_text(names, b.best_options)),
            cell("; ".join(f"{label} ({words.change_of_100(g.value)})" for label, g in b.levers)),
        )
        for b in found
    )
    return Table(
        slug,
        caption,
        (
            Column(slug, head),
            Column("weight", "Stated weight"),
            *share_columns("overall_best_here", "The deal of the first page"),
            *share_columns("best", "Its own most acceptable deal"),
            *share_columns("zone", "Some deal"),
            Column("best_options", "Its own most acceptable deal says"),
            Column("levers", "What helps most"),
        ),
        rows,
        tuple(f"{slug}-{b.slug}" for b in found),
        "Shares are belief sets of 100 in which all would prefer the deal to no deal.",
    )


def _weight(weight: float, slug: str) -> str:
    # The weight of an account is a probability; that of an analyst is a say.
    told = words.in_100(weight)
    return f"{told}: {words.likelihood(weight)}" if slug == "beliefs" else told


def must_believe(found: MustBelieve, label: str) -> Table:
    """Return the numbers on which acceptance of a package turns."""
    rows = tuple(
        (
            cell(Span(n.label, f"#{input_anchor(n.pointer)}")),
            number_cell(n.accepting),
            number_cell(n.refusing),
            number_cell(round(n.distance, 2)),
            cell("the record" if n.on_record else "judgement alone"),
        )
        for n in found.numbers
    )
    return Table(
        f"must-believe-{found.package}",
        f"What one must believe to find it acceptable: {label}",
        (
            Column("number", "Number"),
            Column("accepting", "Mean where acceptable", True),
            Column("refusing", "Mean where not", True),
            Column("distance", "Apart, in standard deviations", True),
            Column("on_record", "Rests on"),
        ),
        rows,
    )


def central_weights(found: MustBelieve, label: str, names: Names) -> Table:
    """Return the central weights where a package is acceptable and where it is not."""
    rows = tuple(
        (
            cell(f"{names.party(p)}: {names.issue(i)}"),
            number_cell(accepting),
            number_cell(refusing),
        )
        for p, issues in found.weights.items()
        for i, (accepting, refusing) in issues.items()
    )
    return Table(
        f"weights-{found.package}",
        f"Importance of the issues where it is acceptable and where it is not: {label}",
        (
            Column("weight", "Importance, in percent"),
            Column("accepting", "Where acceptable", True),
            Column("refusing", "Where not", True),
        ),
        rows,
    )


def within_beliefs(found: MustBelieve, label: str, names: Names) -> Table:
    """Return a package's acceptability within each named set of beliefs."""
    rows = tuple(
        (cell(Span(names.belief(b), f"#beliefs-{b}")), *share_cells(s))
        for b, s in found.by_belief.items()
    )
    return Table(
        f"within-beliefs-{found.package}",
        f"Acceptable within each named set of beliefs: {label}",
        (Column("beliefs", "Beliefs"), *share_columns("a_sign", "Acceptable, of 100")),
        rows,
    )
