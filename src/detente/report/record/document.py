"""The record as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.record import ASSUMPTIONS
from detente.answers.record_findings import RecordFinding
from detente.case.models import Case
from detente.report import answer_words
from detente.report.answer_words import page_labels
from detente.report.document import Report, Section, link, say
from detente.report.figures.timeline import timeline
from detente.report.names import Names
from detente.report.record.sentences import first_page
from detente.report.record.tables import all_tables


def in_edition(
    finding: RecordFinding, case: Case, edition: str | None
) -> tuple[RecordFinding, Names]:
    """Return the finding in the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    titled, names = answer_words.in_edition(finding, case, edition)
    known = names.case.record
    items = tuple(
        replace(i, text=" ".join(known[i.slug].text.split()), key=known[i.slug].key or "")
        for i in finding.items
    )
    return replace(titled, items=items), names


def report(finding: RecordFinding, names: Names) -> Report:
    """Return the report of ``detente record show``.

    Parameters
    ----------
    finding : RecordFinding
        In the names of the edition.
    names : Names
    """
    text = names.words.text
    when = names.words.day(finding.day) if finding.day else text("record.all-days")
    byline = text("record.byline", n=len(finding.items), day=when)
    figure = timeline(finding, names)
    method = tuple(names.words.say(f"record.assumption.{key}") for key in ASSUMPTIONS)
    return Report(
        title=finding.header.case_title,
        question=text("record.question"),
        byline=say(byline + ". ", link(text("page.how"), "#record-method")),
        first=first_page(finding, names),
        hero=figure,
        sections=(
            Section("record-detail", text("record.title"), (), (), all_tables(finding, names)),
            Section("record-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )
