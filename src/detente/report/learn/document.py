"""What was learned from the record, as a report."""

from __future__ import annotations

from detente.answers.learn_findings import LearnFinding
from detente.report.answer_words import in_edition as in_edition
from detente.report.answer_words import page_labels
from detente.report.document import Report, Section, Sentence, link, say
from detente.report.learn.figures import before_after
from detente.report.learn.sentences import first_page
from detente.report.learn.tables import items_table, packages_table, settings_table
from detente.report.names import Names


def report(finding: LearnFinding, names: Names) -> Report:
    """Return the report of ``detente learn``.

    Parameters
    ----------
    finding : LearnFinding
    names : Names
        Of the edition.
    """
    text = names.words.text
    method = tuple(names.words.say(f"learn.method.{key}") for key in finding.assumptions)
    tables = (packages_table(finding, names), items_table(finding, names))
    return Report(
        title=finding.header.case_title,
        question=text("learn.question"),
        byline=say(
            text("learn.byline", n=finding.particles) + ". ",
            link(text("page.how"), "#learn-method"),
        ),
        first=first_page(finding, names),
        hero=before_after(finding, names),
        sections=(
            Section("learn-record", text("learn.title"), (), (), tables),
            Section(
                "learn-method",
                text("sections.method.title"),
                _basis(finding, names),
                (),
                (settings_table(finding, names),),
                method,
            ),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )


def _basis(finding: LearnFinding, names: Names) -> tuple[Sentence, ...]:
    """Return why the case sets what it sets."""
    if not finding.settings.judgement:
        return ()
    told = names.authored(finding.settings.judgement.strip())
    return (names.words.say("learn.setting.judgement", text=told),)
