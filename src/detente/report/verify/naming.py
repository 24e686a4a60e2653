"""How numbers and things of verification are said: chances, visits, months, routes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from detente.finding import Spread
from detente.report.names import Names
from detente.report.order.naming import commitment

NEAR_NOTHING = 0.05
"""Months below this are none."""
MOST = 4
"""Places named before the rest is left to the table."""


def hundredths(share: float) -> int:
    """Return a share as whole hundredths; halves go up."""
    return math.floor(share * 100 + 0.5)


def chance(share: float, names: Names) -> str:
    """Return a probability as how often in 100; never and always only where they are exact."""
    text = names.words.text
    if share <= 0:
        return text("verify.chance.none")
    if share >= 1:
        return text("verify.chance.all")
    if share < 0.01:
        return text("verify.chance.few")
    if share > 0.99:
        return text("verify.chance.many")
    n = hundredths(share)
    return text("verify.chance.one") if n == 1 else text("verify.chance.some", n=n)


def chances(spread: Spread, names: Names) -> str:
    """Return a probability over the belief sets: its mean, and its range where it has one."""
    told = chance(spread.mean, names)
    low, high = hundredths(spread.p05), hundredths(spread.p95)
    if low == high:
        return told
    return names.words.text("verify.chance.ranged", chance=told, low=low, high=high)


def between(spread: Spread, names: Names) -> str:
    """Return a share in 100 as its range over the belief sets: ``23 to 76``."""
    low, high = hundredths(spread.p05), hundredths(spread.p95)
    if low == high:
        return str(low)
    return names.words.text("verify.seen.between", low=low, high=high)


def visits(number: int, names: Names) -> str:
    """Return ``7 visits``."""
    return names.words.text("verify.times", n=number)


def place(slug: str, names: Names) -> str:
    """Return the name of a place."""
    known = names.case.facilities.get(slug)
    return known.label if known else slug


def quoted_place(slug: str, names: Names) -> str:
    """Return the name of a place in quotation marks."""
    return names.words.text("quoted", text=place(slug, names))


def places(slugs: Iterable[str], names: Names) -> str:
    """Return places in quotation marks as a list."""
    return names.words.listed([quoted_place(s, names) for s in slugs])


def watch(slug: str, names: Names) -> str:
    """Return what a way of watching is called."""
    known = names.case.verification.get(slug)
    return known.label if known else slug


def quoted(slug: str, names: Names) -> str:
    """Return a commitment in quotation marks."""
    return names.words.text("quoted", text=commitment(slug, names))


def divided(counts: Mapping[str, int], names: Names) -> str:
    """Return visits by place: ``the mill: 3; the ford: 2``."""
    text = names.words.text
    return "; ".join(
        text("verify.visits-on", place=place(s, names), n=n) for s, n in counts.items()
    )


def months(spread: Spread, names: Names) -> str:
    """Return months from the 5th to the 95th of 100 belief sets, in whole months."""
    return month_span(spread.p05, spread.p95, names)


def month_span(low: float, high: float, names: Names) -> str:
    """Return a span of months; what lies below 0 is none.

    Parameters
    ----------
    low, high : float
    """
    text = names.words.text
    if high < NEAR_NOTHING:
        return text("verify.months.zero")
    first, last = max(math.floor(low + 0.5), 0), math.floor(high + 0.5)
    if last < 1:
        return text("verify.months.under")
    if (first, last) == (0, 1):
        return text("verify.months.up-to-one")
    if first == last == 1:
        return text("verify.months.one")
    if first == last:
        return text("verify.months.one-span", n=last)
    return text("verify.months.span", low=str(first), high=str(last))


def action(slug: str, names: Names) -> str:
    """Return what an action is called; ``deal`` is what the deal does."""
    return names.words.text(f"verify.action.{slug}")
