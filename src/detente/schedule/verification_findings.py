"""What the analysis of verification answers: detection, plans, deterrence, steps, months."""

from __future__ import annotations

from dataclasses import dataclass

from detente.finding import Share, Spread
from detente.schedule.months_findings import MonthsFinding


@dataclass(frozen=True)
class GameFinding:
    """Fewer visits than times at which one could be made, drawn by lot time after time.

    Attributes
    ----------
    periods, visits : int
    value : float
        The most that a violator can expect who counts the visits, in points; on expected inputs.
    first : float
        Probability of a visit at the first time.
    grid : tuple of (int, int, float)
        Times left, visits left, probability of a visit at the next time; empty where the plan is
        too long to list.
    """

    periods: int
    visits: int
    value: float
    first: float
    grid: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True)
class SurpriseFinding:
    """One surprise visit in a span of time that ends with a last look.

    Attributes
    ----------
    latest : float
        Share of the span after which it is no use.
    delay : float
        The longest expected delay of detection, as a share of the span, where the violator
        begins without having seen whether the visit has been.
    """

    latest: float
    delay: float


@dataclass(frozen=True)
class SampleLevelFinding:
    """How many items to check for one planned probability of detection.

    Attributes
    ----------
    level : str
        ``high``, ``medium`` or ``low``.
    detection : float
    formula, exact : int or None
        By the agency's formula, and the fewest that do; None where all are too few.
    missed : float
        Exact probability of overlooking all with ``exact`` items, or with all items.
    """

    level: str
    detection: float
    formula: int | None
    exact: int | None
    missed: float


@dataclass(frozen=True)
class SampleFinding:
    """Counting items at a place, so that a missing goal amount is hardly overlooked.

    Attributes
    ----------
    items : int
    kilograms : float
        Of each.
    material : str
    goal : float
        Significant quantity, in kilograms.
    months : int
        Within which its removal is to be found (timeliness).
    falsified : int
        Items that hold the goal amount; more than ``items`` where all together do not.
    sees : float
        Probability that the check of a falsified item finds it, on expected inputs.
    levels : tuple of SampleLevelFinding
        Empty where the items together hold less than the goal amount.
    """

    items: int
    kilograms: float
    material: str
    goal: float
    months: int
    falsified: int
    sees: float
    levels: tuple[SampleLevelFinding, ...]


@dataclass(frozen=True)
class PlaceFinding:
    """One place at which the deal could be broken.

    Attributes
    ----------
    slug, label : str
    declared : bool
    commitments : tuple of str
        Of the deal, that are kept or broken there.
    sees : Spread
        Probability that one visit there finds a violation.
    gain : Spread
        Points that a violation there is worth if it is not found out.
    visits : int
        In the division that is known; none at a place that is not declared.
    by_lot : float
        Visits on average where the division is drawn by lot.
    detection : Spread
        By those visits, or of a place not declared by national means.
    worth, worth_by_lot : float
        Points that a violation there is worth on expected inputs, being found out counted in;
        below 0 where it does not pay.
    needed : Spread
        Probability of detection at which a violation there no longer pays; 1 where none would do.
    out_of_reach : Share
        Share of draws in which none would do: false alarms cost more than being caught.
    deterred : Share
    game : GameFinding or None
    surprise : SurpriseFinding or None
        Where the place gets one visit.
    sample : SampleFinding or None
    """

    slug: str
    label: str
    declared: bool
    commitments: tuple[str, ...]
    sees: Spread
    gain: Spread
    visits: int
    by_lot: float
    detection: Spread
    worth: float
    worth_by_lot: float
    needed: Spread
    out_of_reach: Share
    deterred: Share
    game: GameFinding | None
    surprise: SurpriseFinding | None
    sample: SampleFinding | None


@dataclass(frozen=True)
class DetectionFinding:
    """How surely a violation somewhere would be seen.

    Attributes
    ----------
    declared : Spread or None
        At the declared place that is seen least surely; None where no place is declared.
    least : str
        That place, on expected inputs.
    undeclared : Spread or None
        At a place that is not declared; None where all are taken to be declared.
    worst : Spread
        Where a violator would be seen less surely.
    mixed : Spread
        With the stated share of violations at places that are not declared.
    goes_undeclared : Spread
        That share; 0 where all places are declared.
    """

    declared: Spread | None
    least: str
    undeclared: Spread | None
    worst: Spread
    mixed: Spread
    goes_undeclared: Spread


