"""Exact search with steps of several units, for exchanges in which a delivery harms others.

Where x harms p and helps q, and y the reverse, both at one time may need nothing though either
order needs much; so groups of units are searched, with every party's condition at every step.
Sets are taken in the order of their bit masks, so that each comes after its subsets.
"""

from __future__ import annotations

import numpy as np

from detente.schedule.search.states import States

LARGEST = 14


def exact_groups(states: States, scale: np.ndarray) -> tuple[list[tuple[int, ...]], float]:
    """Return the best order of steps, with the fewest units merged, and its guarantee.

    Raises
    ------
    ValueError
        Above 14 units (3^14 transitions).
    """
    if states.count > LARGEST:
        raise ValueError(f"groups are searched up to {LARGEST} units, not {states.count}")
    lattice = _Lattice(states, scale)
    worst = lattice.least()
    lam = max(float(worst[-1]), float(states.share(states.end, scale)))
    return lattice.fewest_merged(lam), lam


class _Lattice:
    def __init__(self, states: States, scale: np.ndarray) -> None:
        self.states, self.scale = states, scale
        self.masks = np.arange(2**states.count)
        self.member = (self.masks[:, None] >> np.arange(states.count)) & 1 == 1
        self.advance = self.member @ states.effect
        self.need = self._needs()
        self.size = self.member.sum(axis=1)
        self.prerequisites = states.before.T @ (2 ** np.arange(states.count))

    def _needs(self) -> np.ndarray:
        """Return :meth:`States.group_need` of every group; shape (2^units, parties)."""
        states, member = self.states, self.member
        reach = member @ np.where(states.holds, 0.0, states.effect)
        needs = np.full(reach.shape, -np.inf)
        for u in range(states.count):
            mine = member[:, u]
            extra = np.where(states.holds[u], states.surcharge[u], 0.0)
            value = np.where(states.active[u], np.maximum(reach[mine] + extra, 0.0), -np.inf)
            needs[mine] = np.maximum(needs[mine], value)
        return needs

    def _groups(self, done: int) -> np.ndarray:
        units = [
            u
            for u, required in enumerate(self.prerequisites)
            if not done >> u & 1 and required & done == required
        ]
        groups = np.zeros(1, dtype=int)
        for u in units:
            groups = np.concatenate([groups, groups + (1 << u)])
        return groups[1:]

    def _steps(self, done: int) -> tuple[np.ndarray, np.ndarray]:
        groups = self._groups(done)
        excess = self.advance[done] + self.need[groups] - self.states.cap
        return groups, self.states.share(excess, self.scale)

    def least(self) -> np.ndarray:
        worst = np.full(len(self.masks), np.nan)
        worst[0] = 0.0
        for done in range(len(self.masks) - 1):
            if np.isnan(worst[done]):
                continue
            groups, step = self._steps(done)
            reached = done | groups
            worst[reached] = np.fmin(worst[reached], np.maximum(worst[done], step))
        return worst

    def fewest_merged(self, lam: float) -> list[tuple[int, ...]]:
        merged = np.full(len(self.masks), np.inf)
        merged[0] = 0.0
        group_to = np.zeros(len(self.masks), dtype=int)
        for done in range(len(self.masks) - 1):
            if np.isinf(merged[done]):
                continue
            groups, step = self._steps(done)
            groups = groups[step <= lam]
            reached = done | groups
            cost = merged[done] + self.size[groups] - 1
            better = cost < merged[reached]
            merged[reached[better]] = cost[better]
            group_to[reached[better]] = groups[better]
        steps, done = [], len(self.masks) - 1
        while done:
            group = int(group_to[done])
            steps.append(tuple(int(u) for u in np.flatnonzero(self.member[group])))
            done ^= group
        return steps[::-1]
