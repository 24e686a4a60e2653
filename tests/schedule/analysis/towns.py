"""A deal of two towns with commitments, for the analyses of schedules; numbers by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.schedule.analysis.prepared import Prepared
from tests.builders import case_from, tiny_case_data

DEAL = {"water": "half", "mill": "open", "bridge": "built"}


def deal_data(**commitments: dict[str, Any]) -> dict[str, Any]:
    """Return a case whose deal is delivered by stated commitments alone.

    Each keyword is a commitment (``_`` for ``-``); those of north deliver ``mill/open``, those
    of south ``water/half``.  No deal is worth the status quo, so that a stake is what the
    commitments add up to.
    """
    data = tiny_case_data()
    del data["linkages"]
    data["commitments"] = {}
    for name, found in commitments.items():
        slug = name.replace("_", "-")
        data["commitments"][slug] = {"label": slug, "what": slug, **found}
    for option, actor in (("half", "south"), ("open", "north")):
        issue = "water" if option == "half" else "mill"
        mine = [s for s, c in data["commitments"].items() if c["actor"] == actor]
        data["issues"][issue]["options"][option]["commitments"] = mine
    for values in data["values"].values():
        values["no_deal"]["relative_to"] = "status-quo"
        for course in values["no_deal"]["courses"].values():
            course["value"] = 0
    return data


def exchange_of(cost: float, other: str, value: float, **more: Any) -> dict[str, Any]:
    """Return a stated commitment; ``other`` is whom it is worth something to."""
    actor = "south" if other == "north" else "north"
    return {"actor": actor, "cost": cost, "value": {other: value}, **more}


def prepared(data: dict[str, Any], deal: dict[str, str] | None = None, **study: Any) -> Prepared:
    """Return a deal of a case made ready (water half and the mill open unless said)."""
    chosen = {"water": "half", "mill": "open", "bridge": "no"} if deal is None else deal
    model = Model(Study(case_from(data), **study))
    options = model.structure.options
    package = np.array([options.index(f"{i}/{chosen[i]}") for i in options.issues])
    return Prepared(model, package, 300, choosing_on=400)
