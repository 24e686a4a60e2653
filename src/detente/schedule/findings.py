"""What the analyses of schedules answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.finding import Share, Spread


@dataclass(frozen=True)
class CommitmentFinding:
    """One commitment of the deal as the analysis took it: means over draws.

    Attributes
    ----------
    slug, label, actor : str
    options : tuple of str
        Options of the deal that it delivers; empty for a prerequisite that none names.
    cost : float
        To its actor, in points of that party's scale.
    value : dict of party to float
        To the others, in points of each one's own scale.
    recoverable, detection : float
        Shares, 0 to 1.
    lag, duration : float
        Days.
    stated : tuple of str
        Parties whose cost or value the case states; the others' follow from options.
    prerequisites : tuple of str
    """

    slug: str
    label: str
    actor: str
    options: tuple[str, ...]
    cost: float
    value: dict[str, float]
    recoverable: float
    detection: float
    lag: float
    duration: float
    stated: tuple[str, ...]
    prerequisites: tuple[str, ...]


@dataclass(frozen=True)
class BreakFinding:
    """A condition of a schedule that is broken, or binds most.

    Attributes
    ----------
    party : str
        Who would be better off breaking off (or, for a coalition, its name).
    kind : str
        ``walk-away`` or ``cheat``.
    step : int
        Number of the step at which, from 1; one more than the last for the end.
    commitments : tuple of str
        What it would not do, or fake.
    gain : float
        Points by which breaking off is better; below 0 where it is worse.
    """

    party: str
    kind: str
    step: int
    commitments: tuple[str, ...]
    gain: float


@dataclass(frozen=True)
class DoctrineFinding:
    """One doctrine of order, on expected inputs and over the draws.

    Attributes
    ----------
    slug : str
        ``all-at-once``, ``PARTY-first``, ``alternating``, ``best``, ``robust`` (holds most
        often), ``gradual-PARTY`` (announced first steps within that party's floor) or
        ``as-agreed`` (the last day that the case gives for each commitment, with its lags
        where steps do not wait for verification).
    steps : tuple of tuple of str
        Commitments, those of one step delivered together.
    needs : dict of party to float
        Guarantee each party would need to give beyond those there are, in its own points.
    share_of_cost : dict of party to float
        The same as a share of the party's own total cost; 0 where it pays nothing.
    turns : int
        Runs of one party's steps.
    days : float
        Duration with one step after the other where steps differ, on expected inputs.
    peak_exposure : dict of party to float
        The most that a party has paid and not got back at any time, in its points.
    peak_advance : dict of party to float
    breaks : BreakFinding or None
        Who would be better off breaking off first; None where nobody would.
    holds : Share
        Share of draws in which no party is ever better off breaking off.
    """

    slug: str
    steps: tuple[tuple[str, ...], ...]
    needs: dict[str, float]
    share_of_cost: dict[str, float]
    turns: int
    days: float
    peak_exposure: dict[str, float]
    peak_advance: dict[str, float]
    breaks: BreakFinding | None
    holds: Share


@dataclass(frozen=True)
class SearchFinding:
    """The least guarantee with which some order is self-enforcing, on expected inputs.

    Attributes
    ----------
    status : str
        ``PROVED``, ``GAP`` or ``NOT FOUND IN TIME``.
    method : str
    scale : str
        What the common figure is measured in: a share of each party's own total cost, or the
        case's common unit.
    common, bound : float
        Least common figure found, and what it cannot be below.
    needs : dict of party to float
        The vector of guarantees in the order found, in each party's points.
    alone : dict of party to float
        Least guarantee of each party if the others gave whatever was asked.
    least_sum : float or None
        Least sum in the common unit, where the case gives one.
    turns : int
        Fewest turns with those guarantees.
    turns_status : str
    binding : BreakFinding or None
    confirmed : str
        How an impossibility (a figure above 0) was confirmed by a second route.
    clash : tuple of BreakFinding
        Conditions that no order satisfies together, as few as could be found; empty where an
        order holds.  ``gain`` is in the order most favourable to each alone.
    """

    status: str
    method: str
    scale: str
    common: float
    bound: float
    needs: dict[str, float]
    alone: dict[str, float]
    least_sum: float | None
    turns: int
    turns_status: str
    binding: BreakFinding | None
    confirmed: str
    clash: tuple[BreakFinding, ...]


@dataclass(frozen=True)
class DatedFinding:
    """One commitment with its dates."""

    slug: str
    label: str
    actor: str
    start: datetime.date
    finish: datetime.date
    verified: datetime.date
    step: int


@dataclass(frozen=True)
class ExposureFinding:
    """How far ahead one party is over time, and how far it may be.

    Attributes
    ----------
    party : str
    days : tuple of date
        On which something is delivered, and the first.
    advance : tuple of float
        Irrevocably received less paid after that day, in the party's points.
    cap : float
        What it still stands to gain and would lose by being caught, guarantees of the plan
        included.
    """

    party: str
    days: tuple[datetime.date, ...]
    advance: tuple[float, ...]
    cap: float


@dataclass(frozen=True)
class CalendarFinding:
    """The dated plan.

    Attributes
    ----------
    status : str
        Of its length: ``PROVED``, ``GAP`` or ``NOT FOUND IN TIME``.
    starts, ends : date
    bound : float
        Days below which it cannot be.
    gates : bool
    period : int
        Days of the grid on which dates were looked for.
    given : dict of party to float
        Guarantees it rests on beyond those there are.
    commitments : tuple of DatedFinding
        By finish.
    exposure : tuple of ExposureFinding
    serial : float
        Days of an order that needs no more, one step after the other.
    holds : Share
        Share of draws in which no party is ever better off breaking off, with these dates and
        the guarantees there are.
    """

    status: str
    starts: datetime.date
    ends: datetime.date
    bound: float
    gates: bool
    period: int
    given: dict[str, float]
    commitments: tuple[DatedFinding, ...]
    exposure: tuple[ExposureFinding, ...]
    serial: float
    holds: Share


@dataclass(frozen=True)
class RepairFinding:
    """Something that would let an order hold, and what it takes.

    Attributes
    ----------
    kind : str
        ``guarantee``, ``split``, ``detection``, ``escrow``, ``credibility``, ``lag``,
        ``change`` or ``lever``.
    label : str
    commitments : tuple of str
        For a ``change``, those that it adds or drops.
    party : str
        For a ``change``, ``issue/old/new``.
    size : float
        Parts of a split, detection as a share, points of a guarantee, credibility, days.
    was : float
        The same as it stands; 0 where it is new.
    price : float
        In the case's own prices, else in this project's.
    common : float
        Common figure that is still needed with it; 0 where it is enough alone.
    needs : dict of party to float
    kept : Share
        Share of draws in which the deal is acceptable to all and the order holds.
    gain : Share
        Beyond that without it, on the same draws.
    lever : dict
        The same as a lever of a case, to be pasted.
    """

    kind: str
    label: str
    commitments: tuple[str, ...]
    party: str
    size: float
    was: float
    price: float
    common: float
    needs: dict[str, float]
    kept: Share
    gain: Share
    lever: dict[str, object]


@dataclass(frozen=True)
class TrustFinding:
    """Whether one party's trust in another reaches what taking the first step asks for.

    Attributes
    ----------
    party, of : str
    trustworthy : Spread
        Probability that the other answers in kind.
    threshold : Spread
        What it must be for keeping one's word to be worth it.
    reached : Share
        Share of draws in which it is.
    signal : Spread or None
        Least first share of its commitments that one who means to cheat, with the same
        payoffs, would not make for show; None where cheating does not pay under them.
    budget : float
        Points that the other's restraint is trusted with in the gradual order.
    first_steps : tuple of str
        What the party may do first and alone without risking more than its floor.
    """

    party: str
    of: str
    trustworthy: Spread
    threshold: Spread
    reached: Share
    signal: Spread | None
    budget: float
    first_steps: tuple[str, ...]


@dataclass(frozen=True)
class OrderReadingFinding:
    """One reading of the order that a text asks for.

    Attributes
    ----------
    slug, label : str
    by : tuple of str
    statements : tuple of str
    orders : int
        Orders of the deal's commitments that it admits with the prerequisites.
    circle : tuple of str
        Commitments that would have to wait for one another.
    needs : dict of party to float
        Least guarantees under it, on expected inputs; empty where it admits no order.
    common : float or None
    status : str
    """

    slug: str
    label: str
    by: tuple[str, ...]
    statements: tuple[str, ...]
    orders: int
    circle: tuple[str, ...]
    needs: dict[str, float]
    common: float | None
    status: str


@dataclass(frozen=True)
class ScheduleFinding:
    """In which order can a deal be carried out so that nobody does better by breaking it?

    Attributes
    ----------
    package, label : str
    options : dict of issue to option
    parties : tuple of str
    stake : dict of party to Spread
        What each party has to gain from the whole deal over no deal, rents included.
    guarantee : dict of party to Spread
        What it would lose by being found in breach, times how likely that is.
    takes_part : Share
        Share of draws in which no party would be worse off with the whole deal.
    commitments : tuple of CommitmentFinding
    mismatch : dict of party to float
        Points of the deal's value that stated costs and values leave unexplained.
    undelivered : tuple of str
        Options of the deal that no commitment delivers.
    search : SearchFinding
    doctrines : tuple of DoctrineFinding
    chosen : str
        The doctrine that holds in the largest share of draws.
    some : Share
        Share of a sample of draws in which at least one of the orders looked at holds.
    calendar : CalendarFinding or None
        None where no dates could be found.
    calendar_status : str
    repairs : tuple of RepairFinding
        By price; empty where none is needed.
    trust : tuple of TrustFinding
    readings : tuple of OrderReadingFinding
    contradiction : tuple of str
        Commitments that wait for one another when all readings are taken together.
    kept : Share
        Share of draws in which the deal is acceptable to all and the chosen order holds.
    signed : Share
        Share of the same draws in which the deal is acceptable to all.
    draws : int
    assumptions : tuple of str
        Keys of sentences.
    """

    package: str
    label: str
    options: dict[str, str]
    parties: tuple[str, ...]
    stake: dict[str, Spread]
    guarantee: dict[str, Spread]
    takes_part: Share
    commitments: tuple[CommitmentFinding, ...]
    mismatch: dict[str, float]
    undelivered: tuple[str, ...]
    search: SearchFinding
    doctrines: tuple[DoctrineFinding, ...]
    chosen: str
    some: Share
    calendar: CalendarFinding | None
    calendar_status: str
    repairs: tuple[RepairFinding, ...]
    trust: tuple[TrustFinding, ...]
    readings: tuple[OrderReadingFinding, ...]
    contradiction: tuple[str, ...]
    kept: Share
    signed: Share
    draws: int
    assumptions: tuple[str, ...]
