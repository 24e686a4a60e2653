"""An explanation as a report."""

from __future__ import annotations

from detente.answers.explain import ExplainFinding
from detente.report.answer_words import in_edition as in_edition
from detente.report.answer_words import page_labels
from detente.report.document import Report, Section, link, say
from detente.report.explain.figures import heat_map, posterior
from detente.report.explain.sentences import first_page
from detente.report.explain.tables import all_tables
from detente.report.names import Names


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
