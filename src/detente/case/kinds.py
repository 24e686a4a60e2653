"""Kinds of numbers in a case, and the scales of those that have one."""

from __future__ import annotations

from typing import Literal

from detente.case.quantity import Basis, Quantity

Kind = Literal[
    "importance",
    "score",
    "synergy",
    "no-deal",
    "drift",
    "waiting-cost",
    "threshold",
    "audience-cost",
    "likelihood",
    "reading",
    "consequence",
    "change",
    "points",
    "days",
    "months",
    "part",
    "percent",
    "rationality",
]

SCALES: dict[str, tuple[float, float]] = {
    "importance": (0.0, 100.0),
    "score": (0.0, 100.0),
    "no-deal": (0.0, 100.0),
    "likelihood": (0.0, 100.0),
    "reading": (0.0, 100.0),
    "threshold": (0.0, 100.0),
    "audience-cost": (0.0, 100.0),
    "percent": (0.0, 100.0),
}
"""Where a number with no evidence may lie; kinds not named here have no scale."""

Found = tuple[str, Kind, Quantity, Basis | None, str, str]
"""Pointer, kind, quantity, basis of the enclosing block, owner, label in words."""
