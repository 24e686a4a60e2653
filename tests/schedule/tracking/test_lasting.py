"""The next condition that fails, against looking at every day one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange, exchange
from detente.schedule.tracking.lasting import lasting

NUMBERS = st.integers(-4, 9)


@st.composite
def situations(
    draw: st.DrawFn,
) -> tuple[list[tuple[float, Exchange]], np.ndarray, np.ndarray, int, bool]:
    n, parties = draw(st.integers(1, 5)), draw(st.integers(2, 3))
    few = st.lists
    actor = np.array(draw(few(st.integers(0, parties - 1), min_size=n, max_size=n)))
    value = np.array([draw(few(NUMBERS, min_size=parties, max_size=parties)) for _ in range(n)])
    value[np.arange(n), actor] = 0
    made = exchange(
        actor,
        np.array(draw(few(NUMBERS, min_size=n, max_size=n)), float),
        value.astype(float),
        parties=parties,
        detection=np.array(draw(few(st.sampled_from([0.25, 0.5, 1.0]), min_size=n, max_size=n))),
        lag=np.array(draw(few(st.integers(0, 3), min_size=n, max_size=n)), float),
        guarantee=np.array(draw(few(st.integers(0, 9), min_size=parties, max_size=parties)), float),
    )
    days = np.array(draw(few(st.integers(0, 12), min_size=n, max_size=n)), float)
    today = draw(st.integers(0, 10))
    held = np.array(draw(few(st.booleans(), min_size=n, max_size=n))) & (days >= today)
    epochs = [(float(today), made)]
    if draw(st.booleans()):
        loss = -np.minimum(made.guarantee, draw(st.integers(0, 9)))
        epochs.append((float(today + draw(st.integers(1, 6))), made.guaranteed(loss)))
    return epochs, days, held, today, draw(st.booleans())


def day_by_day(
    epochs: list[tuple[float, Exchange]],
    days: np.ndarray,
    held: np.ndarray,
    today: int,
    gates: bool,
) -> dict[int, float]:
    """First day on which something fails for each party, by asking on every day in turn."""
    times = np.where(held, 1e6, days)
    found: dict[int, float] = {}
    for now in range(today, 40):
        one = [e for begin, e in epochs if begin <= now][-1]
        in_hand = ((times <= now)[:, None] * one.effect).sum(axis=0)
        tested = conditions(one, times, gates=gates)
        for p in range(one.parties):
            excess = [
                e
                for test, e in zip(tested.tests, tested.excess, strict=True)
                if test.party == p and test.time == now
            ]
            if max([in_hand[p] - one.cap[p], *excess]) > 1e-6:
                found.setdefault(p, now)
    return found


@given(situations())
def test_the_next_day_is_the_first_of_all_days(
    given_one: tuple[list[tuple[float, Exchange]], np.ndarray, np.ndarray, int, bool],
) -> None:
    epochs, days, held, today, gates = given_one
    found = lasting(epochs, days, held, today, gates=gates)
    expected = day_by_day(epochs, days, held, today, gates)
    assert {p: f.day for p, f in found.items()} == expected
    assert all(f.gain > 0 and math.isfinite(f.day) for f in found.values())


def test_an_epoch_that_begins_later_does_not_tell_of_today() -> None:
    one = exchange(np.array([0]), np.array([1.0]), np.array([[0.0, 1.0]]), parties=2)
    with pytest.raises(ValueError, match="no later than today"):
        lasting([(5.0, one)], [0.0], [False], 4.0, gates=True)


def test_what_is_held_up_does_not_come_within_the_days_before_a_fake_is_found_out() -> None:
    one = exchange(
        np.array([0, 1]),
        np.array([1.0, 2.0]),
        np.array([5.0, 10.0]),
        detection=0.5,
        lag=np.array([3.0, 0.0]),
        guarantee=np.array([0.0, 10.0]),
    )
    # Party 0 may be 9 ahead; faking adds 1 to the 10 that would come within three days.
    args = ([(0.0, one)], [5.0, 6.0])
    assert lasting(*args, [False, True], 0.0, gates=False) == {}
    assert lasting(*args, [False, False], 0.0, gates=False)[0].gain == pytest.approx(2)
