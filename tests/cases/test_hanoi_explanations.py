"""Hanoi's explanations: the ones to be compared, on record items, with the chronology kept."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from detente.beliefs.study import Study
from detente.case.labels import labels
from detente.case.loading import load_case
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.case.numbers_hypotheses import PLACES
from detente.evidence.analysis.answer import explain
from detente.evidence.findings import Explained

DAY = datetime.date(2019, 2, 28)


@pytest.fixture(scope="module")
def hanoi() -> Case:
    return load_case(Path(__file__).parents[2] / "cases" / "hanoi-2019").case


def told(case: Case, as_of: str) -> Explained:
    return explain(Study(case, 1, datetime.date.fromisoformat(as_of)), 1_000)


def test_the_explanations_that_somebody_held(hanoi: Case) -> None:
    assert list(hanoi.hypotheses) == [
        "no-zone",
        "undefined-object",
        "domestic-constraint",
        "policy-never-moved",
        "not-beyond-yongbyon",
        "order-of-steps",
        "mandate",
        "advisers",
        "something-else",
    ]
    assert hanoi.hypotheses["something-else"].other


def test_evidence_rests_on_the_record_and_says_why(hanoi: Case) -> None:
    known = [row for row in hanoi.evidence.values() if row.to_find is None]
    assert 12 <= len(known) <= 25
    for row in known:
        assert row.record
    for pointer, number in numbers(hanoi).items():
        if pointer.startswith(PLACES):
            assert number.quantity.range is not None, pointer
            assert number.basis is not None, pointer
            assert number.basis.judgement, pointer


def test_no_row_is_certain_enough_to_settle_the_matter(hanoi: Case) -> None:
    for row in hanoi.evidence.values():
        for likelihood in row.likelihoods.values():
            assert likelihood.range is not None
            low, high = likelihood.range
            assert high - low >= 12
            assert not row.impossible


def test_both_sides_are_believed_alike(hanoi: Case) -> None:
    ours, theirs = (hanoi.assumptions[f"{s}-officials-reliable"].holds for s in ("us", "dprk"))
    assert ours.range == theirs.range


def test_what_came_after_the_summit_is_not_among_its_causes(hanoi: Case) -> None:
    found = told(hanoi, "2020-12-31")
    assert [r.slug for r in found.after] == ["report-delivered"]
    for row in found.rows:
        about = hanoi.evidence[row.slug].about
        assert row.happened is not None
        assert row.happened <= DAY or (about is not None and about <= DAY)
        assert (row.timing == "testimony") == (row.happened > DAY)


@pytest.mark.parametrize(
    ("as_of", "absent", "present"),
    [
        ("2019-02-26", "message-at-the-door", "draft-reported"),
        ("2019-03-05", "message-at-the-door", "scope-unclear"),
        ("2019-03-28", "paper", "message-at-the-door"),
        ("2019-04-15", "counter-offer", "paper"),
        ("2020-06-22", "", "counter-offer"),
    ],
)
def test_the_record_is_replayed(hanoi: Case, as_of: str, absent: str, present: str) -> None:
    names = {row.slug for row in told(hanoi, as_of).rows}
    assert absent not in names
    assert present in names


def test_no_explanation_is_told_as_more_than_it_is(hanoi: Case) -> None:
    found = told(hanoi, "2019-04-15")
    assert max(h.posterior.mean for h in found.hypotheses) < 0.45
    assert sum(h.posterior.mean for h in found.hypotheses) == pytest.approx(1)


def test_the_korean_edition_names_them_all(hanoi: Case) -> None:
    names = hanoi.editions["korean"].names
    own = [p for p in labels(hanoi) if p.startswith(("/outcome", *PLACES))]
    assert own
    assert [p for p in own if p not in names] == []
