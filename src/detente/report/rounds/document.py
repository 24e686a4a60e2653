"""Rounds of one negotiating text as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.rounds_findings import RoundsFinding
from detente.case.models import Case
from detente.report.answer_words import names_of, page_labels
from detente.report.document import Report, Section, link, say
from detente.report.names import Names
from detente.report.rounds.sentences import first_page
from detente.report.rounds.tables import all_tables

_METHOD = ("settles", "alone", "brackets", "rest", "notes")


def in_edition(
    finding: RoundsFinding, case: Case, edition: str | None
) -> tuple[RoundsFinding, Names]:
    """Return the finding in the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    names = names_of(case, edition)
    header = replace(finding.header, case_title=names.case.title)
    return replace(finding, header=header), names


def report(finding: RoundsFinding, names: Names) -> Report:
    """Return the report of ``detente rounds``.

    Parameters
    ----------
    finding : RoundsFinding
        In the names of the edition.
    names : Names
    """
    text = names.words.text
    byline = text("rounds.byline", n=len(finding.versions), draws=finding.draws)
    seed = names.words.say("rounds.method.seed", draws=finding.draws, seed=str(finding.header.seed))
    method = (seed, *(names.words.say(f"rounds.method.{key}") for key in _METHOD))
    return Report(
        title=finding.header.case_title,
        question=text("rounds.question"),
        byline=say(byline + ". ", link(text("page.how"), "#rounds-method")),
        first=first_page(finding, names),
        hero=None,
        sections=(
            Section("rounds-detail", text("rounds.detail"), (), (), all_tables(finding, names)),
            Section("rounds-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )
