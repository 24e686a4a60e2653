"""Grades of obligation in sentences of known instruments."""

from __future__ import annotations

from typing import Any

import pytest

from detente.drafting.grades import grades
from tests.published.loading import published

DATA = published("obligation-grades")

pytestmark = pytest.mark.published


@pytest.mark.parametrize("sentence", DATA["sentence"], ids=lambda s: s["source"])
def test_the_grades_of_a_sentence(sentence: dict[str, Any]) -> None:
    assert [g.grade for g in grades(sentence["text"], "en")] == sentence["grades"]
