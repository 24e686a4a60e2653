"""What waits on what is overdue, against following every chain of waiting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.tracking.unlocking import unlocking


def holders(j: int, before: np.ndarray, done: np.ndarray) -> set[int]:
    """All that j waits on, each found by going up every chain."""
    found: set[int] = set()
    if done[j]:
        return found
    for i in range(len(done)):
        if before[i, j] and not done[i]:
            found |= {i} | holders(i, before, done)
    return found


@given(st.data(), st.integers(1, 7))
def test_counts_follow_from_every_chain_of_waiting(data: st.DataObject, n: int) -> None:
    flags = st.lists(st.booleans(), min_size=n, max_size=n)
    before = np.triu(np.array([data.draw(flags) for _ in range(n)]), 1)
    state = np.array(data.draw(st.lists(st.sampled_from("dlo"), min_size=n, max_size=n)))
    done, late = state == "d", state == "l"
    found = unlocking(before, done, late)
    up = [holders(j, before, done) for j in range(n)]
    for k in range(n):
        waiting = [j for j in range(n) if late[k] and k in up[j]]
        # Everything overdue above j is k itself, or waits on k.
        alone = [j for j in waiting if all(x == k or k in up[x] for x in up[j] if late[x])]
        assert (found.waiting[k], found.alone[k]) == (len(waiting), len(alone))
    ranks = [(-found.alone[k], -found.waiting[k], k) for k in found.first]
    assert ranks == sorted(ranks)
    assert set(found.first) == {k for k in range(n) if found.waiting[k]}


def test_the_one_that_unlocks_most_comes_first() -> None:
    # 0 holds up 2, and through it 3; 1 holds up 3 as well, and 4.
    before = np.zeros((5, 5), bool)
    before[0, 2] = before[2, 3] = before[1, 3] = before[1, 4] = True
    late = np.array([True, True, False, False, False])
    found = unlocking(before, np.zeros(5, bool), late)
    assert found.waiting.tolist() == [2, 2, 0, 0, 0]
    assert found.alone.tolist() == [1, 1, 0, 0, 0]
    assert found.first == (0, 1)
    after = unlocking(before, [True, False, False, False, False], [False, True] + [False] * 3)
    assert after.alone.tolist() == [0, 2, 0, 0, 0]


def test_what_waits_on_one_alone_counts_first() -> None:
    before = np.zeros((7, 7), bool)
    before[0, [3, 4, 5]] = before[1, [3, 6]] = before[2, [4, 5]] = True
    found = unlocking(before, [False] * 7, [True] * 3 + [False] * 4)
    assert found.waiting.tolist() == [3, 2, 2, 0, 0, 0, 0]
    assert found.alone.tolist() == [0, 1, 0, 0, 0, 0, 0]
    assert found.first == (1, 0, 2)


def test_what_is_late_only_because_it_waits_does_not_share_the_cause() -> None:
    before = np.zeros((3, 3), bool)
    before[0, 1] = before[1, 2] = True
    found = unlocking(before, [False] * 3, [True, True, False])
    assert found.alone.tolist() == [2, 0, 0]
    assert found.waiting.tolist() == [2, 1, 0]
    assert found.first == (0, 1)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="performed is not overdue"):
        unlocking([[False]], [True], [True])
    with pytest.raises(UsageError, match="round in a circle"):
        unlocking([[False, True], [True, False]], [False] * 2, [True, False])
