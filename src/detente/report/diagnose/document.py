"""A diagnosis as a report."""

from __future__ import annotations

from detente.answers.diagnose_findings import DayFinding, DiagnoseFinding
from detente.report.answer_words import in_edition as in_edition
from detente.report.answer_words import page_labels
from detente.report.diagnose.figures import cascade, side_by_side
from detente.report.diagnose.naming import day
from detente.report.diagnose.sentences import first_page
from detente.report.diagnose.tables import needs, packages, sides, slug
from detente.report.document import Report, Section, link, say
from detente.report.names import Names
from detente.report.words import first_upper


def report(finding: DiagnoseFinding, names: Names) -> Report:
    """Return the report of ``detente diagnose``.

    Parameters
    ----------
    finding : DiagnoseFinding
    names : Names
        Of the edition.
    """
    text, found = names.words.text, finding.days[0]
    byline = text("diagnose.byline-no-outcome", n=found.draws)
    if names.case.outcome is not None:
        byline = text("diagnose.byline", outcome=names.case.outcome.label, n=found.draws)
    method = tuple(names.words.say(f"diagnose.method.{key}") for key in finding.assumptions)
    return Report(
        title=finding.header.case_title,
        question=text("diagnose.question"),
        byline=say(byline + ". ", link(text("page.how"), "#diagnose-method")),
        first=first_page(finding, names),
        hero=cascade(found, names),
        sections=(
            *(_section(d, names, hero=d is found) for d in finding.days),
            Section("diagnose-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )


def _section(found: DayFinding, names: Names, *, hero: bool) -> Section:
    pictures = [] if hero else [cascade(found, names)]
    beside = side_by_side(found, names)
    tables = [needs(found, names), packages(found, names)]
    if beside is None:
        tables.append(sides(found, names))
    else:
        pictures.append(beside)
    title = first_upper(day(found, names))
    shown = tuple(t for t in tables if t.rows)
    return Section(slug("day", found), title, (), tuple(pictures), shown)
