"""Few inspections over many periods against one violation (Dresher 1962).

In each of n periods the inspector, who has m inspections left, inspects or not, and the
inspected party, who counts the visits, violates or not; it violates at most once.  A
violation in an inspected period costs it ``loss``, one in another period gains it ``gain``,
staying legal to the end is 0, and what it gains the inspector loses.  So the value to the
inspector v(n, m) is that of the matrix game::

                     violate      legal
    inspect          loss         v(n-1, m-1)
    do not inspect   -gain        v(n-1, m)

with v(n, 0) = -gain.  The inspector need not know whether a violation has already gone
unseen: then nothing that he does matters any more.

An inspection that sees a violation only with probability q is the same game with
q * loss - (1 - q) * gain in place of loss (as in Rothenstein & Zamir 2002, who treat also
false alarms).  Where that is negative, even an inspected violation pays.

References
----------
M. Dresher, "A Sampling Inspection Problem in Arms Control Agreements: A Game-Theoretic
Analysis", RAND RM-2972-ARPA (1962).
B. von Stengel, "Recursive inspection games", Mathematics of Operations Research 41 (2016)
935-952 (first as IASFOR report S-9106, 1991): closed form, general payoffs.
D. Rothenstein and S. Zamir, "Imperfect inspection games over time", Annals of Operations
Research 109 (2002) 175-192.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.schedule.verification.limits import (
    require_not_negative,
    require_positive,
    require_share,
)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class InspectionPlan:
    """What to do at each state (periods left, inspections left).

    Attributes
    ----------
    value : ndarray of float64, shape (periods + 1, inspections + 1)
        To the inspector, in the unit of gain and loss; minus it is the most that a
        violator can expect.
    inspect : ndarray of float64, shape (periods + 1, inspections + 1)
        Probability of inspecting the next period.
    violate : ndarray of float64, shape (periods + 1, inspections + 1)
        Probability with which the inspected party violates in it, if it has not yet.
        Row 0 of all three is the end: no period is left, everything is 0.
    """

    value: Array
    inspect: Array
    violate: Array


def solve(
    periods: int, inspections: int, gain: float = 1.0, loss: float = 1.0, sees: float = 1.0
) -> InspectionPlan:
    """Solve the game at every state by recursion.

    Parameters
    ----------
    periods, inspections : int
    gain : float
        Above 0: what an undetected violation brings.
    loss : float
        Not negative: what a detected one costs.
    sees : float
        Probability that an inspection sees a violation of its period.

    Returns
    -------
    InspectionPlan

    Raises
    ------
    UsageError
        For numbers out of range.
    """
    require_not_negative("the number of periods", periods)
    require_not_negative("the number of inspections", inspections)
    require_positive("the gain of a violation", gain)
    require_not_negative("the loss of a violator who is caught", loss)
    require_share("the probability that an inspection sees a violation", sees)
    caught = sees * loss - (1 - sees) * gain
    value, inspect, violate = np.zeros((3, periods + 1, inspections + 1))
    for n in range(1, periods + 1):
        value[n, 0], violate[n, 0] = -gain, 1.0
        for m in range(1, inspections + 1):
            if m >= n:
                # Every period left is inspected.
                value[n, m], inspect[n, m], violate[n, m] = min(caught, 0.0), 1.0, caught < 0
                continue
            row, column, worth = _two_by_two(
                caught, float(value[n - 1, m - 1]), -gain, float(value[n - 1, m])
            )
            value[n, m], inspect[n, m], violate[n, m] = worth, row, column
    return InspectionPlan(value, inspect, violate)


def _two_by_two(a: float, b: float, c: float, d: float) -> tuple[float, float, float]:
    """Return Pr(row 1), Pr(column 1) and the value of [[a, b], [c, d]]; rows maximise."""
    lower, upper = max(min(a, b), min(c, d)), min(max(a, c), max(b, d))
    if lower >= upper:
        return float(min(a, b) >= min(c, d)), float(max(a, c) <= max(b, d)), lower
    spread = a - b - c + d
    row, column = (d - c) / spread, (d - b) / spread
    # Not (ad - bc) / spread, which loses all digits where the four are nearly equal.
    return row, column, c + row * (a - c)


def closed_form(periods: int, inspections: int, gain: float = 1.0, loss: float = 1.0) -> float:
    """Return the value for inspections that see everything, without recursion.

    v(n, m) = -gain * C(n-1, m) / sum over i <= m of C(n, i) (loss/gain)^(m-i), which for
    gain = loss is Dresher's.

    Parameters
    ----------
    periods, inspections : int
    gain, loss : float

    Returns
    -------
    float
    """
    if periods == 0 or inspections >= periods:
        return 0.0
    ratio = loss / gain
    total = sum(math.comb(periods, i) * ratio ** (inspections - i) for i in range(inspections + 1))
    return -gain * math.comb(periods - 1, inspections) / total
