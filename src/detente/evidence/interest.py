"""What interest does to the rate of false reports: its odds are multiplied.

What serves a speaker is said falsely more often, but no more often than truly: such a report may
be worth nothing, and is never evidence of the contrary by itself.

References
----------
Hahn, U., Harris, A. J. L. & Corner, A. (2009). Argument content and argument source: an
exploration. Informal Logic 29(4), 337-367.
"""

from __future__ import annotations

import numpy as np


def false_with_interest(true: np.ndarray, false: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Return how likely a word is said falsely, given what interest does to the odds of that.

    Parameters
    ----------
    true, false : ndarray of float64, shape (draws,)
        How likely the word is said if it is right, and if it is wrong; 0 to 1.
    times : ndarray of float64, shape (draws,)
        Above 0; over 1 where the word serves its speaker.

    Returns
    -------
    ndarray of float64, shape (draws,)
        Not beyond ``true``, unless ``false`` was.
    """
    moved = times * false / (1.0 - false + times * false)
    return np.asarray(np.where(times > 1.0, np.minimum(moved, np.maximum(true, false)), moved))
