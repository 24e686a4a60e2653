"""What visits say about the completeness of a declaration.

A visit goes to a place drawn at random from all that matter, declared or not, as satellites
and tips know them.  With probability 1 - c the place ought to have been declared and was
not; then the visit finds that out with probability s.  With a Beta(a, b) prior on the
completeness c, f finds in k visits have likelihood ((1-c) s)^f (1 - s (1-c))^(k-f).  For s = 1 this
is the beta-binomial model: the posterior is Beta(a+k-f, b+f).  For s < 1, expanding
(1 - s + s c)^(k-f) gives a mixture of Betas with positive weights, which is exact as well.

References
----------
A. Gelman et al., "Bayesian Data Analysis" (3rd ed., CRC Press, 2013), ch. 2: the beta prior of
a binomial share, and Laplace's rule of succession as its case Beta(1, 1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_positive, require_share

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Completeness:
    """A distribution of the share declared: a mixture of Betas.

    Attributes
    ----------
    weight, a : ndarray of float64, shape (parts,)
        Weights add up to 1.
    b : float
    """

    weight: Array
    a: Array
    b: float

    @property
    def mean(self) -> float:
        """Expected share of the places that is declared."""
        return float(self.weight @ (self.a / (self.a + self.b)))

    def draw(self, size: int, rng: np.random.Generator) -> Array:
        """Draw shares.

        Parameters
        ----------
        size : int
        rng : numpy.random.Generator

        Returns
        -------
        ndarray of float64, shape (size,)
        """
        part = rng.choice(len(self.weight), size=size, p=self.weight)
        return rng.beta(self.a[part], self.b)


def posterior(a: float, b: float, visits: int, finds: int = 0, sees: float = 1.0) -> Completeness:
    """Return the completeness after visits, exactly.

    Parameters
    ----------
    a, b : float
        Prior Beta(a, b); 1, 1 where nothing is known.
    visits, finds : int
    sees : float
        Probability that a visit to an undeclared place finds it out.

    Returns
    -------
    Completeness

    Raises
    ------
    UsageError
        Also where something was found by visits that see nothing.
    """
    require_positive("a parameter of the prior", [a, b])
    _check(visits, finds, sees)
    without = visits - finds
    if sees == 1:
        return Completeness(np.ones(1), np.array([a + without]), b + finds)
    if sees == 0:
        return Completeness(np.ones(1), np.array([a]), b)
    logs = np.array(
        [
            math.log(math.comb(without, j))
            + j * math.log(sees)
            + (without - j) * math.log1p(-sees)
            + math.lgamma(a + j)
            - math.lgamma(a + j + b + finds)
            for j in range(without + 1)
        ]
    )
    weight = np.exp(logs - logs.max())
    return Completeness(weight / weight.sum(), np.arange(a, a + without + 0.5), b + finds)


def reweighted(
    completeness: Array, weight: Array, visits: int, finds: int = 0, sees: float = 1.0
) -> Array:
    """Return the weights of draws from any prior after visits.

    Parameters
    ----------
    completeness : ndarray of float64, shape (draws,)
    weight : ndarray of float64, shape (draws,)
        Before.
    visits, finds : int
    sees : float

    Returns
    -------
    ndarray of float64, shape (draws,)
        Adding up to 1.

    Raises
    ------
    UsageError
        Also where no draw can have led to what was found.
    """
    require_share("the share of places that are declared", completeness)
    _check(visits, finds, sees)
    found = sees * (1 - completeness)
    new = weight * found**finds * (1 - found) ** (visits - finds)
    total = float(new.sum())
    if not total > 0:
        raise UsageError("what the visits found is impossible under every draw of completeness")
    return np.asarray(new / total)


def _check(visits: int, finds: int, sees: float) -> None:
    require_share("the probability that a visit finds an undeclared place out", sees)
    if not 0 <= finds <= visits:
        raise UsageError(f"{finds} finds in {visits} visits: between 0 and all of them")
    if finds and sees == 0:
        raise UsageError("visits that see nothing have found something")
