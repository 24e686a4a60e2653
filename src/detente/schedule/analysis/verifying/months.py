"""What the deal does to the places of a party, and the months that it buys along each route."""

from __future__ import annotations

import typing

import numpy as np
from numpy.typing import NDArray

from detente.case.blocks.verification import Action
from detente.case.models import Facility
from detente.deals import share, spread
from detente.schedule.analysis.verifying.watch import Array, Watch, whole
from detente.schedule.months_findings import (
    ActionFinding,
    MonthsFinding,
    PlaceMonthsFinding,
    RouteFinding,
)
from detente.schedule.verification.reconstitution import Actions, Routes, after, warning

ACTIONS: tuple[str, ...] = typing.get_args(Action)


def months_finding(watch: Watch) -> MonthsFinding:
    """Return the months that the deal buys, place by place and along the routes.

    Parameters
    ----------
    watch : Watch
    """
    return _Months(watch).finding()


class _Months:
    def __init__(self, watch: Watch) -> None:
        self.watch, self.weights = watch, watch.weights
        self.facilities = {s: f for s, f in watch.facilities.items() if _matters(f)}
        self.slugs = list(self.facilities)
        names = dict.fromkeys(r for f in self.facilities.values() for r in f.routes)
        self.routes = list(names)
        self.needs = np.array(
            [[r in f.routes for f in self.facilities.values()] for r in self.routes], dtype=bool
        ).reshape(len(self.routes), len(self.slugs))
        self.months: dict[tuple[str, str], Array] = {
            (s, a): np.maximum(watch.number(f"/facilities/{s}/months_to_rebuild/{a}", 0.0), 0.0)
            for s, f in self.facilities.items()
            for a in ACTIONS
            if a in f.months_to_rebuild
        }
        self.done = self._done()

    def _done(self) -> list[tuple[str, str, str]]:
        """Return commitment, action and place of everything that the deal does to a place."""
        case, found = self.watch.ready.case, []
        for name in self.watch.ready.names:
            action = case.commitments[whole(name)].action
            for slug, facility in self.facilities.items():
                if action is None or whole(name) not in facility.commitments:
                    continue
                if (slug, action) in self.months:
                    found.append((name, str(action), slug))
                else:
                    self.watch.notes.add("months-missing")
        return found

    def finding(self) -> MonthsFinding:
        """Return it all."""
        each = [self._route(k) for k in range(len(self.routes))]
        open_routes = [k for k, r in enumerate(each) if r.declared]
        return MonthsFinding(
            tuple(self._place(s, f) for s, f in self.facilities.items() if f.months_to_rebuild),
            tuple(each),
            spread(self._breakout(range(len(each)), self.done), self.weights) if each else None,
            spread(self._breakout(open_routes, self.done), self.weights) if open_routes else None,
            spread(self.watch.lag, self.weights),
            tuple(self._actions()),
            self._unsaid(),
        )

    def _breakout(
        self, routes: typing.Iterable[int], done: typing.Sequence[tuple[str, str, str]]
    ) -> Array:
        """Return the months along the quickest of some routes after some actions."""
        chosen = list(routes)
        size = len(self.weights)
        months = np.array([self.months[slug, action] for _, action, slug in done])
        place = np.array([self.slugs.index(slug) for *_, slug in done], dtype=int)
        return after(
            Routes(self.needs[chosen], np.zeros(len(chosen))),
            Actions(place, months.reshape(len(done), size)),
            np.ones(len(done), dtype=bool),
        )

    def _route(self, k: int) -> RouteFinding:
        places = tuple(s for s, n in zip(self.slugs, self.needs[k], strict=True) if n)
        w = self.weights
        left = self._breakout([k], self.done)
        time = warning(left, self.watch.lag)
        readings = {}
        for action in ACTIONS:
            if all((s, action) in self.months for s in places):
                so_done = [("", action, s) for s in places]
                readings[action] = spread(self._breakout([k], so_done), w)
        return RouteFinding(
            self.routes[k],
            places,
            all(self.facilities[s].declared for s in places),
            any(slug in places for *_, slug in self.done),
            spread(self._breakout([k], []), w),
            spread(left, w),
            spread(time, w),
            share(_positive(time), w),
            readings,
        )

    def _place(self, slug: str, facility: Facility) -> PlaceMonthsFinding:
        here = [(a, self.months[s, a]) for _, a, s in self.done if s == slug]
        left = np.max([m for _, m in here], axis=0) if here else np.zeros(len(self.weights))
        action = max(here, key=lambda one: self.watch.mean(one[1]))[0] if here else ""
        return PlaceMonthsFinding(
            slug,
            {
                a: spread(self.months[slug, a], self.weights)
                for a in ACTIONS
                if a in facility.months_to_rebuild
            },
            action,
            spread(left, self.weights),
        )

    def _actions(self) -> typing.Iterator[ActionFinding]:
        """Yield what each commitment buys along each route that it touches."""
        for name in dict.fromkeys(n for n, *_ in self.done):
            mine = [d for d in self.done if d[0] == name]
            others = [d for d in self.done if d[0] != name]
            for k, route in enumerate(self.routes):
                if not any(self.needs[k, self.slugs.index(s)] for *_, s in mine):
                    continue
                whole_deal = self._breakout([k], self.done)
                yield ActionFinding(
                    name,
                    mine[0][1],
                    route,
                    spread(self._breakout([k], mine) - self._breakout([k], []), self.weights),
                    spread(whole_deal - self._breakout([k], others), self.weights),
                )

    def _unsaid(self) -> tuple[str, ...]:
        """Return commitments at places that could be brought back, without an action."""
        case = self.watch.ready.case
        return tuple(
            name
            for name in self.watch.ready.names
            if case.commitments[whole(name)].action is None
            and any(
                f.months_to_rebuild and whole(name) in f.commitments
                for f in self.facilities.values()
            )
        )


def _matters(facility: Facility) -> bool:
    return bool(facility.routes or facility.months_to_rebuild)


def _positive(time: Array) -> NDArray[np.bool_]:
    return np.asarray(time > 0)
