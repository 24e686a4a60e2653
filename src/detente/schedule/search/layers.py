"""One layer of a search over sets closed under prerequisites: forwards or from the end.

Layer k holds sets of k units.  Two ways to one set differ only in the worst condition met on
the way, so the better one is kept (dynamic programming; Held & Karp 1962).  From the end the
same is done on what is left to be delivered.

References
----------
Held, M. & Karp, R. M. (1962). A dynamic programming approach to sequencing problems. Journal
of SIAM 10, 196-210.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.schedule.search.states import States


@dataclass(frozen=True)
class Layer:
    """Sets of equal size with the least guarantee that leads to (or on from) each.

    Attributes
    ----------
    done : ndarray of bool, shape (sets, units)
    advance : ndarray, shape (sets, parties)
    lam : ndarray, shape (sets,)
        Least guarantee, in units of the scale.
    parent : ndarray of int, shape (sets,)
        Index in the layer before; -1 in the first.
    unit : ndarray of int, shape (sets,)
        What was delivered (or, from the end, taken away) last.
    """

    done: np.ndarray
    advance: np.ndarray
    lam: np.ndarray
    parent: np.ndarray
    unit: np.ndarray

    def __len__(self) -> int:
        return len(self.lam)

    def keep(self, rows: np.ndarray) -> Layer:
        """Return the rows named."""
        return Layer(
            self.done[rows], self.advance[rows], self.lam[rows], self.parent[rows], self.unit[rows]
        )


def first(states: States, scale: np.ndarray, *, backward: bool) -> Layer:
    """Return the layer that a search starts from: nothing delivered, or everything."""
    advance = states.effect.sum(axis=0) if backward else np.zeros(len(states.cap))
    lam = states.share(states.end, scale)
    none = np.array([-1])
    return Layer(
        np.full((1, states.count), backward), advance[None], np.array([lam]), none, none.copy()
    )


def expand(
    states: States, scale: np.ndarray, layer: Layer, upper: float, *, backward: bool
) -> Layer:
    """Return the next layer: every set one unit larger (or smaller) that stays below ``upper``."""
    if backward:
        after = layer.done.astype(np.float32) @ states.before.T.astype(np.float32)
        possible = layer.done & (after == 0)
    else:
        possible = states.available(layer.done)
    parent, unit = np.nonzero(possible)
    moved = states.effect[unit]
    advance = layer.advance[parent]
    earlier = advance - moved if backward else advance
    step = states.share(earlier + states.need[unit] - states.cap, scale)
    lam = np.maximum(layer.lam[parent], step)
    good = lam < upper
    parent, unit, lam = parent[good], unit[good], lam[good]
    done = layer.done[parent]
    done[np.arange(len(unit)), unit] = not backward
    reached = earlier[good] if backward else advance[good] + moved[good]
    return _best_of_each(Layer(done, reached, lam, parent, unit))


def _best_of_each(layer: Layer) -> Layer:
    """Keep one row of each set, the one with the least guarantee."""
    if not len(layer):
        return layer
    names = words(layer.done)
    order = np.lexsort((layer.lam, *names.T))
    sorted_names = names[order]
    new = np.r_[True, (sorted_names[1:] != sorted_names[:-1]).any(axis=1)]
    return layer.keep(order[new])


def words(done: np.ndarray) -> np.ndarray:
    """Return each set as whole numbers; shape (sets, ceil(units / 64))."""
    packed = np.packbits(done, axis=1)
    width = -(-packed.shape[1] // 8) * 8
    padded = np.zeros((len(packed), max(width, 8)), dtype=np.uint8)
    padded[:, : packed.shape[1]] = packed
    return padded.view(np.uint64)


def trace(layers: list[Layer], row: int) -> list[int]:
    """Return the units on the way from the first layer to a row of the last."""
    units = []
    for layer in reversed(layers[1:]):
        units.append(int(layer.unit[row]))
        row = int(layer.parent[row])
    return units[::-1]
