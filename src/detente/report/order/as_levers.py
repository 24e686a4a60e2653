"""Repairs of an order as levers of a case, ready to be pasted."""

from __future__ import annotations

import io
import re
from typing import Any

from detente.schedule.findings import RepairFinding, ScheduleFinding


def levers_yaml(finding: ScheduleFinding) -> str:
    """Return the repairs that are not the case's own levers as a ``levers`` block in YAML.

    Parameters
    ----------
    finding : ScheduleFinding
    """
    from ruamel.yaml import YAML

    levers: dict[str, Any] = {}
    for repair in finding.repairs:
        if repair.kind != "lever":
            levers[_slug(repair, levers)] = repair.lever
    if not levers:
        return "# Nothing has to be repaired: an order holds on expected values as things are.\n"
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump({"levers": levers}, out)
    return out.getvalue()


def _slug(repair: RepairFinding, taken: dict[str, Any]) -> str:
    parts = (
        [repair.kind, *repair.commitments] if repair.commitments else [repair.kind, repair.party]
    )
    wanted = re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")
    name, k = wanted, 2
    while name in taken:
        name, k = f"{wanted}-{k}", k + 1
    return name
