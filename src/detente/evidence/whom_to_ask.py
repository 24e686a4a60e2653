"""What one further independent report is expected to tell of a claim, in bits.

References
----------
Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals of
Mathematical Statistics 27(4), 986-1005.
"""

from __future__ import annotations

import numpy as np


def expected_bits(probability: np.ndarray, hit: np.ndarray, false_report: np.ndarray) -> np.ndarray:
    """Return the mutual information of a claim and a further yes or no.

    Parameters
    ----------
    probability : ndarray of float64
        Of the claim, now.
    hit, false_report : ndarray of float64
        P(yes | so) and P(yes | not so); all broadcast.
    """
    p, h, f = (np.asarray(v, dtype=float) for v in (probability, hit, false_report))
    bits = _entropy(p * h + (1.0 - p) * f) - p * _entropy(h) - (1.0 - p) * _entropy(f)
    return np.asarray(np.maximum(bits, 0.0))


def _entropy(p: np.ndarray) -> np.ndarray:
    q = np.clip(np.stack([p, 1.0 - p]), 1e-300, 1.0)
    return np.asarray(-(q * np.log2(q)).sum(axis=0))
