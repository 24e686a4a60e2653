"""How much of the change from one set of inputs to another each input makes.

One input at a time is moved, from both ends: from all at the first reader's, and
from all at the second's.  Where the answer adds up, the two agree; where inputs
work together, they differ, and neither alone tells what settling that input would
change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


def finite_changes(
    answer: Callable[[Mapping[str, T]], A],
    one: Mapping[str, T],
    other: Mapping[str, T],
    names: Sequence[str],
) -> list[tuple[str, tuple[A, A], tuple[A, A]]]:
    """Return the first-order and the total change of each input.

    Parameters
    ----------
    answer : callable
        From all inputs to the answer.
    one, other : mapping of str to value
        The two ends; both hold every name.
    names : sequence of str
        Inputs to move.

    Returns
    -------
    list of (name, (answer, answer), (answer, answer))
        In the order of ``names``: the answer before and after the input moves from
        ``one`` to ``other`` with the rest at ``one``, and with the rest at ``other``.

    References
    ----------
    Borgonovo, E. (2010), Sensitivity analysis with finite changes: an application to
    modified EOQ models, European Journal of Operational Research 200(1), 127-138:
    the differences are its first-order and total order finite change indices.
    """
    start, end = answer(one), answer(other)
    found = []
    for name in names:
        moved = answer({**one, name: other[name]})
        kept = answer({**other, name: one[name]})
        found.append((name, (start, moved), (kept, end)))
    return found
