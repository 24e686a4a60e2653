"""Silence of one who could have spoken: evidence only where its likelihood is stated.

References
----------
McGrew, T. (2014). The argument from silence. Acta Analytica 29(2), 215-228.
"""

from __future__ import annotations

import numpy as np


def silent(if_so: np.ndarray, if_not: np.ndarray) -> np.ndarray:
    """Return how likely silence on a claim is where the claim is so (0) and where not (1).

    Parameters
    ----------
    if_so, if_not : ndarray of float64, shape (draws,)

    Returns
    -------
    ndarray of float64, shape (2, draws)
    """
    return np.stack([if_so, if_not])


def spoken(likelihood: np.ndarray, silence: np.ndarray) -> np.ndarray:
    """Return how likely it is that somebody speaks and then says what was said.

    Parameters
    ----------
    likelihood : ndarray of float64, shape (states, draws)
        Of what was said, given that something is.
    silence : ndarray of float64, shape (states, draws)
    """
    return np.asarray((1.0 - silence) * likelihood)
