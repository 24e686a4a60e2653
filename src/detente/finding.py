"""The parts every Finding is made of.  A leaf: it imports nothing of the house."""

from __future__ import annotations

import dataclasses
import datetime
import math
from dataclasses import dataclass
from typing import Any

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Share:
    """A weighted share of draws, 0 to 1, with its standard error."""

    value: float
    se: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity over draws: mean, and the 5th, 25th, 50th, 75th and 95th percentiles."""

    mean: float
    p05: float
    p25: float
    p50: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class Header:
    """What identifies a run.

    Attributes
    ----------
    schema_version : int
    kind : str
    case_title, case_hash : str
        The hash covers the resolved case, the day, belief set and analyst, and what the draws
        have learned from.
    seed, draws : int
    n_eff : float
        Effective number of draws (Kish 1965; learned ones by families, Lee and Whiteley 2018).
    as_of, believe, analyst : str or None
    versions : dict of str to str
        Détente's own and the numerical libraries'.
    created : str
        Time stamp; the only part that differs between two equal runs.
    learned : tuple of str
        Items of the record that the draws have learned from; none: as stated.
    """

    schema_version: int
    kind: str
    case_title: str
    case_hash: str
    seed: int
    draws: int
    n_eff: float
    as_of: str | None
    believe: str | None
    analyst: str | None
    versions: dict[str, str]
    created: str
    learned: tuple[str, ...] = ()


def plain(value: Any) -> Any:
    """Return a Finding as plain JSON data; floats rounded to ten digits, no NaN.

    Parameters
    ----------
    value : dataclass, mapping, sequence, number, str, date or None

    Returns
    -------
    dict, list, str, int, float, bool or None
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (bool, str, int)) or value is None:
        return value
    if hasattr(value, "item"):
        return plain(value.item())
    number = float(value)
    if not math.isfinite(number):
        return None
    return float(f"{number:.10g}")
