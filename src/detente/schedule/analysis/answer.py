"""In which order can a deal be carried out so that nobody does better by breaking it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.deals import share, spread
from detente.schedule.analysis.dates import agreed_days, dated_plan
from detente.schedule.analysis.least import find_least
from detente.schedule.analysis.mending import enough_first, mend, pull
from detente.schedule.analysis.orders import as_agreed, compare, kept
from detente.schedule.analysis.prepared import CHOOSING, Prepared
from detente.schedule.analysis.sooner import sooner
from detente.schedule.analysis.text_orders import text_orders
from detente.schedule.analysis.trusting import trusting
from detente.schedule.findings import CommitmentFinding, RepairFinding, ScheduleFinding
from detente.schedule.repairs import PRICES
from detente.schedule.search.states import Order


@dataclass(frozen=True)
class Effort:
    """How long to look.

    Attributes
    ----------
    seconds : float
        For each search of an order.
    sampled : int
        Single draws whose best orders are candidates.
    dates : float
        Seconds for the dated plan; 0: the dates of the order found, no search.
    repairs : float
        Seconds for repairs.
    choosing : int
        Draws on which orders are chosen and expected inputs are taken.
    changes : bool
        Whether deals that differ in one option are tried as repairs.
    """

    seconds: float = 10.0
    sampled: int = 24
    dates: float = 20.0
    repairs: float = 30.0
    choosing: int = CHOOSING
    changes: bool = True


FULL = Effort()
BRIEF = Effort(2.0, 4, 0.0, 1.5, 1_024, False)
"""As part of the main job, where the order is one answer among many."""


def schedule(
    ready: Prepared,
    slug: str,
    label: str,
    effort: Effort = FULL,
    levers: dict[str, Prepared] | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> ScheduleFinding | None:
    """Return the order of a deal; None where no commitment delivers anything of it.

    Parameters
    ----------
    ready : Prepared
    slug, label : str
        Name of the deal.
    effort : Effort
    levers : dict of str to Prepared, optional
        The same deal with each lever of the case that bears on how it is carried out.
    tick : callable
        Told of each step.
    """
    if not ready.names:
        return None
    tick("least guarantee")
    least, searched = find_least(ready, effort.seconds)
    tick("dates")
    calendar, why, finish = dated_plan(ready, least.order, least.needs, effort.dates)
    dated = None if finish is None else order_of(finish)
    compared = compare(ready, least, effort.seconds, effort.sampled, tick, dated)
    before = ready.signed & compared.holds
    tick("repairs")
    repairs: tuple[RepairFinding, ...] = mend(
        ready, least, before, effort.repairs, tick, effort.changes
    )
    prices = {**PRICES, **{str(k): v for k, v in ready.plan.prices.items()}}
    faster = [] if finish is None else sooner(ready, finish, before, prices["lag"])
    pulled = [
        pull(changed, before, _price(changed), ready.case.levers[name].label, name)
        for name, changed in (levers or {}).items()
    ]
    trust, gradual = trusting(ready)
    due = agreed_days(ready)
    agreed = None if due is None else as_agreed(ready, due)
    tick("readings of the order")
    readings, contradiction = text_orders(ready, effort.seconds)
    weights = ready.fresh.weights
    exchange = ready.fresh.exchange
    return ScheduleFinding(
        slug,
        label,
        _options(ready),
        ready.parties,
        {p: spread(exchange.stake[:, k], weights) for k, p in enumerate(ready.parties)},
        {p: spread(exchange.guarantee[:, k], weights) for k, p in enumerate(ready.parties)},
        share(np.asarray((exchange.stake >= -1e-6).all(axis=1)), weights),
        _commitments(ready),
        ready.by_party(ready.choosing.mismatch),
        ready.choosing.undelivered,
        searched,
        (*compared.doctrines, *gradual, *((agreed,) if agreed else ())),
        compared.chosen,
        compared.some,
        calendar,
        why,
        enough_first([*repairs, *faster, *pulled]),
        trust,
        readings,
        contradiction,
        kept(ready, compared.holds),
        share(ready.signed, weights),
        len(weights),
        tuple(_assumptions(ready)),
    )


def order_of(finish: np.ndarray) -> Order:
    """Return the steps of a dated plan: what is delivered on one day is one step."""
    return tuple(tuple(map(int, np.flatnonzero(finish == day))) for day in sorted(set(finish)))


def _price(ready: Prepared) -> float:
    lever = ready.pulled.lever if ready.pulled else None
    if lever is None or not lever.cost.points:
        return 0.0
    at = f"/levers/{ready.pulled.slug}/cost/points" if ready.pulled else ""
    return sum(max(ready.expected(f"{at}/{p}", 0.0), 0.0) for p in lever.cost.points)


def _options(ready: Prepared) -> dict[str, str]:
    names = ready.model.structure.options.names
    return dict(names[int(o)].split("/", 1) for o in ready.package)


def _commitments(ready: Prepared) -> tuple[CommitmentFinding, ...]:
    one, found = ready.typical, []
    for j, name in enumerate(ready.names):
        commitment = ready.case.commitments[name.partition(" (")[0]]
        others = [k for k in range(len(ready.parties)) if k != one.actor[j]]
        found.append(
            CommitmentFinding(
                name,
                commitment.label,
                commitment.actor,
                ready.choosing.options[j],
                float(one.cost[j]),
                {ready.parties[k]: float(one.value[j, k]) for k in others},
                float(one.recoverable[j]),
                float(one.detection[j]),
                float(one.lag[j]),
                float(ready.durations[j]),
                tuple(sorted(p for n, p in ready.choosing.stated if n == name)),
                commitment.prerequisites,
            )
        )
    return tuple(found)


def _assumptions(ready: Prepared) -> list[str]:
    """Return what the answer rests on; keys of sentences, told by whoever renders them."""
    found = ["expected-inputs", "delivery-at-once"]
    found.append("gates" if ready.plan.gates else "no-gates")
    if ready.choosing.added:
        found.append("prerequisites-added")
    if ready.choosing.undelivered:
        found.append("undelivered-with-the-deal")
    if np.abs(ready.choosing.mismatch).max(initial=0.0) > 0:
        found.append("mismatch")
    if not ready.plan.prices:
        found.append("own-prices")
    if any(c.gain_from_faking is None for c in ready.case.commitments.values()):
        found.append("gain-is-cost")
    if ready.choosing.exchange.coalitions:
        found.append("coalitions-not-in-least")
    return found
