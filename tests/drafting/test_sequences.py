"""What two sequences have in common, against a slow obvious oracle."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.sequences import MOST, increasing, matches, shortest

LETTERS = st.lists(st.sampled_from("abc"), max_size=12)


def longest_common(old: list[str], new: list[str]) -> int:
    """Length of a longest common subsequence, by the table of every textbook."""
    rows = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            rows[i + 1][j + 1] = rows[i][j] + 1 if a == b else max(rows[i][j + 1], rows[i + 1][j])
    return rows[-1][-1]


def consistent(old: list[str], new: list[str], found: list[tuple[int, int]]) -> bool:
    rising = all(a < c and b < d for (a, b), (c, d) in pairwise(found))
    return rising and all(old[i] == new[j] for i, j in found)


@given(LETTERS, LETTERS)
def test_pairs_rise_and_are_alike(old: list[str], new: list[str]) -> None:
    assert consistent(old, new, matches(old, new))


def test_the_shortest_edit_keeps_a_longest_common_subsequence() -> None:
    rng = random.Random(1)
    for _ in range(300):
        old, new = ([rng.choice("abc") for _ in range(rng.randint(0, 16))] for _ in range(2))
        found = list(shortest(old, new))[::-1]
        assert consistent(old, new, found)
        assert len(found) == longest_common(old, new)


@given(st.permutations(range(9)), st.permutations(range(9)))
def test_what_stands_once_is_kept_in_its_longest_run(old: list[int], new: list[int]) -> None:
    one, two = [str(x) for x in old], [str(x) for x in new]
    assert len(matches(one, two)) == longest_common(one, two)


@given(LETTERS)
def test_equal_sequences_match_whole(items: list[str]) -> None:
    assert matches(items, items) == [(i, i) for i in range(len(items))]


def test_what_stands_once_is_found_however_much_changed_around_it() -> None:
    old = [x for k in range(MOST) for x in (f"u{k}", "a", "b")]
    new = [x for k in range(MOST) for x in ("c", f"u{k}", "d")]
    assert [old[i] for i, _ in matches(old, new)] == [f"u{k}" for k in range(MOST)]


def test_what_differs_very_much_ends_in_time_and_is_consistent() -> None:
    rng = random.Random(1)
    old, new = ([rng.choice("ab") + rng.choice("cd") for _ in range(5 * MOST)] for _ in range(2))
    assert consistent(old, new, matches(old, new))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=9).map(
        lambda pairs: list({p: (p, w) for p, w in pairs}.values())
    )
)
def test_the_heaviest_rising_run(pairs: list[tuple[int, int]]) -> None:
    positions, weights = [p for p, _ in pairs], [float(w) for _, w in pairs]
    found = increasing(positions, weights)
    assert all(positions[a] < positions[b] for a, b in pairwise(found))
    best = max(
        sum(weights[i] for i in chosen)
        for size in range(1, len(pairs) + 1)
        for chosen in combinations(range(len(pairs)), size)
        if all(positions[a] < positions[b] for a, b in pairwise(chosen))
    )
    assert sum(weights[i] for i in found) == best
