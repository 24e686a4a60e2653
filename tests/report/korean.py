"""A case whose every name and text is Korean, and its answer, for tests of the Korean report."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from detente.answers.findings import ReachFinding
from detente.answers.reach import answered, workspace
from detente.case.labels import labels
from detente.case.loaded import LoadedCase, Source
from detente.case.models import Case
from detente.report.document import Report
from detente.report.editions import in_edition
from detente.report.sections import report
from tests.builders import case_from, uncertain_case_data

NAMES = ("강", "남", "다리", "물방아", "의회", "제방", "보리", "배", "숲", "길", "종", "샘")
WRITTEN = re.compile("[A-Za-z]{3}")


def korean_case_data() -> dict[str, Any]:
    """Return the uncertain case with more of everything, in which no free text is English."""
    data = _retold(uncertain_case_data())
    data["authors"] = ["north", "south", "council"]
    data["question"] = "Q"
    data["consequences"] = {"jobs": {"label": "Jobs", "unit": "Jobs"}}
    data["issues"]["mill"]["options"]["open"]["consequences"] = {"jobs": [10, 40]}
    data["packages"] = {
        "draft": {
            "label": "Draft",
            "kind": "draft",
            "by": ["north", "south"],
            "known_from": "2019-06-01",
            "options": {"water": ["half", "share"], "mill": "open"},
            "record": ["a-1"],
        },
        "offer": {
            "label": "Offer",
            "kind": "offer",
            "by": ["north"],
            "known_from": "2019-06-01",
            "options": {"water": "full"},
        },
        "sketch": {
            "label": "Sketch",
            "kind": "example",
            "known_from": "2019-06-01",
            "options": {"bridge": "built"},
        },
    }
    data["sources"] = {"s": {"label": "Paper", "reliability": "B", "note": "비고"}}
    data["record"] = {
        "a-1": {
            "happened": "2019-05-01",
            "known_from": "2019-05-02",
            "actor": "북측",
            "kind": "event",
            "text": "Text",
            "note": "나중에 확인함",
            "quotation": True,
            "sources": ["s"],
            "url": ["https://example.org/1"],
            "credibility": 2,
            "provenance": "memory",
        }
    }
    data["values"]["north"]["basis"] = {"judgement": "지어낸 판단", "by": "시험", "record": ["a-1"]}
    data["interests"] = {
        "bread": {"label": "Bread", "of": "south", "kind": "welfare", "served_by": ["mill/open"]},
        "drink": {"label": "Drink", "of": "north", "kind": "relief", "served_by": ["water/half"]},
    }
    data["levers"]["hear"] = {
        "label": "Hear",
        "kind": "inform",
        "author": "시험",
        "cost": {"text": "Cost"},
        "number": "/values/south/issues/mill/importance",
    }
    data["issues"]["bridge"]["options"]["toll"] = {"label": "Toll", "on_table": False}
    data["values"]["north"]["issues"]["bridge"]["scores"]["toll"] = 40
    data["values"]["south"]["issues"]["bridge"]["scores"]["toll"] = 40
    data["values"]["council"]["issues"]["bridge"]["scores"]["toll"] = 40
    data["packages"]["sketch"]["options"]["bridge"] = "toll"
    return data


def _retold(value: Any, key: str = "") -> Any:
    """Return plain data in which judgements and the names of people are Korean."""
    if isinstance(value, dict):
        return {k: _retold(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_retold(v, key) for v in value]
    free = key in {"judgement", "by", "author", "note", "actor"}
    return "시험용으로 지어냄" if free and isinstance(value, str) else value


def korean_case() -> Case:
    """Return that case with an edition that has a Korean name for everything."""
    data = korean_case_data()
    named = zip(labels(case_from(data)), count(1), strict=False)
    names = {pointer: f"{NAMES[n % len(NAMES)]} {n}" for pointer, n in named}
    data["editions"] = {"korean": {"label": "한국어", "language": "ko", "names": names}}
    return case_from(data)


@cache
def korean_answer() -> tuple[Case, ReachFinding]:
    """Return the case and what the program itself answers, on few draws."""
    case = korean_case()
    loaded = LoadedCase(case, Source({}, {}, {}, Path(), (), {}))
    return case, answered(workspace(loaded, 200), loaded)


@cache
def korean_report() -> Report:
    """Return the Korean report of that answer."""
    case, finding = korean_answer()
    told = in_edition(finding, case, "korean")
    return report(told.finding, told.case, told.language, told.missing)
