"""Every number of a case has a name in every language."""

from __future__ import annotations

import re

import pytest

from detente.case.labels import renamed
from detente.case.loading import load_case
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.report.names import Names
from detente.report.numbers import number_label
from tests.report.conftest import HANOI
from tests.report.korean import korean_case

CASES = {"hanoi": load_case(HANOI).case, "korean": korean_case()}
# The case's own walk calls these by the names of their slugs; a reader gets labels.
BY_SLUG = re.compile(r"/changes/|/synergies/|/likelihoods/|^/levers/|/months_to_rebuild/")


@pytest.mark.parametrize("name", sorted(CASES))
def test_english_names_are_those_of_the_case(name: str) -> None:
    case = CASES[name]
    for pointer, number in numbers(case).items():
        told = number_label(pointer, Names(case))
        assert told, pointer
        if not BY_SLUG.search(pointer):
            assert told == number.label


def test_korean_names_hold_no_english() -> None:
    case = CASES["korean"]
    called = Names(renamed(case, case.editions["korean"].names), "ko")
    for pointer in numbers(case):
        assert not re.search("[A-Za-z]{3}", number_label(pointer, called)), pointer


def test_numbers_on_carrying_out_are_named_in_korean() -> None:
    case = CASES["hanoi"]
    english, korean = Names(case), Names(case, "ko")
    blocks = ("commitments", "guarantees", "escrows", "trust", "sequence", "facilities")
    found = [p for p in numbers(case) if p.split("/")[1] in (*blocks, "verification")]
    assert found
    for pointer in found:
        told = number_label(pointer, korean)
        assert told != number_label(pointer, english)
        assert re.search("[가-힣]", told), pointer


def test_a_number_nobody_knows_has_no_name() -> None:
    case: Case = CASES["hanoi"]
    assert number_label("/somewhere/else", Names(case)) == ""
