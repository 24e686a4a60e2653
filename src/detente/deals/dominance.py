"""Options that nobody has a use for in a draw, found without losing any answer."""

from __future__ import annotations

import numpy as np

from detente.beliefs.structure import Structure


def exchangeable(structure: Structure) -> np.ndarray:
    """Return which option may stand in for which without breaking any rule.

    Parameters
    ----------
    structure : Structure

    Returns
    -------
    ndarray of bool, shape (options, options)
        ``[b, a]``: in every feasible package with ``a``, putting ``b`` in its
        place leaves the package feasible and calls for nobody else's consent.
    """
    options, needed = structure.options, structure.acceptors.needed
    size = len(options.names)
    safe = options.issue[:, None] == options.issue[None, :]
    for rule in structure.rules:
        when, of = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        when[list(rule.when)] = True
        of[list(rule.of)] = True
        safe &= ~(when[:, None] & ~when[None, :])
        if rule.most < len(rule.of):
            safe &= ~(of[:, None] & ~of[None, :])
        if rule.least > 0:
            safe &= ~(~of[:, None] & of[None, :])
    for called in needed:
        safe &= ~(called[:, None] & ~called[None, :])
    np.fill_diagonal(safe, False)
    return np.asarray(safe)


def useful(
    parts: np.ndarray, available: np.ndarray, safe: np.ndarray, tied: np.ndarray
) -> np.ndarray:
    """Return the options that no other is at least as good as for everybody.

    Parameters
    ----------
    parts : ndarray, shape (acceptors, options, draws)
    available : ndarray of bool, shape (options,)
    safe : ndarray of bool, shape (options, options)
        From :func:`exchangeable`.
    tied : ndarray of int
        Options with a synergy: neither dropped nor put in another's place.

    Returns
    -------
    ndarray of bool, shape (options, draws)
    """
    kept = np.repeat(available[:, None], parts.shape[2], axis=1)
    allowed = safe & available[:, None] & available[None, :]
    allowed[tied, :] = False
    allowed[:, tied] = False
    for better, worse in zip(*np.nonzero(allowed), strict=True):
        at_least = (parts[:, better] >= parts[:, worse]).all(axis=0)
        if allowed[worse, better]:
            # Where both are equal for everybody, only the later one goes.
            equal = (parts[:, better] == parts[:, worse]).all(axis=0)
            at_least &= ~equal | (better < worse)
        kept[worse] &= ~at_least
    return kept
