"""What causes, days and amounts are called in a diagnosis."""

from __future__ import annotations

import math

from detente.answers.diagnose_findings import DayFinding, GateFinding, NeedFinding
from detente.report.answer_words import deal_name
from detente.report.names import Names


def cause(slug: str, names: Names) -> str:
    """Return the short name of a cause."""
    return names.words.text(f"diagnose.cause.{slug}")


def day(found: DayFinding, names: Names) -> str:
    """Return as of when something is told."""
    if found.as_of is None:
        return names.words.text("diagnose.day.undated")
    return names.words.text(f"diagnose.day.{found.which}", day=names.words.day(found.as_of))


def package(slug: str, found: DayFinding, names: Names) -> str:
    """Return the name of a package."""
    label = next((p.label for p in found.packages if p.slug == slug), slug)
    return deal_name(slug, label, names)


def gate(slug: str, found: DayFinding) -> GateFinding:
    """Return one gate of a day."""
    return next(g for g in found.gates if g.gate == slug)


def amount(need: NeedFinding) -> int:
    """Return how many hundredths a party lacks in the middle; 0 for less than one."""
    return 0 if need.points is None else math.floor(need.points.p50 + 0.5)
