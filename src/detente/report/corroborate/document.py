"""What is reported, as a report."""

from __future__ import annotations

from detente.answers.corroborate import CorroborateFinding
from detente.report.answer_words import in_edition as in_edition
from detente.report.answer_words import page_labels
from detente.report.corroborate import tables
from detente.report.corroborate.sentences import asking, first_page
from detente.report.document import Report, Section, link, say
from detente.report.figures import reported, source_graph
from detente.report.names import Names


def report(finding: CorroborateFinding, names: Names) -> Report:
    """Return the report of ``detente corroborate``.

    Parameters
    ----------
    finding : CorroborateFinding
    names : Names
        Of the edition.
    """
    found, text = finding.corroborated, names.words.text
    method = tuple(names.words.say(f"corroborate.method.{key}") for key in found.method)
    told = (
        tables.texts(found, names),
        tables.conflicts(found, names),
        tables.without(found, names),
        tables.asking(found, names),
    )
    sources = (tables.reports(found, names), tables.codes(found, names))
    byline = text("corroborate.byline", n=found.draws, seed=str(finding.header.seed))
    return Report(
        title=finding.header.case_title,
        question=text("corroborate.question"),
        byline=say(byline + ". ", link(text("page.how"), "#corroborate-method")),
        first=first_page(finding, names),
        hero=reported.figure(found, names),
        sections=(
            Section(
                "corroborate-sources",
                text("corroborate.sources.title"),
                (),
                (source_graph.figure(found, names),),
                tuple(t for t in sources if t.rows),
            ),
            Section(
                "corroborate-detail",
                text("corroborate.detail.title"),
                asking(found, names).items,
                (),
                tuple(t for t in told if t.rows),
            ),
            Section("corroborate-method", text("sections.method.title"), (), items=method),
        ),
        header=finding.header,
        language=names.words.code,
        labels=page_labels(names, finding.header),
    )
