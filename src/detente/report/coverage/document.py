"""What a text leaves open as a report."""

from __future__ import annotations

from typing import Final

from detente.answers.coverage import CoverageFinding
from detente.report.answer_words import fixed_words
from detente.report.coverage.sentences import first_page
from detente.report.coverage.tables import all_tables
from detente.report.document import Report, Section, link, say
from detente.report.language import Language
from detente.report.one_answer import Told

TOLD: Final = {
    "coverage-open": Told(3, 24),
    "coverage-template": Told(1, 12),
    "coverage-binds": Told(0, 8),
}


def report(finding: CoverageFinding, words: Language) -> Report:
    """Return the report of ``detente draft --check``.

    Parameters
    ----------
    finding : CoverageFinding
    words : Language
        Of the reader; the text may be in another.
    """
    text = words.text
    byline = text("coverage.byline", title=finding.title, n=len(finding.clauses))
    return Report(
        title=finding.header.case_title,
        question=text("coverage.question"),
        byline=say(byline + ". ", link(text("page.how"), "#coverage-detail")),
        first=first_page(finding, words),
        hero=None,
        sections=(
            Section(
                "coverage-detail", text("coverage.heading"), (), (), all_tables(finding, words)
            ),
        ),
        header=finding.header,
        language=words.code,
        labels=fixed_words(words, finding.header.case_title, finding.header),
    )
