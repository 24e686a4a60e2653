"""A tiny case with two explanations of a failure, for every test of them."""

from __future__ import annotations

from typing import Any

from tests.builders import tiny_case_data


def item(happened: str, known: str | None = None) -> dict[str, Any]:
    """Return an item of the record."""
    return {
        "happened": happened,
        "known_from": known or happened,
        "actor": "the miller",
        "kind": "statement",
        "text": "Something.",
        "sources": ["gazette"],
        "credibility": 2,
    }


def explained() -> dict[str, Any]:
    """Return the tiny case with an outcome, two hypotheses and what bears on them.

    All numbers are points.  ``low`` (before the outcome) is 0.8 and 0.2; ``told`` (said
    later) rests on an assumption that holds with 0.5: 0.9 and 0.3, else 0.4.
    """
    data = tiny_case_data()
    judged = {"judgement": "invented"}
    data["sources"] = {"gazette": {"label": "The gazette", "reliability": "B"}}
    data["record"] = {
        "gauge": item("2019-05-01"),
        "talks-end": item("2019-06-01"),
        "speech": item("2019-07-01", "2019-08-01"),
        "flood": item("2019-09-01"),
    }
    data["outcome"] = {
        "label": "The talks ended",
        "day": "2019-06-01",
        "record": ["talks-end"],
    }
    data["hypotheses"] = {
        "dry": {"label": "The river was too low", "prior": 40, "basis": judged},
        "mill": {"label": "The miller refused", "prior": 60, "basis": judged},
    }
    data["assumptions"] = {
        "honest": {"label": "The miller told the truth", "holds": 50, "basis": judged}
    }
    data["evidence"] = {
        "low": {
            "label": "The gauge stood low",
            "record": ["gauge"],
            "likelihoods": {"dry": 80, "mill": 20},
            "basis": judged,
        },
        "told": {
            "label": "The miller spoke of drought",
            "record": ["speech"],
            "about": "2019-05-15",
            "likelihoods": {"dry": 90, "mill": 30},
            "assumption": "honest",
            "otherwise": 40,
            "basis": judged,
        },
        "asked": {
            "label": "The miller's books show a loss",
            "likelihoods": {"dry": 60, "mill": 30},
            "to_find": {"how": "Ask for the books", "cost": 2},
            "basis": judged,
        },
    }
    return data
