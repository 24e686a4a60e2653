"""Tiny cases for every test: plain data to change freely, and the model made of it."""

from __future__ import annotations

from typing import Any

from detente.case.models import Case


def tiny_case_data() -> dict[str, Any]:
    """Return a small complete case as plain data, fresh at every call.

    Two signatories (``north``, ``south``) and one ratifier (``council``, for
    ``south``); issues ``water`` (three options), ``mill`` and ``bridge`` (two
    each), so 12 packages, 10 of them allowed by the one linkage.  North cares
    most for water, south for the mill, so there is something to trade; every
    party gains by ``water/half, mill/open``.  All values are points, so each
    party's value of a package can be added up by hand:

    ===== ====== ====== ======== ==================== ===================
    party water  mill   bridge   scores above 0       no deal
    ===== ====== ====== ======== ==================== ===================
    north 60     20     20       half 60, full 100,   20 on the scale
                                 mill closed 100,
                                 bridge built 100
    south 20     60     20       none 100, half 50,   20 on the scale
                                 mill open 100,
                                 bridge built 100
    ===== ====== ====== ======== ==================== ===================

    ``council`` values as ``south`` does, with no deal at 10.
    """
    basis = {"judgement": "invented for tests", "by": "tests"}
    south = {
        "water": {"importance": 20, "scores": {"none": 100, "half": 50, "full": 0}},
        "mill": {"importance": 60, "scores": {"closed": 0, "open": 100}},
        "bridge": {"importance": 20, "scores": {"no": 0, "built": 100}},
    }
    north = {
        "water": {"importance": 60, "scores": {"none": 0, "half": 60, "full": 100}},
        "mill": {"importance": 20, "scores": {"closed": 100, "open": 0}},
        "bridge": {"importance": 20, "scores": {"no": 0, "built": 100}},
    }
    return {
        "detente": 1,
        "title": "Two towns and a river",
        "as_of": "2020-01-01",
        "authors": ["north", "south", "council"],
        "parties": {
            "north": {"label": "North Town", "role": "signatory"},
            "south": {"label": "South Town", "role": "signatory", "ratification": {"rule": "veto"}},
            "council": {"label": "South's council", "role": "ratifier", "ratifies_for": "south"},
        },
        "issues": {
            "water": {
                "label": "Water for North",
                "status_quo": "none",
                "options": {
                    "none": {"label": "None"},
                    "half": {"label": "Half"},
                    "full": {"label": "All it asks"},
                },
            },
            "mill": {
                "label": "The mill",
                "status_quo": "closed",
                "options": {"closed": {"label": "Closed"}, "open": {"label": "Open"}},
            },
            "bridge": {
                "label": "The bridge",
                "status_quo": "no",
                "options": {"no": {"label": "No bridge"}, "built": {"label": "A bridge"}},
            },
        },
        "linkages": [{"option": "water/full", "requires": ["bridge/built"]}],
        "values": {
            "north": {
                "issues": north,
                "no_deal": {"courses": {"drought": {"value": 20}}},
                "basis": dict(basis),
            },
            "south": {
                "issues": south,
                "no_deal": {"courses": {"drought": {"value": 20}}},
                "basis": dict(basis),
            },
            "council": {
                "issues": {k: dict(v, scores=dict(v["scores"])) for k, v in south.items()},
                "no_deal": {"courses": {"drought": {"value": 10}}},
                "basis": dict(basis),
            },
        },
        "courses": {
            "drought": {
                "label": "A dry summer",
                "starts": "2020-06-01",
                "likelihood": 100,
                "basis": dict(basis),
            }
        },
    }


def case_from(data: dict[str, Any]) -> Case:
    """Return the case of plain data; pydantic's error when it is not one."""
    return Case.model_validate(data)


def tiny_case() -> Case:
    """Return :func:`tiny_case_data` as a case."""
    return case_from(tiny_case_data())


