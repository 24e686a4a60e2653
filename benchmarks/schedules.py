"""Least guarantees of random exchanges: time to a proof, and the gap where there is none.

Two kinds of instance, published here with their seeds.  *Thin*: many small items, values a
little above costs.  *Lumpy*: the same, but one item in eight is ten times the size.  Three in ten
items have a prerequisite among those before them.  Exhaustive search over all orders stands
beside it where it can finish.
"""

from __future__ import annotations

import itertools
import os
import statistics
import time

import numpy as np

from detente.schedule.conditions import conditions
from detente.schedule.dated.calendar import calendar
from detente.schedule.exchange import Exchange, closure, exchange
from detente.schedule.search.least import Least, least_guarantee
from detente.schedule.search.states import times_of

THIN = ((20, 5.0), (50, 5.0), (100, 20.0), (200, 60.0))
LUMPY = ((20, 10.0), (50, 20.0), (100, 20.0))
INSTANCES = int(os.environ.get("DETENTE_BENCH_INSTANCES", "5"))
"""Random instances of each kind and size; 20 for the figures in the documentation."""
EXHAUSTED = 8


def instance(kind: str, count: int, parties: int, seed: int) -> Exchange:
    """Return one random exchange.

    Parameters
    ----------
    kind : str
        ``thin`` or ``lumpy``.
    count, parties : int
    seed : int
    """
    rng = np.random.default_rng([count, parties, seed, kind == "lumpy"])
    actor = rng.permutation(np.arange(count) % parties)
    cost = rng.uniform(0.2, 2.0, count)
    if kind == "lumpy":
        cost[rng.permutation(count)[: max(count // 8, 1)]] *= 10.0
    worth = cost * rng.uniform(1.0, 1.1, count)
    value = np.zeros((count, parties))
    for j in range(count):
        others = [p for p in range(parties) if p != actor[j]]
        value[j, others] = worth[j] * rng.dirichlet(np.ones(len(others)))
    before = np.zeros((count, count), dtype=bool)
    for j in range(1, count):
        if rng.random() < 0.3:
            before[rng.integers(0, j), j] = True
    return exchange(actor, cost, value, parties=parties, before=before)


def exhaustive(one: Exchange) -> float:
    """Return the least common share by trying every order."""
    reach, scale, best = closure(one.before), one.own_cost, np.inf
    for order in itertools.permutations(range(one.commitments)):
        times = np.empty(one.commitments)
        times[list(order)] = np.arange(one.commitments)
        if not (times[:, None] >= times)[reach].any():
            needs = conditions(one, times, gates=True).needs(one.parties)
            best = min(best, float((needs / scale).max()))
    return best


def solved(one: Exchange, limit: float) -> tuple[float, Least]:
    """Return seconds by the clock and the answer."""
    start = time.perf_counter()
    found = least_guarantee(one, one.own_cost, seconds=limit)
    return time.perf_counter() - start, found


def run() -> None:
    """Print the tables."""
    print(f"{INSTANCES} random instances each; gap in percent of a party's own cost.\n")
    print("| kind | commitments | parties | limit, s | proved | seconds | greatest gap |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, sizes in (("thin", THIN), ("lumpy", LUMPY)):
        for count, limit in sizes:
            for parties in (2, 3):
                _row(kind, count, parties, limit)
    _small()
    _dates()


def _row(kind: str, count: int, parties: int, limit: float) -> None:
    seconds, gaps, proved = [], [], 0
    for seed in range(INSTANCES):
        took, found = solved(instance(kind, count, parties, seed), limit)
        seconds.append(took)
        gaps.append((found.lam - found.lower) * 100)
        proved += found.status == "PROVED"
    print(
        f"| {kind} | {count} | {parties} | {limit:g} | {proved} of {INSTANCES} "
        f"| {statistics.median(seconds):.2f} | {max(gaps):.1f} |",
        flush=True,
    )


def _small() -> None:
    print(f"\nBeside trying every order of {EXHAUSTED} commitments:\n")
    print("| kind | ours, s | every order, s | ratio | same answer |")
    print("| --- | ---: | ---: | ---: | --- |")
    for kind in ("thin", "lumpy"):
        one = instance(kind, EXHAUSTED, 2, 0)
        took, found = solved(one, 10.0)
        start = time.perf_counter()
        best = exhaustive(one)
        slow = time.perf_counter() - start
        same = "yes" if abs(best - found.lam) < 1e-9 else f"no: {best} and {found.lam}"
        print(f"| {kind} | {took:.3f} | {slow:.1f} | {slow / took:.0f} | {same} |", flush=True)


def _dates() -> None:
    print("\nThe shortest calendar with those guarantees, on a grid of 30 days:\n")
    print("| kind | commitments | days | bound | status | seconds |")
    print("| --- | ---: | ---: | ---: | --- | ---: |")
    for kind in ("thin", "lumpy"):
        for count in (20, 50):
            one = instance(kind, count, 2, 0)
            _, found = solved(one, 20.0)
            rng = np.random.default_rng(count)
            durations = rng.integers(10, 120, count)
            start = time.perf_counter()
            plan = calendar(
                one,
                durations,
                found.needs + 1e-6,
                period=30,
                gates=True,
                seconds=30.0,
                hint_order=times_of(one, found.order),
            )
            took = time.perf_counter() - start
            span = plan.makespan
            print(
                f"| {kind} | {count} | {span.value} | {span.bound:g} | {span.status} "
                f"| {took:.1f} |",
                flush=True,
            )
