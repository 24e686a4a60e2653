"""A package of a case as an exchange: which commitments deliver it, at what cost and value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from detente.beliefs.revision import NO_REVISION, Revision
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import shift
from detente.beliefs.utilities import Model, Utilities
from detente.case.models import Case, Lever
from detente.schedule.changes import split
from detente.schedule.exchange import Coalition, Escrow, Exchange, exchange


@dataclass(frozen=True)
class Reading:
    """A package read as an exchange, with what was assumed on the way.

    Attributes
    ----------
    exchange : Exchange
        With an axis of draws; parties are the signatories, then others who act.
    weights : ndarray, shape (draws,)
    names : tuple of str
        Commitments, in the order of the case.
    parties : tuple of str
    durations : ndarray, shape (draws, commitments)
        Days each takes once begun.
    options : tuple of tuple of str
        For each commitment, the options of the package that it delivers.
    added : tuple of str
        Commitments that no option of the package names, added as prerequisites.
    stated : frozenset of (str, str)
        Commitment and party whose cost or value the case states itself.
    undelivered : tuple of str
        Options of the package that no commitment delivers: their value comes with the deal.
    mismatch : ndarray, shape (parties,)
        Mean of what the stated costs and values leave unexplained of each signatory's value of
        the package: 0 where all follow from options.
    """

    exchange: Exchange
    weights: np.ndarray
    names: tuple[str, ...]
    parties: tuple[str, ...]
    durations: np.ndarray
    options: tuple[tuple[str, ...], ...]
    added: tuple[str, ...]
    stated: frozenset[tuple[str, str]]
    undelivered: tuple[str, ...]
    mismatch: np.ndarray


@dataclass(frozen=True)
class Pulled:
    """A lever of the case, in force while a package is read.

    Attributes
    ----------
    slug : str
    lever : Lever
    revision : Revision
        What it does to numbers.
    """

    slug: str
    lever: Lever
    revision: Revision = NO_REVISION


def drawn(
    model: Model,
    pointer: str,
    start: int,
    stop: int,
    default: float = 0.0,
    revision: Revision = NO_REVISION,
) -> np.ndarray:
    """Return draws ``start`` to ``stop`` of a number, or its default where the case has none."""
    study = model.study
    first, last = start // BLOCK, (stop - 1) // BLOCK
    known = pointer in study.effective.numbers and pointer not in study.effective.unknown
    blocks = []
    for block in range(first, last + 1):
        values = study.number(pointer, block) if known else np.full(BLOCK, default)
        for change in revision.shifts:
            if change.number == pointer:
                moved = shift(values, change.how, study.number(change.source, block))
                values = np.where(study.holds(change.beliefs, block), moved, values)
        blocks.append(values)
    return np.asarray(np.concatenate(blocks)[start - first * BLOCK : stop - first * BLOCK])


def commitments_of(case: Case, package: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the commitments of a package in the case's order, and those added.

    Those of its options that are not as things are today, with all their prerequisites.
    """
    named = {
        slug
        for issue, option in package.items()
        if option != case.issues[issue].status_quo
        for slug in case.issues[issue].options[option].commitments
    }
    needed = set(named)
    todo = list(named)
    while todo:
        for slug in case.commitments[todo.pop()].prerequisites:
            if slug not in needed:
                needed.add(slug)
                todo.append(slug)
    ordered = tuple(slug for slug in case.commitments if slug in needed)
    return ordered, tuple(slug for slug in ordered if slug not in named)


def read(
    model: Model, package: np.ndarray, start: int, stop: int, pulled: Pulled | None = None
) -> Reading:
    """Return a package as an exchange with one row for each draw.

    Parameters
    ----------
    model : Model
    package : ndarray of int, shape (issues,)
        Option of each issue.
    start, stop : int
        Draws.
    pulled : Pulled, optional
        A lever in force.

    Returns
    -------
    Reading
    """
    return _Reader(model, package, start, stop, pulled).reading()


def split_in(reading: Reading, name: str, parts: int) -> Reading:
    """Return a reading with one commitment done in equal, verified parts."""
    j = reading.names.index(name)
    index = [*range(len(reading.names)), *[j] * (parts - 1)]
    names = [*reading.names, *(f"{name} ({k} of {parts})" for k in range(2, parts + 1))]
    names[j] = f"{name} (1 of {parts})"
    durations = reading.durations[:, index]
    durations[:, [j, *range(len(reading.names), len(index))]] /= parts
    return replace(
        reading,
        exchange=split(reading.exchange, j, parts),
        names=tuple(names),
        durations=durations,
        options=tuple(reading.options[i] for i in index),
    )


