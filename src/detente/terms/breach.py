"""What one reading of a term leaves out of another: what its holder would be told it owes.

A party that does what its own reading covers is in breach under another reading where that
reading covers more.  Readings are sets of elements (the extension of the term), so all follows
from set differences.
"""

from __future__ import annotations

import numpy as np


def left_out(extension: np.ndarray) -> np.ndarray:
    """Return what each reading, kept, leaves out of each other one.

    Parameters
    ----------
    extension : ndarray of bool, shape (readings, elements)

    Returns
    -------
    ndarray of bool, shape (readings, readings, elements)
        At ``[own, other]`` the elements of ``other`` that ``own`` leaves out; a party that
        keeps ``own`` is in breach under ``other`` where there is any.
    """
    return np.asarray(extension[None, :, :] & ~extension[:, None, :])


def symmetric_difference(extension: np.ndarray) -> np.ndarray:
    """Return the elements that one of two readings covers and the other does not.

    Parameters
    ----------
    extension : ndarray of bool, shape (readings, elements)

    Returns
    -------
    ndarray of bool, shape (readings, readings, elements)
    """
    return np.asarray(extension[:, None, :] ^ extension[None, :, :])


def called(extension: np.ndarray, own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how likely the other calls each element owed that one's own reading leaves out.

    Given a draw the two read independently of each other.

    Parameters
    ----------
    extension : ndarray of bool, shape (readings, elements)
    own, other : ndarray of float64, shape (readings, draws)
        Probabilities of the readings of the one who carries out and of the one who looks on.

    Returns
    -------
    ndarray of float64, shape (elements, draws)
    """
    covered = extension.astype(float).T
    return np.asarray((covered @ other) * ((1.0 - covered) @ own))


def in_breach(extension: np.ndarray, own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how likely a party that keeps its own reading is in breach under the other's.

    Parameters
    ----------
    extension : ndarray of bool, shape (readings, elements)
    own, other : ndarray of float64, shape (readings, draws)

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    breached = left_out(extension).any(axis=2).astype(float)
    return np.asarray((own * (breached @ other)).sum(axis=0))
