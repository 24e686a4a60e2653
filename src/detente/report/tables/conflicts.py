"""Tables of what stands in the way."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
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
    why = finding.deals.why_not
    rows = []
    for conflict in why.conflicts:
        gives = "; ".join(
            f"{names.party(p)} {words.exact(round(v, 1))}" for p, v in conflict.points.items()
        )
        settles = "; ".join(
            f"{names.issue(i)}: {names.option(i, o)} ({words.in_100(s)})"
            for i, options in conflict.settles.items()
            for o, s in sorted(options.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
        )
        rows.append(
            (
                cell(words.first_upper(conflict_words(conflict, names))),
                *share_cells(conflict.share),
                cell(gives),
                cell(settles),
            )
        )
    return Table(
        "why-not",
        "The least that would have to be met in full before a deal opens",
        (
            Column("conflict", "Demands"),
            *share_columns("share", "Of 100 belief sets without a deal"),
            Column("points", "Points each then gives up (median)"),
            Column("settles", "How the cheapest deal then settles it"),
        ),
        tuple(rows),
        (),
        f"{why.failing:,} belief sets without a deal were looked at. Several smallest sets may "
        "fit one belief set, so that the shares may add up to more than 100.",
    )


def obstacles(finding: ReachFinding, names: Names) -> Table:
    """Return, package by package, which demands it most often leaves unmet."""
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
        "What each package leaves unmet, in the belief sets in which it is not acceptable",
        (
            Column("package", "Package"),
            Column("conflict", "Demands not met"),
            *share_columns("share", "Of 100 such belief sets"),
        ),
        rows,
    )


def who_and_what(finding: ReachFinding, names: Names) -> tuple[Table, ...]:
    """Return in how many failing draws each party and each issue is in some conflict."""
    why = finding.deals.why_not
    who = tuple(
        (
            cell(names.party(p)),
            *share_cells(s),
            *(spread_cells(why.least_points[p]) if p in why.least_points else no_cells(_POINTS)),
            *(share_cells(why.not_alone[p]) if p in why.not_alone else no_cells(_ALONE)),
        )
        for p, s in why.by_party.items()
    )
    what = tuple((cell(names.issue(i)), *share_cells(s)) for i, s in why.by_issue.items())
    size = tuple((cell(k), *share_cells(s)) for k, s in why.size.items())
    of_100 = "Of 100 belief sets without a deal"
    return (
        Table(
            "why-not-parties",
            "Whose demands are in the way, and what would do if given to that party alone",
            (Column("party", "Party"), *share_columns("share", of_100), *_POINTS, *_ALONE),
            who,
        ),
        Table(
            "why-not-issues",
            "Which issues are in the way",
            (Column("issue", "Issue"), *share_columns("share", of_100)),
            what,
        ),
        Table(
            "why-not-size",
            "How many demands the smallest conflicts hold",
            (Column("demands", "Demands"), *share_columns("share", of_100)),
            size,
        ),
    )


_POINTS = spread_columns("least_points", "Points that would do, where any would")
_ALONE = share_columns("not_alone", "No points to it alone would do")
