"""The numbers that would have to change, gate by gate."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.answers.diagnose_findings import NeedFinding
from detente.answers.diagnose_gates import Structural
from detente.beliefs.utilities import TOLERANCE
from detente.deals.analysis.why_not import points_alone
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import share, spread


def need(party: str, where: np.ndarray, short: np.ndarray, weights: np.ndarray) -> NeedFinding:
    """Return how often a party falls short, and by how much where it does.

    Parameters
    ----------
    party : str
    where : ndarray of bool, shape (draws,)
        The belief sets in question; one at least.
    short : ndarray, shape (draws,)
        Points missing; none or below 0 where nothing is.
    weights : ndarray, shape (draws,)
    """
    missing = short[where] > TOLERANCE
    often = share(missing, weights[where])
    if not missing.any():
        return NeedFinding(party, often, None)
    return NeedFinding(party, often, spread(short[where][missing], weights[where][missing]))


def telling(needs: Iterable[NeedFinding]) -> tuple[NeedFinding, ...]:
    """Return those that fall short in some belief set, the most frequent first."""
    return tuple(sorted((n for n in needs if n.often.value > 0), key=lambda n: -n.often.value))


def zone_needs(ready: Workspace, zone: np.ndarray) -> tuple[NeedFinding, ...]:
    """Return the least points to one party alone with which some package would suit all."""
    return tuple(NeedFinding(p, *told) for p, told in points_alone(ready, zone).items())


def stage_needs(
    ready: Workspace, seen: Structural, stage: str, package: int, where: np.ndarray
) -> tuple[NeedFinding, ...]:
    """Return who falls short at one stage with one package, over some belief sets.

    Parameters
    ----------
    ready : Workspace
    seen : Structural
    stage : str
    package : int
    where : ndarray of bool, shape (draws,)
    """
    if not where.any():
        return ()
    weights = ready.held_out.weights
    short = _SHORT[stage](ready, seen, package)
    return telling(need(p, where, points, weights) for p, points in short.items())


def _signing(ready: Workspace, seen: Structural, k: int) -> dict[str, np.ndarray]:
    return {p: -seen.passed.margins[s, k] for s, p in enumerate(ready.signatories)}


def _ratifying(ready: Workspace, seen: Structural, k: int) -> dict[str, np.ndarray]:
    """Return what each ratifier lacks, where the package fails for want of consent."""
    acceptors, told = ready.model.structure.acceptors, seen.passed
    refused = ~told.consented[k]
    return {
        acceptors.names[r]: -told.margins[r, k] * (refused & told.called[r, k])
        for r in range(acceptors.signatories, len(acceptors.names))
    }


def _holding(ready: Workspace, seen: Structural, k: int) -> dict[str, np.ndarray]:
    """Return what each lacks under the reading that suits it least."""
    names, told = ready.model.structure.acceptors.names, seen.passed
    return {p: -told.least[a, k] * told.called[a, k] for a, p in enumerate(names)}


def _ordering(ready: Workspace, seen: Structural, k: int) -> dict[str, np.ndarray]:
    ordered = seen.orders[k]
    return {} if ordered is None else dict(zip(ordered.parties, ordered.short, strict=True))


_SHORT = {
    "signatories": _signing,
    "ratification": _ratifying,
    "definition": _holding,
    "order": _ordering,
}
