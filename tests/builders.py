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
