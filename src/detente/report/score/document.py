"""Scores as a report."""

from __future__ import annotations

from detente.answers.score_findings import ScoreFinding
from detente.report.answer_words import in_edition as in_edition
from detente.report.answer_words import page_labels
from detente.report.document import Report, Section, link, say
from detente.report.names import Names
from detente.report.score.figures import calibration
from detente.report.score.sentences import first_page
from detente.report.score.tables import (
    against_table,
    forecasters_table,
    forecasts_table,
    parts_table,
    planning_table,
)


def report(finding: ScoreFinding, names: Names) -> Report:
    """Return the report of ``detente score``.

    Parameters
    ----------
    finding : ScoreFinding
    names : Names
        Of the edition.
    """
    words = names.words
    text = words.text
    method = tuple(words.say(f"score.method.{key}") for key in finding.assumptions)
    made = (
        forecasters_table(finding, names),
        against_table(finding, names),
        parts_table(finding, names),
        planning_table(finding, names),
        forecasts_table(finding, names),
    )
    tables = tuple(t for t in made if t.rows)
    return Report(
        title=finding.header.case_title,
        question=text("score.question"),
        byline=say(
            text("score.byline", n=finding.answered) + ". ", link(text("page.how"), "#score-method")
        ),
        first=first_page(finding, names),
        hero=calibration(finding, names),
        sections=(
            Section(
                "score-tables", text("score.title"), (), (), tuple(t for t in tables if t.rows)
            ),
            Section("score-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=words.code,
        labels=page_labels(names, finding.header),
    )
