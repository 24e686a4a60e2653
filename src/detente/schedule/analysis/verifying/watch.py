"""One verification block of a case as draws: places, what they are worth, what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.study import SELECTION
from detente.case.models import Facility, Verification
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.reading import drawn

Array = NDArray[np.float64]

DAYS_PER_MONTH = 365.25 / 12
LEAST_GAIN = 1e-6
"""Points that a violation is worth at least, so that places can be compared at all."""


@dataclass(frozen=True)
class Place:
    """A place at which the deal could be broken.

    Attributes
    ----------
    slug : str
    facility : Facility
    commitments : tuple of str
        Of the deal.
    sees : ndarray of float64, shape (draws,)
        Probability that one visit there finds a violation.
    gain : ndarray of float64, shape (draws,)
        Points.
    """

    slug: str
    facility: Facility
    commitments: tuple[str, ...]
    sees: Array
    gain: Array


@dataclass
class Watch:
    """How one party is watched, on the fresh draws.

    Parameters
    ----------
    slug : str
    ready : Prepared

    Attributes
    ----------
    notes : set of str
        Keys of what was assumed on the way.
    """

    slug: str
    ready: Prepared
    notes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.block: Verification = self.ready.case.verification[self.slug]
        self.weights: Array = self.ready.fresh.weights
        self.at = f"/verification/{self.slug}"
        self.places = tuple(self._places())
        self.loss = self._loss()
        self.alarms = self.percent(f"{self.at}/false_alarms", 0.0)
        self.alarm_cost = np.maximum(self.number(f"{self.at}/false_alarm_cost", 0.0), 0.0)
        self.lag = np.maximum(self.number(f"{self.at}/lag_days", 0.0), 0.0) / DAYS_PER_MONTH
        if self.block.lag_days is None:
            self.notes.add("no-lag")

    @property
    def declared(self) -> tuple[Place, ...]:
        """Places that visits can be given to."""
        return tuple(p for p in self.places if p.facility.declared)

    @property
    def hidden(self) -> tuple[Place, ...]:
        """Places that were not declared."""
        return tuple(p for p in self.places if not p.facility.declared)

    @property
    def facilities(self) -> dict[str, Facility]:
        """All places of the party, whether the deal binds it there or not."""
        return {s: f for s, f in self.ready.case.facilities.items() if f.of == self.block.of}

    def number(self, pointer: str, default: float) -> Array:
        """Return a number on the fresh draws."""
        stop = SELECTION + len(self.weights)
        return drawn(self.ready.model, pointer, SELECTION, stop, default)

    def percent(self, pointer: str, default: float) -> Array:
        """Return a number in percent as a share, 0 to 1; the default is a share too."""
        return np.asarray(np.clip(self.number(pointer, default * 100) / 100, 0.0, 1.0))

    def mean(self, values: Array) -> float:
        """Return the mean over the draws."""
        return float(np.average(values, weights=self.weights))

    def means(self, values: Iterable[Array]) -> Array:
        """Return one mean for each of several numbers."""
        return np.array([self.mean(v) for v in values])

    def _places(self) -> Iterable[Place]:
        """Yield the places at which a commitment of the deal is kept or broken.

        One that names no commitments counts for every deal.
        """
        for slug, facility in self.facilities.items():
            bound = tuple(n for n in self.ready.names if whole(n) in facility.commitments)
            if not bound and facility.commitments:
                continue
            yield Place(slug, facility, bound, self._sees(slug, facility), self._gain(slug, bound))

    def _sees(self, slug: str, facility: Facility) -> Array:
        if facility.detection is None:
            self.notes.add("place-unseen")
        return self.percent(f"/facilities/{slug}/detection", 0.0)

    def _gain(self, slug: str, bound: tuple[str, ...]) -> Array:
        """Return the stated gain, else that of faking the commitments, else one point."""
        if self.ready.case.facilities[slug].gain is not None:
            stated = self.number(f"/facilities/{slug}/gain", 0.0)
            return np.asarray(np.maximum(stated, LEAST_GAIN))
        index = [self.ready.names.index(n) for n in bound]
        if index:
            self.notes.add("gain-of-faking")
            faked = self.ready.fresh.exchange.gain[:, index].max(axis=1)
            return np.asarray(np.maximum(faked, LEAST_GAIN))
        self.notes.add("gain-alike")
        return np.ones(len(self.weights))

    def _loss(self) -> Array:
        """Return the stated loss, else the rest of the deal and what guarantees take."""
        if self.block.loss_if_caught is not None:
            return np.maximum(self.number(f"{self.at}/loss_if_caught", 0.0), 0.0)
        if self.block.of not in self.ready.parties:
            self.notes.add("no-loss")
            return np.zeros(len(self.weights))
        self.notes.add("loss-is-deal")
        cap = self.ready.fresh.exchange.cap[:, self.ready.parties.index(self.block.of)]
        return np.asarray(np.maximum(cap, 0.0))


def whole(name: str) -> str:
    """Return the commitment of which a name may be a part (``x (1 of 2)``)."""
    return name.partition(" (")[0]
