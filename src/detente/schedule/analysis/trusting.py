"""Where a case gives trust as uncertain: thresholds, signals, and announced first steps.

An order in the manner of GRIT (Osgood 1962): a party announces and takes small steps of its
own first, as far as its security floor allows, and trusts the other not to run off with them;
what the other could gain by that is the trust budget that the order uses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from detente.beliefs.study import SELECTION
from detente.case.models import Trust
from detente.deals import share, spread
from detente.schedule.analysis.orders import finding_of
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.reading import drawn
from detente.schedule.doctrines import doctrine
from detente.schedule.exchange import closure
from detente.schedule.findings import DoctrineFinding, TrustFinding
from detente.schedule.search.least import least_guarantee
from detente.schedule.trust.grit import initiative
from detente.schedule.trust.threshold import cooperates, signalling_share, trust_needed

GRADUAL = "gradual"


@dataclass(frozen=True)
class Gradual:
    """What a party may do first and alone, and the order that follows."""

    first: tuple[int, ...]
    budget: float
    finding: DoctrineFinding | None


def trusting(
    ready: Prepared,
) -> tuple[tuple[TrustFinding, ...], tuple[DoctrineFinding, ...]]:
    """Return what trust asks for, and the gradual order of each party that has a floor.

    Parameters
    ----------
    ready : Prepared
    """
    told, orders = [], []
    for party, trust in ready.case.trust.items():
        if party not in ready.parties or trust.of not in ready.parties:
            continue
        gradual = _gradual(ready, party, trust)
        told.append(_told(ready, party, trust, gradual))
        if gradual.finding is not None:
            orders.append(gradual.finding)
    return tuple(told), tuple(orders)


def _told(ready: Prepared, party: str, trust: Trust, gradual: Gradual) -> TrustFinding:
    weights = ready.fresh.weights
    stop = SELECTION + len(weights)

    def number(field: str) -> np.ndarray:
        return drawn(ready.model, f"/trust/{party}/{field}", SELECTION, stop)

    q = np.clip(number("trustworthy") / 100, 0.0, 1.0)
    both, cheats, neither = number("both"), number("cheats"), number("neither")
    cheated = np.minimum(number("cheated"), neither)
    needed = trust_needed(both, cheats, neither, cheated)
    # Where cheating is as good as keeping one's word no trust is enough: certainty would not do.
    needed = np.where(np.isnan(needed), 1.0, needed)
    signal = None
    if (cheats > both).all() and (cheats >= neither).all():
        signal = spread(signalling_share(q, both, cheats, neither, cheated), weights)
    reached = cooperates(q, both, cheats, neither, cheated)
    return TrustFinding(
        party,
        trust.of,
        spread(q, weights),
        spread(needed, weights),
        share(reached, weights),
        signal,
        gradual.budget,
        tuple(ready.names[j] for j in gradual.first),
    )


def _gradual(ready: Prepared, party: str, trust: Trust) -> Gradual:
    if trust.floor is None:
        return Gradual((), 0.0, None)
    exchange, p = ready.typical, ready.parties.index(party)
    other = ready.parties.index(trust.of)
    floor = max(ready.expected(f"/trust/{party}/floor", 0.0), 0.0)
    mine = _announced(ready, p)
    if not mine:
        return Gradual((), 0.0, None)
    paid = np.maximum(-exchange.effect[mine, p], 0.0)
    # The other's budget is not limited here: what is used of it is reported.
    far = int(initiative(paid, np.zeros(len(mine)), floor, 0.0).reach)
    first = tuple(mine[:far])
    if not first:
        return Gradual((), 0.0, None)
    before = np.array(exchange.before)
    rest = [j for j in range(exchange.commitments) if j not in first]
    before[np.ix_(first, rest)] = True
    for a, b in pairwise(first):
        before[a, b] = True
    staged = replace(exchange, before=before)
    found = least_guarantee(staged, ready.scale, seconds=3.0)
    item = doctrine(exchange, "party first", p, found.order, found.status)
    told = finding_of(ready, f"{GRADUAL}-{party}", item)
    return Gradual(first, float(item.needs[other]), told)


def _announced(ready: Prepared, party: int) -> list[int]:
    """Return a party's steps that wait for nobody else's, cheapest first."""
    exchange = ready.typical
    reach = closure(exchange.before)
    held = {m for escrow in exchange.escrows for m in escrow.members}
    own = exchange.actor == party
    free = [
        int(j)
        for j in np.flatnonzero(own)
        if own[reach[:, j]].all() and not (held & {int(j), *map(int, np.flatnonzero(reach[:, j]))})
    ]
    found: list[int] = []
    while free:
        able = [j for j in free if all(int(i) in found for i in np.flatnonzero(reach[:, j]))]
        best = min(able, key=lambda j: (max(-float(exchange.effect[j, party]), 0.0), j))
        found.append(best)
        free.remove(best)
    return found
