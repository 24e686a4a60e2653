"""The analysis of claims and reports against every joint state, on random small cases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.case.checking import check
from detente.case.loaded import LoadedCase, Source
from tests.builders import case_from
from tests.evidence.every_state import posterior
from tests.evidence.random_reports import random_case, speaks
from tests.evidence.said import posteriors

seeds = st.integers(0, 2**32 - 1)


@given(seeds)
def test_the_analysis_agrees_with_every_joint_state(seed: int) -> None:
    data = random_case(np.random.default_rng(seed))
    assume(any(speaks(r) for r in data["reports"].values()))
    source = Source(data, {}, {}, Path(), (), {})
    problems = check(LoadedCase(case_from(data), source))
    assert not [p for p in problems if p.severity == "error"], [p.text() for p in problems]
    np.testing.assert_allclose(posteriors(data), posterior(data), rtol=1e-9)


def test_the_random_cases_hold_what_they_should() -> None:
    kinds = {"relays": 0, "may_have_copied": 0, "genuine": 0, "silent_on": 0, "names": 0}
    unheard = 0
    for seed in range(60):
        reports = random_case(np.random.default_rng(seed))["reports"]
        for kind in kinds:
            kinds[kind] += any(kind in r for r in reports.values())
        unheard += any(not speaks(r) and "relays" not in r for r in reports.values())
    assert min(kinds.values()) >= 10, kinds
    assert unheard >= 5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1_000, 1_300))
def test_many_more_random_cases(seed: int) -> None:
    data = random_case(np.random.default_rng(seed))
    if any(speaks(r) for r in data["reports"].values()):
        np.testing.assert_allclose(posteriors(data), posterior(data), rtol=1e-9)
