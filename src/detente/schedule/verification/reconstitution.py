"""What freezing, disabling or dismantling buys: months.

An action at a facility takes so many months to undo.  A route to the capability is a set of
facilities that are all needed, rebuilt side by side, and then so many months of its own.
The breakout time is that of the quickest route; an undeclared route that no action touches
therefore caps what all actions together can buy.  The warning time is the breakout time less
the lag until rebuilding is detected.

References
----------
IAEA, "IAEA Safeguards Glossary, 2001 Edition", section 3.13 ff. (conversion time, detection
time): the same comparison for material.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_not_negative

MOST = 12
"""Most actions of which every combination is tried."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways to the capability.

    Attributes
    ----------
    needs : ndarray of bool, shape (routes, facilities)
        A route that needs none of them is open whatever is done.
    months : ndarray of float64, shape (routes,) or (routes, draws)
        From the day all its facilities run.
    """

    needs: NDArray[np.bool_]
    months: Array

    def __post_init__(self) -> None:
        if self.needs.ndim != 2 or not len(self.needs):
            raise UsageError("at least one route to the capability is needed")
        if len(self.months) != len(self.needs):
            raise UsageError("each route needs its own months")
        require_not_negative("the months of a route", self.months)


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be done, and how long undoing it takes.

    Attributes
    ----------
    facility : ndarray of int, shape (actions,)
        Where each is done.
    months : ndarray of float64, shape (actions, draws)
        To undo it.
    """

    facility: NDArray[np.integer]
    months: Array

    def __post_init__(self) -> None:
        if self.months.ndim != 2 or len(self.facility) != len(self.months):
            raise UsageError("each action needs a facility and draws of months")
        require_not_negative("the months to undo an action", self.months)


def breakout(routes: Routes, rebuild: Array) -> Array:
    """Return the months to the capability by the quickest route.

    Parameters
    ----------
    routes : Routes
    rebuild : ndarray of float64, shape (facilities, draws)
        Months until each facility runs; 0 for one that does.

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    require_not_negative("the months to rebuild", rebuild)
    own = routes.months if routes.months.ndim == 2 else routes.months[:, None]
    each = [
        rebuild[needs].max(axis=0, initial=0.0) + months
        for needs, months in zip(routes.needs, own, strict=True)
    ]
    return np.asarray(np.min(each, axis=0))


def after(routes: Routes, actions: Actions, done: ArrayLike) -> Array:
    """Return the breakout time after some actions.

    Parameters
    ----------
    routes : Routes
    actions : Actions
    done : array_like of bool, shape (actions,)
        Of several at one facility the one that takes longest to undo counts.

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    rebuild = np.zeros((routes.needs.shape[1], actions.months.shape[1]))
    for k in np.flatnonzero(np.asarray(done, dtype=bool)):
        place = actions.facility[k]
        rebuild[place] = np.maximum(rebuild[place], actions.months[k])
    return breakout(routes, rebuild)


@dataclass(frozen=True, slots=True)
class Bought:
    """Months that actions add to the breakout time.

    Attributes
    ----------
    before : ndarray of float64, shape (draws,)
        Breakout time without any.
    done : ndarray of bool, shape (combinations, actions)
        Every combination; row 0 is none, the last is all.
    months : ndarray of float64, shape (combinations, draws)
        Added by each combination.
    alone : ndarray of float64, shape (actions, draws)
        Added by each action if it is the only one.
    last : ndarray of float64, shape (actions, draws)
        Added by each once all others are done: what its omission would cost.
    """

    before: Array
    done: NDArray[np.bool_]
    months: Array
    alone: Array
    last: Array


def bought(routes: Routes, actions: Actions) -> Bought:
    """Return what each action and each combination of actions buys.

    Parameters
    ----------
    routes : Routes
    actions : Actions

    Returns
    -------
    Bought

    Raises
    ------
    UsageError
        For more than ``MOST`` actions.
    """
    number = len(actions.facility)
    if number > MOST:
        raise UsageError(f"{number} actions have too many combinations (at most {MOST} actions)")
    # Bit k of the row's number says whether action k is done.
    done = (np.arange(2**number)[:, None] >> np.arange(number)) % 2 == 1
    times = np.array([after(routes, actions, row) for row in done])
    months = times - times[0]
    single = 2 ** np.arange(number)
    return Bought(times[0], done, months, months[single], months[-1] - months[-1 - single])


def warning(breakout_months: Array, lag: ArrayLike) -> Array:
    """Return the months between the detection of rebuilding and the capability.

    Parameters
    ----------
    breakout_months : ndarray of float64, shape (draws,)
    lag : array_like of float, shape (draws,) or ()
        Months from the start of rebuilding to its detection.

    Returns
    -------
    ndarray of float64, shape (draws,)
        Negative where it is detected too late.
    """
    require_not_negative("the lag of detection", lag)
    return np.asarray(breakout_months - np.asarray(lag, dtype=np.float64))
