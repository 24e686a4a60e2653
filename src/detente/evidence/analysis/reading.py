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
        cells = [self.cells(n, case.evidence[n]) for n in names]
        others = [self.otherwise(n, case.evidence[n]) for n in names]
        group = np.array(
            [
                ALONE if (a := case.evidence[n].assumption) is None else groups.index(a)
                for n in names
            ],
            dtype=int,
        )
        count = len(prior)
        rows = Rows(
            _stack([c for c, _ in cells], (0, count, self.draws)),
            group,
            _stack([h for h, _ in holds], (0, self.draws)),
            _stack([o for o, _ in others], (0, self.draws)),
        )
        ranges = Ranges(
            ends,
            _stack([e for _, e in cells], (0, count, 2)),
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
        first = SELECTION // BLOCK
        blocks = range(first, first + -(-self.draws // BLOCK))
        drawn = np.concatenate([self.study.number(pointer, b) for b in blocks])[: self.draws]
        values = np.clip(drawn / 100.0, 0.0, 1.0)
        low, high = bounds(self.quantity(pointer))
        ends = np.clip(np.array([low, high]) / 100.0, 0.0, 1.0)
        # A change of a set of beliefs or an event may take a draw outside the written range.
        return values, np.array([min(ends[0], values.min()), max(ends[1], values.max())])

    def quantity(self, pointer: str) -> Quantity:
        found = self.study.effective.numbers[pointer].quantity
        if found.analysts is not None and self.study.analyst in found.analysts:
            return found.analysts[self.study.analyst]
        return found

    def cells(self, name: str, row: Evidence) -> tuple[np.ndarray, np.ndarray]:
        """Return a row's likelihoods, cells that say nothing being filled with the mean."""
        at = step("/evidence", name) + "/likelihoods"
        count = len(self.named) + self.added
        drawn, ends = np.empty((count, self.draws)), np.empty((count, 2))
        given = [
            h
            for h in self.named
            if h in row.likelihoods and row.likelihoods[h].said != NOT_APPLICABLE
        ]
        told = [self.named.index(h) for h in given]
        for k, h in zip(told, given, strict=True):
            drawn[k], ends[k] = self.number(step(at, h))
        silent = [k for k in range(count) if k not in told]
        if silent:
            self.exact = False
            drawn[silent], ends[silent] = drawn[told].mean(axis=0), ends[told].mean(axis=0)
        return drawn, ends

    def otherwise(self, name: str, row: Evidence) -> tuple[np.ndarray, np.ndarray]:
        if row.otherwise is None:
            return np.ones(self.draws), np.ones(2)
        return self.number(step("/evidence", name) + "/otherwise")


def _stack(parts: list[np.ndarray], empty: tuple[int, ...]) -> np.ndarray:
    return np.stack(parts) if parts else np.empty(empty)
