"""Event codes: the table, near codes, and what a case may say with them."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case.cameo import near, table
from tests.case.test_checks import problems_of

ITEM: dict[str, Any] = {
    "happened": "2019-01-01",
    "known_from": "2019-01-02",
    "actor": "North Town",
    "kind": "offer",
    "text": "North Town asks for talks",
    "url": ["https://a.example"],
    "credibility": 2,
}


def test_codes_have_a_root_and_stand_on_the_scale():
    codes = table()
    assert len([c for c in codes if len(c) == 2]) == 20
    for code, entry in codes.items():
        assert code == entry.code
        assert code.isdigit()
        assert code[:2] in codes
        assert -10 <= entry.goldstein <= 10


@pytest.mark.parametrize(
    ("code", "score"),
    # Goldstein (1992) by way of the CAMEO codes: the ends, the middle and what the cases use.
    [("036", 4.0), ("042", 1.9), ("044", 2.5), ("057", 8.0), ("111", -2.0), ("138", -7.0),
     ("163", -8.0), ("164", -7.0), ("15", -7.2), ("0841", 7.0), ("19", -10.0), ("010", 0.0)],
)  # fmt: skip
def test_scores_are_those_of_the_scale(code, score):
    assert table()[code].goldstein == score


@pytest.mark.parametrize(
    ("code", "meant"), [("36", "036"), ("0361", "036"), ("1633", "163"), ("03 6", "036")]
)
def test_near_codes_are_named(code, meant):
    assert meant in [c.code for c in near(code)]


def event(code: str = "036", source: str = "north", target: str = "south") -> dict[str, Any]:
    return {"cameo": {"code": code, "source": source, "target": target}}


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (event(code="36"), "unknown-event-code", "no event code '36'"),
        (event(source="nort"), "unknown-party", "no party 'nort'"),
        (event(target="sout"), "unknown-party", "no party 'sout'"),
        (event(target="north"), "event-sides", "both sides"),
        ({"account_of": "talk"}, "unknown-occurrence", "no occurrence 'talk'"),
    ],
)
def test_mistakes_of_coding_are_errors(change, code, message):
    found = problems_of(("/record", {"asked": {**ITEM, **change}}))
    assert [(p.code, p.severity) for p in found if p.severity == "error"] == [(code, "error")]
    assert message in next(p.message for p in found if p.severity == "error")


def test_an_occurrence_that_nobody_tells_of_is_doubtful():
    found = problems_of(
        ("/record", {"asked": {**ITEM, "account_of": "talks"}}),
        ("/occurrences", {"talks": {"label": "Talks"}, "walk": {"label": "A walk"}}),
    )
    assert [(p.code, p.pointer) for p in found] == [("no-account", "/occurrences/walk")]
