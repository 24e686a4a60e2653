"""Hanoi's reports: the clauses, the rival accounts, the same rules for both sides."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from detente.beliefs.study import Study
from detente.case.labels import labels
from detente.case.loading import load_case
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.case.numbers_reports import PLACES
from detente.evidence.analysis.corroborating.answer import corroborate
from detente.evidence.corroboration_findings import Corroborated


@pytest.fixture(scope="module")
def hanoi() -> Case:
    return load_case(Path(__file__).parents[2] / "cases" / "hanoi-2019").case


@pytest.fixture(scope="module")
def told(hanoi: Case) -> Corroborated:
    return corroborate(Study(hanoi, 1), 1_000)


def test_the_four_clauses_the_relief_and_the_last_offer(hanoi: Case) -> None:
    clauses = [c for c, claim in hanoi.claims.items() if claim.text == "reported-draft"]
    assert clauses == [
        "clause-peace",
        "clause-remains",
        "clause-liaison",
        "clause-yongbyon",
        "clause-relief",
    ]
    assert {"offer-scope", "offer-tests", "relief-asked"} <= set(hanoi.claims)


def test_every_number_is_a_range_with_its_basis(hanoi: Case) -> None:
    own = {p: n for p, n in numbers(hanoi).items() if p.startswith(PLACES)}
    assert len(own) > 30
    for pointer, number in own.items():
        assert number.quantity.range is not None, pointer
        assert number.basis is not None, pointer
        assert number.basis.judgement, pointer
    for report in hanoi.reports.values():
        assert report.record
        assert not report.impossible


def test_accounts_that_serve_their_side_are_marked_on_both_sides(hanoi: Case) -> None:
    # What each side says of what was offered and asked for relief, in the same words.
    for side in ("president", "state-official", "foreign-minister"):
        report = hanoi.reports[side]
        told = {*report.names} & {"offer-scope", "offer-tests", "relief-asked"}
        assert told
        assert set(report.serves) == told


def test_reports_of_one_text_are_worth_little_more_than_one(told: Corroborated) -> None:
    (text,) = told.texts
    for claim in told.claims:
        if claim.text is not None:
            assert claim.sources is not None
            assert 1 <= claim.sources < 1.5
            assert claim.reports > claim.origins
    assert text.prior < text.mean.value < text.apart
    assert text.product < text.mean.value


def test_the_relays_of_one_report_change_nothing(told: Corroborated) -> None:
    now = {c.slug: c for c in told.claims}
    for name in ("vna-relay", "article-retells"):
        report = next(r for r in told.reports if r.slug == name)
        assert report.without
        for slug, share in report.without.items():
            stands = now[slug].stands
            assert stands is not None
            assert share == pytest.approx(stands.mean)


def test_the_rival_accounts_are_told_as_such(told: Corroborated) -> None:
    pairs = {(c.claim, c.first, c.second) for c in told.conflicts}
    assert ("relief-asked", "president", "foreign-minister") in pairs
    assert ("offer-tests", "president", "foreign-minister") in pairs
    # "Worth many billions" fits both.
    assert not any("relief-asked" == c and "state-official" in (a, b) for c, a, b in pairs)
    for c in told.conflicts:
        assert max(c.first_right, c.second_right) < 0.8


def test_the_record_is_replayed(hanoi: Case) -> None:
    def known(day: str) -> set[str]:
        found = corroborate(Study(hanoi, 1, datetime.date.fromisoformat(day)), 200)
        return {r.slug for r in found.reports if r.known}

    assert known("2019-02-27") == {"vox-three", "vna-relay"}
    assert "cnn-last-message" not in known("2019-03-05")
    assert "memoir" not in known("2019-04-15")
    assert known("2020-06-22") == set(hanoi.reports)


def test_the_korean_edition_names_them_all(hanoi: Case) -> None:
    names = hanoi.editions["korean"].names
    blocks = ("/texts/", "/claims/", "/reports/", "/enquiries/")
    own = [p for p in labels(hanoi) if p.startswith(blocks)]
    assert own
    assert [p for p in own if p not in names] == []
