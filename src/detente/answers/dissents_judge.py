"""Which shipped deals are acceptable to all in which draws, under many sets of changes."""

from __future__ import annotations

import numpy as np

from detente.answers.dissent import Changes, margins
from detente.answers.sample import Sample
from detente.deals.acceptance import verdict

REMEMBERED = 16
"""Sets of changes whose verdicts are kept."""


class Judge:
    """Judges a sample's deals as the page does, and only anew where a party's numbers moved.

    Parameters
    ----------
    sample : Sample
    """

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self._party = {number.pointer: number.party for number in sample.numbers}
        self._audience = np.stack([sample.decoded(p.audience) for p in sample.parties])
        self._margins: dict[tuple[int, frozenset[tuple[str, tuple[float, float]]]], np.ndarray] = {}
        self._good: dict[frozenset[tuple[str, tuple[float, float]]], np.ndarray] = {}

    def good(self, changes: Changes) -> np.ndarray:
        """Return in which draws each shipped deal is acceptable to all.

        Returns
        -------
        ndarray of bool, shape (packages, draws)
        """
        key = frozenset(changes.items())
        if key not in self._good:
            if len(self._good) >= REMEMBERED:
                self._good.pop(next(iter(self._good)))
            self._good[key] = self._judged(changes)
        return self._good[key]

    def _judged(self, changes: Changes) -> np.ndarray:
        sample = self.sample
        stacked = np.stack([self._of_party(p, changes) for p in range(len(sample.parties))])
        called = np.asarray(sample.called)[:, :, None]
        return verdict(stacked, called, self._audience[:, None, :], sample.acceptors)

    def _of_party(self, party: int, changes: Changes) -> np.ndarray:
        own = {p: c for p, c in changes.items() if self._party[p] == party}
        key = (party, frozenset(own.items()))
        if key not in self._margins:
            if len(self._margins) >= REMEMBERED * len(self.sample.parties):
                self._margins.pop(next(iter(self._margins)))
            self._margins[key] = margins(self.sample, party, own)
        return self._margins[key]
