"""Event codes of CAMEO with their place between conflict and cooperation.

References
----------
Goldstein, J. S. (1992). A conflict-cooperation scale for WEIS events data. Journal of
Conflict Resolution 36(2), 369-385.
Schrodt, P. A. (2012). CAMEO: Conflict and Mediation Event Observations. Event and Actor
Codebook, version 1.1b3. Pennsylvania State University.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final

from detente.case.tree import parse

MOST_NEAR: Final = 4


@dataclass(frozen=True, slots=True)
class EventCode:
    """One kind of event.

    Attributes
    ----------
    code : str
        Two digits (the root), three or four; beginning with its root.
    label : str
    goldstein : float
        From -10 (conflict) to 10 (cooperation).
    """

    code: str
    label: str
    goldstein: float


@functools.cache
def table() -> Mapping[str, EventCode]:
    """Return the codes in their order."""
    file = resources.files("detente.case") / "data" / "cameo.yaml"
    data = parse(file.read_text("utf-8"), "cameo.yaml").data
    found = {code: EventCode(code, **entry) for code, entry in data.items()}
    return MappingProxyType(found)


def near(code: str) -> list[EventCode]:
    """Return codes that may have been meant: the nearest above it, then those alike."""
    known = table()
    text = code.strip()
    above = [text[:n] for n in range(len(text), 1, -1) if text[:n] in known]
    lost = [f"0{text}"] if f"0{text}" in known else []
    alike = difflib.get_close_matches(text, list(known), n=MOST_NEAR, cutoff=0.5)
    names = list(dict.fromkeys([*lost, *above, *alike])) or [c for c in known if len(c) == 2]
    return [known[c] for c in names[:MOST_NEAR]]
