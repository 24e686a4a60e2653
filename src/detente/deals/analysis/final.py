"""The final shares: every fresh draw, block by block, in one process or many."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION
from detente.deals.acceptance import accepts
from detente.deals.analysis.workspace import Tick, Workspace, silent

RECORD_DRAWS = 6 * BLOCK
"""Draws for packages of the record, which may stand for many full packages each."""

_Pair = tuple[np.ndarray, np.ndarray]
_shared: tuple[Workspace, np.ndarray, np.ndarray] | None = None


@dataclass(frozen=True)
class Final:
    """Acceptance of some packages on reporting draws.

    Attributes
    ----------
    packages : ndarray of int, shape (packages, issues)
    signed, held : ndarray of bool, shape (packages, draws)
    weights : ndarray, shape (draws,)
    """

    packages: np.ndarray
    signed: np.ndarray
    held: np.ndarray
    weights: np.ndarray

    def rows(self, packages: np.ndarray) -> list[int]:
        """Return the indices of packages."""
        return [int(np.flatnonzero((self.packages == p).all(axis=1))[0]) for p in packages]


def _block(
    workspace: Workspace, finalists: np.ndarray, recorded: np.ndarray, start: int, stop: int
) -> tuple[_Pair, _Pair, np.ndarray]:
    utilities = workspace.model.utilities(start, stop)
    count = len(finalists)
    both = finalists
    if start < SELECTION + RECORD_DRAWS:
        both = np.vstack([finalists, recorded]).astype(int)
    signed = accepts(utilities, both, workspace.model.structure.acceptors)
    held = workspace.holds(both, signed, start, stop)
    first, rest = (signed[:count], held[:count]), (signed[count:], held[count:])
    return first, rest, utilities.weights


def _start(workspace: Workspace, finalists: np.ndarray, recorded: np.ndarray) -> None:
    global _shared
    _shared = (workspace, finalists, recorded)


def _work(span: tuple[int, int]) -> tuple[_Pair, _Pair, np.ndarray]:
    assert _shared is not None
    return _block(*_shared, *span)


def _results(
    workspace: Workspace,
    finalists: np.ndarray,
    recorded: np.ndarray,
    spans: list[tuple[int, int]],
    jobs: int,
) -> Iterator[tuple[_Pair, _Pair, np.ndarray]]:
    if jobs <= 1 or len(spans) < 2:
        for span in spans:
            yield _block(workspace, finalists, recorded, *span)
        return
    from concurrent.futures import ProcessPoolExecutor

    fresh = Workspace(workspace.study, workspace.draws)
    fresh.__dict__["model"] = workspace.model
    arguments = (fresh, finalists, recorded)
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=arguments) as pool:
        yield from pool.map(_work, spans)


def final(
    workspace: Workspace, recorded: np.ndarray, jobs: int = 1, tick: Tick = silent
) -> tuple[Final, Final]:
    """Evaluate the finalists on all reporting draws, others on the first of them.

    Parameters
    ----------
    workspace : Workspace
    recorded : ndarray of int, shape (packages, issues)
        Packages of the record; judged on the first :data:`RECORD_DRAWS`.
    jobs : int
        Processes; the answer does not depend on it.
    tick : callable
        Told of each block.

    Returns
    -------
    tuple of Final
        The finalists', and the record's.
    """
    finalists = workspace.finalists
    others = np.unique(recorded, axis=0)
    stop = SELECTION + workspace.draws
    spans = [(s, min(s + BLOCK, stop)) for s in range(SELECTION, stop, BLOCK)]
    pieces = []
    for piece in _results(workspace, finalists, others, spans, jobs):
        pieces.append(piece)
        tick(f"draws {len(pieces)} of {math.ceil(workspace.draws / BLOCK)}")
    early = pieces[: RECORD_DRAWS // BLOCK]
    return (
        _joined(finalists, [(first, weights) for first, _, weights in pieces]),
        _joined(others, [(rest, weights) for _, rest, weights in early]),
    )


def _joined(packages: np.ndarray, pieces: list[tuple[_Pair, np.ndarray]]) -> Final:
    return Final(
        packages,
        np.concatenate([signed for (signed, _), _ in pieces], axis=1),
        np.concatenate([held for (_, held), _ in pieces], axis=1),
        np.concatenate([weights for _, weights in pieces]),
    )
