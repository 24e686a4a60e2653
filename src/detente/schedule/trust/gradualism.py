"""A joint project paid for in turns, each contribution lost if the project is not finished.

Two parties alternate.  The project, once its whole cost is paid, is worth V to each; a turn's
delay multiplies by d.  From the end: whoever can finish by paying r does so if V - r >= d V,
so the last contribution is at most V (1 - d).  Before that a party contributes c if what
follows is worth as much as waiting until the other contributes c and then taking its own
next turn, two turns later: c = w (1 - d^2), with w what it has from there on before paying.
As w falls by d^2 a step, the contributions from the end are

    c_1 = V (1 - d),  c_k = V d^(2k-3) (1 - d^2) for k >= 2,

and k of them pay for V (1 - d^(2k-1)).  That never reaches V: a project that costs V or more
is not begun, although it is worth 2 V to the two together.  Where contributions are
only paid over once all are promised (subscription, escrow), it can be.

References
----------
A. R. Admati and M. Perry, "Joint projects without commitment", Review of Economic Studies 58
(1991) 259-276.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_not_negative, require_positive

ROUNDING = 1e-12
"""Share of the value below which two amounts count as equal."""
MOST_TURNS = 100_000


@dataclass(frozen=True)
class Project:
    """How a joint project goes.

    Attributes
    ----------
    finished : bool
        Whether the two pay for it in turns, without anybody holding the money.
    subscription : bool
        Whether it is not finished in turns but is worth its cost to the two together, so
        that they can finish it where contributions are held until all are promised.
    contributions : ndarray of float64, shape (turns,)
        First turn first; empty where it is not finished.
    first, second : float
        What the party that begins and the other have from it, discounted to the first turn.
    """

    finished: bool
    subscription: bool
    contributions: NDArray[np.float64]
    first: float
    second: float


def steps_from_the_end(value: float, discount: float, count: int) -> NDArray[np.float64]:
    """Return the greatest contribution of each turn, the last turn first.

    Parameters
    ----------
    value : float
        V, to each party once the project is finished.
    discount : float
        d, what a turn's delay leaves of a value; above 0 and below 1.
    count : int
        Number of turns.

    Returns
    -------
    ndarray of float64, shape (count,)

    Raises
    ------
    UsageError
    """
    _check(value, discount)
    require_not_negative("the number of turns", count)
    turns = np.arange(1, count + 1, dtype=np.float64)
    steps: NDArray[np.float64] = value * (1 - discount**2) * np.power(discount, 2 * turns - 3)
    steps[:1] = value * (1 - discount)
    return steps


def project(cost: float, value: float, discount: float) -> Project:
    """Return whether and how two parties pay for a project in turns.

    Parameters
    ----------
    cost : float
        Of the whole project, above 0.
    value : float
        To each party, in the same unit.
    discount : float

    Returns
    -------
    Project

    Raises
    ------
    UsageError
        Also where it would take more than 100,000 turns.
    """
    _check(value, discount)
    require_positive("the cost of the project", cost)
    if cost >= value:
        return Project(False, cost < 2 * value, np.zeros(0), 0.0, 0.0)
    turns = _turns(cost, value, discount)
    later = steps_from_the_end(value, discount, turns - 1)[::-1]
    contributions = np.concatenate([[cost - later.sum()], later])
    worth = value * discount ** (turns - 1)
    paid = contributions * discount ** np.arange(turns)
    first, second = (float(worth - paid[k::2].sum()) for k in (0, 1))
    return Project(True, False, contributions, first, second)


def _turns(cost: float, value: float, discount: float) -> int:
    """Return the least number of turns whose contributions pay the cost."""
    left = np.log1p(-cost / value) / np.log(discount)
    guess = (1 + left) / 2
    if guess > MOST_TURNS:
        raise UsageError(
            f"the project would take more than {MOST_TURNS:,} turns: its cost is all but its value"
        )
    turns = max(1, int(np.floor(guess)))
    while value * (1 - discount ** (2 * turns - 1)) < cost - ROUNDING * value:
        turns += 1
    return turns


def _check(value: float, discount: float) -> None:
    require_positive("the value of the project", value)
    if not 0 < discount < 1:
        raise UsageError(f"the discount of a turn lies between 0 and 1; found {discount:g}")
