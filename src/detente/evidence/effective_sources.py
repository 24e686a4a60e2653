"""How many independent sources several agreeing reports are worth."""

from __future__ import annotations

import numpy as np


def effective_sources(shift: float, log_ratios: np.ndarray) -> float | None:
    """Return what the reports moved, in units of what one of them would move alone.

    Parameters
    ----------
    shift : float
        Posterior log-odds less prior log-odds.
    log_ratios : ndarray of float64, shape (reports,)
        Log-likelihood ratio of each report, as if it were the only one.

    Returns
    -------
    float or None
        None where the reports disagree or say nothing: it is not defined there.
    """
    agree = len(log_ratios) and (bool((log_ratios > 0).all()) or bool((log_ratios < 0).all()))
    return float(shift / log_ratios.mean()) if agree else None
