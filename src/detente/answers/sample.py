"""A sample of a run's draws, small enough for a page to carry, and the deals to judge by it.

What the page computes from it is defined in :mod:`detente.answers.dissent`.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

import numpy as np

from detente.beliefs.structure import Acceptors

LEVELS = 65_535
"""Steps between the least and the greatest draw of a row: sixteen bits."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where the draws of one thing stand: ``low + step * rows[at]``; ``at`` -1: all are ``low``."""

    at: int
    low: float
    step: float


@dataclass(frozen=True, slots=True)
class SampledNumber:
    """One importance, score or value of no deal, as it can be disagreed with.

    Attributes
    ----------
    pointer, kind : str
    party : int
    issue, option : int
        -1 where the number has none.
    low, high : float
        The stated range, or the band that stands for another shape.
    draws : Row or None
        Where each draw lies in the range, 0 at ``low`` and 1 at ``high``; None
        for an importance, whose place in its range follows from its share.
    rest : Row or None
        What belief sets and events add to the number.
    frozen : Row or None
        1 in draws in which a belief set or an event sets the number, so that
        ``rest`` is its whole value and the stated range does not count.
    free : bool
        Whether a reader may change it.
    """

    pointer: str
    kind: str
    party: int
    issue: int
    option: int
    low: float
    high: float
    draws: Row | None
    rest: Row | None
    frozen: Row | None
    free: bool


@dataclass(frozen=True, slots=True)
class SampledIssue:
    """What one party makes of one issue; options and numbers by index.

    A score counts as ``(score - low) / span``.
    """

    issue: int
    low: float
    span: float
    share: Row
    importance: int
    scores: tuple[tuple[int, int], ...]
    order: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SampledWord:
    """An ambiguous option and, draw by draw, which of ``means`` its reader takes it for."""

    option: int
    means: tuple[int, ...]
    reading: Row


@dataclass(frozen=True, slots=True)
class SampledCourse:
    """One course of no deal: how likely, the number of its value, and from where that counts."""

    likely: Row
    value: int
    relative: bool


@dataclass(frozen=True, slots=True)
class SampledParty:
    """One acceptor's values.

    A package is worth ``base`` plus, for each issue, ``factor * share * score``;
    no deal the likelihood-weighted value of its courses plus ``extra`` (drift
    and a ratifier's threshold).
    """

    base: float
    factor: float
    issues: tuple[SampledIssue, ...]
    words: tuple[SampledWord, ...]
    courses: tuple[SampledCourse, ...]
    extra: Row
    audience: Row
    synergies: tuple[Row, ...]


@dataclass(frozen=True)
class Sample:
    """Draws, deals and rules that a page can judge by.

    Attributes
    ----------
    case : str
        Hash of the case alone.
    draws : int
    acceptors : Acceptors
    issues, options : tuple of str
    option_issue : tuple of int
    on_table : tuple of bool
    status_quo : tuple of int
        Option of each issue.
    pairs : tuple of (int, int)
        Options with synergies.
    packages : ndarray of int, shape (packages, issues)
        The stated most acceptable deal first.
    called : ndarray of bool, shape (acceptors, packages)
    parties : tuple of SampledParty
    numbers : tuple of SampledNumber
    rows : ndarray of uint16, shape (rows, draws)
    """

    case: str
    draws: int
    acceptors: Acceptors
    issues: tuple[str, ...]
    options: tuple[str, ...]
    option_issue: tuple[int, ...]
    on_table: tuple[bool, ...]
    status_quo: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    packages: np.ndarray
    called: np.ndarray
    parties: tuple[SampledParty, ...]
    numbers: tuple[SampledNumber, ...]
    rows: np.ndarray

    def decoded(self, row: Row) -> np.ndarray:
        """Return the draws of a row.

        Returns
        -------
        ndarray of float64, shape (draws,)
        """
        if row.at < 0:
            return np.full(self.draws, row.low)
        return np.asarray(row.low + row.step * self.rows[row.at].astype(float))

    def packed(self) -> str:
        """Return the rows as text: base64 of little-endian 16-bit numbers, row after row."""
        return base64.b64encode(self.rows.astype("<u2").tobytes()).decode("ascii")


@dataclass
class Packer:
    """Collects rows and rounds each to sixteen bits between its least and greatest draw."""

    rows: list[np.ndarray] = field(default_factory=list)

    def row(self, values: np.ndarray) -> Row:
        """Add draws; draws that are all alike take no room."""
        low, high = float(values.min()), float(values.max())
        if low == high:
            return Row(-1, low, 0.0)
        step = (high - low) / LEVELS
        self.rows.append(np.round((values - low) / step).astype(np.uint16))
        return Row(len(self.rows) - 1, low, step)

    def index(self, values: np.ndarray) -> Row:
        """Add draws of whole numbers from 0 up, kept exactly."""
        if (values == values[0]).all():
            return Row(-1, float(values[0]), 0.0)
        self.rows.append(values.astype(np.uint16))
        return Row(len(self.rows) - 1, 0.0, 1.0)

    def stacked(self, draws: int) -> np.ndarray:
        """Return all rows; ndarray of uint16, shape (rows, draws)."""
        return np.stack(self.rows) if self.rows else np.zeros((0, draws), dtype=np.uint16)
