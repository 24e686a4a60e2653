"""CITATION.cff says how to cite this version, in the form that readers of it know."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import detente
from detente.case.tree import parse

ROOT = Path(__file__).parents[1]
DATA = parse((ROOT / "CITATION.cff").read_text("utf-8"), "CITATION.cff").data


def test_it_has_what_cff_1_2_0_requires() -> None:
    assert DATA["cff-version"] == "1.2.0"
    assert DATA["message"]
    assert DATA["title"]
    assert DATA["type"] in ("software", "dataset")
    for work in (DATA, *DATA["references"]):
        assert all(
            "name" in a or {"family-names", "given-names"} <= set(a) for a in work["authors"]
        )
    assert all({"type", "title", "authors"} <= set(r) for r in DATA["references"])
    assert all(re.fullmatch(r"[a-z-]+", key) for key in DATA)


def test_it_speaks_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert DATA["version"] == detente.__version__
    assert DATA["license"] == project["license"]
    assert DATA["authors"] == project["authors"]
