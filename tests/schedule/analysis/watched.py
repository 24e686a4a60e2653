"""The two towns watched: places, visits and months that can be worked out by hand."""

from __future__ import annotations

from typing import Any

from detente.schedule.analysis.answer import Effort, schedule
from detente.schedule.analysis.verifying.answer import verify
from detente.schedule.verification_findings import VerificationFinding, WatchFinding
from tests.schedule.analysis import tracked

QUICK = Effort(1.0, 2, 0.0, 0.5)
MONTH = 365.25 / 12


def place(of: str, commitments: list[str], gain: float, detection: float, **more: Any) -> dict:
    found = {"label": f"{of}'s place", "of": of, "commitments": commitments}
    return {**found, "gain": gain, "detection": detection, **more}


def data() -> dict[str, Any]:
    """Return the case of ``tracked`` before anything is done, with both towns watched.

    North's mill freezes a mill house and a store (declared) and a barn (not declared); south's
    water is kept or broken at a sluice.  South stands to gain 70, north 36 by the deal; a
    guarantee holds south with 5 points at 40 in 100.
    """
    made = tracked.data()
    del made["performance"]
    made["commitments"]["mill"]["action"] = "freeze"
    made["facilities"] = {
        "mill-house": place(
            "north",
            ["mill"],
            10,
            50,
            label="Mill house",
            months_to_rebuild={"freeze": 1, "disable": 6, "dismantle": 20},
            routes=["flour"],
        ),
        "store": place(
            "north",
            ["mill"],
            10,
            50,
            label="Store",
            months_to_rebuild={"freeze": 2, "dismantle": 10},
            routes=["flour"],
        ),
        "barn": place(
            "north",
            ["mill"],
            4,
            25,
            label="Barn",
            declared=False,
            months_to_rebuild={"freeze": 3},
            routes=["hidden"],
        ),
        "sluice": place("south", ["water"], 8, 80, label="Sluice"),
    }
    made["verification"] = {
        "of-north": {
            "label": "Visits by the elders",
            "of": "north",
            "visits": 3,
            "periods": 4,
            "completeness": 60,
            "undeclared_detection": 20,
            "undeclared_share": 50,
            "false_alarms": 10,
            "false_alarm_cost": 1,
            "loss_if_caught": 10,
            "lag_days": MONTH,
        },
        "of-south": {"label": "The ferryman looks", "of": "south", "visits": 1, "periods": 4},
    }
    return made


def told(made: dict[str, Any], **study: Any) -> VerificationFinding:
    ready = tracked.prepared(made, **study)
    ordered = schedule(ready, "charter", "The charter", QUICK)
    assert ordered is not None
    return verify(ready, ordered)


def of(found: VerificationFinding, party: str) -> WatchFinding:
    return next(w for w in found.watches if w.of == party)
