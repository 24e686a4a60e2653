"""The record's answer beside that of the structure."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from detente.answers.explain import answer_why
from detente.beliefs.study import Study
from detente.finding import plain
from tests.builders import case_from
from tests.evidence.cases import explained


def data_of(**changes: Any) -> dict[str, Any]:
    data = explained()
    data["hypotheses"]["dry"]["structural"] = "zone"
    for party in ("north", "south"):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = changes.get(party, 20)
    return data


def test_a_zone_in_every_draw_is_set_beside_the_record() -> None:
    found = answer_why(Study(case_from(data_of()), 1), 500)
    assert found.structural is not None
    # North and South both gain by half the water for the open mill.
    assert (found.structural.none.value, found.structural.best.value) == (0, 1)
    dry = found.explained.hypotheses[0].posterior.mean
    assert found.structural.hypotheses == ("dry",)
    assert found.structural.evidential == pytest.approx(dry)
    assert dry > 0.5
    assert not found.structural.agree


def test_the_two_agree_where_there_is_no_zone() -> None:
    found = answer_why(Study(case_from(data_of(north=95, south=95)), 1), 500)
    assert found.structural is not None
    assert found.structural.none.value == 1
    assert found.structural.agree


def test_without_a_structural_hypothesis_nothing_is_compared() -> None:
    found = answer_why(Study(case_from(explained()), 1), 500)
    assert found.structural is None


def test_a_run_is_identified_and_repeats() -> None:
    case = case_from(data_of())
    first, again = (answer_why(Study(case, 1), 500) for _ in range(2))
    assert first.header.kind == "explain"
    assert first.header.draws == 500
    assert first.explained == again.explained
    data = plain(first)
    total = sum(h["posterior"]["mean"] for h in data["explained"]["hypotheses"])
    assert total == pytest.approx(1)
    assert np.isfinite(total)
