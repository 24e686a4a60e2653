"""What is found about a failure: where it founders in the structure, and what the record says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from detente.finding import Header, Share, Spread

GATES: Final = ("zone", "offers", "ratification", "definition", "order")
"""In the order in which a deal must pass them."""

CAUSES: Final = (*GATES, "mandate")
"""What a hypothesis may be about; the last cannot be judged from the structure of a case."""


@dataclass(frozen=True)
class NeedFinding:
    """What would have to change for one party, where talks founder at a gate.

    Attributes
    ----------
    party : str
    often : Share
        Of the belief sets that founder there first, in how many this party falls short.
    points : Spread or None
        By how much it does, in its own points, where it does.
    """

    party: str
    often: Share
    points: Spread | None


@dataclass(frozen=True)
class GateFinding:
    """One structural cause of failure.

    Attributes
    ----------
    gate : str
        One of ``GATES``.
    first : Share
        Share of belief sets in which nothing that was tabled gets through this gate, having
        got through all before it; with the share in which something gets through all, these
        sum to 1.
    alone : Share
        Share in which the cause holds taken by itself: something comes as far as this gate and
        is stopped there, whatever becomes of the rest.  For ``zone`` the same as ``first``; for
        ``offers``, a package suits all whose consent is needed, and none that was tabled does.
    opened : Share or None
        By how much the share in which something gets through everything would grow if this gate
        alone stood open (for ``offers``, had the most acceptable deal been tabled as well).
        None for ``zone``.
    needs : tuple of NeedFinding
        The numbers that would have to change.
    package : str
        The tabled package that they are told for, where it is one.
    terms : tuple of str
        Words left open, at ``definition``.
    """

    gate: str
    first: Share
    alone: Share
    opened: Share | None
    needs: tuple[NeedFinding, ...]
    package: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class TabledFinding:
    """One package, and where it founders.

    Attributes
    ----------
    slug, label : str
    by : tuple of str
    tabled : bool
        Whether it was on the table; else the most acceptable deal, for comparison.
    accepted_by : dict of party to Share
        Those who sign: better than no deal by its own values.
    stops : dict of str to Share
        Where it is stopped first: ``signatories``, ``ratification``, ``definition``, ``order``.
    passes : Share
        Share of belief sets in which it gets through everything; with ``stops`` it sums to 1.
    terms : tuple of str
        Words that it leaves open.
    order_looked : bool
        Whether an order was looked for: some commitment of the case delivers something of it.
    """

    slug: str
    label: str
    by: tuple[str, ...]
    tabled: bool
    accepted_by: dict[str, Share]
    stops: dict[str, Share]
    passes: Share
    terms: tuple[str, ...]
    order_looked: bool


@dataclass(frozen=True)
class SideFinding:
    """One cause as the structure and as the record see it.

    Attributes
    ----------
    cause : str
        One of ``CAUSES``, or ``rest``: against "something gets through everything", the
        explanations that are about no part of the structure.
    structural : Share or None
        Share of belief sets that founder there first; None where structure cannot judge it.
    hypotheses : tuple of str
    evidential : Spread or None
        Their probability together, after the evidence; None where the case names none.
    apart : bool or None
        Whether the share of belief sets lies outside nine of ten draws of the probability by
        more than two standard errors; None where one of the two is missing.
    """

    cause: str
    structural: Share | None
    hypotheses: tuple[str, ...]
    evidential: Spread | None
    apart: bool | None


@dataclass(frozen=True)
class DayFinding:
    """The diagnosis as of one day.

    Attributes
    ----------
    as_of : date or None
    which : str
        ``failure`` (the day of the outcome), ``now`` (the day of the case) or ``asked``.
    draws : int
    none : Share
        Share of belief sets in which no package suits all whose consent is needed; as in
        ``reach`` and ``explain``.
    price : Share
        Share in which some package suits all but the most acceptable one does not: which one
        would do depends on what the sides know of themselves alone.
    exact : bool
        Whether every package was looked at.
    gates : tuple of GateFinding
    passes : Share
        Share in which something tabled gets through everything.
    packages : tuple of TabledFinding
        Those tabled, and the most acceptable deal.
    later : tuple of str
        Packages of the record that are told of what came after the outcome, left out.
    differs : dict of issue to (str, str)
        Where the most acceptable deal differs from the tabled package that most often suits all
        who sign: option of the package, option of the deal.
    nearest : str
        That package; empty where nothing was tabled.
    sides : tuple of SideFinding
    structural_leader, evidential_leader : str
        The cause that comes first in each; empty where there is none.
    leading_hypothesis : str or None
        The most probable explanation, whatever it is about; None where the case names none.
    leading_probability : float or None
    leading_cause : str or None
        What that explanation is about; None where about no part of the structure.
    rows : int
        Rows of evidence that count on the day.
    sought : tuple of str
        Rows to find out next, the most expected information per cost first.
    """

    as_of: datetime.date | None
    which: str
    draws: int
    none: Share
    price: Share
    exact: bool
    gates: tuple[GateFinding, ...]
    passes: Share
    packages: tuple[TabledFinding, ...]
    later: tuple[str, ...]
    differs: dict[str, tuple[str, str]]
    nearest: str
    sides: tuple[SideFinding, ...]
    structural_leader: str
    evidential_leader: str
    leading_hypothesis: str | None
    leading_probability: float | None
    leading_cause: str | None
    rows: int
    sought: tuple[str, ...]


@dataclass(frozen=True)
class DiagnoseFinding:
    """Why did the talks fail, in the structure of the case and by its record?

    Attributes
    ----------
    header : Header
        Of the first day.
    question : str
    outcome : str or None
    outcome_day : date or None
    days : tuple of DayFinding
        The day of the failure, then now; or the one day that was asked for.
    assumptions : tuple of str
        Keys of sentences.
    """

    header: Header
    question: str
    outcome: str | None
    outcome_day: datetime.date | None
    days: tuple[DayFinding, ...]
    assumptions: tuple[str, ...]
