from __future__ import annotations

import numpy as np
import pytest

from detente.schedule.dated import time_indexed
from detente.schedule.dated.grid import first_periods, last_periods, terms
from tests.schedule.dated.making import dating


@pytest.mark.parametrize("largest", [2.0**34, time_indexed.LARGEST])
def test_dates_that_exist_are_not_called_impossible(monkeypatch, largest):
    """With 2^34 the presolve of ortools 9.15 does; the second run finds the dates."""
    monkeypatch.setattr(time_indexed, "LARGEST", largest)
    case = dating(85, 3, 3)
    held = case.exchange.guaranteed(case.extra)
    given = terms(3, case.durations, case.earliest, case.deadlines)
    model = time_indexed.TimeIndexed(
        held,
        given,
        first_periods(held, given, 1),
        last_periods(held, given, 1, 4),
        period=1,
        horizon=4,
        gates=False,
        discount=0.8,
        tolerance=1e-8,
    )
    answer = model.least_makespan(10.0)
    assert answer.proved
    assert answer.periods.tolist() == [4, 1, 4]


def test_numbers_with_many_places_keep_a_condition_that_just_holds():
    """The cap is met exactly in real numbers; rounded to whole ones it must stay met."""
    from detente.schedule.dated.calendar import calendar
    from detente.schedule.exchange import exchange

    third = 1.0 / 3.0
    e = exchange(np.array([0, 1]), np.array([third, third]), np.array([1.0, 1.0]))
    tight = np.array([0.0, third])
    assert calendar(e, np.zeros(2), tight, period=1, gates=True).makespan.value == 1
    less = tight - [0.0, 1e-4]
    assert calendar(e, np.zeros(2), less, period=1, gates=True).impossible
