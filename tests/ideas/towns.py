"""The tiny case of two towns with interests behind the positions."""

from __future__ import annotations

from typing import Any

from tests.builders import tiny_case_data

JUDGED = {"judgement": "invented for tests", "by": "tests"}


def interest(
    label: str, of: str, kind: str, served: list[str], harmed: list[str]
) -> dict[str, Any]:
    return {
        "label": label,
        "of": of,
        "kind": kind,
        "served_by": served,
        "harmed_by": harmed,
        "basis": dict(JUDGED),
    }


def towns_data() -> dict[str, Any]:
    """Return the tiny case, in which no deal is worth more, with four interests.

    No deal is at 70 for both towns, so that what each asks on water and on the
    mill stands in the way.  North wants all the water to drink; South wants
    none given to keep its fish; half does both.
    """
    data = tiny_case_data()
    for party in ("north", "south"):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = {
            "range": [60, 95],
            "basis": dict(JUDGED),
        }
    data["interests"] = {
        "drinking": interest(
            "Enough to drink", "north", "welfare", ["water/half", "water/full"], ["water/none"]
        ),
        "fish": interest(
            "Fish in the river",
            "south",
            "shared-resources",
            ["water/none", "water/half"],
            ["water/full"],
        ),
        "work": interest("Work at the mill", "south", "growth", ["mill/open"], ["mill/closed"]),
        "quiet": interest("Quiet nights", "north", "dignity", ["mill/closed"], ["mill/open"]),
    }
    return data


def measure(**changes: Any) -> dict[str, Any]:
    """Return a measure of the user's own as plain data."""
    return {
        "label": "Wells dug together",
        "description": "Both dig wells and share them.",
        "by": "both",
        "gives": "Each town lends the other its diggers.",
        "serves": [{"interest": "welfare", "of": "both"}],
        "cost": {"level": "low", "why": "Some weeks of digging."},
        **changes,
    }
