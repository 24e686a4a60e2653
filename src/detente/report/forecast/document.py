"""Forecasts as a report."""

from __future__ import annotations

from detente.answers.forecast_findings import ForecastFinding
from detente.report.answer_words import in_edition as in_edition
from detente.report.answer_words import page_labels
from detente.report.document import Report, Section, link, say
from detente.report.forecast.figures import chances
from detente.report.forecast.sentences import first_page
from detente.report.forecast.tables import questions_table
from detente.report.names import Names


def report(finding: ForecastFinding, names: Names) -> Report:
    """Return the report of ``detente forecast``.

    Parameters
    ----------
    finding : ForecastFinding
    names : Names
        Of the edition.
    """
    words = names.words
    text = words.text
    method = tuple(words.say(f"forecast.method.{key}") for key in finding.assumptions)
    byline = text(
        "forecast.byline", day=words.day(finding.day), made=words.day(finding.made_at[:10])
    )
    return Report(
        title=finding.header.case_title,
        question=text("forecast.question"),
        byline=say(byline + ". ", link(text("page.how"), "#forecast-method")),
        first=first_page(finding, names),
        hero=chances(finding, names),
        sections=(
            Section(
                "forecast-rules",
                text("forecast.title"),
                (),
                (),
                (questions_table(finding, names),),
            ),
            Section("forecast-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=words.code,
        labels=page_labels(names, finding.header),
    )
