"""What explanations and evidence are called, and shares said in whole hundredths."""

from __future__ import annotations

import math

from detente.evidence.findings import HypothesisFinding
from detente.finding import Spread
from detente.report.names import Names


def hypothesis(slug: str, names: Names) -> str:
    """Return the name of an explanation; that of "something else" where it was added."""
    known = names.case.hypotheses.get(slug)
    return known.label if known else names.words.text("explain.other")


def row(slug: str, names: Names) -> str:
    """Return the name of a row of evidence."""
    known = names.case.evidence.get(slug)
    return known.label if known else slug


def assumption(slug: str | None, names: Names) -> str:
    """Return the name of an assumption; empty for none."""
    known = names.case.assumptions.get(slug or "")
    return known.label if known else slug or ""


def hundred(share: float, names: Names) -> str:
    """Return ``25 of 100``; what is there is never told as none, nor as all."""
    if 0 < share < 0.01:
        return names.words.text("explain.less-than-1")
    if 0.99 < share < 1:
        return names.words.text("explain.more-than-99")
    return names.words.text("explain.of-100", n=_whole(share))


def span(low: float, high: float, names: Names) -> str:
    """Return ``5 to 57 of 100``."""
    first, last = _whole(low), _whole(high)
    if first == last:
        return hundred(low, names)
    return names.words.text("explain.span-100", low=first, high=last)


def nine_of_ten(spread: Spread, names: Names) -> str:
    """Return the span that holds nine of ten draws."""
    return span(spread.p05, spread.p95, names)


def ratio(value: float | None, names: Names) -> str:
    """Return ``3 to 1`` or ``1 to 3``; a dash where there is no end."""
    if value is None or value <= 0:
        return "–"
    key = "more" if value >= 1 else "less"
    size = value if value >= 1 else 1 / value
    return names.words.text(
        f"explain.change.{key}", n=f"{size:.2g}" if size < 10 else f"{size:.0f}"
    )


def ranked(found: tuple[HypothesisFinding, ...]) -> list[HypothesisFinding]:
    """Return explanations, the most probable first."""
    return sorted(found, key=lambda h: -h.posterior.mean)


def _whole(share: float) -> int:
    return math.floor(share * 100 + 0.5)
