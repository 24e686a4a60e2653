"""What the analysis of levers answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.finding import Share


@dataclass(frozen=True)
class LeverFinding:
    """One lever, or a portfolio of them, and what it would change.

    Attributes
    ----------
    slugs : tuple of str
        One, or up to three in a portfolio.
    label, kind, author, cost : str
    declared : bool
        False where it was generated from the case.
    fixed : Share
        Gain in acceptability of the most acceptable deal as it stands.
    reoptimised : Share
        Gain of the deal that is most acceptable with the lever.
    acceptability : Share
        Acceptability with the lever and that deal.
    changes : dict of issue to (from, to)
        How that deal differs from the most acceptable one without the lever.
    waiting : dict of party to float
        Expected points lost by waiting, for levers that wait.
    months : float
    note : str
        Why it has no effect (already happened, ...), or empty.
    on_packages : dict of package to Share
        Gain of packages of the record as they stand (means over completions).
    """

    slugs: tuple[str, ...]
    label: str
    kind: str
    author: str
    cost: str
    declared: bool
    fixed: Share
    reoptimised: Share
    acceptability: Share
    changes: dict[str, tuple[str, str]]
    waiting: dict[str, float]
    months: float
    note: str
    on_packages: dict[str, Share] = field(default_factory=dict)


@dataclass(frozen=True)
class LeversFinding:
    """All levers by falling gain, and the best portfolios.

    Attributes
    ----------
    method : str
    draws : int
    baseline : Share
        Acceptability of the most acceptable deal without any lever.
    levers, portfolios : tuple of LeverFinding
    portfolios_tried : int
    exhaustive : bool
        Whether every portfolio of up to three of the levers was tried.
    """

    method: str
    draws: int
    baseline: Share
    levers: tuple[LeverFinding, ...]
    portfolios: tuple[LeverFinding, ...]
    portfolios_tried: int
    exhaustive: bool
