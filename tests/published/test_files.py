"""Every published result names its source, how sure it is, and how near we must come."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_published_result_says_where_it_is_from(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert re.search(r"\b(19|20)\d\d\b", data["citation"])
    assert len(data["sure"]) > 20
    problems = data.get("problem", [data])
    assert all(problem["tolerance"] >= 0 for problem in problems)


def test_every_published_result_is_used() -> None:
    tests = "".join(f.read_text(encoding="utf-8") for f in Path(__file__).parent.glob("*.py"))
    assert [file.stem for file in FILES if f'"{file.stem}"' not in tests] == []
