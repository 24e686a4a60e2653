"""Tiny cases with claims and reports, all numbers points, for every test of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.beliefs.study import Study
from detente.evidence.analysis.corroborating.answer import corroborate
from detente.evidence.corroboration_findings import ClaimFinding, Corroborated
from tests.builders import case_from, tiny_case_data

JUDGED = {"judgement": "invented", "by": "tests"}
DAY = "2019-01-01"


def claim(prior: float = 50, **more: Any) -> dict[str, Any]:
    """Return a claim that is yes or no."""
    return {"label": "A claim", "prior": prior, "basis": JUDGED, **more}


def states(priors: dict[str, float], **more: Any) -> dict[str, Any]:
    """Return a claim with states."""
    each = {name: {"label": name, "prior": p} for name, p in priors.items()}
    return {"label": "A choice", "states": each, "basis": JUDGED, **more}


def report(hit: float | None = 80, false_report: float | None = 20, **more: Any) -> dict[str, Any]:
    """Return a report with rates of its own; without, its code counts."""
    rates = {} if hit is None else {"hit": hit, "false_report": false_report}
    return {"label": "A report", "known_from": DAY, "basis": JUDGED, **rates, **more}


def relay(of: str, fidelity: float | None = None, **more: Any) -> dict[str, Any]:
    """Return a report that repeats another; word for word without a fidelity."""
    kept = {} if fidelity is None else {"fidelity": fidelity}
    return {
        "label": "A relay", "known_from": DAY, "basis": JUDGED, "relays": of, **kept, **more
    }  # fmt: skip


def said(claims: dict[str, Any], reports: dict[str, Any], **blocks: Any) -> dict[str, Any]:
    """Return the tiny case with claims, reports and other blocks."""
    data = tiny_case_data()
    texts = {c["text"]: {"label": "A draft"} for c in claims.values() if "text" in c}
    if texts:
        data["texts"] = texts
    return {**data, "claims": claims, "reports": reports, **blocks}


def weigh(data: dict[str, Any], draws: int = 4, seed: int = 1, **study: Any) -> Corroborated:
    """Return what the command's analysis finds."""
    return corroborate(Study(case_from(data), seed, **study), draws)


def found(data: dict[str, Any], slug: str = "c", **how: Any) -> ClaimFinding:
    """Return what is found of one claim."""
    return next(c for c in weigh(data, **how).claims if c.slug == slug)


def probability(data: dict[str, Any], slug: str = "c", **how: Any) -> float:
    """Return the mean probability of the first state of a claim."""
    return found(data, slug, **how).states[0].mean.value


def posteriors(data: dict[str, Any], **how: Any) -> np.ndarray:
    """Return the mean probabilities of all states of all claims, in order."""
    return np.array([s.mean.value for c in weigh(data, **how).claims for s in c.states])
