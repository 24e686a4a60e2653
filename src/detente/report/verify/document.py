"""Verification of a deal as a report."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.verify import VerifyFinding
from detente.case.models import Case
from detente.report import answer_words
from detente.report.answer_words import deal_name, page_labels
from detente.report.document import Report, Section, Sentence, link, say
from detente.report.figures import detection, months_bought
from detente.report.names import Names
from detente.report.order.naming import doctrine
from detente.report.verify.month_tables import month_tables
from detente.report.verify.sentences import first_page
from detente.report.verify.tables import all_tables, game
from detente.schedule.verification_findings import VerificationFinding


def in_edition(
    finding: VerifyFinding, case: Case, edition: str | None
) -> tuple[VerifyFinding, Names]:
    """Return the finding in the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    titled, names = answer_words.in_edition(finding, case, edition)
    found = finding.verification
    label = deal_name(found.package, found.label, names)
    return replace(titled, verification=replace(found, label=label)), names


def report(finding: VerifyFinding, names: Names) -> Report:
    """Return the report of ``detente verify``.

    Parameters
    ----------
    finding : VerifyFinding
        In the names of the edition.
    names : Names
    """
    found, text = finding.verification, names.words.text
    byline = text("verify.byline", deal=found.label, n=found.draws)
    pictures = [detection.figure(found, names), months_bought.figure(found, names)]
    shown = [p for p in pictures if p is not None]
    tables = (*all_tables(found, names), *month_tables(found, names))
    sections = [Section("verify-detail", text("verify.title"), (), tuple(shown[1:]), tables)]
    when = game(found, names)
    if when.rows:
        sections.append(Section("verify-when", when.caption, (), (), (when,), long=True))
    rests_on = assumptions(found, names)
    sections.append(Section("verify-method", text("sections.method.title"), (), items=rests_on))
    return Report(
        title=finding.header.case_title,
        question=text("verify.question"),
        byline=say(byline + ". ", link(text("page.how"), "#verify-method")),
        first=first_page(found, names),
        hero=shown[0] if shown else None,
        sections=tuple(sections),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )


def assumptions(finding: VerificationFinding, names: Names) -> tuple[Sentence, ...]:
    """Return what the answer rests on, as sentences."""
    words = names.words
    told = [words.say(f"verify.assumption.{key}") for key in finding.assumptions]
    if finding.steps:
        told.append(words.say("verify.doctrine", doctrine=doctrine(finding.order, names)))
    return tuple(told)
