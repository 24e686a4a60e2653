"""What is reported: how probable is it, and how many independent sources stand behind it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from detente.answers.header import header
from detente.beliefs.study import Study
from detente.deals.analysis.workspace import Workspace
from detente.evidence.analysis.corroborating.answer import corroborate
from detente.evidence.corroboration_findings import Corroborated
from detente.finding import Header

DRAWS = 4096
QUESTION = "How probable is what is reported, and how many independent sources stand behind it?"


@dataclass(frozen=True)
class CorroborateFinding:
    """How probable what is reported is.

    Attributes
    ----------
    header : Header
        ``n_eff`` is the least effective number of draws of any claim.
    question : str
    corroborated : Corroborated
    """

    header: Header
    question: str
    corroborated: Corroborated


def answer_corroborate(
    study: Study, draws: int = DRAWS, tick: Callable[[str], None] = lambda _: None
) -> CorroborateFinding:
    """Weigh what is reported of the claims of a case.

    Parameters
    ----------
    study : Study
    draws : int
    tick : callable

    Raises
    ------
    UsageError
        Where there is nothing to weigh, or it cannot be weighed
        (:func:`detente.evidence.analysis.corroborating.answer.corroborate`).
    """
    found = corroborate(study, draws, tick)
    least = min(claim.n_eff for claim in found.claims)
    head = replace(header(Workspace(study, draws), "corroborate"), n_eff=least)
    return CorroborateFinding(head, QUESTION, found)
