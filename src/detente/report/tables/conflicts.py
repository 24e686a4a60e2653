"""Tables of what stands in the way."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import ConflictFinding
from detente.report import words
from detente.report.document import Column, Table, cell
from detente.report.names import Names
from detente.report.sentences.answer import conflict_words
from detente.report.tables.cells import (
    no_cells,
    package_cell,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)

SHOWN = 3


def why_not(finding: ReachFinding, names: Names) -> Table:
    """Return the smallest conflicts with what settling them would take."""
    why, text = finding.deals.why_not, names.words.text
    rows = tuple(
        (
            cell(words.first_upper(conflict_words(conflict, names))),
            *share_cells(conflict.share),
            cell(_gives(conflict, names)),
            cell(_settles(conflict, names)),
        )
        for conflict in why.conflicts
    )
    return Table(
        "why-not",
        text("tables.why-not.caption"),
        (
            Column("conflict", text("tables.why-not.demands")),
            *share_columns("share", text("tables.conflicts.of-100")),
            Column("points", text("tables.why-not.points")),
            Column("settles", text("tables.why-not.settles")),
        ),
        rows,
        (),
        text("tables.why-not.note", n=why.failing),
    )


def _gives(conflict: ConflictFinding, names: Names) -> str:
    return "; ".join(
        names.words.text(
            "tables.conflicts.points", party=names.party(p), points=words.exact(round(v, 1))
        )
        for p, v in conflict.points.items()
    )


def _settles(conflict: ConflictFinding, names: Names) -> str:
    return "; ".join(
        names.words.text(
            "tables.conflicts.settles",
            issue=names.issue(i),
            option=names.option(i, o),
            share=names.words.in_100(s),
        )
        for i, options in conflict.settles.items()
        for o, s in sorted(options.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    )


def obstacles(finding: ReachFinding, names: Names) -> Table:
    """Return, package by package, which demands it most often leaves unmet."""
    text = names.words.text
    rows = tuple(
        (
            package_cell(p.slug, p.label),
            cell(words.first_upper(conflict_words(o, names))),
            *share_cells(o.share),
        )
        for p in finding.deals.packages
        for o in p.obstacles[:SHOWN]
    )
    return Table(
        "obstacles",
        text("tables.obstacles.caption"),
        (
            Column("package", text("tables.column.package")),
            Column("conflict", text("tables.obstacles.demands")),
            *share_columns("share", text("tables.obstacles.share")),
        ),
        rows,
    )


def who_and_what(finding: ReachFinding, names: Names) -> tuple[Table, ...]:
    """Return in how many failing draws each party and each issue is in some conflict."""
    why, text = finding.deals.why_not, names.words.text
    points = spread_columns("least_points", text("tables.why-not-parties.least-points"))
    alone = share_columns("not_alone", text("tables.why-not-parties.not-alone"))
    who = tuple(
        (
            cell(names.party(p)),
            *share_cells(s),
            *(
                spread_cells(why.least_points[p], names)
                if p in why.least_points
                else no_cells(points)
            ),
            *(share_cells(why.not_alone[p]) if p in why.not_alone else no_cells(alone)),
        )
        for p, s in why.by_party.items()
    )
    what = tuple((cell(names.issue(i)), *share_cells(s)) for i, s in why.by_issue.items())
    size = tuple((cell(k), *share_cells(s)) for k, s in why.size.items())
    of_100 = share_columns("share", text("tables.conflicts.of-100"))
    return (
        Table(
            "why-not-parties",
            text("tables.why-not-parties.caption"),
            (Column("party", text("tables.column.party")), *of_100, *points, *alone),
            who,
        ),
        Table(
            "why-not-issues",
            text("tables.why-not-issues.caption"),
            (Column("issue", text("tables.column.issue")), *of_100),
            what,
        ),
        Table(
            "why-not-size",
            text("tables.why-not-size.caption"),
            (Column("demands", text("tables.why-not-size.demands")), *of_100),
            size,
        ),
    )
