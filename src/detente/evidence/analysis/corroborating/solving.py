"""Every joint state of claims that hang together, chunk by chunk of the draws.

What changes one account only (leaving a report out, taking its text for genuine) exchanges one
factor of the whole, so that all such changes cost little more than the answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_lowercase

import numpy as np

from detente.errors import UsageError
from detente.evidence.analysis.corroborating.accounts import Node, Origin, ReadClaim, common, factor
from detente.evidence.analysis.corroborating.reading import Read
from detente.evidence.components import components
from detente.evidence.copying import circles
from detente.evidence.genuine import on_axis

MOST_STATES = 1 << 12
"""Joint states of claims that hang together."""
CELLS = 1 << 22
"""Numbers held at once: states, times draws of a chunk, times accounts."""

Group = tuple[Origin, ...]


@dataclass(frozen=True)
class Part:
    """Claims that hang together, and the accounts that speak of them.

    ``groups`` are chains, or several that may have copied one another both ways; ``nodes`` all
    reports, of other parts too.
    """

    claims: tuple[int, ...]
    groups: tuple[Group, ...]
    nodes: dict[str, Node]


@dataclass
class Solved:
    """The answer on one part.

    Attributes
    ----------
    part : Part
    posterior : dict of claim to ndarray, shape (states, draws)
    evidence : ndarray, shape (draws,)
        How likely all that was said is, up to a constant.
    whole : dict of text to ndarray, shape (draws,)
        That all its clauses stand.
    genuine : dict of report to ndarray, shape (draws,)
        That the account is of a genuine text.
    without, alone : dict of report to ndarray, shape (*states,)
        Mass of every joint state, over all draws, if the report had not been made, and if
        nothing else had.
    apart, quiet : ndarray, shape (*states,)
        The same if all reports were independent, and if only silence were known.
    """

    part: Part
    posterior: dict[int, np.ndarray]
    evidence: np.ndarray
    whole: dict[str, np.ndarray]
    genuine: dict[str, np.ndarray]
    without: dict[str, np.ndarray] = field(default_factory=dict)
    alone: dict[str, np.ndarray] = field(default_factory=dict)
    apart: np.ndarray = field(default_factory=lambda: np.zeros(()))
    quiet: np.ndarray = field(default_factory=lambda: np.zeros(()))


def groups_of(origins: Sequence[Origin]) -> list[Group]:
    """Return chains, those together that may have copied one another both ways."""
    home = {n.slug: k for k, o in enumerate(origins) for n in o.nodes}
    edges = [[home[other] for other in o.copies] for o in origins]
    return [tuple(origins[k] for k in circle) for circle in circles(edges)]


def parts_of(claims: Sequence[ReadClaim], origins: Sequence[Origin]) -> list[Part]:
    """Return claims by what ties them: one text, one account of a text, possible copies."""
    groups = groups_of(origins)
    texts: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        if claim.text is not None:
            texts.setdefault(claim.text, []).append(i)
    bonds: list[Sequence[int]] = list(texts.values())
    nodes = {n.slug: n for o in origins for n in o.nodes}
    for group in groups:
        # What a copy does not share with what it copied is a factor of its own.
        shared = [common(o, nodes[other]) for o in group for other in o.copies]
        bonds.append(sorted(frozenset().union(*shared)))
        bonds += [sorted(o.claims & o.text) for o in group if o.genuine is not None]
    found = []
    for some in components(len(claims), bonds):
        speaking = tuple(g for g in groups if any(o.claims & set(some) for o in g))
        found.append(Part(some, speaking, nodes))
    return found


def solve(read: Read, part: Part, apart: Sequence[Origin] = ()) -> Solved:
    """Return the answer on a part.

    Parameters
    ----------
    read : Read
    part : Part
    apart : sequence of Origin
        The reports as if each were an origin of its own; left out, only the answer is sought.

    Raises
    ------
    UsageError
        Where there are too many joint states, or none is possible.
    """
    claims = [read.claims[c] for c in part.claims]
    size = math.prod(len(c.states) for c in claims)
    if size > MOST_STATES:
        named = ", ".join(c.slug for c in claims[:6]) + (" ..." if len(claims) > 6 else "")
        raise UsageError(
            f"the claims {named} hang together by a text or by possible copies: "
            f"{size:,} joint states, more than {MOST_STATES:,}. Split the text, or remove "
            "may_have_copied: where it is least likely"
        )
    return _Solver(read, part, apart, size).solve()


def _plain(group: Group, claims: Sequence[int]) -> bool:
    """Return whether a group is worth the word of its origin alone, which was heard."""
    first, *others = group
    if others or first.copies:
        return False
    heard = first.nodes[0].claims
    return all(n.claims & set(claims) <= heard for n in first.nodes)


class _Solver:
    def __init__(self, read: Read, part: Part, apart: Sequence[Origin], size: int) -> None:
        self.read, self.part, self.size = read, part, size
        self.axes = len(part.claims)
        self.apart = tuple((o,) for o in apart if o.claims & set(part.claims))
        self.more = bool(apart)
        self.texts: dict[str, dict[int, list[int]]] = {}
        for k, c in enumerate(part.claims):
            claim = read.claims[c]
            if claim.text is not None:
                self.texts.setdefault(claim.text, {})[k] = sorted(claim.standing)
        self.scale: dict[tuple[str, int], float] = {}
        shape = tuple(len(read.claims[c].states) for c in part.claims)
        draws = read.draws
        self.found = Solved(
            part,
            {c: np.empty((len(read.claims[c].states), draws)) for c in part.claims},
            np.empty(draws),
            {t: np.empty(draws) for t in self.texts},
            {
                o.slug: np.empty(draws)
                for g in part.groups
                for o in g
                if o.genuine is not None and o.text & set(part.claims)
            },
        )
        self.shape = shape
        self.plain = {
            group[0].slug: g for g, group in enumerate(part.groups) if _plain(group, part.claims)
        }
        if self.more:
            self.found.apart, self.found.quiet = np.zeros(shape), np.zeros(shape)

    def solve(self) -> Solved:
        step = max(16, CELLS // (self.size * (len(self.part.groups) + 4)))
        for low in range(0, self.read.draws, step):
            self._chunk(slice(low, min(low + step, self.read.draws)))
        if not self.found.evidence.any():
            named = ", ".join(self.read.claims[c].slug for c in self.part.claims)
            raise UsageError(
                f"what is reported of {named} is not possible together: look at the reports with "
                "impossible: true, and at relays that repeat word for word"
            )
        return self.found

    def _chunk(self, cut: slice) -> None:
        prior = np.ones((1,) * (self.axes + 1))
        for k, c in enumerate(self.part.claims):
            prior = prior * on_axis(self.read.claims[c].prior[:, cut], k, self.axes)
        factors = self._factors(self.part.groups, cut, "stated")
        total = prior
        for one in factors:
            total = total * one
        self._answer(total, cut)
        for g, origin in self._texts():
            group = tuple(o.certain() if o is origin else o for o in self.part.groups[g])
            whole, changed = self._exchanged(prior, total, factors, {g: group}, cut)
            assert origin.genuine is not None
            mass = origin.genuine[cut] * self._over_states(whole, changed)
            with np.errstate(invalid="ignore", divide="ignore"):
                share = np.nan_to_num(mass / self.found.evidence[cut])
            self.found.genuine[origin.slug][cut] = share
        if self.more:
            self._changes(prior, total, factors, cut)

    def _factors(self, groups: Sequence[Group], cut: slice, name: str) -> list[np.ndarray]:
        return [self._factor(group, cut, (name, k)) for k, group in enumerate(groups)]

    def _factor(self, group: Group, cut: slice, key: tuple[str, int]) -> np.ndarray:
        found = factor(group, self.part.claims, self.read.claims, cut, self.part.nodes)
        # One constant for all chunks: many accounts together would fall under the least number.
        scale = self.scale.setdefault(key, float(found.max()) or 1.0)
        return found / scale

    def _answer(self, total: np.ndarray, cut: slice) -> None:
        axes = tuple(range(self.axes))
        evidence = total.sum(axis=axes)
        self.found.evidence[cut] = evidence
        with np.errstate(invalid="ignore", divide="ignore"):
            for k, c in enumerate(self.part.claims):
                mass = total.sum(axis=tuple(a for a in axes if a != k))
                self.found.posterior[c][:, cut] = np.nan_to_num(mass / evidence)
            for text, standing in self.texts.items():
                mass = total
                for k, states in standing.items():
                    mass = mass.take(states, axis=k)
                self.found.whole[text][cut] = np.nan_to_num(mass.sum(axis=axes) / evidence)

    def _texts(self) -> Iterator[tuple[int, Origin]]:
        for g, group in enumerate(self.part.groups):
            for origin in group:
                if origin.slug in self.found.genuine:
                    yield g, origin

    def _changes(
        self, prior: np.ndarray, total: np.ndarray, factors: list[np.ndarray], cut: slice
    ) -> None:
        found = self.found
        for group in self.part.groups:
            for origin in group:
                slugs = [n.slug for n in origin.nodes if n.claims & set(self.part.claims)]
                for slug in slugs:
                    # An origin that was not made is not relayed or copied either.
                    chain = {n.slug for n in origin.nodes} if slug == origin.slug else {slug}
                    fewer = {
                        g: tuple(o.without(frozenset(chain)) for o in other)
                        for g, other in enumerate(self.part.groups)
                        if other is group or any(chain & {*o.copies} for o in other)
                    }
                    whole, changed = self._exchanged(prior, total, factors, fewer, cut)
                    self._add(found.without, slug, whole, changed)
                    self._add(found.alone, slug, prior, self._alone(origin, slug, factors, cut))
        quiet = [
            (o.quiet(),) for g in self.part.groups for o in g if any(n.silence for n in o.nodes)
        ]
        rest = [group for group in self.apart if group[0].slug not in self.plain]
        same = [factors[self.plain[o.slug]] for (o,) in self.apart if o.slug in self.plain]
        found.apart = found.apart + self._product(prior, rest, cut, "apart", same)
        found.quiet = found.quiet + self._product(prior, quiet, cut, "quiet")

    def _alone(
        self, origin: Origin, slug: str, factors: list[np.ndarray], cut: slice
    ) -> np.ndarray:
        """Return the factor of one report as if it were the only one, up to a constant."""
        if slug in self.plain:
            return factors[self.plain[slug]]
        others = frozenset(n.slug for n in origin.nodes) - {slug}
        only = replace(origin.without(others), copies={})
        return factor((only,), self.part.claims, self.read.claims, cut)

    def _product(
        self,
        prior: np.ndarray,
        groups: Sequence[Group],
        cut: slice,
        name: str,
        more: Sequence[np.ndarray] = (),
    ) -> np.ndarray:
        total = prior
        for one in (*self._factors(groups, cut, name), *more):
            total = total * one
        return np.asarray(np.broadcast_to(total, (*self.shape, total.shape[-1])).sum(axis=-1))

    def _exchanged(
        self,
        prior: np.ndarray,
        total: np.ndarray,
        factors: list[np.ndarray],
        groups: dict[int, Group],
        cut: slice,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return two arrays whose product is the whole with some groups of chains changed."""
        changed, old = np.ones(1), np.ones(1)
        for g, group in groups.items():
            changed = changed * self._factor(group, cut, ("stated", g))
            old = old * factors[g]
        if old.min() > 0:
            return total, changed / old
        rest = prior
        for k, one in enumerate(factors):
            rest = rest if k in groups else rest * one
        return rest, changed

    def _over_states(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return the sum of a product over all states, by draw, without making the product."""
        axes = ascii_lowercase[: self.axes]
        return np.asarray(np.einsum(f"{axes}Z,{axes}Z->Z", one, self._full(other)))

    def _full(self, small: np.ndarray) -> np.ndarray:
        return small.reshape((1,) * (self.axes + 1 - small.ndim) + small.shape)

    def _add(
        self, where: dict[str, np.ndarray], slug: str, one: np.ndarray, other: np.ndarray
    ) -> None:
        """Add the sum of a product over the draws, by state."""
        axes = ascii_lowercase[: self.axes]
        draws = max(one.shape[-1], other.shape[-1])
        one = np.broadcast_to(one, (*self.shape, draws))
        where[slug] = where.get(slug, 0.0) + np.einsum(
            f"{axes}Z,{axes}Z->{axes}", one, self._full(other)
        )
