"""Chances of an outcome out of the tool's own analyses: shares of belief sets, no more."""

from __future__ import annotations

import numpy as np

from detente.beliefs.streams import block_generator
from detente.case.blocks.questions import Computed, Question
from detente.deals.acceptance import accepts
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.analysis.zone import zone_draws
from detente.deals.shares import mean
from detente.finding import Share

CONSIDERED = 2000
"""Packages among which an option is looked for, taken at random where there are more."""
AT_ONCE = 200


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
    return mean(_part_with(ready, str(computed.option)), held.weights)


def _part_with(ready: Workspace, option: str) -> np.ndarray:
    """Return, draw by draw, the part of acceptable packages with an option; 0 where there is none.

    Returns
    -------
    ndarray, shape (held-out draws,)
    """
    held = ready.held_out
    acceptors = ready.model.structure.acceptors
    wanted = ready.model.structure.options.index(option)
    packages = ready.everything
    if len(packages) > CONSIDERED:
        rng = block_generator(ready.study.seed, "forecast:packages", 0)
        packages = packages[np.sort(rng.choice(len(packages), CONSIDERED, replace=False))]
    with_it, count = np.zeros(held.draws), np.zeros(held.draws)
    for start in range(0, len(packages), AT_ONCE):
        some = packages[start : start + AT_ONCE]
        signed = accepts(held, some, acceptors)
        with_it += signed[(some == wanted).any(axis=1)].sum(axis=0)
        count += signed.sum(axis=0)
    return np.asarray(with_it / np.maximum(count, 1))


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
