"""Tables of packages: what they say, who accepts them, what they bring."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import PackageFinding
from detente.report.anchors import package_anchor
from detente.report.document import Cell, Column, Span, Table, cell
from detente.report.names import Names
from detente.report.retelling import completed
from detente.report.sentences.certainty import VARIANTS
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
    packages, text = finding.deals.packages, names.words.text
    columns = [
        Column("issue", text("tables.column.issue")),
        Column("status_quo", text("tables.deal.as-now")),
    ]
    columns += [Column(p.slug, p.label) for p in packages]
    rows = []
    for slug, issue in names.case.issues.items():
        row = [cell(issue.label), cell(names.option(slug, issue.status_quo))]
        row += [_said(p, slug, names) for p in packages]
        rows.append(tuple(row))
    return Table(
        "deal",
        text("tables.deal.caption"),
        tuple(columns),
        tuple(rows),
        tuple(f"issue-{s}" for s in names.case.issues),
        text("tables.deal.note"),
    )


def _said(package: PackageFinding, issue: str, names: Names) -> Cell:
    options = package.options.get(issue, ())
    text = names.options(issue, options)
    if not options or names.is_status_quo(issue, options):
        return cell("–", text)
    return cell(text)


def packages(finding: ReachFinding, names: Names) -> Table:
    """Return every package with its acceptability, and what of it is evidence."""
    text = names.words.text
    variants = list(dict.fromkeys(v for p in finding.deals.packages for v in p.widened))
    wide = [
        share_columns(f"widened_{i}", variant_head(v, names)) for i, v in enumerate(variants, 1)
    ]
    columns = (
        Column("package", text("tables.column.package")),
        Column("by", text("tables.packages.by")),
        Column("known_from", text("tables.packages.known-from")),
        *share_columns("a_sign", text("tables.packages.signed")),
        *share_columns("a_hold", text("tables.packages.held")),
        *share_columns("lowest", text("tables.packages.lowest")),
        *share_columns("highest", text("tables.packages.highest")),
        *(c for pair in wide for c in pair),
        Column("forms", text("tables.packages.forms"), True),
        Column("completed", text("tables.packages.completed")),
        Column("record", text("tables.packages.record")),
        Column("options", ""),
    )
    day = run_day(finding.header.as_of)
    rows = []
    for p in finding.deals.packages:
        widened = [
            share_cells(p.widened[v]) if v in p.widened else no_cells(pair)
            for v, pair in zip(variants, wide, strict=True)
        ]
        label = p.label if p.feasible else text("tables.packages.breaks-rule", package=p.label)
        rows.append(
            (
                cell(label),
                cell(names.parties(p.by)),
                day_cell(p.known_from, names),
                *share_cells(p.a_sign),
                *share_cells(p.a_hold),
                *share_cells(p.lowest),
                *share_cells(p.highest),
                *(c for pair in widened for c in pair),
                cell(str(p.completions), p.completions),
                cell(completed(p, names)),
                cell(record_links(p.record, names.case, day)),
                cell("", "; ".join(f"{i}/{'|'.join(o)}" for i, o in p.options.items())),
            )
        )
    anchors = tuple(package_anchor(p.slug) for p in finding.deals.packages)
    return Table(
        "packages",
        text("tables.packages.caption"),
        columns,
        tuple(rows),
        anchors,
        text("tables.packages.note"),
    )


def variant_head(name: str, names: Names) -> str:
    """Return the heading of a column with ranges widened."""
    return names.words.text(f"tables.packages.widened.{VARIANTS.get(name, 'named')}", name=name)


def acceptors(finding: ReachFinding, names: Names) -> Table:
    """Return in how many belief sets each would prefer each package to no deal."""
    text = names.words.text
    slugs = list(dict.fromkeys(a for p in finding.deals.packages for a in p.accepted_by))
    accepted = [
        share_columns(f"accepted_{a}", text("tables.acceptors.prefers", party=names.party(a)))
        for a in slugs
    ]
    gained = [spread_columns(f"gain_{a}", over_no_deal(a, names)) for a in slugs]
    columns = [Column("package", text("tables.column.package"))]
    for pair, spread in zip(accepted, gained, strict=True):
        columns += [*pair, *spread]
    rows = []
    for p in finding.deals.packages:
        row = [package_cell(p.slug, p.label)]
        for a, pair, spread in zip(slugs, accepted, gained, strict=True):
            row += share_cells(p.accepted_by[a]) if a in p.accepted_by else no_cells(pair)
            row += spread_cells(p.gains[a], names) if a in p.gains else no_cells(spread)
        rows.append(tuple(row))
    return Table(
        "acceptors",
        text("tables.acceptors.caption"),
        tuple(columns),
        tuple(rows),
        (),
        text("tables.acceptors.note"),
    )


def over_no_deal(party: str, names: Names) -> str:
    """Return the heading of a column of a party's points over no deal."""
    return names.words.text("tables.column.over-no-deal", party=names.party(party))


