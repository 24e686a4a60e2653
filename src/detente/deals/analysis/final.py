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

_shared: tuple[Workspace, np.ndarray] | None = None


@dataclass(frozen=True)
class Final:
    """Acceptance of the finalists and the record's packages on the reporting draws.

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

    def row(self, package: np.ndarray) -> int:
        """Return the index of a package."""
        return int(np.flatnonzero((self.packages == package).all(axis=1))[0])


def _block(
    workspace: Workspace, packages: np.ndarray, start: int, stop: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    utilities = workspace.model.utilities(start, stop)
    signed = accepts(utilities, packages, workspace.model.structure.acceptors)
    held = workspace.holds(packages, signed, start, stop)
    return signed, held, utilities.weights


def _start(workspace: Workspace, packages: np.ndarray) -> None:
    global _shared
    _shared = (workspace, packages)


def _work(span: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    assert _shared is not None
    return _block(*_shared, *span)


def _results(
    workspace: Workspace, packages: np.ndarray, spans: list[tuple[int, int]], jobs: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    if jobs <= 1 or len(spans) < 2:
        for span in spans:
            yield _block(workspace, packages, *span)
        return
    from concurrent.futures import ProcessPoolExecutor

    fresh = Workspace(workspace.study, workspace.draws)
    fresh.__dict__["model"] = workspace.model
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(fresh, packages)) as pool:
        yield from pool.map(_work, spans)


def final(workspace: Workspace, extra: np.ndarray, jobs: int = 1, tick: Tick = silent) -> Final:
    """Evaluate the finalists and further packages on all reporting draws.

    Parameters
    ----------
    workspace : Workspace
    extra : ndarray of int, shape (packages, issues)
        Packages of the record.
    jobs : int
        Processes; the answer does not depend on it.
    tick : callable
        Told of each block.

    Returns
    -------
    Final
    """
    both = np.vstack([workspace.finalists, extra]).astype(int)
    _, first = np.unique(both, axis=0, return_index=True)
    packages = both[np.sort(first)]
    stop = SELECTION + workspace.draws
    spans = [(s, min(s + BLOCK, stop)) for s in range(SELECTION, stop, BLOCK)]
    pieces = []
    for piece in _results(workspace, packages, spans, jobs):
        pieces.append(piece)
        tick(f"draws {len(pieces)} of {math.ceil(workspace.draws / BLOCK)}")
    signed, held, weights = zip(*pieces, strict=True)
    return Final(
        packages,
        np.concatenate(signed, axis=1),
        np.concatenate(held, axis=1),
        np.concatenate(weights),
    )
