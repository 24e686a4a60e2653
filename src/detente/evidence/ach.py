"""The matrix of competing hypotheses as a view: weighted inconsistency.

Each II counts -2 and each I -1, all else 0, times the weights of the row's credibility and
relevance (low .7071, medium 1, high 1.4142).  The hypothesis with the score nearest to 0 is
the least inconsistent.  The score is an ordering, not a probability.

References
----------
Heuer, R. J. (1999). Psychology of Intelligence Analysis, ch. 8. Center for the Study of
Intelligence.
Good, L., Shrager, J., Stefik, M., Pirolli, P. & Card, S. (2004). ACH1.1: a tool for analyzing
competing hypotheses. Palo Alto Research Center.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

SCORES: Final = {"CC": 0.0, "C": 0.0, "N": 0.0, "NA": 0.0, "I": -1.0, "II": -2.0}
WEIGHTS: Final = {"L": 0.5**0.5, "M": 1.0, "H": 2.0**0.5}


def weighted_inconsistency(
    marks: Sequence[Sequence[str]], credibility: Sequence[str], relevance: Sequence[str]
) -> np.ndarray:
    """Return the score of each hypothesis, 0 or below.

    Parameters
    ----------
    marks : rows of marks, one for each hypothesis
    credibility, relevance : L, M or H for each row

    Returns
    -------
    ndarray of float64, shape (hypotheses,)
    """
    scores = np.array([[SCORES[m] for m in row] for row in marks])
    weights = np.array(
        [WEIGHTS[c] * WEIGHTS[r] for c, r in zip(credibility, relevance, strict=True)]
    )
    return np.asarray((scores * weights[:, None]).sum(axis=0))