def by_issue(finding: ReachFinding, names: Names) -> Table:
    """Return what each makes of the most acceptable deal, issue by issue."""
    best = finding.deals.best
    who = list(best.by_issue)
    columns = (
        Column("issue", names.words.text("tables.column.issue")),
        *(Column(a, names.party(a), True) for a in who),
    )
    rows = tuple(
        (
            cell(Span(names.issue(i), f"#issue-{i}")),
            *(number_cell(best.by_issue[a].get(i, 0.0)) for a in who),
        )
        for i in names.case.issues
    )
    return Table(
        "by-issue",
        names.words.text("tables.by-issue.caption"),
        columns,
        rows,
        (),
        names.words.text("tables.by-issue.note"),
    )


def consequences(finding: ReachFinding, names: Names) -> Table:
    """Return what each package would bring, in units of their own."""
    kinds = list(dict.fromkeys(c for p in finding.deals.packages for c in p.consequences))
    text = names.words.text
    heads = {
        c: text("tables.consequences.head", consequence=names.consequence(c), unit=names.unit(c))
        for c in kinds
    }
    spreads = {c: spread_columns(c.replace("-", "_"), heads[c]) for c in kinds}
    rows = []
    for p in finding.deals.packages:
        row = [package_cell(p.slug, p.label)]
        for c in kinds:
            row += (
                spread_cells(p.consequences[c], names)
                if c in p.consequences
                else no_cells(spreads[c])
            )
        rows.append(tuple(row))
    return Table(
        "consequences",
        text("tables.consequences.caption"),
        (
            Column("package", text("tables.column.package")),
            *(column for c in kinds for column in spreads[c]),
        ),
        tuple(rows),
        (),
        text("tables.consequences.note"),
    )


def rivals(finding: ReachFinding, names: Names) -> Table:
    """Return the deals that cannot be told apart from the most acceptable one."""
    text = names.words.text
    columns = (
        Column("number", text("tables.column.deal")),
        Column("differs", text("tables.rivals.differs")),
        *share_columns("a_sign", text("tables.rivals.acceptable")),
        *share_columns("behind", text("tables.rivals.behind")),
    )
    rows = tuple(
        (
            cell(text("tables.cell.deal", number=i), i),
            cell("; ".join(names.settled(k, o) for k, o in r.differs.items())),
            *share_cells(r.a_sign),
            *share_cells(r.behind),
        )
        for i, r in enumerate(finding.deals.rivals, 2)
    )
    return Table("rivals", text("tables.rivals.caption"), columns, rows)


def alternatives(finding: ReachFinding, names: Names) -> Table:
    """Return deals that are worth more to the sides but acceptable in fewer belief sets."""
    parties, text = names.signatories(), names.words.text
    columns = (
        Column("number", text("tables.column.deal")),
        Column("differs", text("tables.alternatives.differs")),
        *share_columns("a_sign", text("tables.column.share")),
        *(Column(p, over_no_deal(p, names), True) for p in parties),
    )
    rows = tuple(
        (
            cell(text("tables.cell.deal", number=i), i),
            cell(
                "; ".join(names.settled(k, o) for k, o in a.differs.items())
                or text("tables.alternatives.itself")
            ),
            *share_cells(a.a_sign),
            *(number_cell(a.gains.get(p, 0.0)) for p in parties),
        )
        for i, a in enumerate(finding.deals.alternatives, 1)
    )
    return Table("alternatives", text("tables.alternatives.caption"), columns, rows)


def readings(finding: ReachFinding, names: Names) -> Table:
    """Return which reading of each term each package names."""
    packages, text = finding.deals.packages, names.words.text
    columns = (
        Column("term", text("tables.readings.term")),
        *(Column(p.slug, p.label) for p in packages),
    )
    rows = tuple(
        (
            cell(term.label),
            *(cell(_reading(p.readings.get(slug, "open"), slug, names)) for p in packages),
        )
        for slug, term in names.case.terms.items()
    )
    return Table("readings", text("tables.readings.caption"), columns, rows)


def _reading(reading: str, term: str, names: Names) -> str:
    known = reading != "open"
    return names.reading(term, reading) if known else names.words.text("tables.readings.open")
