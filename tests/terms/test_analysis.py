"""The terms of a case: readings over draws, breaches, who carries out, what rules find."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.beliefs.study import Study
from detente.case.loading import load_case
from detente.terms.analysis import probabilities, remarks, terms
from detente.terms.findings import TermFinding
from tests.builders import case_from, uncertain_case_data

HANOI = load_case(Path(__file__).parents[2] / "cases" / "hanoi-2019").case
DRAWS = 300


@pytest.fixture(scope="module")
def hanoi() -> dict[str, TermFinding]:
    return {f.slug: f for f in terms(Study(HANOI, 1), np.ones(DRAWS))}


def test_probabilities_sum_to_one_and_follow_the_leader_where_nothing_is_stated() -> None:
    study = Study(HANOI, 1)
    for slug in HANOI.terms:
        for party in HANOI.parties:
            assert probabilities(study, slug, party, DRAWS).sum(axis=0) == pytest.approx(1.0)
    even = probabilities(study, "closure", "united-states", DRAWS)
    assert even == pytest.approx(np.full((3, DRAWS), 1 / 3))
    led = probabilities(study, "in-parallel", "us-congress", DRAWS)
    assert (led == probabilities(study, "in-parallel", "united-states", DRAWS)).all()
    assert (led != probabilities(study, "in-parallel", "north-korea", DRAWS)).any()


def test_only_who_carries_it_out_can_be_in_breach(hanoi: dict[str, TermFinding]) -> None:
    assert hanoi["yongbyon"].carried_out_by == ("north-korea",)
    assert {(c.of, c.by) for c in hanoi["yongbyon"].called} == {("north-korea", "united-states")}
    assert {c.of for c in hanoi["five-of-eleven"].called} == {"united-states"}
    assert {c.of for c in hanoi["denuclearization"].called} == {"united-states", "north-korea"}


def test_the_narrow_scope_under_the_wide_one_leaves_out_the_other_buildings(
    hanoi: dict[str, TermFinding],
) -> None:
    pairs = {(b.own, b.other): b for b in hanoi["yongbyon"].breaches}
    assert pairs["named-plants", "whole-site"].missing == ("laboratories", "support")
    assert pairs["whole-site", "named-plants"].missing == ()
    assert sum(b.likely for b in pairs.values()) == pytest.approx(1.0)
    (told,) = hanoi["yongbyon"].called
    breached = sum(b.likely for b in pairs.values() if b.missing)
    assert told.likely.mean == pytest.approx(breached)
    support = sum(b.likely for b in pairs.values() if "support" in b.missing)
    assert told.elements["support"] == pytest.approx(support)


def test_a_deferral_names_its_forum_and_its_day(hanoi: dict[str, TermFinding]) -> None:
    (found,) = hanoi["denuclearization"].deferrals
    assert found.lever == "defer-definition"
    assert found.forum
    assert str(found.until) == "2019-12-31"
    assert hanoi["yongbyon"].deferrals == ()


def test_an_ambiguity_is_as_the_case_marks_it(hanoi: dict[str, TermFinding]) -> None:
    assert {s: f.ambiguity for s, f in hanoi.items()} == {
        s: t.ambiguity for s, t in HANOI.terms.items()
    }


def test_rules_find_what_is_not_used_not_defined_and_vague() -> None:
    data = uncertain_case_data()
    assert [r for r in remarks(Study(case_from(data), 1)) if r.kind == "never-used"] == []
    data["terms"]["idle"] = {"label": "Idle", "readings": {"one": {"label": "One"}}}
    data["issues"]["mill"]["options"]["open"]["label"] = 'Open, with "due care"'
    data["issues"]["bridge"]["options"]["built"]["label"] = "A reasonable bridge"
    found = {(r.kind, r.where, r.text) for r in remarks(Study(case_from(data), 1))}
    assert ("never-used", "/terms/idle", "Idle") in found
    assert ("undefined", "/issues/mill/options/open/label", "due care") in found
    assert ("vague", "/issues/bridge/options/built/label", "reasonable") in found
    assert not any(text == "A fair share" for _, _, text in found)
