"""How much trust cooperation needs, and how large a first share must be to be believed.

One party cooperates or not, without knowing whether the other is trustworthy (and then
cooperates) or not (and then does not).  Payoffs: ``both`` cooperate (R), the party
``cheats`` on one who cooperates (T), ``neither`` cooperates (P), it is ``cheated`` (S).

* With probability p that the other is trustworthy, cooperation pays if
  p (R - T) >= (1 - p) (P - S).  Where R > T, that is p >= (P-S) / ((P-S) + (R-T)).
* Split into a first share a and a rest 1 - a, played after the first was seen.  An
  untrustworthy party (T > R) that does not mimic has a (p T + (1-p) P) + (1-a) P; one that
  mimics has a (p R + (1-p) S) and is then believed: (1-a) (p T + (1-p) P).  It does not mimic
  if a >= p (T-P) / (p (T-P) + p (T-R) + (1-p) (P-S)).
* A trustworthy party sends the signal if a (p R + (1-p) S) + (1-a) (p R + (1-p) P) is no less
  than a (p T + (1-p) P) + (1-a) P.

References
----------
A. H. Kydd, "Trust, reassurance, and cooperation", International Organization 54 (2000)
325-357.
A. H. Kydd, "Trust and Mistrust in International Relations" (Princeton University Press, 2005).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_share

Array = NDArray[np.float64]

ROUNDING = 1e-12
"""Share of the payoffs below which two of them count as equal."""


def trust_needed(
    both: ArrayLike, cheats: ArrayLike, neither: ArrayLike, cheated: ArrayLike
) -> Array:
    """Return the least probability of a trustworthy other with which cooperation pays.

    Parameters
    ----------
    both, cheats, neither, cheated : array_like of float
        R, T, P and S, in one unit; they broadcast.

    Returns
    -------
    ndarray of float64
        0 where cooperation pays whatever the other is; NaN where no trust is enough.

    Raises
    ------
    UsageError
        Where being cheated is better than no cooperation: more trust is then no help.
    """
    r, t, p, s = _payoffs(both, cheats, neither, cheated)
    if (s > p).any():
        raise UsageError("being cheated must not be better than no cooperation at all")
    risk, reward = p - s, r - t
    whole = risk + reward
    needed = np.divide(risk, whole, out=np.zeros_like(whole), where=whole > 0)
    return np.asarray(np.where(reward < 0, np.nan, needed))


def cooperates(
    trust: ArrayLike, both: ArrayLike, cheats: ArrayLike, neither: ArrayLike, cheated: ArrayLike
) -> NDArray[np.bool_]:
    """Tell whether cooperation pays at least as well, for payoffs of any order.

    Parameters
    ----------
    trust : array_like of float
        Probability that the other is trustworthy.
    both, cheats, neither, cheated : array_like of float

    Returns
    -------
    ndarray of bool

    Raises
    ------
    UsageError
    """
    require_share("the probability that the other is trustworthy", trust)
    r, t, p, s = _payoffs(both, cheats, neither, cheated)
    q = np.asarray(trust, dtype=np.float64)
    # Equality is enough; the rounding keeps a threshold computed above on its own side.
    rounding = ROUNDING * (abs(r) + abs(t) + abs(p) + abs(s))
    return np.asarray(q * (r - t) - (1 - q) * (p - s) >= -rounding)


def signalling_share(
    trust: ArrayLike, both: ArrayLike, cheats: ArrayLike, neither: ArrayLike, cheated: ArrayLike
) -> Array:
    """Return the least first share that an untrustworthy party does not mimic.

    Parameters
    ----------
    trust : array_like of float
        Probability, to that party, that the other is trustworthy.
    both, cheats, neither, cheated : array_like of float
        Payoffs of the untrustworthy party: T > R, T >= P >= S.

    Returns
    -------
    ndarray of float64
        Above 0 and at most 1, or 0 where mimicking brings nothing.

    Raises
    ------
    UsageError
    """
    require_share("the probability that the other is trustworthy", trust)
    r, t, p, s = _payoffs(both, cheats, neither, cheated)
    if (t <= r).any() or (t < p).any() or (p < s).any():
        raise UsageError(
            "an untrustworthy party gains by cheating, and by nothing less than by no "
            "cooperation: cheats > both, cheats >= neither >= cheated"
        )
    q = np.asarray(trust, dtype=np.float64)
    bait = q * (t - p)
    whole = bait + q * (t - r) + (1 - q) * (p - s)
    return np.asarray(np.divide(bait, whole, out=np.zeros_like(whole), where=whole > 0))


def bearable_share(
    trust: ArrayLike, both: ArrayLike, cheats: ArrayLike, neither: ArrayLike, cheated: ArrayLike
) -> Array:
    """Return the greatest first share with which a trustworthy party still begins.

    A share between :func:`signalling_share` of the untrustworthy kind and this one tells the
    two apart.

    Parameters
    ----------
    trust : array_like of float
    both, cheats, neither, cheated : array_like of float
        Payoffs of the trustworthy party: R >= T, R >= P >= S.

    Returns
    -------
    ndarray of float64
        0 to 1.

    Raises
    ------
    UsageError
    """
    require_share("the probability that the other is trustworthy", trust)
    r, t, p, s = _payoffs(both, cheats, neither, cheated)
    if (r < t).any() or (r < p).any() or (p < s).any():
        raise UsageError(
            "a trustworthy party is best off when both cooperate: both >= cheats, "
            "both >= neither >= cheated"
        )
    q = np.asarray(trust, dtype=np.float64)
    kept = q * (r - p)
    # Beginning costs a * risk and saves (1 - a) * kept.
    risk = (1 - q) * (p - s) - q * (r - t)
    return np.asarray(np.divide(kept, kept + risk, out=np.ones_like(kept), where=risk > 0))


def _payoffs(*payoffs: ArrayLike) -> list[Array]:
    found = [np.asarray(x, dtype=np.float64) for x in np.broadcast_arrays(*payoffs)]
    if not all(np.isfinite(x).all() for x in found):
        raise UsageError("a payoff must be a finite number")
    return found