@dataclass(frozen=True)
class CompletenessFinding:
    """How complete the declaration is, and would be believed to be after visits.

    Attributes
    ----------
    stated : Spread
        Share of the places that is declared.
    sees : float
        Probability that a visit to a place not declared finds it out, on expected inputs.
    after : tuple of (int, Spread)
        After so many visits, drawn from all places that matter, none of which found one.
    """

    stated: Spread
    sees: float
    after: tuple[tuple[int, Spread], ...]


@dataclass(frozen=True)
class PlanFinding:
    """The visits divided among the declared places, on expected inputs.

    Attributes
    ----------
    visits, given : int
        In all, and given out: the others would change nothing.
    enough : int or None
        Fewest visits with which a violation pays at no declared place; None where not even a
        thousand would do.
    worst, worst_by_lot : float
        Points that a violation at the best place for it is worth, with the division known and
        with it drawn by lot; below 0 where none pays.
    at : str
        That place, with the division known.
    lots : tuple of (float, dict of place to int)
        Divisions to draw from, with their probabilities.
    """

    visits: int
    given: int
    enough: int | None
    worst: float
    worst_by_lot: float
    at: str
    lots: tuple[tuple[float, dict[str, int]], ...]


@dataclass(frozen=True)
class DeterrenceFinding:
    """In which share of draws a violation does not pay, false alarms counted.

    Attributes
    ----------
    loss : Spread
        Points lost by being caught.
    alarm : Spread
        Probability of at least one false alarm in all visits.
    declared : Share or None
        At no declared place.
    undeclared : Share or None
        At no place that is not declared.
    nowhere : Share
        At neither.
    nowhere_without_alarms : Share
        The same if there were no false alarms.
    undeclared_needed : Spread or None
        Detection that a place not declared would need; 1 where none would do.
    """

    loss: Spread
    alarm: Spread
    declared: Share | None
    undeclared: Share | None
    nowhere: Share
    nowhere_without_alarms: Share
    undeclared_needed: Spread | None


@dataclass(frozen=True)
class StepFinding:
    """What one commitment needs of verification, in the order that holds most often.

    Attributes
    ----------
    slug, actor : str
    step : int
        From 1.
    gain, slack : float
        Points gained by faking it, and that the party would still lose by it, besides, if found
        out: what it has to gain and its guarantee, less what it is ahead.  On expected inputs.
    has, needed : float or None
        Detection that the case gives, and the least with which faking does not pay; None where
        no detection would do.
    needed_spread : Spread
        Over the draws; 1 where none would do.
    enough : Share
        Share of draws in which what the case gives is enough.
    lag, longest : float or None
        Days until faking is found out as the case has it, and how many it may take; None where
        it may take any time.  0 for ``longest`` where not even detection at once would do.
    visits : dict of place to int or None
        Visits that reach what is needed at each place that names it; None where none do.
    """

    slug: str
    actor: str
    step: int
    gain: float
    slack: float
    has: float
    needed: float | None
    needed_spread: Spread
    enough: Share
    lag: float
    longest: float | None
    visits: dict[str, int | None]


@dataclass(frozen=True)
class WatchFinding:
    """How one party is watched.

    Attributes
    ----------
    slug, label, of, by : str
    visits, periods : int
    places : tuple of PlaceFinding
        At which the deal could be broken.
    detection : DetectionFinding or None
        None where the deal binds the party at no place of the case.
    completeness : CompletenessFinding or None
    plan : PlanFinding or None
    deterrence : DeterrenceFinding or None
    months : MonthsFinding
    """

    slug: str
    label: str
    of: str
    by: str
    visits: int
    periods: int
    places: tuple[PlaceFinding, ...]
    detection: DetectionFinding | None
    completeness: CompletenessFinding | None
    plan: PlanFinding | None
    deterrence: DeterrenceFinding | None
    months: MonthsFinding


@dataclass(frozen=True)
class VerificationFinding:
    """What would be seen if a deal were broken, and the time that it buys.

    Attributes
    ----------
    package, label : str
    parties : tuple of str
    watches : tuple of WatchFinding
    unwatched : tuple of str
        Parties with commitments in the deal that nobody is listed to watch.
    order : str
        The doctrine whose order the steps follow.
    gates : bool
        Whether nothing moves until the last step is verified.
    steps : tuple of StepFinding
        In that order.
    draws : int
    assumptions : tuple of str
        Keys of sentences.
    """

    package: str
    label: str
    parties: tuple[str, ...]
    watches: tuple[WatchFinding, ...]
    unwatched: tuple[str, ...]
    order: str
    gates: bool
    steps: tuple[StepFinding, ...]
    draws: int
    assumptions: tuple[str, ...]
