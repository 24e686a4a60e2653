"""Strict alternation: the parties deliver in turn, one unit each.

A party with nothing to deliver yet passes.  Sets are kept by layers of equal size, with the
party that moved last; a layer that grows too large is cut (the answer is then not proved).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from detente.schedule.search.states import States

# Cyclic orders of up to this many parties are all tried.
ALL_CYCLES = 4


@dataclass(frozen=True)
class Alternation:
    """The best strict alternation.

    Attributes
    ----------
    units : list of int
    lam : float
        In units of the scale.
    proved : bool
        Whether every alternation (of the cyclic orders tried) was covered.
    """

    units: list[int]
    lam: float
    proved: bool


def alternate(states: States, scale: np.ndarray, *, width: int = 2000) -> Alternation:
    """Return the alternation with the least guarantee, over who starts and in which cycle.

    Parameters
    ----------
    states : States
    scale : ndarray, shape (parties,)
    width : int
        Sets kept in each layer.
    """
    parties = len(states.cap)
    others = range(1, parties)
    tried = permutations(others) if parties <= ALL_CYCLES else [tuple(others)]
    found = [_cycle(states, scale, np.array([0, *rest]), width) for rest in tried]
    best = min(found, key=lambda one: one.lam)
    return Alternation(best.units, best.lam, all(one.proved for one in found))


def _cycle(states: States, scale: np.ndarray, cycle: np.ndarray, width: int) -> Alternation:
    parties = len(cycle)
    # One row for each start: as if the party before it in the cycle had moved last.
    done = np.zeros((parties, states.count), dtype=bool)
    last = np.arange(parties)
    lam = np.full(parties, float(states.share(states.end, scale)))
    holds, proved = states.holds[:, cycle], True
    trail: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(states.count):
        mover = _next(holds, states.available(done), last)
        parent, unit = np.nonzero(states.available(done) & holds[:, mover].T)
        advance = done[parent] @ states.effect
        step = states.share(advance + states.need[unit] - states.cap, scale)
        worst = np.maximum(lam[parent], step)
        reached = done[parent]
        reached[np.arange(len(unit)), unit] = True
        key = np.concatenate([reached, np.eye(parties, dtype=bool)[mover[parent]]], axis=1)
        order = np.lexsort((worst, *np.packbits(key, axis=1).T))
        packed = np.packbits(key, axis=1)[order]
        rows = order[np.r_[True, (packed[1:] != packed[:-1]).any(axis=1)]]
        if len(rows) > width:
            rows, proved = rows[np.argsort(worst[rows], kind="stable")[:width]], False
        trail.append((parent[rows], unit[rows]))
        done, last, lam = reached[rows], mover[parent][rows], worst[rows]
    row, units = int(lam.argmin()), []
    least = float(lam[row])
    for parent, unit in reversed(trail):
        units.append(int(unit[row]))
        row = int(parent[row])
    return Alternation(units[::-1], least, proved)


def _next(holds: np.ndarray, available: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return the next place in the cycle whose party has something to deliver."""
    able = (available.astype(int) @ holds.astype(int)) > 0
    parties = able.shape[1]
    places = (last[:, None] + 1 + np.arange(parties)) % parties
    first = np.take_along_axis(able, places, axis=1).argmax(axis=1)
    return np.asarray(places[np.arange(len(last)), first])
