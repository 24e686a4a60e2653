"""What each package meets on its way: those who sign, ratifiers, the readings of others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from detente.beliefs.structure import Acceptors, Structure
from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import TOLERANCE, Utilities
from detente.deals.acceptance import accepts, called_for, package_values
from detente.deals.analysis.workspace import HELD_OUT, Workspace
from detente.deals.search import Searcher


@dataclass(frozen=True)
class Passed:
    """How packages fare on the held-out draws.

    Attributes
    ----------
    signed : ndarray of bool, shape (packages, draws)
        All who sign prefer it to no deal, whatever their ratifiers say or cost.
    consented : ndarray of bool, shape (packages, draws)
        All whose consent is needed accept it.
    held : ndarray of bool, shape (packages, draws)
        And each still would as every signatory reads the words.
    signed_and_held : ndarray of bool, shape (packages, draws)
        Those who sign would, under every reading, were no ratifier in the way.
    margins : ndarray, shape (acceptors, packages, draws)
        Value over no deal, in points of each.
    least : ndarray, shape (acceptors, packages, draws)
        The same under the signatory's reading that suits each least, its own included.
    called : ndarray of bool, shape (acceptors, packages)
        Whether the package calls for its consent.
    """

    signed: np.ndarray
    consented: np.ndarray
    held: np.ndarray
    signed_and_held: np.ndarray
    margins: np.ndarray
    least: np.ndarray
    called: np.ndarray


def passed(ready: Workspace, packages: np.ndarray) -> Passed:
    """Return how packages fare; int, shape (packages, issues)."""
    held, acceptors = ready.held_out, ready.model.structure.acceptors
    stop, signs = SELECTION + min(HELD_OUT, ready.draws), acceptors.signatories
    margins = package_values(held, packages) - held.floor[:, None, :]
    consented = accepts(held, packages, acceptors)
    least = margins.copy()
    open_rows = np.flatnonzero(np.isin(packages, ready.ambiguous).any(axis=1))
    if len(open_rows):
        for reader in ready.signatories:
            there = ready.revised(SELECTION, stop, reader=reader)
            values = package_values(there, packages[open_rows]) - there.floor[:, None, :]
            least[:, open_rows] = np.minimum(least[:, open_rows], values)
    return Passed(
        np.asarray((margins[:signs] >= -TOLERANCE).all(axis=0)),
        consented,
        ready.holds(packages, consented, SELECTION, stop),
        np.asarray((least[:signs] >= -TOLERANCE).all(axis=0)),
        margins,
        least,
        called_for(packages, acceptors),
    )


def signing_zone(ready: Workspace) -> tuple[np.ndarray, bool]:
    """Return in which held-out draws some package suits all who sign, ratifiers left aside.

    Returns
    -------
    found : ndarray of bool, shape (draws,)
    exact : bool
        Whether every package was looked at where none was found.
    """
    structure = ready.model.structure
    alone = _alone(structure.acceptors)
    held = _signatories(ready.held_out, alone.signatories)
    candidates = np.vstack([ready.best_signed[None, :], ready.race.packages[:120]])
    found = np.asarray(accepts(held, candidates, alone).any(axis=0))
    left = np.flatnonzero(~found)
    if ready.grid is None:
        return found, not len(left)
    if len(left):
        searcher = Searcher(Structure(structure.options, structure.rules, alone), ready.grid)
        found[left] = searcher.exists(held.chosen(left))
    return found, True


def _alone(acceptors: Acceptors) -> Acceptors:
    s = acceptors.signatories
    return Acceptors(
        acceptors.names[:s],
        s,
        acceptors.leader[:s],
        ("veto",) * s,
        np.zeros(s),
        acceptors.veto[:s],
        acceptors.weight[:s],
        acceptors.needed[:s],
    )


def _signatories(utilities: Utilities, count: int) -> Utilities:
    return replace(
        utilities,
        parts=utilities.parts[:count],
        pair_points=utilities.pair_points[:count],
        floor=utilities.floor[:count],
        audience=utilities.audience[:count],
    )
