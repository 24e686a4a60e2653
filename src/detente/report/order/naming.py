"""What things of a schedule are called: commitments, doctrines, moments."""

from __future__ import annotations

import math
from collections.abc import Iterable

from detente.report.names import Names
from detente.schedule.findings import BreakFinding, ScheduleFinding


def commitment(slug: str, names: Names) -> str:
    """Return the label of a commitment, of a part of one too."""
    whole, part, rest = slug.partition(" (")
    known = names.case.commitments.get(whole)
    return (known.label if known else whole) + part + rest


def commitments(slugs: Iterable[str], names: Names) -> str:
    """Return ``A, B and C``."""
    return names.words.listed([commitment(s, names) for s in slugs])


def quoted(slugs: Iterable[str], names: Names) -> str:
    """Return ``“A”, “B” and “C”``: labels that stand inside a sentence."""
    words = names.words
    return words.listed([words.text("quoted", text=commitment(s, names)) for s in slugs])


def party(slug: str, names: Names) -> str:
    """Return the name of a party or of a coalition."""
    coalition = names.case.coalitions.get(slug)
    return coalition.label if coalition else names.party(slug)


def doctrine(slug: str, names: Names) -> str:
    """Return what a doctrine is called."""
    key = f"order.doctrine.{slug}"
    if names.words.knows(key):
        return names.words.text(key)
    if slug.startswith("gradual-"):
        who = names.party(slug.removeprefix("gradual-"))
        return names.words.text("order.doctrine.gradual", party=who)
    return names.words.text("order.doctrine.first", party=names.party(slug.removesuffix("-first")))


def actor(slug: str, names: Names) -> str:
    """Return who carries a commitment out."""
    known = names.case.commitments.get(slug.partition(" (")[0])
    return names.party(known.actor) if known else ""


def in_100(share: float) -> int:
    """Return a share as whole hundredths; halves go up, and what is there is at least 1."""
    if share <= 0:
        return 0
    return max(math.floor(share * 100 + 0.5), 1)


def broken(found: BreakFinding, finding: ScheduleFinding, steps: int, names: Names) -> str:
    """Return who would be better off breaking off, how and when.

    Parameters
    ----------
    found : BreakFinding
    finding : ScheduleFinding
        For what the deal costs that party.
    steps : int
        Number of steps of the order in question; 0 where there is none.
    names : Names
    """
    words = names.words
    who = party(found.party, names)
    what = quoted(found.commitments, names)
    if found.kind == "cheat":
        told = words.text("order.break.cheat", party=who, what=what)
    else:
        told = words.text("order.break.walk-away", party=who, when=_when(found, steps, names))
    cost = own_cost(finding, found.party)
    if cost > 0 and found.gain > 0:
        worth = words.text("order.break.worth", n=in_100(found.gain / cost))
        told = f"{told}, {worth}"
    return told


def _when(found: BreakFinding, steps: int, names: Names) -> str:
    words = names.words
    if steps and found.step > steps:
        return words.text("order.break.at-end")
    if not steps:
        if not found.commitments:
            return words.text("order.break.at-end")
        what = quoted(found.commitments, names)
        return words.text("order.break.before", what=what)
    if found.step == 1:
        return words.text("order.break.at-start")
    return words.text("order.break.at-step", step=found.step)


def own_cost(finding: ScheduleFinding, who: str) -> float:
    """Return what a party's own commitments cost it; 0 for a coalition."""
    return sum(max(c.cost, 0.0) for c in finding.commitments if c.actor == who)
