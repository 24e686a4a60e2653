"""Values of options to acceptors, draw by draw, on one scale of points."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from detente.beliefs.packages import ENUMERABLE, Grid, expected_extremes, grid, space_size
from detente.beliefs.revision import NO_REVISION, Revision, Shift
from detente.beliefs.streams import BLOCK
from detente.beliefs.structure import Structure, structure
from detente.beliefs.study import Study, shift

TOLERANCE = 1e-6
"""Points by which a value may fall short of no deal and still count as no worse."""

DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True)
class Utilities:
    """What packages are worth, as arrays.

    Attributes
    ----------
    parts : ndarray of float64, shape (acceptors, options, draws)
        Points each option adds; a package is worth the sum over its options.
    pairs : ndarray of int, shape (synergies, 2)
        Options that add points together.
    pair_points : ndarray of float64, shape (acceptors, synergies, draws)
    floor : ndarray of float64, shape (acceptors, draws)
        No deal, plus what a ratifier asks for beyond it.
    audience : ndarray of float64, shape (acceptors, draws)
        Points a refusing ratifier costs its leader; not below 0.
    weights : ndarray of float64, shape (draws,)
    """

    parts: np.ndarray
    pairs: np.ndarray
    pair_points: np.ndarray
    floor: np.ndarray
    audience: np.ndarray
    weights: np.ndarray

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.parts.shape[2])

    def cut(self, start: int, stop: int) -> Utilities:
        """Return the draws from ``start`` up to ``stop``."""
        return Utilities(
            self.parts[:, :, start:stop],
            self.pairs,
            self.pair_points[:, :, start:stop],
            self.floor[:, start:stop],
            self.audience[:, start:stop],
            self.weights[start:stop],
        )

    def chosen(self, index: np.ndarray) -> Utilities:
        """Return the named draws."""
        return Utilities(
            self.parts[:, :, index],
            self.pairs,
            self.pair_points[:, :, index],
            self.floor[:, index],
            self.audience[:, index],
            self.weights[index],
        )


def joined(pieces: list[Utilities]) -> Utilities:
    """Return several sets of draws as one."""
    return Utilities(
        np.concatenate([p.parts for p in pieces], axis=2),
        pieces[0].pairs,
        np.concatenate([p.pair_points for p in pieces], axis=2),
        np.concatenate([p.floor for p in pieces], axis=1),
        np.concatenate([p.audience for p in pieces], axis=1),
        np.concatenate([p.weights for p in pieces]),
    )


@dataclass(frozen=True)
class _Scale:
    """Fixed affine maps of the base case: scores of an issue, and the whole value."""

    score_low: np.ndarray
    score_span: np.ndarray
    total_low: np.ndarray
    total_factor: np.ndarray


class Model:
    """Turns a study's draws into utilities on the scale of the base case.

    Parameters
    ----------
    study : Study
    base : Model, optional
        Take the scale from this model (for variants, beliefs and levers, which
        never renormalise); default: the study's own base case.
    """

    def __init__(self, study: Study, base: Model | None = None) -> None:
        self.study = study
        self.structure: Structure = structure(study.case, study.as_of)
        self.scale: _Scale
        if base is not None:
            self.scale = base.scale
        else:
            plain = study.sibling(mixed=True) if study.believe or study.analyst else study
            origin = self if plain is study else Model.__new__(Model)
            if origin is not self:
                origin.study, origin.structure = plain, self.structure
            self.scale = origin._anchor()

    # -- the scale of the base case ------------------------------------------------------

    def _anchor(self) -> _Scale:
        acceptors, options = self.structure.acceptors, self.structure.options
        shape = (len(acceptors.names), len(options.issues))
        low, span = np.zeros(shape), np.full(shape, 100.0)
        for p, party in enumerate(acceptors.names):
            for i, issue in enumerate(options.issues):
                if issue in self.study.case.values[party].issues:
                    means = [
                        float(values.mean())
                        for option, values in self.study.scores(party, issue, 0).items()
                        if options.on_table[options.index(f"{issue}/{option}")]
                    ]
                    if means and max(means) > min(means):
                        low[p, i], span[p, i] = min(means), max(means) - min(means)
        flat = np.zeros(len(acceptors.names))
        self.scale = _Scale(low, span, flat, flat + 1.0)
        raw = self.block(0)
        worst, best = expected_extremes(
            self.structure,
            self.grid,
            raw.parts.mean(axis=2),
            raw.pairs,
            raw.pair_points.mean(axis=2),
        )
        width = best - worst
        return _Scale(
            low, span, worst, np.where(width > 0, 100.0 / np.where(width > 0, width, 1.0), 1.0)
        )

    @cached_property
    def grid(self) -> Grid | None:
        """All packages on the table, or None where they are too many."""
        if space_size(self.structure) > ENUMERABLE:
            return None
        return grid(self.structure)

    # -- utilities of draws --------------------------------------------------------------

    def utilities(
        self, start: int, stop: int, revision: Revision = NO_REVISION, reader: str | None = None
    ) -> Utilities:
        """Return the utilities of draws ``start`` up to ``stop``.

        Parameters
        ----------
        start, stop : int
        revision : Revision
            What a lever changes.
        reader : str, optional
            A signatory under whose reading of the terms everybody reads
            (the status quo apart); default: each under its own.
        """
        pieces = []
        for block in range(start // BLOCK, (stop - 1) // BLOCK + 1):
            piece = self.block(block, revision, reader)
            low, high = max(start - block * BLOCK, 0), min(stop - block * BLOCK, BLOCK)
            pieces.append(piece if (low, high) == (0, BLOCK) else piece.cut(low, high))
        return pieces[0] if len(pieces) == 1 else joined(pieces)

    def block(
        self, block: int, revision: Revision = NO_REVISION, reader: str | None = None
    ) -> Utilities:
        """Return the utilities of one block of draws."""
        study, acceptors = self.study, self.structure.acceptors
        scored = any("/scores/" in change.number for change in revision.shifts)
        if scored:
            parts = self._parts(block, revision)
        else:
            # The scale is kept beside its parts: an id is only its own while the thing lives.
            key = f"parts:{id(self.scale)}"
            _, kept = study.cached(
                key, block, lambda: (self.scale, self._parts(block, NO_REVISION))
            )
            parts = kept.copy()
        self._read(parts, block, revision, reader)
        pairs, pair_points = self._synergies(block, revision)
        floor = self._floor(parts, pairs, pair_points, block, revision)
        audience = np.zeros_like(floor)
        for p, party in enumerate(acceptors.names):
            for name, target in (("threshold", floor), ("audience_cost", audience)):
                pointer = f"/parties/{party}/{name}"
                if getattr(study.case.parties[party], name) is not None:
                    target[p] += self._number(pointer, block, revision)
        # A refusal never pays: a normal's tail or a lever may reach below 0.
        np.maximum(audience, 0.0, out=audience)
        return self._with_bonuses(
            Utilities(parts, pairs, pair_points, floor, audience, np.ones(BLOCK)), block, revision
        )

    def _parts(self, block: int, revision: Revision) -> np.ndarray:
        """Return what each option adds, before ambiguous ones are read."""
        study, acceptors, options = self.study, self.structure.acceptors, self.structure.options
        parts = np.zeros((len(acceptors.names), len(options.names), BLOCK))
        for p, party in enumerate(acceptors.names):
            shares, valued = study.shares(party, block), study.case.values[party].issues
            for i, issue in enumerate(options.issues):
                if issue not in valued:
                    continue
                for option, values in self._scores(party, issue, block, revision).items():
                    normal = (values - self.scale.score_low[p, i]) / self.scale.score_span[p, i]
                    parts[p, options.index(f"{issue}/{option}")] = (
                        self.scale.total_factor[p] * 100.0 * shares[i] * normal
                    )
            # The worst package stands at 0: what it adds up to is taken off an issue of the party.
            own = [i for i, issue in enumerate(options.issues) if issue in valued] or [0]
            parts[p, options.of(own[0])] -= self.scale.total_low[p] * self.scale.total_factor[p]
        return parts

    def _number(self, pointer: str, block: int, revision: Revision) -> np.ndarray:
        values = self.study.number(pointer, block)
        for change in revision.shifts:
            if change.number == pointer:
                values = self._shifted(values, change, block)
        return values

    def _shifted(self, values: np.ndarray, change: Shift, block: int) -> np.ndarray:
        drawn = shift(values, change.how, self.study.number(change.source, block))
        return np.where(self.study.holds(change.beliefs, block), drawn, values)

    def _scores(
        self, party: str, issue: str, block: int, revision: Revision
    ) -> dict[str, np.ndarray]:
        scores = dict(self.study.scores(party, issue, block))
        at = f"/values/{party}/issues/{issue}/scores/"
        for change in revision.shifts:
            option = change.number.removeprefix(at)
            if option in scores and change.number.startswith(at):
                scores[option] = self._shifted(scores[option], change, block)
        return scores

    def _read(self, parts: np.ndarray, block: int, revision: Revision, reader: str | None) -> None:
        """Give each ambiguous option the value of what its reader takes it to mean."""
        acceptors, options = self.structure.acceptors, self.structure.options
        settled = dict(revision.readings)
        for option, (term, means) in options.ambiguous.items():
            kept = option == options.status_quo[options.issue[option]]
            for p, party in enumerate(acceptors.names):
                own = acceptors.names[acceptors.leader[p]]
                who = own if reader is None or kept else reader
                if term in settled:
                    parts[p, option] = parts[p, means[settled[term]]]
                    continue
                reading_as = party if reader is None or kept else who
                index = self.reading(term, reading_as, who, block, tuple(means), revision)
                stack = np.stack([parts[p, chosen] for chosen in means.values()])
                parts[p, option] = stack[index, np.arange(BLOCK)]

    def reading(
        self,
        term: str,
        party: str,
        fallback: str,
        block: int,
        among: tuple[str, ...],
        revision: Revision = NO_REVISION,
    ) -> np.ndarray:
        """Return how a party reads a term in each draw: an index into ``among``.

        A party without a reading of its own reads as its leader does; where
        nothing is stated every reading is as likely as another.
        """
        stated = self.study.case.terms[term].read_by
        reader = party if party in stated else fallback
        at = f"/terms/{term}/read_by/{reader}/readings"
        if any(change.number.startswith(f"{at}/") for change in revision.shifts):
            return self._reading(term, reader, block, among, revision)
        key = f"reading:{term}:{reader}:{among}"
        return self.study.cached(
            key, block, lambda: self._reading(term, reader, block, among, NO_REVISION)
        )

    def _reading(
        self, term: str, reader: str, block: int, among: tuple[str, ...], revision: Revision
    ) -> np.ndarray:
        stated = self.study.case.terms[term].read_by
        at = f"/terms/{term}/read_by/{reader}/readings"
        known = stated[reader].readings if reader in stated else dict.fromkeys(among)
        weights = np.stack(
            [
                np.maximum(self._number(f"{at}/{name}", block, revision), 0.0)
                if reader in stated and name in known
                else np.full(BLOCK, 0.0 if reader in stated else 1.0)
                for name in among
            ]
        )
        weights = np.where(weights.sum(axis=0) > 0, weights, 1.0)
        edges = np.cumsum(weights, axis=0) / weights.sum(axis=0)
        u = self.study.stream(f"reading:{term}:{reader}", block)
        return np.asarray(np.minimum((edges <= u).sum(axis=0), len(among) - 1))

    def _synergies(self, block: int, revision: Revision) -> tuple[np.ndarray, np.ndarray]:
        acceptors, options = self.structure.acceptors, self.structure.options
        pairs: list[tuple[int, int]] = []
        rows: list[tuple[int, int, np.ndarray]] = []
        for p, party in enumerate(acceptors.names):
            for name, synergy in self.study.case.values[party].synergies.items():
                pair = (options.index(synergy.of[0]), options.index(synergy.of[1]))
                pointer = f"/values/{party}/synergies/{name}/points"
                points = self.scale.total_factor[p] * self._number(pointer, block, revision)
                if pair not in pairs:
                    pairs.append(pair)
                rows.append((p, pairs.index(pair), points))
        result = np.zeros((len(acceptors.names), len(pairs), BLOCK))
        for p, k, points in rows:
            result[p, k] += points
        return np.array(pairs, dtype=int).reshape(-1, 2), result

    def _floor(
        self,
        parts: np.ndarray,
        pairs: np.ndarray,
        pair_points: np.ndarray,
        block: int,
        revision: Revision,
    ) -> np.ndarray:
        study, acceptors = self.study, self.structure.acceptors
        quo = self.structure.options.status_quo
        together = [k for k, (a, b) in enumerate(pairs) if a in quo and b in quo]
        floor = np.zeros((len(acceptors.names), BLOCK))
        for p, party in enumerate(acceptors.names):
            no_deal = study.case.values[party].no_deal
            today = parts[p, quo].sum(axis=0) + pair_points[p, together].sum(axis=0)
            likely = self._likelihoods(party, block, revision)
            for name, share in likely.items():
                pointer = f"/values/{party}/no_deal/courses/{name}/value"
                value = self._number(pointer, block, revision)
                absolute = pointer in study.effective.to_scale
                if no_deal.relative_to == "status-quo" and not absolute:
                    value = value + today
                if no_deal.courses[name].drift is not None:
                    drift = self._number(pointer.removesuffix("value") + "drift", block, revision)
                    value = value + drift * (self.months(name) + revision.months)
                floor[p] += share * value
        return floor

    def months(self, course: str) -> float:
        """Return months from the course's start to the day of the study (not below 0)."""
        starts = self.study.case.courses[course].starts
        today = self.study.as_of or starts
        assert isinstance(today, datetime.date)
        return max((today - starts).days / DAYS_PER_MONTH, 0.0)

    def _likelihoods(self, party: str, block: int, revision: Revision) -> dict[str, np.ndarray]:
        no_deal = self.study.case.values[party].no_deal
        drawn = {}
        for name in no_deal.courses:
            own = name in no_deal.likelihoods
            at = (
                f"/values/{party}/no_deal/likelihoods/{name}"
                if own
                else f"/courses/{name}/likelihood"
            )
            drawn[name] = np.maximum(self._number(at, block, revision), 0.0)
        total = np.sum(list(drawn.values()), axis=0)
        safe = np.where(total > 0, total, 1.0)
        return {n: np.where(total > 0, v / safe, 1.0 / len(drawn)) for n, v in drawn.items()}

    def _with_bonuses(self, plain: Utilities, block: int, revision: Revision) -> Utilities:
        names = self.structure.acceptors.names
        for bonus in revision.bonuses:
            if bonus.party not in names:
                continue
            p = names.index(bonus.party)
            points = bonus.sign * self.study.number(bonus.source, block)
            if not bonus.when:
                plain.floor[p] -= points
            elif len(bonus.when) == 1:
                plain.parts[p, bonus.when[0]] += points
            else:
                extra = np.zeros((len(names), 1, BLOCK))
                extra[p, 0] = points
                plain = replace(
                    plain,
                    pairs=np.vstack([plain.pairs, [bonus.when[:2]]]).astype(int),
                    pair_points=np.concatenate([plain.pair_points, extra], axis=1),
                )
        return plain
