"""Every search against exhaustive search, and every order against the plain checker."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange, exchange
from detente.schedule.search.beam import NARROW, _one_way, beam
from detente.schedule.search.bound import bound, step_excess
from detente.schedule.search.exact import exact
from detente.schedule.search.groups import exact_groups
from detente.schedule.search.lattice import merge
from detente.schedule.search.least import least_guarantee, met
from detente.schedule.search.states import states, times_of
from tests.schedule.brute import all_needs, least, orders
from tests.schedule.checker import check
from tests.schedule.random_exchanges import exchanges


def scales(e: Exchange, kind: int) -> np.ndarray:
    """Common unit, share of own cost (0 where a party has none), or party 0 excused nothing."""
    return [np.ones(e.parties), e.own_cost, np.arange(e.parties).astype(float)][kind]


def brute(e: Exchange, scale: np.ndarray, *, together: bool = False) -> float:
    return min(least(needs, scale.tolist()) for _, needs in all_needs(e, together=together))


@given(exchanges(most=5), st.integers(0, 2))
def test_bound_and_searches_agree_with_every_order(e: Exchange, kind: int) -> None:
    scale, s = scales(e, kind), states(e)
    truth = brute(e, scale)
    assert bound(s, scale).lam <= truth + 1e-7
    assert beam(s, scale, width=3)[1] >= truth - 1e-7
    found = exact(s, scale)
    assert found.proved
    assert found.lam == pytest.approx(truth, abs=1e-7)
    answer = least_guarantee(e, scale)
    assert answer.status == "PROVED"
    assert answer.lam == pytest.approx(truth, abs=1e-7)
    assert answer.lower == pytest.approx(truth, abs=1e-6)
    np.testing.assert_allclose(answer.needs, check(e, answer.order), atol=1e-7)
    assert least(answer.needs.tolist(), scale.tolist(), 1e-7) == pytest.approx(truth, abs=1e-7)


@pytest.mark.slow
@settings(max_examples=8)
@given(exchanges(least=6, most=8, parties=3), st.integers(0, 2))
def test_eight_commitments_agree_with_every_order(e: Exchange, kind: int) -> None:
    scale = scales(e, kind)
    answer = least_guarantee(e, scale)
    assert answer.status == "PROVED"
    assert answer.lam == pytest.approx(brute(e, scale), abs=1e-7)


@given(exchanges(most=4, losses=True, gainful=True), st.integers(0, 1))
def test_with_losses_steps_of_several_agree_with_every_order(e: Exchange, kind: int) -> None:
    scale = scales(e, kind)
    truth = brute(e, scale, together=True)
    steps, lam = exact_groups(states(e), scale)
    assert lam == pytest.approx(truth, abs=1e-7)
    order = states(e).order(steps)
    assert least(check(e, order), scale.tolist(), 1e-7) == pytest.approx(truth, abs=1e-7)
    assert bound(states(e), scale).lam <= truth + 1e-7
    assert least_guarantee(e, scale).lam == pytest.approx(truth, abs=1e-7)


@given(exchanges(most=4))
def test_sequence_theorem_without_losses_one_at_a_time_is_enough(e: Exchange) -> None:
    """Any safe schedule with steps at one time has a safe one without."""
    scale = np.ones(e.parties)
    assert brute(e, scale) == pytest.approx(brute(e, scale, together=True), abs=1e-9)
    assert exact_groups(states(e), scale)[1] == pytest.approx(exact(states(e), scale).lam)


def test_of_equal_orders_with_losses_the_least_merged_is_returned() -> None:
    e = exchange(
        np.array([0, 1, 2]),
        np.zeros(3),
        np.array([[0.0, 9.0, -1.0], [9.0, 0.0, 2.0], [0.0, 0.0, 0.0]]),
        parties=3,
        rent=5.0,
    )
    assert [len(step) for step in least_guarantee(e, np.ones(3)).order] == [1, 1, 1]


@given(exchanges(most=5), st.integers(0, 4))
def test_each_condition_of_the_bound_holds_in_every_order(e: Exchange, seed: int) -> None:
    s = states(e)
    lowest = np.maximum(np.vstack([step_excess(s), s.end]).max(axis=0), 0.0)
    for _, needs in all_needs(e):
        assert (np.array(needs) >= lowest - 1e-7).all()
        # Which condition is named is among the broken ones of that party.
    found = bound(s, np.ones(e.parties))
    if found.binding is not None:
        answer = least_guarantee(e, np.ones(e.parties))
        assert answer.lam >= found.binding.amount - 1e-7


@given(exchanges(most=6, parties=2, escrow=False), st.integers(0, 10**6))
def test_merging_two_sequences_is_the_best_of_all_merges(e: Exchange, seed: int) -> None:
    s, every = states(e), list(orders(e))
    chosen = every[seed % len(every)]
    units = [step[0] for step in chosen]
    first = [u for u in units if e.actor[u] == 0]
    second = [u for u in units if e.actor[u] == 1]
    truth = min(
        max(check(e, order))
        for order in every
        if [j for (j,) in order if e.actor[j] == 0] == first
        and [j for (j,) in order if e.actor[j] == 1] == second
    )
    merged = merge(s, np.ones(2), first, second)
    assert merged is not None
    assert merged[1] == pytest.approx(truth, abs=1e-9)
    assert max(check(e, s.order(merged[0]))) == pytest.approx(truth, abs=1e-9)


def test_sequences_that_wait_for_each_other_do_not_merge() -> None:
    before = np.zeros((4, 4), dtype=bool)
    before[0, 2] = before[3, 1] = True
    e = exchange(np.array([0, 0, 1, 1]), np.ones(4), np.ones(4), before=before)
    assert merge(states(e), np.ones(2), [1, 0], [2, 3]) is None
    assert merge(states(e), np.ones(2), [0, 1], [3, 2]) is not None


def test_a_search_that_is_cut_short_claims_nothing() -> None:
    rng = np.random.default_rng(3)
    e = exchange(
        rng.integers(0, 2, 14),
        rng.integers(1, 40, 14).astype(float),
        rng.integers(1, 40, 14).astype(float),
    )
    s = states(e)
    full = exact(s, np.ones(2))
    cut = exact(s, np.ones(2), sets=5)
    assert full.proved
    assert not cut.proved
    assert cut.units is None
    # No order below its own best: shown by exhausting one end.
    below = exact(s, np.ones(2), upper=full.lam)
    assert below.proved
    assert below.units is None


def test_what_cannot_be_policed_is_shown_to_need_an_infinite_guarantee() -> None:
    e = exchange(np.array([0, 1]), np.ones(2), np.ones(2), detection=np.array([1.0, 0.0]))
    answer = least_guarantee(e, np.ones(2))
    assert answer.status == "PROVED"
    assert np.isinf(answer.lam)
    assert answer.binding is not None
    assert (answer.binding.party, answer.binding.step, answer.binding.kind) == (1, (1,), "cheat")


def test_no_commitments_need_nothing() -> None:
    e = exchange(np.zeros(0, dtype=int), np.zeros(0), np.zeros((0, 2)), parties=2)
    answer = least_guarantee(e, np.ones(2))
    assert (answer.order, answer.lam, answer.status) == ((), 0.0, "PROVED")


@given(exchanges(most=5), st.integers(0, 10**6))
def test_better_detection_higher_rents_and_guarantees_never_ask_for_more(
    e: Exchange, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    scale = np.ones(e.parties)
    plain = least_guarantee(e, scale).lam

    def changed(**kinds: object) -> float:
        arguments = {
            "recoverable": e.recoverable,
            "gain": e.gain,
            "detection": e.detection,
            "rent": e.rent,
            "guarantee": e.guarantee,
        } | kinds
        other = exchange(
            e.actor,
            e.cost,
            e.value,
            parties=e.parties,
            before=e.before,
            escrows=e.escrows,
            **arguments,
        )
        return least_guarantee(other, scale).lam

    better = np.maximum(e.detection, rng.random(e.commitments))
    assert changed(detection=better) <= plain + 1e-7
    assert changed(rent=e.rent + 1) <= plain + 1e-7
    assert changed(rent=e.rent + 1) >= plain - 1 - 1e-7
    assert changed(guarantee=e.guarantee + 1) == pytest.approx(max(plain - 1, 0.0), abs=1e-7)
    # Where nothing is faked, what can be undone alike by all scales every advance.
    ones, half = np.ones(e.commitments), np.full(e.commitments, 0.5)
    if not e.escrows:
        alike = [changed(detection=ones, recoverable=half * k) for k in range(3)]
        assert alike == sorted(alike, reverse=True)


def test_undoing_only_what_one_pays_can_ask_for_more() -> None:
    """Reversibility helps where what has been received comes undone, not what has been paid."""

    def lam(recoverable: list[float]) -> float:
        e = exchange(
            np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]), recoverable=recoverable
        )
        return least_guarantee(e, np.ones(2)).lam

    assert lam([0.0, 0.0]) == 3.0
    assert lam([1.0, 1.0]) == 0.0
    assert lam([1.0, 0.0]) == 4.0


@given(exchanges(most=5))
def test_binding_is_the_worst_condition_of_the_order(e: Exchange) -> None:
    answer = least_guarantee(e, np.ones(e.parties))
    if answer.binding is None:
        assert answer.needs.max() <= 1e-7
        return
    assert answer.binding.amount == pytest.approx(answer.lam)
    tested = conditions(e, times_of(e, answer.order), gates=True)
    matching = [
        x
        for t, x in zip(tested.tests, tested.excess, strict=True)
        if t.party == answer.binding.party and t.kind == answer.binding.kind
    ]
    assert any(np.isclose(x, answer.lam) or x == answer.lam for x in matching)


def test_met_forgives_rounding_only() -> None:
    assert met(1.0, 1.0 - 1e-9)
    assert not met(1.0, 0.999)
    assert met(np.inf, np.inf)


@pytest.mark.parametrize("fillers", [0, 13])
def test_orders_of_single_units_prove_nothing_where_losses_cancel(fillers: int) -> None:
    """Above the size of exact search with groups too: one at a time needs 8, together nothing."""
    value = np.zeros((2 + fillers, 3))
    value[0], value[1] = (-10.0, 10.0, 0.0), (10.0, -10.0, 0.0)
    e = exchange(np.full(2 + fillers, 2), np.zeros(2 + fillers), value, rent=2.0)
    assert bound(states(e), np.ones(3)).lam == 0.0
    assert exact(states(e), np.ones(3)).lam == 8.0
    answer = least_guarantee(e, np.ones(3), seconds=5)
    assert (answer.lam, answer.status) == (0.0, "PROVED")
    assert max(check(e, answer.order)) == 0.0


@given(exchanges(least=4, most=7), st.integers(1, 3))
def test_beam_returns_the_best_of_its_ways(e: Exchange, width: int) -> None:
    s, scale = states(e), np.ones(e.parties)
    units, lam = beam(s, scale, width=width)
    assert max(check(e, s.order(units))) == pytest.approx(lam, abs=1e-7)
    ways = [(NARROW, True), (width, True), (width, False)]
    each = [_one_way(s, scale, w, backward=backward)[1] for w, backward in ways]
    assert lam == pytest.approx(min(each), abs=1e-9)
