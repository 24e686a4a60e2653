"""Refusing numbers that mean nothing, in words for the user."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from detente.errors import UsageError


def require_share(name: str, value: ArrayLike) -> None:
    """Raise unless every value lies between 0 and 1.

    Parameters
    ----------
    name : str
        What the number is, as the user calls it.
    value : array_like of float

    Raises
    ------
    UsageError
        Also for values that are not numbers (NaN).
    """
    found = np.asarray(value, dtype=np.float64)
    wrong = found[~((found >= 0) & (found <= 1))]
    if wrong.size:
        raise UsageError(f"{name} must lie between 0 and 1; found {wrong.flat[0]:g}")


def require_not_negative(name: str, value: ArrayLike) -> None:
    """Raise unless every value is a number that is not below 0.

    Parameters
    ----------
    name : str
    value : array_like of float

    Raises
    ------
    UsageError
    """
    found = np.asarray(value, dtype=np.float64)
    wrong = found[~(found >= 0)]
    if wrong.size:
        raise UsageError(f"{name} must not be negative; found {wrong.flat[0]:g}")


def require_positive(name: str, value: ArrayLike) -> None:
    """Raise unless every value is a finite number above 0.

    Parameters
    ----------
    name : str
    value : array_like of float

    Raises
    ------
    UsageError
    """
    found = np.asarray(value, dtype=np.float64)
    wrong = found[~((found > 0) & np.isfinite(found))]
    if wrong.size:
        raise UsageError(f"{name} must be above 0; found {wrong.flat[0]:g}")