def uncertain_case_data() -> dict[str, Any]:
    """Return the tiny case with a little of everything uncertain, fresh at every call.

    Added to :func:`tiny_case_data`: ranges, shared factors between parties
    (``rain``), an order of options, a term with readings (``fair-share``; the
    option ``water/share`` is ambiguous), synergies, two courses of no deal with
    drift and likelihoods (the council's own), a threshold and an audience cost,
    two belief sets, two analysts, an event and a lever with changes.
    """
    data = tiny_case_data()
    judged = {"judgement": "invented for tests", "by": "tests"}
    data["factors"] = {"rain": {"label": "How much it rains"}}
    data["analysts"] = {
        "ada": {"label": "Ada", "weight": 3},
        "ben": {"label": "Ben", "weight": 1},
    }
    data["beliefs"] = {
        "calm": {"label": "Calm", "weight": 3},
        "strife": {
            "label": "Strife",
            "weight": 1,
            "changes": [
                {"number": "/values/north/no_deal/courses/drought/value", "add": [-8, -2]},
                {"number": "/values/south/issues/mill/importance", "set": [30, 45]},
                {"number": "/values/south/synergies/shared/points", "times": 2},
            ],
        },
    }
    data["parties"]["south"]["ratification"] = {"rule": "leader"}
    data["parties"]["council"] |= {"threshold": [1, 4], "audience_cost": [2, 9]}
    water = data["issues"]["water"]["options"]
    water["share"] = {
        "label": "A fair share",
        "under": {"term": "fair-share", "means": {"little": "half", "much": "full"}},
    }
    data["terms"] = {
        "fair-share": {
            "label": "fair share",
            "readings": {"little": {"label": "a little"}, "much": {"label": "much"}},
            "read_by": {
                "north": {"readings": {"little": [0, 20], "much": [60, 100]}},
                "south": {"readings": {"little": 70, "much": 30}},
            },
        }
    }
    data["courses"] = {
        "drought": {"label": "A dry summer", "starts": "2019-07-01", "likelihood": [50, 80]},
        "flood": {"label": "A flood", "starts": "2020-06-01", "likelihood": [20, 50]},
    }
    north, south, council = (data["values"][p] for p in ("north", "south", "council"))
    north["issues"] = {
        "water": {
            "importance": {"range": [40, 70], "factors": {"rain": 0.8}},
            "scores": {"none": [0, 10], "half": [30, 80], "full": [60, 100]},
            "order": ["none < half < full"],
        },
        "mill": {"importance": [10, 40], "scores": {"closed": 100, "open": [0, 30]}},
        "bridge": {"importance": [10, 30], "scores": {"no": 0, "built": [70, 100]}},
    }
    north["order"] = ["mill < water"]
    north["synergies"] = {"idle": {"of": ["water/none", "bridge/no"], "points": [-9, -1]}}
    north["no_deal"] = {
        "relative_to": "status-quo",
        "courses": {
            "drought": {"value": {"range": [-10, 5], "factors": {"rain": -0.6}}, "drift": [-2, 0]},
            "flood": {"value": [-20, 0]},
        },
    }
    south["issues"] = {
        "water": {
            "importance": {"analysts": {"ada": [10, 30], "ben": [30, 50]}},
            "scores": {"none": 100, "half": {"triangular": [20, 50, 70]}, "full": [0, 20]},
        },
        "mill": {"importance": [40, 60], "scores": {"closed": 0, "open": {"normal": [90, 4]}}},
        "bridge": {"scores": {"no": [0, 5], "built": {"beta": [8, 2]}}},
    }
    south["synergies"] = {
        "shared": {"of": ["mill/open", "bridge/built"], "points": [2, 12]},
        "idle": {"of": ["water/none", "mill/closed"], "points": [-5, 0]},
    }
    south["no_deal"] = {
        "courses": {
            "drought": {"value": {"range": [10, 30], "factors": {"rain": -0.6}}},
            "flood": {"value": [10, 25], "drift": [-1, 1]},
        },
        "basis": dict(judged),
    }
    council["issues"]["water"]["scores"] = {"none": 70, "half": 50, "full": 30}
    council["synergies"] = {"same": {"of": ["mill/open", "bridge/built"], "points": 6}}
    council["no_deal"] = {
        "courses": {"drought": {"value": [5, 15]}, "flood": {"value": [0, 10]}},
        "likelihoods": {"flood": [60, 90]},
    }
    data["events"] = {
        "dam-opens": {
            "label": "The dam opens",
            "declared": "2019-01-01",
            "in_days": [100, 200],
            "beliefs": ["calm"],
            "changes": [{"number": "/values/north/issues/bridge/scores/built", "add": [-20, -10]}],
        }
    }
    data["levers"] = {
        "pay": {
            "label": "Pay for the bridge",
            "kind": "compensate",
            "author": "tests",
            "cost": {"text": "money", "points": {"north": [1, 2]}},
            "points": {"south": [3, 6], "council": 2},
            "changes": [
                {"number": "/values/south/issues/water/scores/half", "set": [60, 80]},
                {"number": "/values/north/no_deal/courses/flood/value", "times": 0.5},
                {"number": "/terms/fair-share/read_by/south/readings/much", "add": 200},
            ],
        }
    }
    return data
