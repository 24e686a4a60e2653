"""Tiny talks that fail for exactly one reason each; every value can be added up by hand."""

from __future__ import annotations

from typing import Any

from tests.builders import tiny_case_data
from tests.evidence.cases import item
from tests.schedule.analysis.towns import deal_data, exchange_of

GOOD = {"water": "half", "mill": "open", "bridge": "built"}
"""Worth 56 to north and 90 to south and its council."""
BAD = {"water": "full", "mill": "closed", "bridge": "built"}
"""Worth 100 to north and 20 to south and its council."""


def tabled(options: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a package that south put forward."""
    found = {"label": "The offer", "kind": "offer", "by": ["south"], "known_from": "2019-05-01"}
    return {**found, "options": options, **more}


def floors(data: dict[str, Any], **values: float) -> dict[str, Any]:
    """Set what no deal is worth to each."""
    for party, value in values.items():
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = value
    return data


def no_zone() -> dict[str, Any]:
    data = floors(tiny_case_data(), north=95, south=95)
    data["packages"] = {"offer": tabled(GOOD)}
    return data


def not_tabled() -> dict[str, Any]:
    data = floors(tiny_case_data(), south=30)
    data["packages"] = {"offer": tabled(BAD)}
    return data


def not_ratified() -> dict[str, Any]:
    data = floors(tiny_case_data(), council=150)
    data["packages"] = {"offer": tabled(GOOD)}
    return data


def undefined() -> dict[str, Any]:
    """Half or all the water is called one thing; north would not sign for half."""
    data = floors(tiny_case_data(), north=60)
    data["issues"]["water"]["options"]["share"] = {
        "label": "A share",
        "under": {"term": "share", "means": {"little": "half", "much": "full"}},
    }
    judged = {"judgement": "invented"}
    data["terms"] = {
        "share": {
            "label": "share",
            "elements": {"summer": "summer water", "winter": "winter water"},
            "readings": {
                "little": {"label": "a little", "elements": ["summer"]},
                "much": {"label": "much", "elements": ["summer", "winter"]},
            },
            "read_by": {
                "north": {"readings": {"little": 0, "much": 100}, "basis": judged},
                "south": {"readings": {"little": 100, "much": 0}, "basis": judged},
            },
        }
    }
    data["packages"] = {"offer": tabled({**GOOD, "water": ["half", "share"]})}
    return data


def no_order() -> dict[str, Any]:
    data = deal_data(
        a_large=exchange_of(4, "south", 6),
        a_small=exchange_of(2, "south", 5),
        b_small=exchange_of(3, "north", 7),
        b_large=exchange_of(5, "north", 4),
    )
    floors(data, council=-50)
    for party in ("north", "south", "council"):
        data["values"][party]["issues"]["bridge"]["scores"] = {"no": 0, "built": 0}
    data["packages"] = {"offer": tabled({"water": "half", "mill": "open", "bridge": "no"})}
    return data


EXACTLY = {
    "zone": no_zone,
    "offers": not_tabled,
    "ratification": not_ratified,
    "definition": undefined,
    "order": no_order,
}


def weighed(data: dict[str, Any], structural: str | None = "offers") -> dict[str, Any]:
    """Return talks with an outcome, two explanations and a row known only later."""
    judged = {"judgement": "invented"}
    data["sources"] = {"gazette": {"label": "The gazette", "reliability": "B"}}
    data["record"] = {"end": item("2019-06-01"), "early": item("2019-05-10")}
    data["record"]["late"] = item("2019-06-01", "2019-09-01")
    data["outcome"] = {"label": "The talks ended", "day": "2019-06-01", "record": ["end"]}
    data["hypotheses"] = {
        "shy": {"label": "Nobody said it", "prior": 40, "basis": judged},
        "mill": {"label": "The miller had no mandate", "prior": 50, "structural": "mandate",
                 "basis": judged},
        "other": {"label": "Something else", "prior": 10, "other": True, "basis": judged},
    }  # fmt: skip
    if structural is not None:
        data["hypotheses"]["shy"]["structural"] = structural
    data["evidence"] = {
        "silence": {
            "label": "Nobody spoke",
            "record": ["early"],
            "likelihoods": {"shy": 80, "mill": 20},
            "basis": judged,
        },
        "books": {
            "label": "The miller had to ask at home",
            "record": ["late"],
            "about": "2019-05-15",
            "likelihoods": {"shy": 5, "mill": 95},
            "basis": judged,
        },
        "asked": {
            "label": "The letter to the miller",
            "likelihoods": {"shy": 60, "mill": 30},
            "to_find": {"how": "Ask for it", "cost": 2},
            "basis": judged,
        },
    }
    return data
