"""Detection at declared and undeclared places kept apart, completeness, and what deters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.deals import share, spread
from detente.finding import Spread
from detente.schedule.analysis.verifying.sampling import sample
from detente.schedule.analysis.verifying.visits import Visits, game, seen, surprise
from detente.schedule.analysis.verifying.watch import Array, Place, Watch
from detente.schedule.verification.completeness import reweighted
from detente.schedule.verification.declaration import detection
from detente.schedule.verification.deterrence import detection_needed, deters
from detente.schedule.verification_findings import (
    CompletenessFinding,
    DetectionFinding,
    DeterrenceFinding,
    PlaceFinding,
)


@dataclass(frozen=True)
class Undeclared:
    """What is believed of places that are not declared, on the draws.

    Attributes
    ----------
    completeness : ndarray of float64, shape (draws,), or None
        None where the case says nothing of it.
    detection : ndarray of float64, shape (draws,)
    goes : ndarray of float64, shape (draws,)
        Probability that a violation would be there.
    gain : ndarray of float64, shape (draws,)
        What forbids itself at a declared place can be moved, so the most of any place.
    possible : ndarray of bool, shape (draws,)
    """

    completeness: Array | None
    detection: Array
    goes: Array
    gain: Array
    possible: NDArray[np.bool_]


def undeclared(watch: Watch) -> Undeclared:
    """Read what the case says of places that are not declared."""
    block, size = watch.block, len(watch.weights)
    complete = None
    if block.completeness is not None:
        complete = watch.percent(f"{watch.at}/completeness", 1.0)
    listed = bool(watch.hidden) or block.undeclared_detection is not None
    if complete is not None:
        possible = np.asarray(complete < 1)
    else:
        possible = np.full(size, listed)
        watch.notes.add("completeness-unknown" if listed else "all-declared")
    if block.undeclared_detection is None and possible.any():
        watch.notes.add("undeclared-unseen")
    if block.undeclared_share is not None:
        goes = watch.percent(f"{watch.at}/undeclared_share", 0.0)
    elif complete is not None:
        goes = 1 - complete
        watch.notes.add("goes-by-completeness")
    else:
        goes = np.full(size, len(watch.hidden) / max(len(watch.places), 1))
        watch.notes.add("goes-by-number")
    gain = np.max([p.gain for p in watch.places], axis=0)
    if possible.any():
        watch.notes.add("hidden-gain")
    found = watch.percent(f"{watch.at}/undeclared_detection", 0.0)
    return Undeclared(complete, found, np.where(possible, goes, 0.0), gain, possible)


def detection_finding(watch: Watch, visits: Visits | None, hidden: Undeclared) -> DetectionFinding:
    """Return how surely a violation somewhere would be seen."""
    w = watch.weights
    at = [_seen(watch, visits, p) for p in watch.declared]
    lowest = np.min(at, axis=0) if at else hidden.detection
    least = ""
    if at:
        least = watch.declared[int(np.argmin(watch.means(at)))].slug
    # Only whether there may be a hidden place matters here, besides where a violator would go.
    complete = np.where(hidden.possible, 0.0, 1.0)
    found = detection(complete, lowest, hidden.detection, hidden.goes)
    alone = not at
    return DetectionFinding(
        None if alone else spread(found.declared, w),
        least,
        spread(found.undeclared, w) if hidden.possible.any() else None,
        spread(found.worst, w),
        spread(found.mixed, w),
        spread(hidden.goes, w),
    )


def completeness_finding(watch: Watch, hidden: Undeclared) -> CompletenessFinding | None:
    """Return what visits without a find would say of the declaration; None where it is not told."""
    prior = hidden.completeness
    if prior is None:
        return None
    if watch.hidden:
        sees = watch.mean(np.mean([p.sees for p in watch.hidden], axis=0))
    else:
        sees = watch.mean(hidden.detection)
        watch.notes.add("sees-by-means")
    visits = watch.block.visits
    numbers = sorted({max(visits // 4, 1), max(visits // 2, 1), visits} - {0}) if visits else []
    after = tuple((k, _after(prior, watch.weights, k, sees)) for k in numbers)
    return CompletenessFinding(spread(prior, watch.weights), sees, after)


def _after(prior: Array, weights: Array, visits: int, sees: float) -> Spread:
    if sees == 1 and not (prior > 0).any():
        return spread(prior, weights)  # no visit would have been without a find
    return spread(prior, reweighted(prior, weights, visits, 0, sees))


def _seen(watch: Watch, visits: Visits | None, place: Place) -> Array:
    return seen(place.sees, _count(watch, visits, place))


def _count(watch: Watch, visits: Visits | None, place: Place) -> int:
    if visits is None or not place.facility.declared:
        return 0
    return int(visits.known.counts[watch.declared.index(place)])


def _alarm(watch: Watch, visits: int) -> Array:
    return seen(watch.alarms, visits)


def place_finding(
    watch: Watch, visits: Visits | None, hidden: Undeclared, place: Place
) -> PlaceFinding:
    """Return what would be seen at one place, and whether a violation there pays."""
    w, declared = watch.weights, place.facility.declared
    count = _count(watch, visits, place)
    found = _seen(watch, visits, place) if declared else hidden.detection
    alarm = _alarm(watch, count)
    needed = detection_needed(place.gain, watch.loss, alarm, watch.alarm_cost)
    never = np.isnan(needed)
    kept = deters(found, place.gain, watch.loss, alarm, watch.alarm_cost)
    gain, loss = watch.mean(place.gain), watch.mean(watch.loss)
    if declared and visits is not None:
        k = watch.declared.index(place)
        worth, by_lot = visits.known.expectation[k], visits.by_lot.expectation[k]
        drawn = visits.by_lot.mean[k]
    else:
        at = watch.mean(hidden.detection)
        worth = by_lot = gain * (1 - at) - loss * at
        drawn = 0.0
    items = place.facility.items
    if watch.block.instrument is None and items is not None:
        watch.notes.add("instrument-perfect")
    instrument = watch.mean(watch.percent(f"{watch.at}/instrument", 1.0))
    return PlaceFinding(
        place.slug,
        place.facility.label,
        declared,
        place.commitments,
        spread(place.sees, w),
        spread(place.gain, w),
        count,
        float(drawn),
        spread(found, w),
        float(worth),
        float(by_lot),
        spread(np.where(never, 1.0, needed), w),
        share(never, w),
        share(kept, w),
        game(watch.block.periods, count, gain, loss, watch.mean(place.sees)),
        surprise(count),
        None if items is None else sample(items, instrument),
    )


def deterrence_finding(
    watch: Watch, visits: Visits | None, hidden: Undeclared
) -> DeterrenceFinding:
    """Return in which share of draws a violation pays nowhere."""
    w, possible = watch.weights, hidden.possible
    with_alarms = _at_declared(watch, visits, alarms=True)
    without = _at_declared(watch, visits, alarms=False)
    elsewhere = deters(hidden.detection, hidden.gain, watch.loss) | ~possible
    needed = detection_needed(hidden.gain, watch.loss)
    any_hidden = bool(possible.any())
    given = sum(_count(watch, visits, p) for p in watch.declared)
    return DeterrenceFinding(
        spread(watch.loss, w),
        spread(_alarm(watch, given), w),
        share(with_alarms, w) if watch.declared else None,
        share(elsewhere, w) if any_hidden else None,
        share(with_alarms & elsewhere, w),
        share(without & elsewhere, w),
        spread(np.where(np.isnan(needed), 1.0, needed), w) if any_hidden else None,
    )


def _at_declared(watch: Watch, visits: Visits | None, *, alarms: bool) -> NDArray[np.bool_]:
    kept = np.ones(len(watch.weights), dtype=bool)
    for place in watch.declared:
        alarm = _alarm(watch, _count(watch, visits, place)) if alarms else 0.0
        found = _seen(watch, visits, place)
        kept &= deters(found, place.gain, watch.loss, alarm, watch.alarm_cost)
    return kept
