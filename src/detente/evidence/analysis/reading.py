"""Hypotheses and evidence of a study as arrays: draws, and the ends of all ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION, Study
from detente.case.bounds import bounds
from detente.case.models import Evidence
from detente.case.quantity import Quantity
from detente.case.tree import step
from detente.case.words_of_probability import NOT_APPLICABLE
from detente.errors import UsageError
from detente.evidence.bayes import ALONE, Rows
from detente.evidence.imprecise import Ranges

OTHER_PRIOR = 0.10
"""Prior of "something else" where the case names none."""


@dataclass(frozen=True)
class Read:
    """A study's hypotheses and some of its rows.

    Attributes
    ----------
    slugs : tuple of str
        Hypotheses; the last is empty where "something else" was added.
    prior : ndarray of float64, shape (hypotheses, draws)
        Scaled to 1.
    stated : ndarray of float64, shape (hypotheses of the case,)
        Mean priors as they were written.
    rows : Rows
    ranges : Ranges
    exact : bool
        Whether the ends that the ranges give are exact: no cell is filled from others.
    """

    slugs: tuple[str, ...]
    prior: np.ndarray
    stated: np.ndarray
    rows: Rows
    ranges: Ranges
    exact: bool

    @property
    def added(self) -> bool:
        """Whether "something else" was added."""
        return not self.slugs[-1]


def read(study: Study, draws: int, rows: tuple[str, ...]) -> Read:
    """Return hypotheses and the named rows of a study.

    Parameters
    ----------
    study : Study
    draws : int
    rows : tuple of str

    Raises
    ------
    UsageError
        Where the case names no hypotheses.
    """
    if not study.case.hypotheses:
        raise UsageError(
            "the case names no explanations to compare: add hypotheses: and evidence: "
            "(docs/how-to/explain-a-failure.md)"
        )
    return _Reader(study, draws).read(rows)


class _Reader:
    def __init__(self, study: Study, draws: int) -> None:
        self.study, self.draws, self.case = study, draws, study.case
        self.named = list(study.case.hypotheses)
        self.added = not any(h.other for h in study.case.hypotheses.values())
        self.exact = not self.added

    def read(self, names: tuple[str, ...]) -> Read:
        case = self.case
        priors = [self.number(step("/hypotheses", s) + "/prior") for s in self.named]
        prior = np.stack([p for p, _ in priors])
        ends = np.stack([e for _, e in priors])
        if self.added:
            part = OTHER_PRIOR / (1.0 - OTHER_PRIOR)
            prior = np.vstack([prior, part * prior.sum(axis=0)])
            ends = np.vstack([ends, part * ends.sum(axis=0)])
        groups = list(case.assumptions)
        holds = [self.number(step("/assumptions", g) + "/holds") for g in groups]
        count = len(prior)
        # Filled in place: of a large matrix there is one copy only.
        likelihood = np.empty((len(names), count, self.draws))
        cells = np.empty((len(names), count, 2))
        for r, n in enumerate(names):
            self.cells(n, case.evidence[n], likelihood[r], cells[r])
        others = [self.otherwise(n, case.evidence[n]) for n in names]
        group = np.array(
            [
                ALONE if (a := case.evidence[n].assumption) is None else groups.index(a)
                for n in names
            ],
            dtype=int,
        )
        rows = Rows(
            likelihood,
            group,
            _stack([h for h, _ in holds], (0, self.draws)),
            _stack([o for o, _ in others], (0, self.draws)),
        )
        ranges = Ranges(
            ends,
            cells,
            group,
            _stack([e for _, e in holds], (0, 2)),
            _stack([e for _, e in others], (0, 2)),
        )
        return Read(
            (*self.named, *([""] if self.added else [])),
            prior / prior.sum(axis=0),
            prior[: len(self.named)].mean(axis=1),
            rows,
            ranges,
            self.exact,
        )

    def number(self, pointer: str) -> tuple[np.ndarray, np.ndarray]:
        """Return draws of a number and the two ends of its range, as shares."""
        values, ends = np.empty((1, self.draws)), np.empty((1, 2))
        self.fill([pointer], values, ends)
        return values[0], ends[0]

    def fill(self, pointers: list[str], values: np.ndarray, ends: np.ndarray) -> None:
        """Write draws of numbers and the two ends of their ranges, as shares."""
        first = SELECTION // BLOCK
        for k, pointer in enumerate(pointers):
            for start in range(0, self.draws, BLOCK):
                part = values[k, start : start + BLOCK]
                part[:] = self.study.once(pointer, first + start // BLOCK)[: len(part)]
            ends[k] = bounds(self.quantity(pointer))
        for some in (values, ends):
            np.divide(some, 100.0, out=some)
            np.clip(some, 0.0, 1.0, out=some)
        # A change of a set of beliefs or an event may take a draw outside the written range.
        np.minimum(ends[:, 0], values.min(axis=1), out=ends[:, 0])
        np.maximum(ends[:, 1], values.max(axis=1), out=ends[:, 1])

    def quantity(self, pointer: str) -> Quantity:
        found = self.study.effective.numbers[pointer].quantity
        if found.analysts is not None and self.study.analyst in found.analysts:
            return found.analysts[self.study.analyst]
        return found

    def cells(self, name: str, row: Evidence, drawn: np.ndarray, ends: np.ndarray) -> None:
        """Write a row's likelihoods, cells that say nothing being filled with the mean."""
        at = step("/evidence", name) + "/likelihoods"
        told = [
            k
            for k, h in enumerate(self.named)
            if h in row.likelihoods and row.likelihoods[h].said != NOT_APPLICABLE
        ]
        silent = [k for k in range(len(drawn)) if k not in told]
        first = len(told)  # those told come first, and are moved where others stand between
        self.fill([step(at, self.named[k]) for k in told], drawn[:first], ends[:first])
        if silent:
            self.exact = False
            middle, edges = drawn[:first].mean(axis=0), ends[:first].mean(axis=0)
            if silent[0] < first:
                drawn[told], ends[told] = drawn[:first].copy(), ends[:first].copy()
            drawn[silent], ends[silent] = middle, edges

    def otherwise(self, name: str, row: Evidence) -> tuple[np.ndarray, np.ndarray]:
        if row.otherwise is None:
            return np.ones(self.draws), np.ones(2)
        return self.number(step("/evidence", name) + "/otherwise")


def _stack(parts: list[np.ndarray], empty: tuple[int, ...]) -> np.ndarray:
    return np.stack(parts) if parts else np.empty(empty)
