"""What an origin and those who relay it say, given what was so: summed out exactly.

An origin says yes or no; a relay repeats with its fidelity what the one above it says, and
otherwise says the contrary.  Given the origin's word a relay does not depend on what was so,
so that relays of a word that is known add nothing, and faithful relays of a word that is not
carry one likelihood ratio together, however many they are.

References
----------
Pearl, J. (1988). Probabilistic Reasoning in Intelligent Systems, ch. 4. Morgan Kaufmann.
Bovens, L. & Hartmann, S. (2003). Bayesian Epistemology, ch. 3-4. Oxford University Press.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ROOT = -1
UNHEARD = -1


@dataclass(frozen=True)
class Chain:
    """An origin and its relays on one claim; each stands after what it relays.

    Attributes
    ----------
    parent : sequence of int
        Index of what each relays; -1 for the first, and for it alone.
    says : sequence of int
        1 yes, 0 no, -1 not heard.
    fidelity : ndarray of float64, shape (nodes, draws)
        0 to 1; of no effect for the origin.
    """

    parent: tuple[int, ...]
    says: tuple[int, ...]
    fidelity: np.ndarray

    def __post_init__(self) -> None:
        late = any(not 0 <= p < n for n, p in enumerate(self.parent) if n)
        if not self.parent or self.parent[0] != ROOT or late:
            raise ValueError("each relay stands after what it relays, and one origin first")


def likelihood(chain: Chain, rate: np.ndarray) -> np.ndarray:
    """Return how likely all that was heard is, given each state.

    Parameters
    ----------
    chain : Chain
    rate : ndarray of float64, shape (states, draws)
        P(the origin says yes | state).

    Returns
    -------
    ndarray of float64, shape (states, draws)
    """
    count, draws = len(chain.parent), rate.shape[-1]
    # What is heard from each and below it, if it says no (0) or yes (1).
    below = np.ones((count, 2, draws))
    for n, word in enumerate(chain.says):
        if word != UNHEARD:
            below[n, 1 - word] = 0.0
    for n in range(count - 1, 0, -1):
        kept, other = chain.fidelity[n] * below[n], (1.0 - chain.fidelity[n]) * below[n, ::-1]
        below[chain.parent[n]] *= kept + other
    return np.asarray(rate * below[0, 1] + (1.0 - rate) * below[0, 0])
