"""What the analysis of an agreement that is being carried out answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.finding import Share


@dataclass(frozen=True)
class EntryFinding:
    """One entry of the log of performance.

    Attributes
    ----------
    slug, commitment : str
    status : str
        ``on-time``, ``late``, ``partial``, ``disputed`` or ``breach``, as logged.
    level : int
        0 none, 1 minimal, 2 intermediate, 3 complete.
    aspect : str
        ``activity``, ``output`` or ``outcome``.
    happened, known_from : date
    by, note : str
    record : tuple of str
        Items of the record.
    standing : bool
        Whether no later entry on the same aspect has taken its place.
    settled_by : str
        For a dispute or a breach: the later entry that took it back; empty while it stands.
    """

    slug: str
    commitment: str
    status: str
    level: int
    aspect: str
    happened: datetime.date
    known_from: datetime.date
    by: str
    note: str
    record: tuple[str, ...]
    standing: bool
    settled_by: str


@dataclass(frozen=True)
class PerformedFinding:
    """One commitment: what was planned, what is known of it, what is to be expected.

    Attributes
    ----------
    slug, label, actor : str
    planned : date
    planned_by : str
        ``due`` (the case), ``calendar`` (of the order with the least guarantee) or
        ``prerequisites`` (the earliest by them and by durations).
    status : str
        ``on-time``, ``late``, ``partial``, ``disputed`` or ``breach`` by the log;
        ``not-yet-due`` or ``overdue`` by the dates where nothing of it is done, and ``behind``
        where the day that is past was not agreed.
    logged : bool
        Whether the log speaks of it.
    levels : dict of aspect to int
        The latest on each aspect that the log speaks of.
    delivered : date or None
        Where it counts as delivered.
    decided_by : str
        The aspect that decides whether it is delivered; empty where nothing is logged.
    days_late : int or None
        To the delivery, or to today where that is past the plan; below 0 where early.  None
        for what is delivered and had no day agreed.
    expected : date
        Of delivery, at the earliest; the day of delivery where it is delivered.
    slack : int or None
        Days by which it may slip further without moving the end; None where delivered.
    waits_for : tuple of str
        Overdue commitments that it waits for, directly or not.
    latest : str
        The entry that its status rests on; empty where nothing is logged.
    """

    slug: str
    label: str
    actor: str
    planned: datetime.date
    planned_by: str
    status: str
    logged: bool
    levels: dict[str, int]
    delivered: datetime.date | None
    decided_by: str
    days_late: int | None
    expected: datetime.date
    slack: int | None
    waits_for: tuple[str, ...]
    latest: str


@dataclass(frozen=True)
class AspectFinding:
    """How much is implemented in one aspect, in percent.

    Attributes
    ----------
    aspect : str
    score : float or None
        Of the commitments that the log speaks of in this aspect; None where of none.
    least, most : float
        Of all commitments, the others taken as none or as complete.
    coded, provisions : int
    """

    aspect: str
    score: float | None
    least: float
    most: float
    coded: int
    provisions: int


@dataclass(frozen=True)
class StandingFinding:
    """Where one party stands now, on expected inputs and over the draws.

    Attributes
    ----------
    party : str
    received, paid : float
        Irrevocably, in its own points.
    advance : float
        Received less paid.
    cap : float
        How far ahead it may be before breaking off is better for it; what has expired is
        left out.
    stake : float
        The whole deal over no deal: below 0, no order and no performance makes it worth while.
    own_cost : float
        Of all its commitments: what the rest is measured by in words.
    pays : bool
        Whether breaking off now is better for it than going on, on expected inputs.
    pays_share : Share
        Share of draws in which it is.
    advance_disputed : float
        The advance were all that is in dispute delivered.
    """

    party: str
    received: float
    paid: float
    advance: float
    cap: float
    stake: float
    own_cost: float
    pays: bool
    pays_share: Share
    advance_disputed: float


@dataclass(frozen=True)
class UnlockFinding:
    """An overdue commitment on which others wait.

    Attributes
    ----------
    slug : str
    waiting : int
        Commitments not delivered that wait for it, directly or not.
    alone : int
        Those of them that wait for nothing else overdue.
    """

    slug: str
    waiting: int
    alone: int


@dataclass(frozen=True)
class FailingFinding:
    """The first condition that fails for one side while the delay lasts.

    Attributes
    ----------
    party : str
        Or a coalition.
    kind : str
        ``walk-away`` or ``cheat``; empty where nothing fails.
    day : date or None
    commitments : tuple of str
        What it would not do, or fake.
    gain : float
        In its own points.
    anyway : bool
        Whether something fails for it no later if the delay ends at once.
    """

    party: str
    kind: str
    day: datetime.date | None
    commitments: tuple[str, ...]
    gain: float
    anyway: bool


@dataclass(frozen=True)
class DeadlineFinding:
    """The next planned day that is missed while the delay lasts."""

    slug: str
    day: datetime.date
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class StageFinding:
    """One dated stage of a clock; without days of its own ``last`` is before ``first``."""

    slug: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class ClockFinding:
    """A consequence that comes into force step by step unless somebody acts.

    Attributes
    ----------
    occasion : str
        ``today``: if it were started now; ``breach`` or ``disputed``: when it could have been
        started; ``settled``: an occasion that a later entry took back.
    entry : str
        The entry of the log; empty for today.
    started : date
    stages : tuple of StageFinding
    back_from : date
        First day on which the consequence is in force if nobody acts.
    stage : str
        Where it would stand today; empty where it would be in force or is settled.
    in_force : bool
        Whether it would be in force today.
    too_late : bool
        Whether the guarantee expires before the consequence is in force.
    """

    occasion: str
    entry: str
    started: datetime.date
    stages: tuple[StageFinding, ...]
    back_from: datetime.date
    stage: str
    in_force: bool
    too_late: bool


@dataclass(frozen=True)
class GuaranteeFinding:
    """An agreed consequence.

    Attributes
    ----------
    slug, label, on, by : str
    until : date or None
    expired : bool
    clocks : tuple of ClockFinding
        Empty where no stages are agreed, or it has expired.
    """

    slug: str
    label: str
    on: str
    by: str
    until: datetime.date | None
    expired: bool
    clocks: tuple[ClockFinding, ...]


@dataclass(frozen=True)
class TrackFinding:
    """After signature: what was done, who is ahead, what comes next.

    Attributes
    ----------
    package, label : str
    day : date
        Nothing known later is used.
    starts : date
    parties : tuple of str
    commitments : tuple of PerformedFinding
        By planned day.
    log : tuple of EntryFinding
        What is known of the commitments of the package, in order of time.
    later : int
        Entries of the case's log that were not known on the day.
    elsewhere : tuple of str
        Commitments in the log that are not part of the package.
    aspects : tuple of AspectFinding
    unverified : tuple of str
        Activity or output is intermediate or complete, and no outcome is coded.
    ahead : tuple of str
        Activity or output is coded higher than the verified outcome.
    standing : tuple of StandingFinding
    end_planned, end_expected : date
    chain : tuple of str
        Commitments that decide the end, each waiting for the one before.
    unlocks : tuple of UnlockFinding
        Those that unlock most first.
    held : tuple of str
        What is not delivered as long as the delay lasts.
    supposed : str
        Where nothing is overdue: the commitment whose delay alone would first make a
        condition fail, for which ``failing`` then is; empty otherwise.
    failing : tuple of FailingFinding
        One for each party, then coalitions for which something fails.
    deadline : DeadlineFinding or None
    guarantees : tuple of GuaranteeFinding
    draws : int
    unknown : int
        Numbers of the case that were not known on the day, and so may be anything.
    assumptions : tuple of str
        Keys of sentences.
    """

    package: str
    label: str
    day: datetime.date
    starts: datetime.date
    parties: tuple[str, ...]
    commitments: tuple[PerformedFinding, ...]
    log: tuple[EntryFinding, ...]
    later: int
    elsewhere: tuple[str, ...]
    aspects: tuple[AspectFinding, ...]
    unverified: tuple[str, ...]
    ahead: tuple[str, ...]
    standing: tuple[StandingFinding, ...]
    end_planned: datetime.date
    end_expected: datetime.date
    chain: tuple[str, ...]
    unlocks: tuple[UnlockFinding, ...]
    held: tuple[str, ...]
    supposed: str
    failing: tuple[FailingFinding, ...]
    deadline: DeadlineFinding | None
    guarantees: tuple[GuaranteeFinding, ...]
    draws: int
    unknown: int
    assumptions: tuple[str, ...]
