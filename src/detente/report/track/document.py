"""A deal that is being carried out as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.track import TrackedFinding
from detente.case.models import Case
from detente.report import answer_words
from detente.report.answer_words import deal_name, page_labels
from detente.report.document import Report, Section, Sentence, link, say
from detente.report.figures import track as picture
from detente.report.names import Names
from detente.report.track.sentences import first_page
from detente.report.track.tables import all_tables
from detente.schedule.tracking_findings import TrackFinding


def in_edition(
    finding: TrackedFinding, case: Case, edition: str | None
) -> tuple[TrackedFinding, Names]:
    """Return the finding in the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    titled, names = answer_words.in_edition(finding, case, edition)
    label = deal_name(finding.track.package, finding.track.label, names)
    return replace(titled, track=replace(finding.track, label=label)), names


def report(finding: TrackedFinding, names: Names) -> Report:
    """Return the report of ``detente track``.

    Parameters
    ----------
    finding : TrackedFinding
        In the names of the edition.
    names : Names
    """
    found, text = finding.track, names.words.text
    byline = text("track.byline", deal=found.label, day=names.words.day(found.day))
    return Report(
        title=finding.header.case_title,
        question=text("track.question"),
        byline=say(byline + ". ", link(text("page.how"), "#track-method")),
        first=first_page(found, names),
        hero=picture.figure(found, names),
        sections=(
            Section("track-detail", text("track.title"), (), (), all_tables(found, names)),
            Section(
                "track-method",
                text("sections.method.title"),
                (),
                items=assumptions(found, names),
            ),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )


def assumptions(finding: TrackFinding, names: Names) -> tuple[Sentence, ...]:
    """Return what the answer rests on, as sentences."""
    return tuple(names.words.say(f"track.assumption.{key}") for key in finding.assumptions)
