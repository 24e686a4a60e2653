"""What the analysis of months answers: the time that a deal buys, place by place and by route."""

from __future__ import annotations

from dataclasses import dataclass

from detente.finding import Share, Spread


@dataclass(frozen=True)
class PlaceMonthsFinding:
    """Months to bring one place back.

    Attributes
    ----------
    slug : str
    months : dict of action to Spread
    action : str
        What the deal does to it, of several what takes longest to undo; empty for nothing.
    after : Spread
        Months after the deal; 0 where it does nothing there.
    """

    slug: str
    months: dict[str, Spread]
    action: str
    after: Spread


@dataclass(frozen=True)
class RouteFinding:
    """One route to what the deal forbids, and the time that the deal buys along it.

    Attributes
    ----------
    slug : str
    places : tuple of str
        All needed, brought back side by side.
    declared : bool
        Whether all of them are declared.
    touched : bool
        Whether the deal does anything to any of them.
    before, after : Spread
        Months until all its places run, without the deal and after it.
    warning : Spread
        Months left once rebuilding is detected; below 0 where it is detected too late.
    in_time : Share
        Share of draws in which it is not.
    readings : dict of action to Spread
        Months if that were done to every place of the route.
    """

    slug: str
    places: tuple[str, ...]
    declared: bool
    touched: bool
    before: Spread
    after: Spread
    warning: Spread
    in_time: Share
    readings: dict[str, Spread]


@dataclass(frozen=True)
class ActionFinding:
    """What one commitment of the deal buys along one route.

    Attributes
    ----------
    commitment, action, route : str
    alone : Spread
        Months that it adds if it is the only one.
    omitted : Spread
        Months lost if it alone is left out.
    """

    commitment: str
    action: str
    route: str
    alone: Spread
    omitted: Spread


@dataclass(frozen=True)
class MonthsFinding:
    """What is bought is time.

    Attributes
    ----------
    places : tuple of PlaceMonthsFinding
    routes : tuple of RouteFinding
    quickest : Spread or None
        Months along the quickest route after the deal; None where the case names no route.
    quickest_declared : Spread or None
        The same along routes whose places are all declared.
    lag : Spread
        Months until rebuilding is detected.
    actions : tuple of ActionFinding
    unsaid : tuple of str
        Commitments of the deal at places that could be brought back, which do not say what is
        done to them.
    """

    places: tuple[PlaceMonthsFinding, ...]
    routes: tuple[RouteFinding, ...]
    quickest: Spread | None
    quickest_declared: Spread | None
    lag: Spread
    actions: tuple[ActionFinding, ...]
    unsaid: tuple[str, ...]
