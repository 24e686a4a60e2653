"""Bargaining points: against brute force, and the axioms that define them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.deals.points import RULES, bargaining_points, pareto
from tests.deals.oracle import point_values, undominated


@st.composite
def gains_of(draw: st.DrawFn, low: int = -3, least_parties: int = 1) -> np.ndarray:
    """Gains of one to three parties from a few packages, on a coarse grid."""
    parties = draw(st.integers(least_parties, 3))
    packages = draw(st.integers(1, 8))
    values = draw(
        st.lists(st.integers(low, 6), min_size=parties * packages, max_size=parties * packages)
    )
    return np.array(values, dtype=float).reshape(parties, packages)


def columns(gains: np.ndarray) -> list[list[float]]:
    return gains.T.tolist()


def pick(rule: str, gains: np.ndarray) -> list[float]:
    """What each party gains by a rule's first choice."""
    return gains[:, bargaining_points(gains)[rule][0]].tolist()


@given(gains_of())
def test_points_are_those_of_trying_every_package(gains: np.ndarray) -> None:
    chosen = bargaining_points(gains)
    for rule in RULES:
        worth = point_values(rule, columns(gains))
        if worth is None:
            assert len(chosen[rule]) == 0
            continue
        best = {k for k, w in enumerate(worth) if w >= max(worth) - 1e-9}
        assert set(chosen[rule].tolist()) <= best
        total = np.maximum(gains, 0).sum(axis=0)
        most = {k for k in best if total[k] == max(total[j] for j in best)}
        if rule == "nash":
            values = {tuple(np.maximum(gains[:, k], 0)) for k in best}
            wanted = values if max(worth) > 0 else undominated(list(values))
            assert {tuple(np.maximum(gains[:, k], 0)) for k in chosen[rule]} == wanted
            assert max(worth) == 0 or set(chosen[rule].tolist()) == best
        else:
            (only,) = chosen[rule].tolist()
            assert only in most


def test_two_losses_never_multiply_into_a_gain() -> None:
    assert all(len(k) == 0 for k in bargaining_points(np.array([[-5.0], [-5.0]])).values())
    gains = np.array([[-5.0, 1.0], [-5.0, 1.0]])
    assert all(k.tolist() == [1] for k in bargaining_points(gains).values())


def test_a_party_who_cannot_gain_does_not_stop_the_others() -> None:
    gains = np.array([[0.0, 0.0, 0.0], [1.0, 4.0, 2.5], [4.0, 2.0, 3.0]])
    chosen = bargaining_points(gains)
    assert chosen["nash"].tolist() == [1]
    assert chosen["kalai_smorodinsky"].tolist() == [2]


@given(gains_of(low=0), st.sampled_from([0.25, 3.0, 40.0]), st.integers(0, 2))
def test_a_party_s_scale_moves_neither_nash_nor_kalai_smorodinsky(
    gains: np.ndarray, factor: float, party: int
) -> None:
    party %= len(gains)
    scaled = gains.copy()
    scaled[party] *= factor
    before, after = bargaining_points(gains), bargaining_points(scaled)
    assert before["nash"].tolist() == after["nash"].tolist()
    ideal = gains.max(axis=1)
    able = ideal > 0
    assume(able.any())
    ratio = (gains[able] / ideal[able, None]).min(axis=0)
    ks = "kalai_smorodinsky"
    assert ratio[before[ks][0]] == pytest.approx(ratio[after[ks][0]])


def test_a_party_s_scale_moves_the_egalitarian_and_the_utilitarian_point() -> None:
    gains = np.array([[1.0, 2.0, 4.0], [4.0, 2.5, 1.0]])
    scaled = gains * np.array([[10.0], [1.0]])
    for rule in ("egalitarian", "utilitarian"):
        assert bargaining_points(gains)[rule] != bargaining_points(scaled)[rule]


@given(gains_of(least_parties=2))
def test_in_a_symmetric_game_no_party_is_preferred(gains: np.ndarray) -> None:
    """With every package's mirror image there, and the even split of each, all gain alike."""
    gains = gains[:2]
    middle = np.repeat(gains.mean(axis=0)[None, :], 2, axis=0)
    game = np.hstack([gains, gains[::-1], middle])
    assume((game >= 0).all(axis=0).any())
    for rule in ("nash", "kalai_smorodinsky", "egalitarian"):
        chosen = bargaining_points(game)[rule]
        values = {tuple(game[:, k]) for k in chosen}
        if rule == "nash":
            assert {(b, a) for a, b in values} == values
        ideal = max(game[:, k].max() for k in np.flatnonzero((game >= 0).all(axis=0)))
        if ideal > 0 and rule != "nash":
            assert pick(rule, game)[0] == pytest.approx(pick(rule, game)[1])


@given(gains_of(low=0, least_parties=2), st.lists(st.integers(0, 6), min_size=3, max_size=3))
def test_a_new_package_leaves_the_least_gain_no_smaller(gains: np.ndarray, new: list[int]) -> None:
    more = np.hstack([gains, np.array(new[: len(gains)], dtype=float)[:, None]])
    able_before = gains.max(axis=1) > 0
    assume((able_before == (more.max(axis=1) > 0)).all())
    assert min(pick("egalitarian", more)) >= min(pick("egalitarian", gains)) - 1e-9
    if (more.max(axis=1) == gains.max(axis=1)).all():
        ideal = np.where(able_before, gains.max(axis=1), 1.0)
        before = (np.array(pick("kalai_smorodinsky", gains)) / ideal)[able_before]
        after = (np.array(pick("kalai_smorodinsky", more)) / ideal)[able_before]
        assert after.min(initial=0.0) >= before.min(initial=0.0) - 1e-9


@given(gains_of(low=0, least_parties=2))
def test_a_package_nobody_chooses_can_go_without_moving_nash(gains: np.ndarray) -> None:
    chosen = set(bargaining_points(gains)["nash"].tolist())
    others = [k for k in range(gains.shape[1]) if k not in chosen]
    assume(others)
    kept = [k for k in range(gains.shape[1]) if k != others[0]]
    # Whoever could gain only there loses all say with it, and that is another game.
    assume(((gains.max(axis=1) > 0) == (gains[:, kept].max(axis=1) > 0)).all())
    found = {kept[k] for k in bargaining_points(gains[:, kept])["nash"]}
    assert found == chosen


@given(gains_of())
def test_the_frontier_is_what_nothing_dominates(gains: np.ndarray) -> None:
    rows = [tuple(row) for row in columns(gains)]
    kept = pareto(gains).tolist()
    assert {rows[k] for k in kept} == undominated(rows)
    assert len(kept) == len({rows[k] for k in kept})
    assert all(rows.index(rows[k]) == k for k in kept)
    first = [rows[k][0] for k in kept]
    assert first == sorted(first, reverse=True)


@given(gains_of())
def test_points_lie_on_the_frontier_of_the_zone(gains: np.ndarray) -> None:
    zone = gains[:, (gains >= 0).all(axis=0)]
    best = undominated([tuple(row) for row in columns(zone)])
    for rule in ("utilitarian", "nash"):
        for k in bargaining_points(gains)[rule]:
            held = zone.max(axis=1) > 0
            able = tuple(np.where(held, gains[:, k], 0.0))
            assert any(able == tuple(np.where(held, v, 0.0)) for v in best)
