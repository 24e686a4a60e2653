"""Which packages are looked at for their words, and what is said of each."""

from __future__ import annotations

import pytest

from detente.answers.terms import TermsFinding, readings
from detente.beliefs.study import Study
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.finding import plain
from detente.terms.analysis import terms
from tests.builders import case_from, tiny_case
from tests.report.open_words import data


def answered(package: str | None = None, seed: int = 1) -> TermsFinding:
    return readings(Workspace(Study(case_from(data()), seed), 500), package)


def test_by_default_every_package_that_leaves_a_word_open_is_looked_at() -> None:
    found = answered()
    assert [w.slug for w in found.worth] == ["charter"]
    assert found.worth[0].terms == ("fair-share",)
    assert found.package == ""


def test_a_package_asked_for_is_told_though_it_leaves_no_word_open() -> None:
    found = answered("plain")
    (only,) = found.worth
    assert (only.slug, only.terms, only.under) == ("plain", (), {})
    assert only.a_sign == only.a_hold


def test_only_words_open_on_the_table_are_ranked_and_all_are_told() -> None:
    found = answered()
    assert [t.slug for t in found.terms] == ["fair-share", "opening", "idle"]
    assert [s.term for s in found.settling] == ["fair-share"]
    kinds = {(r.kind, r.text) for r in found.remarks}
    assert {("never-used", "idle"), ("undefined", "stone bridge"), ("vague", "reasonable")} <= kinds


def test_readings_are_averaged_on_the_draws_that_judge_with_their_weights() -> None:
    ready = Workspace(Study(case_from(data()), 1), 500)
    weights = ready.held_out.weights
    found = readings(ready)
    assert found.terms == terms(ready.study, weights)
    assert len(weights) == 500


def test_a_run_is_identified_and_repeats() -> None:
    first, again = answered(), answered()
    assert (first.header.kind, first.header.draws) == ("terms", 500)
    assert (first.terms, first.worth, first.settling) == (again.terms, again.worth, again.settling)
    assert answered(seed=2).terms != first.terms
    assert plain(first)["terms"][0]["deferrals"][0]["until"] == "2020-12-31"


def test_without_words_it_says_what_to_add() -> None:
    with pytest.raises(UsageError, match=r"(?s)names no word.*readings:.*read_by:"):
        readings(Workspace(Study(tiny_case(), 1), 500))


def test_an_unknown_package_is_named_with_the_likely_one() -> None:
    with pytest.raises(UsageError, match=r"'chartre'.*did you mean 'charter'"):
        answered("chartre")
