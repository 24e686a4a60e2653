"""What to find out next: the information to be expected of something not yet known.

Either answer informs; the expectation counts both.  Where the row rests on an assumption with
rows that are known, what those already say of the assumption is taken into account.

References
----------
Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals of
Mathematical Statistics 27, 986-1005.
"""

from __future__ import annotations

import numpy as np

from detente.evidence.bayes import ALONE, Rows, holds_given, posterior
from detente.evidence.diagnosticity import information


def expected_information(prior: np.ndarray, known: Rows, sought: Rows) -> np.ndarray:
    """Return the mutual information of the hypothesis and each answer, given what is known.

    Parameters
    ----------
    prior : ndarray of float64, shape (hypotheses, draws)
    known : Rows
    sought : Rows
        Each taken alone; with the same assumptions.

    Returns
    -------
    ndarray of float64, shape (rows sought,)
        Bits, 0 or above; draws are one mixture, since no answer tells which of them is right.
    """
    now = posterior(prior, known)
    chance = now.mean(axis=1)
    found = []
    for r, g in enumerate(sought.group.tolist()):
        given = sought.likelihood[r]
        if g != ALONE:
            holds = holds_given(known, g)
            given = holds * given + (1.0 - holds) * sought.otherwise[r]
        both = (now * given).mean(axis=1)
        seen = np.divide(both, chance, out=np.zeros_like(chance), where=chance > 0)
        found.append(information(chance[:, None], seen[:, None])[0])
    return np.array(found)