class _Reader:
    def __init__(
        self, model: Model, package: np.ndarray, start: int, stop: int, pulled: Pulled | None
    ) -> None:
        self.model, self.study, self.case = model, model.study, model.study.case
        self.pulled, self.revision = pulled, pulled.revision if pulled else NO_REVISION
        self.package, self.start, self.stop = package, start, stop
        self.count = stop - start
        options = model.structure.options
        self.chosen = dict(options.names[int(o)].split("/", 1) for o in package)
        self.names, self.added = commitments_of(self.case, self.chosen)
        acceptors = model.structure.acceptors
        self.signatories = acceptors.names[: acceptors.signatories]
        actors = {self.case.commitments[n].actor for n in self.names}
        others = [p for p in self.case.parties if p in actors and p not in self.signatories]
        self.parties = (*self.signatories, *others)
        self.utilities: Utilities = model.utilities(start, stop, self.revision)
        self.cost = np.zeros((self.count, len(self.names)))
        self.value = np.zeros((self.count, len(self.names), len(self.parties)))
        self.loose = np.zeros((self.count, len(self.parties)))

    def number(self, pointer: str, default: float = 0.0) -> np.ndarray:
        return drawn(self.model, pointer, self.start, self.stop, default, self.revision)

    def percent(self, name: str, field: str, default: float) -> np.ndarray:
        share = self.number(f"/commitments/{name}/{field}", default * 100) / 100
        return np.asarray(np.clip(share, 0.0, 1.0))

    def reading(self) -> Reading:
        delivered = self._split_options()
        whole = self._worth()
        stated = self._state()
        actor = np.array([self.parties.index(self._actor(n)) for n in self.names], dtype=int)
        made = exchange(
            actor,
            self.cost,
            self.value,
            parties=len(self.parties),
            recoverable=self._each("recoverable", 0.0),
            gain=self._gain(),
            detection=self._each("detection", 1.0),
            lag=self._days("detection_lag_days"),
            before=self._before(),
            rent=self._rent(),
            guarantee=self._guarantee(),
            escrows=self._escrows(),
            coalitions=self._coalitions(),
        )
        explained = made.stake - self._rent() + self.loose
        signed = len(self.signatories)
        weights = self.utilities.weights
        durations = np.maximum(self._days("duration_days"), 0.0)
        options = tuple(
            tuple(o for o, by in delivered.items() if name in by) for name in self.names
        )
        mismatch = np.zeros(len(self.parties))
        mismatch[:signed] = np.average(whole - explained[:, :signed], axis=0, weights=weights)
        found = Reading(
            made,
            weights,
            self.names,
            self.parties,
            durations,
            options,
            self.added,
            stated,
            tuple(o for o, by in delivered.items() if not by),
            np.where(np.abs(mismatch) < 1e-6, 0.0, mismatch),
        )
        parts = self.pulled.lever.split if self.pulled else {}
        for name, number in parts.items():
            if name in self.names:
                found = split_in(found, name, number)
        return found

    def _actor(self, name: str) -> str:
        return self.case.commitments[name].actor

    # -- what options are worth, split among their commitments ----------------------------

    @cached_property
    def _gains(self) -> dict[str, np.ndarray]:
        """Return what each changed issue adds for the signatories; shape (signatories, draws)."""
        options, one = self.model.structure.options, self.utilities
        signed = len(self.signatories)
        found = {}
        for i, issue in enumerate(options.issues):
            new, old = int(self.package[i]), int(options.status_quo[i])
            if new != old:
                found[issue] = one.parts[:signed, new] - one.parts[:signed, old]
        today, then = set(map(int, options.status_quo)), set(map(int, self.package))
        for k, (a, b) in enumerate(one.pairs):
            sign = int({int(a), int(b)} <= then) - int({int(a), int(b)} <= today)
            touched = [
                options.issues[i]
                for i in {int(options.issue[a]), int(options.issue[b])}
                if options.issues[i] in found
            ]
            for issue in touched if sign else ():
                found[issue] = found[issue] + sign * one.pair_points[:signed, k] / len(touched)
        return found

    def _split_options(self) -> dict[str, tuple[str, ...]]:
        """Add every issue's gain to the commitments that deliver it; return who delivers what."""
        delivered = {}
        for issue, gains in self._gains.items():
            option = self.chosen[issue]
            by = self.case.issues[issue].options[option].commitments
            delivered[f"{issue}/{option}"] = by
            for p in range(len(self.signatories)):
                self._split(p, gains[p], by)
        return delivered

    def _split(self, party: int, gain: np.ndarray, by: tuple[str, ...]) -> None:
        """Give a party's gain to what others do and its loss to what it does, where it can."""
        if not by:
            self.loose[:, party] += gain
            return
        own = [n for n in by if self._actor(n) == self.parties[party]]
        others = [n for n in by if n not in own]
        for part, first, second in (
            (np.maximum(gain, 0.0), others, own),
            (np.minimum(gain, 0.0), own, others),
        ):
            payers = first or second
            for name, share in zip(payers, self._shares(payers), strict=True):
                j = self.names.index(name)
                if name in own:
                    self.cost[:, j] -= share * part
                else:
                    self.value[:, j, party] += share * part

    def _shares(self, names: list[str]) -> np.ndarray:
        parts = np.stack(
            [np.maximum(self.number(f"/commitments/{n}/share", 1.0), 0.0) for n in names]
        )
        total = parts.sum(axis=0)
        even = np.full_like(parts, 1.0 / len(names))
        return np.where(total > 0, parts / np.where(total > 0, total, 1.0), even)

    def _state(self) -> frozenset[tuple[str, str]]:
        """Put stated costs and values in the place of derived ones."""
        stated = set()
        for j, name in enumerate(self.names):
            commitment = self.case.commitments[name]
            if commitment.cost is not None:
                self.cost[:, j] = self.number(f"/commitments/{name}/cost")
                stated.add((name, commitment.actor))
            for party in commitment.value:
                if party in self.parties:
                    at = f"/commitments/{name}/value/{party}"
                    self.value[:, j, self.parties.index(party)] = self.number(at)
                    stated.add((name, party))
        return frozenset(stated)

    # -- everything else -------------------------------------------------------------------

    def _worth(self) -> np.ndarray:
        """Return each signatory's value of the package over today's; (draws, signatories)."""
        total = np.zeros((self.count, len(self.signatories)))
        for gains in self._gains.values():
            total += gains.T
        return total

    def _each(self, field: str, default: float) -> np.ndarray:
        columns = [self.percent(name, field, default) for name in self.names]
        return np.stack(columns, axis=1) if columns else np.zeros((self.count, 0))

    def _days(self, field: str) -> np.ndarray:
        columns = [self.number(f"/commitments/{name}/{field}") for name in self.names]
        return np.stack(columns, axis=1) if columns else np.zeros((self.count, 0))

    def _gain(self) -> np.ndarray:
        gain = self.cost.copy()
        for j, name in enumerate(self.names):
            if self.case.commitments[name].gain_from_faking is not None:
                gain[:, j] = self.number(f"/commitments/{name}/gain_from_faking")
        return gain

    def _before(self) -> np.ndarray:
        before = np.zeros((len(self.names),) * 2, dtype=bool)
        for j, name in enumerate(self.names):
            for first in self.case.commitments[name].prerequisites:
                before[self.names.index(first), j] = True
        return before

    def _rent(self) -> np.ndarray:
        """Return what comes with the finished deal, less what a party has without one."""
        rent = self.loose.copy()
        one, options = self.utilities, self.model.structure.options
        quo = [int(o) for o in options.status_quo]
        pairs = [k for k, (a, b) in enumerate(one.pairs) if int(a) in quo and int(b) in quo]
        for p, party in enumerate(self.parties):
            rent[:, p] += self.number(f"/sequence/rents/{party}")
            if p < len(self.signatories):
                today = one.parts[p, quo].sum(axis=0) + one.pair_points[p, pairs].sum(axis=0)
                rent[:, p] += today - one.floor[p]
        return rent

    def _guarantee(self) -> np.ndarray:
        total = np.zeros((self.count, len(self.parties)))
        for slug, guarantee in self.case.guarantees.items():
            known = guarantee.known_from
            if guarantee.on not in self.parties:
                continue
            if self.study.as_of and known and known > self.study.as_of:
                continue
            points = self.number(f"/guarantees/{slug}/points")
            bites = np.clip(self.number(f"/guarantees/{slug}/credibility", 100.0) / 100, 0, 1)
            total[:, self.parties.index(guarantee.on)] += points * bites
        if self.pulled is not None:
            for party in self.pulled.lever.guarantee:
                if party in self.parties:
                    points = self.number(f"/levers/{self.pulled.slug}/guarantee/{party}")
                    total[:, self.parties.index(party)] += points
        return total

    def _escrows(self) -> tuple[Escrow, ...]:
        stated = [(e.commitments, f"/escrows/{slug}") for slug, e in self.case.escrows.items()]
        if self.pulled and self.pulled.lever.escrow:
            stated.append((self.pulled.lever.escrow, f"/levers/{self.pulled.slug}"))
        found = []
        for commitments, at in stated:
            members = tuple(self.names.index(n) for n in commitments if n in self.names)
            if len(members) > 1:
                reliability = self.number(f"{at}/reliability", 100.0).mean() / 100
                found.append(Escrow(members, float(np.clip(reliability, 0.0, 1.0))))
        return tuple(found)

    def _coalitions(self) -> tuple[Coalition, ...]:
        found = []
        for coalition in self.case.coalitions.values():
            members = [m for m in coalition.members if m in self.parties]
            if len(members) > 1:
                weights = tuple(coalition.weights.get(m, 1.0) for m in members)
                found.append(Coalition(tuple(self.parties.index(m) for m in members), weights))
        return tuple(found)
