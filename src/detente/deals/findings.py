"""What the analyses of deals answer: frozen, serialisable, without formatting."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.finding import Share, Spread


@dataclass(frozen=True)
class PackageFinding:
    """One package and what the stated beliefs say of it.

    Attributes
    ----------
    slug, label : str
        A package of the record by its name; ``most-acceptable`` and
        ``most-acceptable-held`` for those found.
    origin : str
        ``record``, ``example`` or ``found``.
    options : dict of issue to tuple of options
        More than one where the record leaves it open.
    completions : int
        Full packages it stands for.
    completed : str
        How what the record leaves out was filled in, in words.
    feasible : bool
        Whether it satisfies the linkages of the case.
    a_sign, a_hold : Share
        Acceptability when each reads the terms its own way, and when each
        would still accept under every other signatory's reading; over several
        completions, their mean.
    lowest, highest : Share
        Least and greatest ``a_sign`` among the completions.
    widened : dict of variant to Share
        ``a_sign`` with ranges widened.
    accepted_by : dict of acceptor to Share
    gains : dict of acceptor to Spread
        Points over no deal.
    by_issue : dict of acceptor to dict of issue to float
        Expected points against the status quo, issue by issue.
    consequences : dict of consequence to Spread
    readings : dict of term to str
        Reading the package names, or ``open``.
    by : tuple of str
    known_from : date or None
    record : tuple of str
        Record items behind it.
    obstacles : tuple of ConflictFinding
        Over the draws in which it is not acceptable: the smallest sets of
        demands that it does not meet, most frequent first.
    """

    slug: str
    label: str
    origin: str
    options: dict[str, tuple[str, ...]]
    completions: int
    completed: str
    feasible: bool
    a_sign: Share
    a_hold: Share
    lowest: Share
    highest: Share
    widened: dict[str, Share]
    accepted_by: dict[str, Share]
    gains: dict[str, Spread]
    by_issue: dict[str, dict[str, float]]
    consequences: dict[str, Spread]
    readings: dict[str, str]
    by: tuple[str, ...] = ()
    known_from: datetime.date | None = None
    record: tuple[str, ...] = ()
    obstacles: tuple[ConflictFinding, ...] = ()


@dataclass(frozen=True)
class Rival:
    """A package that cannot be told from the most acceptable one on these draws."""

    options: dict[str, str]
    differs: dict[str, str]
    a_sign: Share
    behind: Share


@dataclass(frozen=True)
class Alternative:
    """A deal on the line between acceptability and what the parties gain by it.

    Attributes
    ----------
    options : dict of issue to option
    a_sign : Share
        On the held-out sample.
    gains : dict of party to float
        Expected points over no deal.
    differs : dict of issue to option
        Where it differs from the most acceptable deal.
    """

    options: dict[str, str]
    a_sign: Share
    gains: dict[str, float]
    differs: dict[str, str]


@dataclass(frozen=True)
class ZoneFinding:
    """Whether some package is acceptable to all, on one held-out sample.

    Attributes
    ----------
    draws : int
    zone : Share
        Share of draws in which some package is acceptable to all.
    best : Share
        Acceptability of the most acceptable deal on the same draws.
    price : Share
        ``zone`` less ``best``: the price of not knowing.
    exact : bool
        Whether every package was looked at.
    """

    draws: int
    zone: Share
    best: Share
    price: Share
    exact: bool


@dataclass(frozen=True)
class DemandFinding:
    """One demand: a party's wish on an issue, or a ratifier's consent."""

    party: str
    issue: str | None


@dataclass(frozen=True)
class ConflictFinding:
    """A smallest set of demands that must be waived before a deal is possible.

    Attributes
    ----------
    demands : tuple of DemandFinding
    share : Share
        Of the failing draws in which it is one of the smallest sets.
    points : dict of party to float
        Median points each would give up under the cheapest package that the
        waiving allows.
    settles : dict of issue to dict of option to float
        For the issues in conflict: which option that package has, as shares.
    """

    demands: tuple[DemandFinding, ...]
    share: Share
    points: dict[str, float]
    settles: dict[str, dict[str, float]]


@dataclass(frozen=True)
class WhyNotFinding:
    """Why no package is acceptable, over the draws in which none is.

    Attributes
    ----------
    failing : int
        Draws looked at, all without an acceptable package.
    size : dict of str to Share
        How many demands the smallest conflicts have.
    conflicts : tuple of ConflictFinding
        Most frequent first.
    by_party : dict of party to Share
        Share of failing draws in which some smallest conflict has a demand of it.
    by_issue : dict of issue to Share
    least_points : dict of party to Spread
        Points that would do if given to that party alone, where any would.
    not_alone : dict of party to Share
        Share of failing draws in which no points to that party alone would do.
    looked : bool
        False where there are too many packages to look at all of them.
    """

    failing: int
    size: dict[str, Share]
    conflicts: tuple[ConflictFinding, ...]
    by_party: dict[str, Share]
    by_issue: dict[str, Share]
    least_points: dict[str, Spread]
    not_alone: dict[str, Share]
    looked: bool = True


@dataclass(frozen=True)
class PointFinding:
    """A bargaining point on expected values, and its spread over draws.

    Attributes
    ----------
    rule : str
    packages : tuple of dict of issue to option
        All ties under ``nash``.
    values : dict of party to float
        Expected points on the party's 0 to 100 scale.
    gains : dict of party to float
        Expected points over no deal.
    over_draws : dict of party to Spread
        Gains at the rule's point in each draw that has a zone.
    option_shares : dict of issue to dict of option to float
        How often the rule picks each option over those draws.
    """

    rule: str
    packages: tuple[dict[str, str], ...]
    values: dict[str, float]
    gains: dict[str, float]
    over_draws: dict[str, Spread]
    option_shares: dict[str, dict[str, float]]


@dataclass(frozen=True)
class PointsFinding:
    """Bargaining points between the signatories.

    Attributes
    ----------
    zone_on_expected_values : bool
    rational, pareto_size : int
        Packages no party likes less than no deal; undominated packages.
    points : dict of rule to PointFinding
        Empty where there is no zone on expected values.
    draws : int
    zone_draws : Share
        Share of these draws in which the signatories (ratifiers apart) have a zone.
    ratifiers : dict of rule to dict of ratifier to bool
        Whether each would accept the point on expected values.
    method : str
    """

    zone_on_expected_values: bool
    rational: int
    pareto_size: int
    points: dict[str, PointFinding]
    draws: int
    zone_draws: Share
    ratifiers: dict[str, dict[str, bool]]
    method: str


@dataclass(frozen=True)
class DealMap:
    """Expected gains of two signatories for a picture.

    Attributes
    ----------
    parties : (str, str)
    cloud, front : tuple of (float, float)
        A sample of the packages, and the undominated ones.
    marks : dict of package slug to tuple of (float, float)
    zone_share : float
        Share of all packages that give both at least no deal.
    """

    parties: tuple[str, str]
    cloud: tuple[tuple[float, float], ...]
    front: tuple[tuple[float, float], ...]
    marks: dict[str, tuple[tuple[float, float], ...]]
    zone_share: float


@dataclass(frozen=True)
class NeededBelief:
    """One number on which acceptance of a package turns.

    Attributes
    ----------
    pointer : str
    label : str
    accepting, refusing : float
        Mean over the draws in which the package is acceptable, and is not.
    distance : float
        Difference in standard deviations.
    on_record : bool
        Whether an item of the record stands behind the number.
    """

    pointer: str
    label: str
    accepting: float
    refusing: float
    distance: float
    on_record: bool


@dataclass(frozen=True)
class MustBelieve:
    """What one must believe to find a package acceptable.

    Attributes
    ----------
    package : str
    share : Share
    weights : dict of party to dict of issue to (accepting, refusing)
        Central weights (Lahdelma & Salminen 2001) in percent.
    numbers : tuple of NeededBelief
        By falling distance.
    by_belief : dict of belief set to Share
        Acceptability within each named set of beliefs.
    """

    package: str
    share: Share
    weights: dict[str, dict[str, tuple[float, float]]]
    numbers: tuple[NeededBelief, ...]
    by_belief: dict[str, Share]


@dataclass(frozen=True)
class DealsFinding:
    """The answer on deals.

    Attributes
    ----------
    status : str
        ``exact`` (every package screened) or ``searched``.
    method : str
    assumptions : tuple of str
    packages_screened : int
    packages : tuple of PackageFinding
        The most acceptable deal first.
    rivals : tuple of Rival
    alternatives : tuple of Alternative
        Deals worth more to both but less widely acceptable, by falling ``a_sign``.
    zone : ZoneFinding
    why_not : WhyNotFinding
    map : DealMap or None
        None with one signatory.
    must_believe : tuple of MustBelieve
    flagged : tuple of str
        Numbers not known on the day, widened to their scale.
    """

    status: str
    method: str
    assumptions: tuple[str, ...]
    packages_screened: int
    packages: tuple[PackageFinding, ...]
    rivals: tuple[Rival, ...]
    alternatives: tuple[Alternative, ...]
    zone: ZoneFinding
    why_not: WhyNotFinding
    map: DealMap | None
    must_believe: tuple[MustBelieve, ...]
    flagged: tuple[str, ...]

    @property
    def best(self) -> PackageFinding:
        """The most acceptable deal."""
        return self.packages[0]
