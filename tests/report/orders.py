"""Schedules of a deal of two towns, one that no order keeps and one that some does."""

from __future__ import annotations

from functools import cache
from typing import Any

from detente.answers.order import OrderFinding
from detente.case.models import Case
from detente.finding import SCHEMA_VERSION, Header
from detente.report.document import Report
from detente.report.order.document import in_edition, report
from detente.schedule.analysis.answer import Effort, schedule
from detente.schedule.findings import ScheduleFinding
from tests.builders import case_from
from tests.schedule.analysis.towns import deal_data, exchange_of, prepared

QUICK = Effort(3.0, 2, 3.0, 5.0, 400)
HEADER = Header(
    SCHEMA_VERSION, "schedule", "Two towns", "ab" * 32, 0, 300, 300.0, None, None, None,
    {"detente": "0"}, "2026-01-01T10:00:00+00:00",
)  # fmt: skip


def impossible() -> dict[str, Any]:
    """Return a deal for which no order holds, with readings, trust and dates."""
    data = deal_data(
        a_large=exchange_of(4, "south", 6, duration_days=30, detection_lag_days=10),
        a_small=exchange_of(2, "south", 5, duration_days=5, detection=80),
        b_small=exchange_of(3, "north", 7, duration_days=10),
        b_large=exchange_of(5, "north", 4, prerequisites=["b-small"]),
    )
    data["commitments"]["a-large"]["label"] = 'Pull down, slowly; the "old" mill'
    data["commitments"]["b-small"]["label"] = "Send water"
    data["orders"] = {
        "north": {"label": "North first", "by": ["south"], "after": ["a-large < b-small"]},
        "south": {"label": "South first", "by": ["north"], "after": ["b-small < a-large"]},
    }
    payoffs = {"both": 4, "cheats": 3, "neither": 1, "cheated": 0}
    data["trust"] = {"north": {"of": "south", "trustworthy": [40, 60], **payoffs, "floor": 3}}
    data["sequence"] = {"starts": "2021-03-01", "period_days": 5}
    data["editions"] = {
        "korean": {
            "label": "Korean",
            "language": "ko",
            "names": {"/parties/north/label": "북촌", "/parties/south/label": "남촌"},
        }
    }
    return data


def possible() -> dict[str, Any]:
    data = impossible()
    data["guarantees"] = {
        p: {"label": p, "kind": "bond", "on": p, "points": 9} for p in ("north", "south")
    }
    return data


@cache
def found(kind: str) -> tuple[ScheduleFinding, Case]:
    data = impossible() if kind == "no" else possible()
    told = schedule(prepared(data), "example", "Example", QUICK)
    assert told is not None
    return told, case_from(data)


def told_report(kind: str, edition: str | None = None) -> Report:
    """Return the report of one of them."""
    finding, case = found(kind)
    return report(*in_edition(OrderFinding(HEADER, "?", "", finding), case, edition))
