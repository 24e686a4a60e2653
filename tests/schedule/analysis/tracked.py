"""The two towns after signature: a deal whose points can be added up by hand."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.tracking.answer import track
from detente.schedule.tracking_findings import TrackFinding
from tests.builders import case_from, tiny_case_data

DEAL = {"water": "half", "mill": "open", "bridge": "built"}
TODAY = "2020-03-11"


def commitment(actor: str, due: str | None, days: int, **more: Any) -> dict[str, Any]:
    found = {"label": f"{actor}'s", "actor": actor, "what": "w", "duration_days": days, **more}
    return {**found, "due": due} if due else found


def entry(name: str, status: str, level: int, aspect: str, day: str, **more: Any) -> dict[str, Any]:
    found = {"commitment": name, "status": status, "level": level, "aspect": aspect}
    return {**found, "happened": day, "known_from": day, "by": "the ferryman", **more}


def data() -> dict[str, Any]:
    """Return the case: passage and mill done, water ten days overdue on 11 March 2020.

    Costs and values by hand, as in test_reading: water costs south 10 and is worth 36 to
    north; the mill costs north 20 and is worth 60 to south; each pier costs nothing and is
    worth 20 to the other; passage nothing.  North gains 36 by the whole deal, south 70, no
    deal being as good as today to both.  A guarantee of 5 points at 40 in 100 holds south.
    """
    made = tiny_case_data()
    del made["linkages"]
    made["as_of"] = TODAY
    made["commitments"] = {
        "passage": commitment("south", "2020-01-31", 10),
        "water": commitment("south", "2020-03-01", 20, prerequisites=["passage"]),
        "mill": commitment("north", "2020-02-10", 10),
        "north-pier": commitment("north", "2020-05-01", 30),
        "south-pier": commitment("south", "2020-06-01", 40, prerequisites=["water"]),
    }
    options = {name: made["issues"][name]["options"] for name in DEAL}
    options["water"]["half"]["commitments"] = ["water"]
    options["mill"]["open"]["commitments"] = ["mill"]
    options["bridge"]["built"]["commitments"] = ["north-pier", "south-pier"]
    made["guarantees"] = {
        "levy": {
            "label": "The levy returns",
            "kind": "snapback",
            "on": "south",
            "points": 5,
            "credibility": 40,
            "until": "2020-06-30",
            "stages": {
                "notice": {"label": "Notice", "days": 15},
                "elders": {"label": "The elders meet", "days": 15},
                "advice": {"label": "Advice", "days": 5},
                "council": {"label": "The council decides", "days": 30},
            },
        }
    }
    made["sequence"] = {"starts": "2020-01-01", "gates": False}
    made["packages"] = {
        "charter": {
            "label": "The charter",
            "kind": "draft",
            "known_from": "2019-12-15",
            "options": DEAL,
        }
    }
    made["performance"] = {
        "passage-open": entry("passage", "on-time", 3, "outcome", "2020-01-30"),
        "mill-runs": entry("mill", "late", 3, "output", "2020-02-20"),
    }
    return made


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def prepared(made: dict[str, Any], **study: Any) -> Prepared:
    model = Model(Study(case_from(made), **study))
    options = model.structure.options
    package = np.array([options.index(f"{i}/{DEAL[i]}") for i in options.issues])
    return Prepared(model, package, draws=200)


def told(made: dict[str, Any], today: str = TODAY) -> TrackFinding:
    ready = prepared(made, as_of=day(today))
    return track(ready, "charter", "The charter", day(today), day("2019-12-15"))
