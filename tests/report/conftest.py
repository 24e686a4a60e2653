"""Made-up findings of several kinds, and their reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.answers.findings import ReachFinding
from detente.case.loading import load_case
from detente.case.models import Case
from detente.report.document import Report
from detente.report.figures.render import Picture, draw
from detente.report.sections import report as composed
from tests.builders import case_from, tiny_case, tiny_case_data
from tests.report.browsing import launched
from tests.report.fixtures import certain, made_up, without_levers, without_zone

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"
HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}#emph[x]$x$\\u{202e}=cmd()"


def one_party() -> Case:
    """Return a case in which one party decides alone."""
    data = tiny_case_data()
    for slug in ("south", "council"):
        del data["parties"][slug]
        del data["values"][slug]
    return case_from(data)


def many_ratifiers() -> Case:
    """Return a case with six ratifiers of several rules."""
    data = tiny_case_data()
    for i in range(5):
        data["parties"][f"house-{i}"] = {
            "label": f"House {i}",
            "role": "ratifier",
            "ratifies_for": "south",
            "veto": i == 0,
            **({"audience_cost": 3} if i > 2 else {}),
        }
        data["values"][f"house-{i}"] = data["values"]["council"]
    return case_from(data)


def hostile() -> Case:
    """Return a case whose every text tries to break out."""
    data = tiny_case_data()
    data["title"] = f"Title {HOSTILE}"
    data["question"] = f"Question {HOSTILE}"
    data["parties"]["north"]["label"] = f"=North {HOSTILE}"
    data["issues"]["water"]["label"] = f"@Water {HOSTILE}"
    data["issues"]["water"]["options"]["half"]["label"] = f"+Half {HOSTILE}"
    data["values"]["north"]["basis"] = {"judgement": f"-Because {HOSTILE}", "record": ["seen"]}
    data["sources"] = {
        "paper": {"label": f"Paper {HOSTILE}", "url": "javascript:alert(1)", "reliability": "C"}
    }
    data["record"] = {
        "seen": {
            "happened": "2019-01-01",
            "known_from": "2019-01-02",
            "actor": HOSTILE,
            "kind": "event",
            "text": f"Text {HOSTILE}",
            "sources": ["paper"],
            "url": ["javascript:alert(1)", 'https://example.org/?a="><b>', "file:///etc/passwd"],
            "credibility": 3,
            "provenance": "memory",
        }
    }
    return case_from(data)


def _kinds() -> dict[str, tuple[Case, ReachFinding]]:
    tiny, hanoi = tiny_case(), load_case(HANOI).case
    ready = {
        "tiny": (tiny, made_up(tiny)),
        "hanoi": (hanoi, made_up(hanoi)),
        "no-zone": (tiny, without_zone(made_up(tiny))),
        "no-zone-hanoi": (hanoi, without_zone(made_up(hanoi))),
        "certain": (tiny, certain(made_up(tiny))),
        "no-levers": (tiny, without_levers(made_up(tiny))),
    }
    for name, case in (
        ("one-party", one_party()),
        ("many-ratifiers", many_ratifiers()),
        ("hostile", hostile()),
    ):
        ready[name] = (case, made_up(case))
    return ready


KINDS = _kinds()


@pytest.fixture(params=sorted(KINDS))
def told(request: pytest.FixtureRequest) -> tuple[Case, ReachFinding]:
    """A case and a made-up finding on it, of every kind."""
    return KINDS[request.param]


@pytest.fixture(scope="session")
def hanoi() -> tuple[Case, ReachFinding]:
    return KINDS["hanoi"]


def _drawn(name: str) -> tuple[Report, dict[str, Picture]]:
    case, finding = KINDS[name]
    report = composed(finding, case)
    return report, draw({f.slug: f.spec for f in report.figures()})


@pytest.fixture(scope="session")
def hanoi_drawn() -> tuple[Report, dict[str, Picture]]:
    return _drawn("hanoi")


@pytest.fixture(scope="session")
def hostile_drawn() -> tuple[Report, dict[str, Picture]]:
    return _drawn("hostile")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Open the system's Chromium once for a module."""
    yield from launched()
