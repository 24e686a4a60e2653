"""Exact search: every set closed under prerequisites that a better order could pass through.

Layers grow from both ends; always the smaller is grown.  When one dies out no order is better
than ``upper``; when they meet, the best way through a common set is the best order.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from detente.schedule.search.layers import Layer, expand, first, trace, words
from detente.schedule.search.states import States


@dataclass(frozen=True)
class Exact:
    """Outcome of an exact search.

    Attributes
    ----------
    units : list of int or None
        The best order below ``upper``, or None where there is none (or none was found).
    lam : float
        Its guarantee; ``upper`` where there is none.
    proved : bool
        Whether the search was complete: no order is better than ``lam``.
    """

    units: list[int] | None
    lam: float
    proved: bool


def exact(
    states: States,
    scale: np.ndarray,
    *,
    upper: float = np.inf,
    sets: int = 300_000,
    seconds: float = 20.0,
) -> Exact:
    """Return the best order of single units whose guarantee is below ``upper``.

    Parameters
    ----------
    states : States
    scale : ndarray, shape (parties,)
    upper : float
        In units of the scale; only better orders are looked for.
    sets : int
        Most sets in one layer before the search gives up.
    seconds : float
        Time after which it gives up.
    """
    limit = time.monotonic() + seconds
    ahead = [first(states, scale, backward=False)]
    behind = [first(states, scale, backward=True)]
    if ahead[0].lam[0] >= upper:
        return Exact(None, upper, True)
    while len(ahead) + len(behind) - 2 < states.count:
        backward = len(behind[-1]) <= len(ahead[-1])
        side = behind if backward else ahead
        if len(side[-1]) > sets or time.monotonic() > limit:
            return Exact(None, upper, False)
        side.append(expand(states, scale, side[-1], upper, backward=backward))
        if not len(side[-1]):
            return Exact(None, upper, True)
    return _join(ahead, behind, upper)


def _join(ahead: list[Layer], behind: list[Layer], upper: float) -> Exact:
    names = {name.tobytes(): k for k, name in enumerate(words(ahead[-1].done))}
    best, pair = upper, None
    for row, name in enumerate(words(behind[-1].done)):
        other = names.get(name.tobytes())
        if other is None:
            continue
        lam = float(max(ahead[-1].lam[other], behind[-1].lam[row]))
        if lam < best:
            best, pair = lam, (other, row)
    if pair is None:
        return Exact(None, upper, True)
    units = trace(ahead, pair[0]) + trace(behind, pair[1])[::-1]
    return Exact(units, best, True)
