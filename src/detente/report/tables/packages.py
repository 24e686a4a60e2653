"""Tables of packages: what they say, who accepts them, what they bring."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import PackageFinding
from detente.report.anchors import package_anchor
from detente.report.document import Cell, Column, Span, Table, cell, say
from detente.report.names import Names
from detente.report.tables.cells import (
    day_cell,
    no_cells,
    number_cell,
    package_cell,
    record_links,
    run_day,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)


def deal_detail(finding: ReachFinding, names: Names) -> Table:
    """Return issues by packages: what each package says on each issue."""
    packages = finding.deals.packages
    columns = [Column("issue", "Issue"), Column("status_quo", "As it is now")]
    columns += [Column(p.slug, p.label) for p in packages]
    rows = []
    for slug, issue in names.case.issues.items():
        row = [cell(issue.label), cell(names.option(slug, issue.status_quo))]
        row += [_said(p, slug, names) for p in packages]
        rows.append(tuple(row))
    return Table(
        "deal",
        "What each package says on each issue",
        tuple(columns),
        tuple(rows),
        tuple(f"issue-{s}" for s in names.case.issues),
        "A dash: as it is now. Where the record leaves several options open, all are named.",
    )


def _said(package: PackageFinding, issue: str, names: Names) -> Cell:
    options = package.options.get(issue, ())
    text = names.options(issue, options)
    if not options or names.is_status_quo(issue, options):
        return cell("–", text)
    return cell(text)


def packages(finding: ReachFinding, names: Names) -> Table:
    """Return every package with its acceptability, and what of it is evidence."""
    variants = list(dict.fromkeys(v for p in finding.deals.packages for v in p.widened))
    wide = [share_columns(f"widened_{i}", f"With {v}") for i, v in enumerate(variants, 1)]
    columns = (
        Column("package", "Package"),
        Column("by", "By"),
        Column("known_from", "Known from"),
        *share_columns("a_sign", "Acceptable as each reads it"),
        *share_columns("a_hold", "Also as the other reads it"),
        *share_columns("lowest", "Least of its forms"),
        *share_columns("highest", "Greatest of its forms"),
        *(c for pair in wide for c in pair),
        Column("forms", "Forms", True),
        Column("completed", "How it was filled in"),
        Column("record", "Record"),
        Column("options", ""),
    )
    day = run_day(finding.header.as_of)
    rows = []
    for p in finding.deals.packages:
        widened = [
            share_cells(p.widened[v]) if v in p.widened else no_cells(pair)
            for v, pair in zip(variants, wide, strict=True)
        ]
        note = "" if p.feasible else " (breaks a rule of the case)"
        rows.append(
            (
                cell(say(p.label, note)),
                cell(names.parties(p.by)),
                day_cell(p.known_from),
                *share_cells(p.a_sign),
                *share_cells(p.a_hold),
                *share_cells(p.lowest),
                *share_cells(p.highest),
                *(c for pair in widened for c in pair),
                cell(str(p.completions), p.completions),
                cell(p.completed),
                cell(record_links(p.record, names.case, day)),
                cell("", "; ".join(f"{i}/{'|'.join(o)}" for i, o in p.options.items())),
            )
        )
    anchors = tuple(package_anchor(p.slug) for p in finding.deals.packages)
    return Table(
        "packages",
        "Acceptability of the packages: belief sets in 100 in which all would prefer it",
        columns,
        tuple(rows),
        anchors,
        "± is one standard error. A package that the record leaves open stands for several forms; "
        "its share is their mean.",
    )


def acceptors(finding: ReachFinding, names: Names) -> Table:
    """Return in how many belief sets each would prefer each package to no deal."""
    slugs = list(dict.fromkeys(a for p in finding.deals.packages for a in p.accepted_by))
    accepted = [share_columns(f"accepted_{a}", f"{names.party(a)}: prefers it") for a in slugs]
    gained = [spread_columns(f"gain_{a}", f"{names.party(a)}: points over no deal") for a in slugs]
    columns = [Column("package", "Package")]
    for pair, spread in zip(accepted, gained, strict=True):
        columns += [*pair, *spread]
    rows = []
    for p in finding.deals.packages:
        row = [package_cell(p.slug, p.label)]
        for a, pair, spread in zip(slugs, accepted, gained, strict=True):
            row += share_cells(p.accepted_by[a]) if a in p.accepted_by else no_cells(pair)
            row += spread_cells(p.gains[a]) if a in p.gains else no_cells(spread)
        rows.append(tuple(row))
    return Table(
        "acceptors",
        "Who would prefer each package to no deal, in 100 belief sets, and by how many points",
        tuple(columns),
        tuple(rows),
        (),
        "Points: mean, and in brackets the range that holds 90 of 100 belief sets. A ratifier not "
        "asked about a package counts as accepting it.",
    )


def by_issue(finding: ReachFinding, names: Names) -> Table:
    """Return what each makes of the most acceptable deal, issue by issue."""
    best = finding.deals.best
    who = list(best.by_issue)
    columns = (Column("issue", "Issue"), *(Column(a, names.party(a), True) for a in who))
    rows = tuple(
        (
            cell(Span(names.issue(i), f"#issue-{i}")),
            *(number_cell(best.by_issue[a].get(i, 0.0)) for a in who),
        )
        for i in names.case.issues
    )
    return Table(
        "by-issue",
        "Most acceptable deal: expected points against things as they are now, by issue",
        columns,
        rows,
        (),
        "Each party's scale runs from 0, its worst package of the case, to 100, its best.",
    )


def consequences(finding: ReachFinding, names: Names) -> Table:
    """Return what each package would bring, in units of their own."""
    kinds = list(dict.fromkeys(c for p in finding.deals.packages for c in p.consequences))
    spreads = {
        c: spread_columns(c.replace("-", "_"), f"{names.consequence(c)} ({names.unit(c)})")
        for c in kinds
    }
    rows = []
    for p in finding.deals.packages:
        row = [package_cell(p.slug, p.label)]
        for c in kinds:
            row += spread_cells(p.consequences[c]) if c in p.consequences else no_cells(spreads[c])
        rows.append(tuple(row))
    return Table(
        "consequences",
        "What each package would bring, before any value is put on it",
        (Column("package", "Package"), *(column for c in kinds for column in spreads[c])),
        tuple(rows),
        (),
        "Mean, and in brackets the range that holds 90 of 100 belief sets.",
    )


def rivals(finding: ReachFinding, names: Names) -> Table:
    """Return the deals that cannot be told apart from the most acceptable one."""
    columns = (
        Column("number", "Deal"),
        Column("differs", "How it differs"),
        *share_columns("a_sign", "Acceptable"),
        *share_columns("behind", "Behind the first by"),
    )
    rows = tuple(
        (
            cell(f"Deal {i}", i),
            cell("; ".join(names.settled(k, o) for k, o in r.differs.items())),
            *share_cells(r.a_sign),
            *share_cells(r.behind),
        )
        for i, r in enumerate(finding.deals.rivals, 2)
    )
    return Table(
        "rivals", "Deals that cannot be told apart from the most acceptable one", columns, rows
    )


def alternatives(finding: ReachFinding, names: Names) -> Table:
    """Return deals that are worth more to the sides but acceptable in fewer belief sets."""
    parties = names.signatories()
    columns = (
        Column("number", "Deal"),
        Column("differs", "How it differs from the most acceptable deal"),
        *share_columns("a_sign", "Acceptable, of 100"),
        *(Column(p, f"{names.party(p)}: points over no deal", True) for p in parties),
    )
    rows = tuple(
        (
            cell(f"Deal {i}", i),
            cell(
                "; ".join(names.settled(k, o) for k, o in a.differs.items())
                or "the most acceptable deal itself"
            ),
            *share_cells(a.a_sign),
            *(number_cell(a.gains.get(p, 0.0)) for p in parties),
        )
        for i, a in enumerate(finding.deals.alternatives, 1)
    )
    return Table(
        "alternatives", "Deals worth more to the sides, but less widely acceptable", columns, rows
    )


def readings(finding: ReachFinding, names: Names) -> Table:
    """Return which reading of each term each package names."""
    packages = finding.deals.packages
    columns = (Column("term", "Term"), *(Column(p.slug, p.label) for p in packages))
    rows = tuple(
        (
            cell(term.label),
            *(cell(_reading(p.readings.get(slug, "open"), slug, names)) for p in packages),
        )
        for slug, term in names.case.terms.items()
    )
    return Table("readings", "Which reading of each term a package names", columns, rows)


def _reading(reading: str, term: str, names: Names) -> str:
    return "left open" if reading == "open" else names.reading(term, reading)
