"""Words that can mean two things as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.terms import TermsFinding
from detente.case.models import Case
from detente.report import answer_words
from detente.report.answer_words import deal_name, page_labels
from detente.report.document import Report, Section, Sentence, link, say
from detente.report.names import Names
from detente.report.terms.sentences import first_page
from detente.report.terms.tables import all_tables

ASSUMPTIONS = (
    "all-owed",
    "independent",
    "not-stated",
    "leader",
    "held",
    "learning",
    "settling",
    "chance",
    "rules",
)


def in_edition(
    finding: TermsFinding, case: Case, edition: str | None
) -> tuple[TermsFinding, Names]:
    """Return the finding in the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    titled, names = answer_words.in_edition(finding, case, edition)
    worth = tuple(replace(w, label=deal_name(w.slug, w.label, names)) for w in finding.worth)
    return replace(titled, worth=worth), names


def report(finding: TermsFinding, names: Names) -> Report:
    """Return the report of ``detente terms``.

    Parameters
    ----------
    finding : TermsFinding
        In the names of the edition.
    names : Names
    """
    text = names.words.text
    byline = text("terms.byline", n=len(finding.terms), draws=f"{finding.header.draws:,}")
    return Report(
        title=finding.header.case_title,
        question=text("terms.question"),
        byline=say(byline + ". ", link(text("page.how"), "#terms-method")),
        first=first_page(finding, names),
        hero=None,
        sections=(
            Section("terms-detail", text("terms.title"), (), (), all_tables(finding, names)),
            Section("terms-method", text("sections.method.title"), (), items=assumptions(names)),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )


def assumptions(names: Names) -> tuple[Sentence, ...]:
    """Return what the answer rests on, as sentences."""
    return tuple(names.words.say(f"terms.assumption.{key}") for key in ASSUMPTIONS)
