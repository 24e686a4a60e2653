"""The first page in plain sentences: no jargon, the same test and words for every party."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report.document import Part
from detente.report.names import Names
from detente.report.sentences.accounts import accounts
from detente.report.sentences.answer import answer
from detente.report.sentences.certainty import certainty
from detente.report.sentences.deal import deal, gains
from detente.report.sentences.obstacles import help_most, obstacles


def first_page(finding: ReachFinding, case: Case) -> tuple[Part, ...]:
    """Return the parts of the first page, the bottom line first.

    Parameters
    ----------
    finding : ReachFinding
    case : Case
        For the names of things.

    Returns
    -------
    tuple of Part
    """
    names = Names(case)
    parts = (
        answer(finding, names),
        deal(finding, names),
        gains(finding, names),
        certainty(finding, names),
        obstacles(finding, names),
        help_most(finding, names),
        accounts(finding, names),
    )
    return tuple(part for part in parts if part is not None)
