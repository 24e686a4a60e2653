"""The order of the report after its first page."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report import words
from detente.report.document import (
    Column,
    Figure,
    Report,
    Section,
    Sentence,
    Span,
    Table,
    cell,
    link,
    say,
)
from detente.report.figures import all_figures
from detente.report.names import Names
from detente.report.sentences import first_page
from detente.report.sentences.interests import in_the_way, positions
from detente.report.tables import beliefs, conflicts, levers, packages, points, sources
from detente.report.telling import ENOUGH

GUIDE = (
    "Acceptability is the share of the stated beliefs under which every side, and everyone whose "
    "consent is needed, prefers a package to no deal. It says how far the stated beliefs agree. "
    "It is not a forecast of what the parties will sign."
)


def report(
    finding: ReachFinding, case: Case, language: str = "en", missing: tuple[str, ...] = ()
) -> Report:
    """Return the whole report, ready to be laid out.

    Parameters
    ----------
    finding : ReachFinding
    case : Case
        For the names of things, the record and its sources.
    language : str
        Of the reader's edition.
    missing : tuple of str
        Names that have no words in that language.
    """
    names = Names(case, language)
    figures = all_figures(finding, names)
    sections = [
        _deal(finding, names),
        _consequences(finding, names, figures),
        _acceptors(finding, names),
        _how_sure(finding, names, figures),
        _why_not(finding, names, figures),
        _interests(finding, case),
        _levers(finding, names, figures),
        _beliefs(finding, names, figures),
        _must_believe(finding, names, figures),
        _points(finding, names),
        _inputs(finding, case),
        _record(finding, case),
        _method(finding),
        _run(finding),
        _not_translated(names, missing),
    ]
    known = names.words.knows
    told = [
        replace(s, title=names.words.text(f"section.{s.slug}")) if known(f"section.{s.slug}") else s
        for s in sections
        if s is not None
    ]
    return Report(
        title=finding.header.case_title,
        question=finding.question,
        byline=_byline(finding, names),
        first=first_page(finding, case, language),
        hero=figures.get("deal-map"),
        sections=tuple(told),
        header=finding.header,
        language=language,
        extra=(conflicts.why_not(finding, names), *conflicts.who_and_what(finding, names)),
    )


def _byline(finding: ReachFinding, names: Names) -> Sentence:
    header = finding.header
    parts = [f"As known on {words.day(header.as_of)}"] if header.as_of else []
    if header.believe:
        parts.append(f"believing “{names.belief(header.believe)}”")
    if header.analyst:
        parts.append(f"values of {header.analyst}")
    parts.append(f"{header.draws:,} belief sets drawn")
    return say(words.first_upper(", ".join(parts)), ". ", link("How this was done", "#method"))


def _figures(figures: dict[str, Figure], slug: str) -> tuple[Figure, ...]:
    return (figures[slug],) if slug in figures else ()


def _filled(*tables: Table) -> tuple[Table, ...]:
    return tuple(t for t in tables if t.rows)


def _deal(finding: ReachFinding, names: Names) -> Section:
    lead = say(
        "What each package says, issue by issue. The most acceptable deal stands first; "
        "those of the record follow as they were reported."
    )
    return Section(
        "deal-in-detail",
        "The deal in detail",
        (lead,),
        (),
        _filled(
            packages.deal_detail(finding, names),
            packages.rivals(finding, names),
            packages.alternatives(finding, names),
            packages.readings(finding, names),
        ),
    )


def _consequences(
    finding: ReachFinding, names: Names, figures: dict[str, Figure]
) -> Section | None:
    if "consequences" not in figures:
        return None
    return Section(
        "what-it-brings",
        "Consequences",
        (
            say(
                "What the packages would bring, in units of their own; the ranges come from ",
                link("the inputs", "#inputs"),
                ".",
            ),
        ),
        _figures(figures, "consequences"),
    )


def _acceptors(finding: ReachFinding, names: Names) -> Section:
    return Section(
        "who-accepts",
        "Who accepts",
        (say("The same test for everyone: is the package better for it than no deal?"),),
        (),
        _filled(packages.acceptors(finding, names), packages.by_issue(finding, names)),
    )


def _how_sure(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section:
    zone = finding.deals.zone
    leads = [
        say(GUIDE),
        say(
            f"On {zone.draws:,} belief sets kept apart for this purpose, some package is "
            f"acceptable to all {words.belief_sets(zone.zone.value)}, the most acceptable one "
            f"{words.belief_sets(zone.best.value)}. The difference, "
            f"{words.in_100(zone.price.value)}, is the price of not knowing."
        ),
    ]
    if not zone.exact:
        leads.append(
            say("Not every package could be looked at: the first of these shares may be too low.")
        )
    return Section(
        "acceptability", "How sure is this?", tuple(leads), _figures(figures, "acceptability")
    )


def _why_not(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section | None:
    tables = [conflicts.obstacles(finding, names)]
    if finding.deals.why_not.failing >= ENOUGH:
        tables = [conflicts.why_not(finding, names), *tables]
        tables += conflicts.who_and_what(finding, names)
    drawn = figures["why-not"].table.slug if "why-not" in figures else ""
    shown = tuple(t for t in _filled(*tables) if t.slug != drawn)
    if not drawn and not shown:
        return None
    leads = [
        say(
            "In each belief set without agreement: the smallest set of demands that, met in full, "
            "would bring it. A refusal of consent is a demand too."
        )
    ]
    failing = finding.deals.why_not.failing
    if 0 < failing < ENOUGH:
        leads.append(
            say(
                f"Only {words.count(failing, 'belief set')} of those looked at had no acceptable "
                "package at all, too few to tell why; told here is what single packages leave "
                "unmet."
            )
        )
    return Section(
        "why",
        "Why not",
        tuple(leads),
        _figures(figures, "why-not"),
        shown,
    )


def _interests(finding: ReachFinding, case: Case) -> Section | None:
    """Return which interests may stand behind the demands that are left unmet."""
    if finding.interests is None or not finding.interests.demands:
        return None
    told = [*in_the_way(finding.interests, case), *positions(finding.interests, case)]
    return Section(
        "interests",
        "Interests behind the demands",
        (say("Positions may conflict where the interests behind them do not."),),
        items=tuple(say(text) for text in told),
    )


def _not_translated(names: Names, missing: tuple[str, ...]) -> Section | None:
    """Say what of this edition is not in its language."""
    if names.words.code == "en":
        return None
    text = names.words.text
    listed = (
        text("untranslated.names", n=str(len(missing)), names=", ".join(missing))
        if missing
        else text("untranslated.every-name")
    )
    return Section("not-translated", "", (say(text("untranslated.text")), say(listed)))


def _levers(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section | None:
    if not finding.levers.levers:
        return None
    tables = [levers.portfolios(finding, names), levers.on_packages(finding, names)]
    if "levers" not in figures:
        tables.insert(0, levers.levers(finding, names))
    return Section(
        "what-would-help",
        "Levers",
        (say(finding.levers.method),),
        _figures(figures, "levers"),
        _filled(*tables),
    )


def _beliefs(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section | None:
    if not finding.beliefs and not finding.analysts:
        return None
    items = tuple(
        say(f"{b.label}: {text.strip()}")
        for slug, b in names.case.beliefs.items()
        if slug in {x.slug for x in finding.beliefs}
        for text in [b.description or ""]
        if text
    )
    return Section(
        "sets-of-beliefs",
        "The answer under each named set of beliefs",
        (say("Words of probability are those of ICD 203, each with its band."),),
        _figures(figures, "beliefs"),
        _filled(beliefs.analysts(finding, names)),
        items,
    )


def _must_believe(
    finding: ReachFinding, names: Names, figures: dict[str, Figure]
) -> Section | None:
    if not finding.deals.must_believe:
        return None
    labels = {p.slug: p.label for p in finding.deals.packages}
    drawn = figures["must-believe"].table.slug if "must-believe" in figures else ""
    tables: list[Table] = []
    for found in finding.deals.must_believe:
        label = labels.get(found.package, found.package)
        tables += [
            beliefs.must_believe(found, label),
            beliefs.central_weights(found, label, names),
            beliefs.within_beliefs(found, label, names),
        ]
    return Section(
        "must-believe",
        "What you must believe",
        (
            say(
                "The numbers on which acceptance turns. Whoever holds the values on one side "
                "should find the deal acceptable; whoever holds those on the other should not."
            ),
        ),
        _figures(figures, "must-believe"),
        tuple(t for t in _filled(*tables) if t.slug != drawn),
        long=True,
    )


def _points(finding: ReachFinding, names: Names) -> Section:
    found = finding.points
    if found.points:
        lead = (
            f"{found.rational:,} packages give every signatory at least its value of no deal on "
            f"expected values, {found.pareto_size:,} packages are undominated, and the "
            f"signatories alone have a zone {words.belief_sets(found.zone_draws.value)}."
        )
    else:
        lead = (
            "No package gives every signatory at least its value of no deal on expected values: "
            f"there is no bargaining point. Draw by draw the signatories alone have a zone "
            f"{words.belief_sets(found.zone_draws.value)}."
        )
    return Section(
        "bargaining-points",
        "Bargaining points",
        (say(lead), say(found.method)),
        (),
        _filled(points.points(finding, names)),
    )


def _inputs(finding: ReachFinding, case: Case) -> Section:
    lead = say(
        "Every number that went in, as written, with the record or the judgement behind it and "
        "its place in the case folder. A flag marks what was not known on the day, or has no basis."
    )
    return Section(
        "where-from",
        "Where the numbers come from",
        (lead,),
        (),
        _filled(sources.inputs(finding, case)),
        long=True,
    )


def _record(finding: ReachFinding, case: Case) -> Section | None:
    if not case.record:
        return None
    lead = say(
        "Codes follow the NATO/Admiralty scheme: a letter for the source, a digit for the item. "
        "What was written from memory needs a second source before it is taken as fact."
    )
    return Section(
        "the-record",
        "The record",
        (lead,),
        (),
        _filled(sources.record(finding, case), sources.sources(finding, case)),
        long=True,
    )


def _method(finding: ReachFinding) -> Section:
    deals = finding.deals
    status = (
        f"Every one of {deals.packages_screened:,} packages was screened."
        if deals.status == "exact"
        else f"{deals.packages_screened:,} packages were screened; not all could be."
    )
    return Section(
        "method",
        "Method and assumptions",
        (say(GUIDE), say(deals.method), say(status)),
        items=tuple(say(a) for a in deals.assumptions),
    )


def _run(finding: ReachFinding) -> Section:
    header = finding.header
    facts = {
        "Case": header.case_title,
        "Hash of the case": header.case_hash,
        "Seed": str(header.seed),
        "Draws": f"{header.draws:,}",
        "Effective draws": f"{header.n_eff:,.0f}",
        "As known on": words.day(header.as_of) or "no day set",
        "Beliefs": header.believe or "all, by their stated weights",
        "Analyst": header.analyst or "all, by their stated weights",
        **{f"Version of {k}": v for k, v in header.versions.items()},
        "Made": header.created,
    }
    table = Table(
        "run",
        "What identifies this run",
        (Column("fact", "Fact"), Column("value", "Value")),
        tuple((cell(k), cell(Span(v))) for k, v in facts.items()),
        (),
        "The same case, seed and versions give the same numbers.",
    )
    return Section("identity", "This run", (), (), (table,))
