"""The two towns with questions of every kind, and forecasts of them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from detente.answers.forecast import forecast
from detente.answers.forecast_findings import ForecastFinding
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.deals.analysis.workspace import Workspace
from tests.builders import case_from, tiny_case_data

KNOWN = "2020-03-10"
RATE: dict[str, Any] = {"judgement": "invented", "by": "tests"}


def clock(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def asked() -> dict[str, Any]:
    """Return the tiny case with five answered questions, one of each kind."""
    data = tiny_case_data()
    data["sources"] = {"paper": {"label": "The Paper", "reliability": "A"}}
    item = {"actor": "Press", "kind": "report", "sources": ["paper"], "credibility": 1}
    data["record"] = {
        "report": {**item, "happened": "2020-01-06", "known_from": "2020-01-06", "text": "Odds"},
        "end": {**item, "happened": KNOWN, "known_from": KNOWN, "text": "No text was signed"},
    }
    data["packages"] = {
        "first": {
            "label": "First draft",
            "kind": "draft",
            "known_from": "2019-12-01",
            "options": {"water": "half", "mill": "open"},
        }
    }
    common = {"resolves_on": "2020-03-31", "rule": "As the Paper reports it."}
    solved = {"known_from": KNOWN, "record": ["end"]}
    data["questions"] = {
        "text": {
            "label": "Will a text be signed?",
            "kind": "event",
            **common,
            "base_rate": {
                "chances": {"yes": 40, "no": 60},
                "least": 20,
                "most": 60,
                "of": "Talks of towns",
                "basis": dict(RATE),
            },
            "computed": {"zone": True},
            "forecasts": {
                "desk": {
                    "by": "Desk A",
                    "made_on": "2020-01-05",
                    "chances": {"yes": 30},
                    "record": ["report"],
                },
                "rival": {
                    "by": "Desk B",
                    "made_on": "2020-01-06",
                    "chances": {"yes": 80, "no": 20},
                    "reference": True,
                },
            },
            "resolution": {**solved, "outcome": "no"},
        },
        "clause": {
            "label": "Will half of the water be in the text?",
            "kind": "clause",
            "option": "water/half",
            **common,
            "base_rate": {"chances": {"yes": 25}, "basis": dict(RATE)},
            "computed": {"option": "water/half"},
            "resolution": {**solved, "outcome": "no"},
        },
        "end": {
            "label": "How will the talks end?",
            "kind": "choice",
            **common,
            "outcomes": {
                "signed": {"label": "Signed"},
                "postponed": {"label": "Put off"},
                "broken-off": {"label": "Broken off"},
            },
            "base_rate": {
                "chances": {"signed": 50, "postponed": 30, "broken-off": 20},
                "basis": dict(RATE),
            },
            "computed": {"package": "first", "outcome": "signed"},
            "resolution": {**solved, "outcome": "broken-off"},
        },
        "when": {
            "label": "When will the bridge be open?",
            "kind": "date",
            **common,
            "outcomes": {
                "spring": {"label": "By March", "until": "2020-03-31"},
                "summer": {"label": "By August", "until": "2020-08-31"},
                "later": {"label": "Later or never"},
            },
            "base_rate": {
                "chances": {"spring": 20, "summer": 30, "later": 50},
                "basis": dict(RATE),
            },
            "resolution": {**solved, "outcome": "later"},
        },
        "place": {
            "label": "How much of the water will North get?",
            "kind": "position",
            **common,
            "positions": {
                "north": {"position": 100, "capability": 30, "salience": 80},
                "south": {"position": 20, "capability": 60, "salience": 40},
            },
            "base_rate": {"position": 45, "basis": dict(RATE)},
            "forecasts": {"desk": {"by": "Desk A", "made_on": "2020-01-05", "position": 70}},
            "resolution": {**solved, "position": 55},
        },
    }
    return data


def made(
    case: Case, folder: Path, today: str, day: str | None = None, **more: Any
) -> ForecastFinding:
    """Return forecasts of a case as of a day, made on another."""
    as_of = datetime.date.fromisoformat(day) if day else None
    ready = Workspace(Study(case, 1, as_of), 200)
    return forecast(ready, folder, now=clock(today), **more)


def asked_case(**changes: Any) -> Case:
    return case_from({**asked(), **changes})
