"""Beam search: a good order quickly, without proof.

References
----------
Ow, P. S. & Morton, T. E. (1988). Filtered beam search in scheduling. International Journal of
Production Research 26, 35-62.
"""

from __future__ import annotations

import numpy as np

from detente.schedule.search.layers import Layer, expand, first, trace
from detente.schedule.search.states import States

NARROW = 6


def beam(
    states: States, scale: np.ndarray, *, width: int = 50, target: float = 0.0
) -> tuple[list[int], float]:
    """Return an order of single units and the guarantee it needs.

    Searched from the start and, as slack is least near the end, from the end.

    Parameters
    ----------
    states : States
    scale : ndarray, shape (parties,)
    width : int
        Sets kept in each layer.
    target : float
        A lower bound: an order this good ends the search.

    Returns
    -------
    units : list of int
    lam : float
        In units of the scale; infinite when a party of scale 0 needs something.
    """
    best: list[int] = []
    least = np.inf
    # A narrow beam often meets the bound already.
    for narrow, backward in ((True, True), (False, True), (False, False)):
        units, lam = _one_way(states, scale, NARROW if narrow else width, backward=backward)
        if lam < least or not best:
            best, least = units, lam
        if least <= target * (1 + 1e-9) + states.tolerance:
            break
    return best, least


def _one_way(
    states: States, scale: np.ndarray, width: int, *, backward: bool
) -> tuple[list[int], float]:
    layers = [first(states, scale, backward=backward)]
    for _ in range(states.count):
        # An order is returned even where none can hold: past a dead end, whatever is possible.
        grown = expand(states, scale, layers[-1], np.inf, backward=backward)
        if not len(grown):
            grown = _anything(states, scale, layers[-1], backward=backward)
        layers.append(_choose(states, scale, grown, width, backward=backward))
    units = trace(layers, 0)
    return (units[::-1] if backward else units), float(layers[-1].lam[0])


def _anything(states: States, scale: np.ndarray, layer: Layer, *, backward: bool) -> Layer:
    free = states.only(np.zeros_like(states.active))
    start = layer.keep(np.array([0]))
    start.lam[:] = 0.0
    grown = expand(free, scale, start, np.inf, backward=backward)
    return Layer(grown.done, grown.advance, np.full(len(grown), np.inf), grown.parent, grown.unit)


def _choose(
    states: States, scale: np.ndarray, layer: Layer, width: int, *, backward: bool
) -> Layer:
    """Keep the best by guarantee so far, then by how easy the next step is."""
    if len(layer) <= width:
        return layer.keep(np.argsort(layer.lam, kind="stable"))
    divisor = np.where(scale > 0, scale, 1.0)
    watched = np.where(states.active.any(axis=0), 0.0, -np.inf)
    slack = ((layer.advance - states.cap) / divisor + watched).max(axis=1)
    layer = layer.keep(np.lexsort((slack, layer.lam))[: 2 * width])
    excess = layer.advance[:, None, :] + states.need - states.cap
    if backward:
        after = layer.done.astype(np.float32) @ states.before.T.astype(np.float32)
        excess = excess - states.effect
        possible = layer.done & (after == 0)
    else:
        possible = states.available(layer.done)
    ahead = np.where(possible, (excess / divisor).max(axis=-1), np.inf).min(axis=1)
    return layer.keep(np.lexsort((ahead, np.maximum(layer.lam, ahead)))[:width])
