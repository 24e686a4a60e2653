"""Chances of an outcome out of the tool's own analyses: shares of belief sets, no more."""

from __future__ import annotations

import numpy as np

from detente.case.blocks.questions import Computed, Question
from detente.deals.acceptance import accepts
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.analysis.zone import zone_draws
from detente.deals.shares import mean
from detente.finding import Share

CONSIDERED = 400
"""Raced packages among which an option is looked for."""


def what(computed: Computed) -> str:
    """Return which analysis stands for a question, as one word."""
    if computed.zone:
        return "zone"
    if computed.package is not None:
        return f"package:{computed.package}"
    return f"option:{computed.option}"


def share_for(ready: Workspace, computed: Computed) -> Share | None:
    """Return the share of belief sets that stands for an outcome.

    Returns
    -------
    Share or None
        None for a package that was not known on the day.
    """
    held = ready.held_out
    acceptors = ready.model.structure.acceptors
    if computed.zone:
        some, _ = zone_draws(ready)
        return mean(some.astype(float), held.weights)
    if computed.package is not None:
        for item in recorded(ready):
            if item.slug == computed.package:
                signed = accepts(held, item.full, acceptors)
                return mean(signed.mean(axis=0), held.weights)
        return None
    candidates = np.vstack([ready.best_signed[None, :], ready.race.packages[:CONSIDERED]])
    candidates = np.unique(candidates, axis=0)
    wanted = ready.model.structure.options.index(str(computed.option))
    with_it = (candidates == wanted).any(axis=1)
    signed = accepts(held, candidates, acceptors)
    count = signed.sum(axis=0)
    part = signed[with_it].sum(axis=0) / np.maximum(count, 1)
    return mean(part, held.weights)


def spread_out(question: Question, outcome: str, chance: float) -> tuple[float, ...]:
    """Return chances of all outcomes: the rest is divided as the base rate divides it.

    Without a base rate, or where that gives the others nothing, the rest is divided evenly.

    Parameters
    ----------
    question : Question
        Not a position.
    outcome : str
    chance : float
        0 to 1.
    """
    names = question.names
    others = [n for n in names if n != outcome]
    stated = question.base_rate.chances if question.base_rate else {}
    parts = dict(zip(names, chances_of(question, stated), strict=True)) if stated else {}
    total = sum(parts.get(n, 0.0) for n in others)
    return tuple(
        chance
        if n == outcome
        else (1 - chance) * (parts[n] / total if total > 0 else 1 / len(others))
        for n in names
    )


def chances_of(question: Question, stated: dict[str, float]) -> tuple[float, ...]:
    """Return stated percent as chances that sum to 1, in the order of the outcomes."""
    if question.names == ("yes", "no") and "no" not in stated:
        return stated["yes"] / 100, 1 - stated["yes"] / 100
    total = sum(stated[n] for n in question.names)
    return tuple(stated[n] / total for n in question.names)
