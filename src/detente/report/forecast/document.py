"""Forecasts as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.forecast_findings import ForecastFinding
from detente.case.models import Case
from detente.report.answer_words import names_of, page_labels
from detente.report.document import Report, Section, link, say
from detente.report.forecast.figures import chances
from detente.report.forecast.sentences import first_page
from detente.report.forecast.tables import questions_table
from detente.report.names import Names


def in_edition(
    finding: ForecastFinding, case: Case, edition: str | None
) -> tuple[ForecastFinding, Names]:
    """Return forecasts with the names of an edition of their case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    names = names_of(case, edition)
    return replace(finding, header=replace(finding.header, case_title=names.case.title)), names


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
