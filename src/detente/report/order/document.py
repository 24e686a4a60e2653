"""A schedule as a report of its own, and as sections of the main one."""

from __future__ import annotations

from dataclasses import replace

from detente.answers.order import OrderFinding
from detente.case.models import Case
from detente.report import answer_words
from detente.report.answer_words import deal_name, page_labels
from detente.report.document import Report, Section, Sentence, Table, link, say
from detente.report.figures import doctrines, exposure, plan
from detente.report.names import Names
from detente.report.order.sentences import first_page
from detente.report.order.tables import all_tables
from detente.schedule.findings import ScheduleFinding


def in_edition(
    finding: OrderFinding, case: Case, edition: str | None
) -> tuple[OrderFinding, Names]:
    """Return a schedule in the names of an edition of its case.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    titled, names = answer_words.in_edition(finding, case, edition)
    return replace(titled, schedule=_called(finding.schedule, names)), names


def _called(finding: ScheduleFinding, names: Names) -> ScheduleFinding:
    return replace(finding, label=deal_name(finding.package, finding.label, names))


def report(finding: OrderFinding, names: Names) -> Report:
    """Return the report of ``detente schedule``.

    Parameters
    ----------
    finding : OrderFinding
        In the names of the edition.
    names : Names
    """
    found, text = finding.schedule, names.words.text
    pictures = [plan.figure(found, names), exposure.figure(found, names)]
    pictures.append(doctrines.figure(found, names))
    shown = [p for p in pictures if p is not None]
    byline = text("order.byline", deal=found.label, n=found.draws)
    return Report(
        title=finding.header.case_title,
        question=text("order.question"),
        byline=say(byline + ". ", link(text("page.how"), "#order-method")),
        first=first_page(found, names),
        hero=shown[0],
        sections=(
            Section("order-how", text("order.title"), (), tuple(shown[1:]), _tables(found, names)),
            method(found, names),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )


def _tables(finding: ScheduleFinding, names: Names) -> tuple[Table, ...]:
    return tuple(t for t in all_tables(finding, names) if t.rows)


def method(finding: ScheduleFinding, names: Names) -> Section:
    """Return what the answer rests on."""
    return Section(
        "order-method",
        names.words.text("sections.method.title"),
        (),
        items=assumptions(finding, names),
    )


def assumptions(finding: ScheduleFinding, names: Names) -> tuple[Sentence, ...]:
    """Return what the answer rests on, as sentences."""
    return tuple(names.words.say(f"order.assumption.{key}") for key in finding.assumptions)


def section(finding: ScheduleFinding, names: Names) -> Section:
    """Return the section of the main report: the order of its most acceptable deal."""
    told = _called(finding, names)
    parts = first_page(told, names)
    leads: list[Sentence] = []
    for part in parts:
        if part.slug in ("order-answer", "order-missing", "order-readings"):
            leads += [say(part.heading), *part.paragraphs, *part.items]
    figures = (
        plan.figure(told, names),
        exposure.figure(told, names),
        doctrines.figure(told, names),
    )
    return Section(
        "in-which-order",
        names.words.text("order.title"),
        tuple(leads),
        tuple(f for f in figures if f is not None),
        _tables(told, names),
        assumptions(told, names),
    )
