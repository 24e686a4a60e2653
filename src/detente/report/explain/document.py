"""An explanation as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.explain import ExplainFinding
from detente.case.models import Case
from detente.report.answer_words import names_of, page_labels
from detente.report.document import Report, Section, link, say
from detente.report.explain.figures import heat_map, posterior
from detente.report.explain.sentences import first_page
from detente.report.explain.tables import all_tables
from detente.report.names import Names


def in_edition(
    finding: ExplainFinding, case: Case, edition: str | None
) -> tuple[ExplainFinding, Names]:
    """Return an explanation with the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    names = names_of(case, edition)
    return replace(finding, header=replace(finding.header, case_title=names.case.title)), names


def report(finding: ExplainFinding, names: Names) -> Report:
    """Return the report of ``detente explain``.

    Parameters
    ----------
    finding : ExplainFinding
    names : Names
        Of the edition.
    """
    found, text = finding.explained, names.words.text
    pictures = tuple(f for f in (heat_map(found, names),) if f is not None)
    byline = text("explain.byline-no-outcome", n=found.draws)
    if names.case.outcome is not None:
        byline = text("explain.byline", outcome=names.case.outcome.label, n=found.draws)
    method = tuple(names.words.say(f"explain.method.{key}") for key in found.method)
    return Report(
        title=finding.header.case_title,
        question=text("explain.question"),
        byline=say(byline + ". ", link(text("page.how"), "#explain-method")),
        first=first_page(finding, names),
        hero=posterior(found, names),
        sections=(
            Section(
                "explain-evidence", text("explain.title"), (), pictures, all_tables(found, names)
            ),
            Section("explain-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )
