"""The order of the report after its first page."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report import words
from detente.report.document import Figure, Report, Section, Sentence, Table, link, say
from detente.report.figures import all_figures
from detente.report.names import Names
from detente.report.order.document import section as order
from detente.report.retelling import retold
from detente.report.sentences import first_page
from detente.report.sentences.interests import in_the_way, positions
from detente.report.sentences.learned import can_learn, item_words
from detente.report.sentences.open_words import told
from detente.report.tables import (
    beliefs,
    conflicts,
    learned,
    levers,
    open_words,
    packages,
    points,
    run,
    sources,
)
from detente.report.telling import ENOUGH


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
        _consequences(names, figures),
        _acceptors(finding, names),
        _how_sure(finding, names, figures),
        _learned(finding, names),
        _why_not(finding, names, figures),
        _interests(finding, names),
        _levers(finding, names, figures),
        None if finding.order is None else order(finding.order, names),
        _beliefs(finding, names, figures),
        _must_believe(finding, names, figures),
        _points(finding, names),
        _inputs(finding, names),
        _record(finding, names),
        _method(finding, names),
        section(names, "identity", tables=(run.run(finding, names),)),
        _not_translated(names, missing),
    ]
    return Report(
        title=finding.header.case_title,
        question=finding.question,
        byline=_byline(finding, names),
        first=first_page(finding, case, language),
        hero=figures.get("deal-map"),
        sections=tuple(s for s in sections if s is not None),
        header=finding.header,
        language=language,
        labels=_labels(finding, names),
        extra=(conflicts.why_not(finding, names), *conflicts.who_and_what(finding, names)),
    )


def section(
    names: Names,
    slug: str,
    leads: tuple[Sentence, ...] | None = None,
    figures: tuple[Figure, ...] = (),
    tables: tuple[Table, ...] = (),
    items: tuple[Sentence, ...] = (),
    *,
    long: bool = False,
) -> Section:
    """Return a section with its title and lead from the catalogue.

    Parameters
    ----------
    names : Names
    slug : str
        Its words stand under ``sections.SLUG``: ``title`` and, unless other leads are given,
        ``lead``, if it has one.
    leads : tuple of Sentence, optional
        In place of ``lead``.
    figures, tables, items, long
        As in :class:`Section`; tables without rows are left out.
    """
    at = f"sections.{slug}"
    if leads is None:
        leads = (names.words.say(f"{at}.lead"),) if names.words.knows(f"{at}.lead") else ()
    title = names.words.text(f"{at}.title")
    return Section(slug, title, leads, figures, tuple(t for t in tables if t.rows), items, long)


def _byline(finding: ReachFinding, names: Names) -> Sentence:
    header, text = finding.header, names.words.text
    parts = []
    if header.as_of:
        parts.append(text("page.as-known", day=names.words.day(header.as_of)))
    if header.believe:
        parts.append(text("page.believing", belief=names.belief(header.believe)))
    if header.analyst:
        parts.append(text("page.analyst", analyst=names.analyst(header.analyst)))
    if header.learned:
        parts.append(text("page.learned", n=len(header.learned)))
    parts.append(text("page.drawn", n=header.draws))
    how = link(text("page.how"), "#method")
    return say(words.first_upper(", ".join(parts)), ". ", how)


def _labels(finding: ReachFinding, names: Names) -> dict[str, str]:
    """Return the fixed words of the page; ``{n}`` stands where a number goes."""
    header = finding.header
    version = header.versions.get("detente", "")
    keys = ("skip", "answer", "contents", "detail", "figure")
    return {
        **{key: names.words.text(f"page.{key}") for key in keys},
        "behind": names.words.text("page.behind", n="{n}"),
        "made": names.words.text("page.made", version=version, case=header.case_title),
    }


def _figures(figures: dict[str, Figure], slug: str) -> tuple[Figure, ...]:
    return (figures[slug],) if slug in figures else ()


def _deal(finding: ReachFinding, names: Names) -> Section:
    tables = (
        packages.deal_detail(finding, names),
        packages.rivals(finding, names),
        packages.alternatives(finding, names),
        packages.readings(finding, names),
        open_words.held(finding, names),
        open_words.breaches(finding, names),
    )
    return section(names, "deal-in-detail", tables=tables, items=told(finding, names))


def _consequences(names: Names, figures: dict[str, Figure]) -> Section | None:
    if "consequences" not in figures:
        return None
    return section(names, "what-it-brings", figures=_figures(figures, "consequences"))


def _acceptors(finding: ReachFinding, names: Names) -> Section:
    tables = (packages.acceptors(finding, names), packages.by_issue(finding, names))
    return section(names, "who-accepts", tables=tables)


def _how_sure(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section:
    zone, told = finding.deals.zone, names.words
    leads = [
        told.say("sections.acceptability.guide"),
        told.say(
            "sections.acceptability.zone",
            n=zone.draws,
            zone=told.belief_sets(zone.zone.value),
            best=told.belief_sets(zone.best.value),
            price=told.in_100(zone.price.value),
        ),
    ]
    if not zone.exact:
        leads.append(told.say("sections.acceptability.searched"))
    return section(names, "acceptability", tuple(leads), _figures(figures, "acceptability"))


def _learned(finding: ReachFinding, names: Names) -> Section | None:
    """Return what learning from the record changed; None where nothing was learned."""
    if finding.learned is None:
        return None
    from_what = tuple(say(item_words(item, names)) for item in finding.learned.items)
    tables = (learned.learned(finding, names),)
    return section(names, "learned", tables=tables, items=from_what)


def _why_not(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section | None:
    failing = finding.deals.why_not.failing
    tables = [conflicts.obstacles(finding, names)]
    if failing >= ENOUGH:
        tables = [conflicts.why_not(finding, names), *tables]
        tables += conflicts.who_and_what(finding, names)
    drawn = figures["why-not"].table.slug if "why-not" in figures else ""
    shown = tuple(t for t in tables if t.rows and t.slug != drawn)
    if not drawn and not shown:
        return None
    leads = [names.words.say("sections.why.lead")]
    if 0 < failing < ENOUGH:
        leads.append(names.words.say("sections.why.few", n=failing))
    return section(names, "why", tuple(leads), _figures(figures, "why-not"), shown)


def _interests(finding: ReachFinding, names: Names) -> Section | None:
    """Return which interests may stand behind the demands that are left unmet."""
    if finding.interests is None or not finding.interests.demands:
        return None
    told = [*in_the_way(finding.interests, names), *positions(finding.interests, names)]
    return section(names, "interests", items=tuple(say(text) for text in told))


def _not_translated(names: Names, missing: tuple[str, ...]) -> Section | None:
    """Say what of this edition is not in its language."""
    if names.words.code == "en":
        return None
    at, told = "sections.not-translated", names.words
    listed = (
        told.say(f"{at}.names", n=len(missing), names=names.authored(", ".join(missing)))
        if missing
        else told.say(f"{at}.every-name")
    )
    return section(names, "not-translated", (told.say(f"{at}.lead"), listed))


def _levers(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section | None:
    if not finding.levers.levers:
        return None
    tables = [levers.portfolios(finding, names), levers.on_packages(finding, names)]
    if "levers" not in figures:
        tables.insert(0, levers.levers(finding, names))
    lead = say(retold(finding.levers.method, "levers", names.words))
    drawn = _figures(figures, "levers")
    return section(names, "what-would-help", (lead,), drawn, tuple(tables))


def _beliefs(finding: ReachFinding, names: Names, figures: dict[str, Figure]) -> Section | None:
    if not finding.beliefs and not finding.analysts:
        return None
    shown = {b.slug for b in finding.beliefs}
    items = tuple(
        names.words.say(
            "sections.sets-of-beliefs.belief",
            belief=b.label,
            text=names.authored(b.description.strip()),
        )
        for slug, b in names.case.beliefs.items()
        if slug in shown and b.description
    )
    return section(
        names,
        "sets-of-beliefs",
        None,
        _figures(figures, "beliefs"),
        (beliefs.analysts(finding, names),),
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
            beliefs.must_believe(found, label, names),
            beliefs.central_weights(found, label, names),
            beliefs.within_beliefs(found, label, names),
        ]
    return section(
        names,
        "must-believe",
        None,
        _figures(figures, "must-believe"),
        tuple(t for t in tables if t.slug != drawn),
        long=True,
    )


def _points(finding: ReachFinding, names: Names) -> Section:
    found, told = finding.points, names.words
    lead = told.say(
        f"sections.bargaining-points.{'some' if found.points else 'none'}",
        packages=found.rational,
        undominated=found.pareto_size,
        zone=told.belief_sets(found.zone_draws.value),
    )
    method = say(retold(found.method, "points", told))
    return section(
        names, "bargaining-points", (lead, method), tables=(points.points(finding, names),)
    )


def _inputs(finding: ReachFinding, names: Names) -> Section:
    return section(names, "where-from", tables=(sources.inputs(finding, names),), long=True)


def _record(finding: ReachFinding, names: Names) -> Section | None:
    if not names.case.record:
        return None
    tables = (sources.record(finding, names), sources.sources(finding, names))
    return section(names, "the-record", tables=tables, long=True)


def _method(finding: ReachFinding, names: Names) -> Section:
    deals, told = finding.deals, names.words
    status = "exact" if deals.status == "exact" else "searched"
    leads = [
        told.say("sections.acceptability.guide"),
        say(retold(deals.method, "deals", told)),
        told.say(f"sections.method.{status}", n=deals.packages_screened),
    ]
    items = tuple(say(retold(a, "assumptions", told)) for a in deals.assumptions)
    if finding.learned is None and can_learn(names.case):
        leads.append(told.say("learned.how"))
    return section(names, "method", tuple(leads), items=items)
