"""The gates in turn, against plain loops over belief sets and packages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.deals.gates import first_failed, stopped, with_open_gate

SHAPES = st.tuples(st.integers(1, 4), st.integers(0, 4), st.integers(1, 6))


@st.composite
def drawn(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    shape = draw(SHAPES)
    return draw(arrays(bool, shape[2])), draw(arrays(bool, shape))


def by_hand(zone: np.ndarray, stages: np.ndarray) -> list[int]:
    """Walk each belief set through the gates with whatever is still in."""
    found = []
    for d in range(len(zone)):
        if not zone[d]:
            found.append(0)
            continue
        still = list(range(stages.shape[1]))
        gate = 1
        for stage in range(len(stages)):
            still = [p for p in still if stages[stage, p, d]]
            if not still:
                break
            gate += 1
        found.append(gate)
    return found


@given(drawn())
def test_every_belief_set_is_counted_at_the_first_gate_that_nothing_passes(
    made: tuple[np.ndarray, np.ndarray],
) -> None:
    zone, stages = made
    assert first_failed(zone, stages).tolist() == by_hand(zone, stages)


@given(drawn())
def test_a_cause_by_itself_holds_wherever_it_is_the_first_to_fail(
    made: tuple[np.ndarray, np.ndarray],
) -> None:
    zone, stages = made
    first = first_failed(zone, stages)
    alone = stopped(stages)
    for stage in range(len(stages)):
        for d in range(len(zone)):
            some = any(
                stages[:stage, p, d].all() and not stages[stage, p, d]
                for p in range(stages.shape[1])
            )
            assert alone[stage, :, d].any() == some
        if stages.shape[1]:
            assert alone[stage].any(axis=0)[first == stage + 1].all()


@given(drawn())
def test_an_open_gate_never_stops_anything(made: tuple[np.ndarray, np.ndarray]) -> None:
    zone, stages = made
    through = first_failed(zone, stages) == len(stages) + 1
    for stage in range(len(stages)):
        opened = stages.copy()
        opened[stage] = True
        expected = first_failed(zone, opened) == len(stages) + 1
        assert (with_open_gate(zone, stages, stage) == expected).all()
        assert (expected | ~through).all()


def test_two_packages_may_fail_at_different_gates() -> None:
    zone = np.array([True, True, False])
    # The first is refused at once; the second comes as far as the second gate.
    stages = np.array([[[False] * 3, [True] * 3], [[True] * 3, [False, True, True]]])
    assert first_failed(zone, stages).tolist() == [2, 3, 0]
    assert stopped(stages).any(axis=1)[0].tolist() == [True] * 3
    with pytest.raises(IndexError):
        with_open_gate(zone, stages, 2)
