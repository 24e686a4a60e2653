"""Why did it end as it did?  The record's answer, beside that of the structure of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.answers.header import header
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.deals import accepts, share
from detente.deals.analysis.workspace import Workspace
from detente.deals.analysis.zone import zone_draws
from detente.evidence.analysis.answer import explain
from detente.evidence.findings import Explained
from detente.finding import Header, Share

EVEN = 0.5
MOST_DRAWS, LEAST_DRAWS = 20_000, 1_000
CELLS = 6_000_000
"""Cells times draws that take a second or two."""


def usual_draws(case: Case) -> int:
    """Return how many draws to take where nobody says: fewer for a large matrix."""
    cells = len(case.hypotheses) * len(case.evidence)
    return min(max(CELLS // max(cells, 1), LEAST_DRAWS), MOST_DRAWS)


@dataclass(frozen=True)
class Structural:
    """What the values of the parties say of the same question, without any of the evidence.

    Attributes
    ----------
    draws : int
    none : Share
        Share of draws in which no package suits all whose consent is needed.
    best : Share
        Share in which the most acceptable package does.
    proved : bool
        Whether every package was looked at.
    hypotheses : tuple of str
        The explanations that say the same.
    evidential : float
        Their probability after the evidence.
    agree : bool
        Whether both lie on the same side of even.
    """

    draws: int
    none: Share
    best: Share
    proved: bool
    hypotheses: tuple[str, ...]
    evidential: float
    agree: bool


@dataclass(frozen=True)
class ExplainFinding:
    """Which explanation of what happened fits the record, and what would change that.

    Attributes
    ----------
    header : Header
    question : str
    explained : Explained
    structural : Structural or None
        None where no hypothesis of the case is about the structure.
    """

    header: Header
    question: str
    explained: Explained
    structural: Structural | None


def answer_why(
    study: Study, draws: int | None = None, tick: Callable[[str], None] = lambda _: None
) -> ExplainFinding:
    """Weigh the explanations of a case, and set the structural answer beside them.

    Parameters
    ----------
    study : Study
    draws : int, optional
        Default: :func:`usual_draws`.
    tick : callable

    Raises
    ------
    UsageError
        Where the case names no hypotheses, or its evidence leaves none possible.
    """
    draws = usual_draws(study.case) if draws is None else draws
    explained = explain(study, draws, tick)
    ready = Workspace(study, draws)
    told = tuple(h for h in explained.hypotheses if h.structural == "zone")
    structural = None
    if told:
        tick("packages that would have suited all")
        evidential = sum(h.posterior.mean for h in told)
        structural = _structural(ready, tuple(h.slug for h in told), evidential)
    question = "Which explanation of what happened fits the record, and what would change that?"
    return ExplainFinding(header(ready, "explain"), question, explained, structural)


def _structural(ready: Workspace, slugs: tuple[str, ...], evidential: float) -> Structural:
    some, proved = zone_draws(ready)
    held = ready.held_out
    best = accepts(held, ready.best_signed[None, :], ready.model.structure.acceptors)[0]
    none = share(~np.asarray(some), held.weights)
    return Structural(
        held.draws,
        none,
        share(best, held.weights),
        proved,
        slugs,
        evidential,
        (none.value > EVEN) == (evidential > EVEN),
    )
