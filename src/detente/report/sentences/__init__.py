"""The first page in plain sentences: no jargon, the same test and words for every party."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report.document import Part, plain_text
from detente.report.names import Names
from detente.report.order.sentences import told_first
from detente.report.sentences.accounts import accounts
from detente.report.sentences.answer import answer
from detente.report.sentences.certainty import certainty
from detente.report.sentences.deal import deal, gains
from detente.report.sentences.learned import learned
from detente.report.sentences.obstacles import help_most, obstacles


def first_page(finding: ReachFinding, case: Case, language: str = "en") -> tuple[Part, ...]:
    """Return the parts of the first page, the bottom line first.

    Parameters
    ----------
    finding : ReachFinding
    case : Case
        For the names of things.
    language : str

    Returns
    -------
    tuple of Part
    """
    names = Names(case, language)
    parts = (
        answer(finding, names),
        deal(finding, names),
        gains(finding, names),
        certainty(finding, names),
        learned(finding, names),
        obstacles(finding, names),
        help_most(finding, names),
        None if finding.order is None else told_first(finding.order, names),
        accounts(finding, names),
    )
    return tuple(part for part in parts if part is not None)


def plain_first_page(parts: tuple[Part, ...]) -> str:
    """Return the first page as lines of text."""
    lines: list[str] = []
    for part in parts:
        lines.append(part.heading)
        lines += [plain_text(p) for p in part.paragraphs]
        lines += [f"- {plain_text(i)}" for i in part.items]
    return "\n".join(lines)
