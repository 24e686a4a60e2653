"""A Study: one resolved case with draws of everything uncertain, from one seed."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
from scipy import special

from detente.beliefs.effective import AS_STATED, Applied, Effective, Variant, effective
from detente.beliefs.ordering import sort_by_order
from detente.beliefs.polytope import EmptyPolytopeError, WeightRules, WeightSampler
from detente.beliefs.shapes import quantile, relative_density, support
from detente.beliefs.streams import BLOCK, block_generator, uniforms
from detente.case.models import Case
from detente.case.orders import parse_order
from detente.case.quantity import Quantity
from detente.errors import InputError, Place, Problem, UsageError, did_you_mean

T = TypeVar("T")

_REMEMBERED = 4
_FREE = Quantity(range=(0.0, 100.0))
SELECTION = 2 * BLOCK
"""Draws 0 to SELECTION choose packages; results are reported on the draws after them."""


class Study:
    """A case and its draws.

    Draws are numbered from 0.  Those below :data:`SELECTION` serve to select;
    those from there on to report, so that a winner's share is not flattered by
    having been chosen on the same draws.

    Parameters
    ----------
    case : Case
    seed : int
    as_of : date, optional
        Cut of what was known; default: the case's own day, else no cut.
    believe : str, optional
        Condition on one named belief set; default mixes them by their weights.
    analyst : str, optional
        Take one analyst's values; default mixes them by their weights.
    variant : Variant
        How ranges are widened.

    Attributes
    ----------
    learned : tuple of str
        Items of the record that the draws have learned from; none, as stated.
    n_eff : float or None
        Effective draws where they have.

    Raises
    ------
    UsageError
        For an unknown belief set or analyst.
    """

    learned: tuple[str, ...] = ()
    n_eff: float | None = None

    def __init__(
        self,
        case: Case,
        seed: int = 0,
        as_of: datetime.date | None = None,
        believe: str | None = None,
        analyst: str | None = None,
        variant: Variant = AS_STATED,
    ) -> None:
        for name, known, what in (
            (believe, case.beliefs, "set of beliefs"),
            (analyst, case.analysts, "analyst"),
        ):
            if name is not None and name not in known:
                raise UsageError(
                    f"no {what} named '{name}' in this case; there "
                    f"{'are ' + ', '.join(known) if known else 'is none'}. "
                    + did_you_mean(name, list(known))
                )
        self.case = case
        self.seed = seed
        self.as_of = as_of or case.as_of
        self.believe = believe
        self.analyst = analyst
        self.variant = variant
        self.effective: Effective = effective(case, self.as_of, variant)
        self._shifts = self._index_changes()
        self._samplers: dict[tuple[str, tuple[int, ...]], WeightSampler] = {}
        self._blocks: OrderedDict[int, dict[str, Any]] = OrderedDict()

    def sibling(
        self,
        *,
        variant: Variant | None = None,
        believe: str | None = None,
        analyst: str | None = None,
        mixed: bool = False,
    ) -> Study:
        """Return a study of the same case, day and seed that differs in what is named.

        ``mixed`` drops the condition on a belief set and on an analyst.
        """
        return Study(
            self.case,
            self.seed,
            self.as_of,
            None if mixed else (believe or self.believe),
            None if mixed else (analyst or self.analyst),
            variant or self.variant,
        )

    # -- where chance comes from: what learns from the record puts its own here ----------

    def stream(self, key: str, block: int) -> np.ndarray:
        """Return the uniforms of one element; float, shape (BLOCK,)."""
        return uniforms(self.seed, key, block)

    def generator(self, key: str, block: int) -> np.random.Generator:
        """Return the generator of one element that takes more than a uniform a draw."""
        return block_generator(self.seed, key, block)

    # -- which belief set, which analyst -------------------------------------------------

    def beliefs(self, block: int) -> np.ndarray:
        """Return the index of the belief set of each draw of a block (-1: none stated)."""
        return self._choice("beliefs", list(self.case.beliefs), self.believe, block)

    def analysts(self, block: int) -> np.ndarray:
        """Return the index of the analyst of each draw of a block (-1: none stated)."""
        return self._choice("analysts", list(self.case.analysts), self.analyst, block)

    def _choice(self, what: str, names: list[str], fixed: str | None, block: int) -> np.ndarray:
        if not names:
            return np.full(BLOCK, -1)
        if fixed is not None:
            return np.full(BLOCK, names.index(fixed))
        weights = np.array([getattr(self.case, what)[name].weight for name in names])
        edges = np.cumsum(weights) / weights.sum()
        drawn = np.searchsorted(edges, self.stream(what, block), side="right")
        return np.minimum(drawn, len(names) - 1)

    # -- numbers -------------------------------------------------------------------------

    def _index_changes(self) -> dict[str, list[tuple[frozenset[str], Applied]]]:
        shifts: dict[str, list[tuple[frozenset[str], Applied]]] = {}
        for slug, changes in self.effective.by_belief.items():
            for change in changes:
                shifts.setdefault(change.number, []).append((frozenset({slug}), change))
        for beliefs, change in self.effective.by_event:
            shifts.setdefault(change.number, []).append((beliefs, change))
        return shifts

    def uniform(self, pointer: str, quantity: Quantity, block: int) -> np.ndarray:
        """Return the uniforms of one number, moved by the shared factors it loads on."""
        own = self.stream(pointer, block)
        if not quantity.factors:
            return own
        loadings = np.array(list(quantity.factors.values()))
        z = np.sqrt(1.0 - (loadings**2).sum()) * special.ndtri(own)
        for name, loading in quantity.factors.items():
            z = z + loading * self._factor(name, block)
        return np.asarray(np.clip(special.ndtr(z), 2.0**-54, 1.0 - 2.0**-53))

    def _factor(self, name: str, block: int) -> np.ndarray:
        return self.cached(
            f"factor:{name}",
            block,
            lambda: special.ndtri(self.stream(f"factor:{name}", block)),
        )

    def number(self, pointer: str, block: int) -> np.ndarray:
        """Return one block of draws of a number, with the changes in force.

        Raises
        ------
        KeyError
            When the case has no number at the pointer.
        """
        return self.cached(pointer, block, lambda: self.once(pointer, block))

    def cached(self, key: str, block: int, make: Callable[[], T]) -> T:
        """Return what was made before for a block; a few blocks are remembered."""
        if block not in self._blocks:
            self._blocks[block] = {}
            while len(self._blocks) > _REMEMBERED:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(block)
        known = self._blocks[block]
        if key not in known:
            known[key] = make()
        made: T = known[key]
        return made

    def once(self, pointer: str, block: int) -> np.ndarray:
        """Return a block of draws as `number` does, and do not remember it.

        For whoever reads thousands of numbers, each of them once.
        """
        number = self.effective.numbers[pointer]
        values = self._shaped(pointer, number.quantity, block)
        for beliefs, change in self._shifts.get(pointer, ()):
            quantity = self.effective.numbers[change.source].quantity
            key = pointer if change.how == "set" else change.source
            drawn = self._shaped(key, quantity, block)
            values = np.where(self.holds(beliefs, block), shift(values, change.how, drawn), values)
        return values

    def holds(self, beliefs: frozenset[str], block: int) -> np.ndarray:
        """Return which draws of a block are of one of the belief sets (empty: all)."""
        if not beliefs:
            return np.ones(BLOCK, dtype=bool)
        names = list(self.case.beliefs)
        return np.isin(self.beliefs(block), [names.index(b) for b in beliefs])

    def _shaped(self, key: str, quantity: Quantity, block: int) -> np.ndarray:
        if quantity.analysts is None:
            return quantile(quantity, self.uniform(key, quantity, block))
        values = np.empty(BLOCK)
        for name, rows in self._analyst_rows(quantity, block):
            single = quantity.analysts[name]
            values[rows] = quantile(single, self.uniform(key, single, block))[rows]
        return values

    def _analyst_rows(self, quantity: Quantity, block: int) -> Iterable[tuple[str, np.ndarray]]:
        """Give each draw one analyst's value: its own analyst's, else one of those given."""
        assert quantity.analysts is not None
        given = list(quantity.analysts)
        declared = list(self.case.analysts)
        drawn = self.analysts(block)
        chosen = np.array(
            [given.index(a) if a in given else i % len(given) for i, a in enumerate(declared)]
            or [0]
        )
        index = chosen[drawn] if declared else drawn % len(given)
        for i, name in enumerate(given):
            rows = np.flatnonzero(index == i)
            if len(rows):
                yield name, rows

    # -- weights and scores --------------------------------------------------------------

    def shares(self, party: str, block: int) -> np.ndarray:
        """Return a party's weights.

        Returns
        -------
        ndarray of float64, shape (issues of the case, BLOCK)
            Shares of the party's whole weight; 0 for issues it does not value.

        Raises
        ------
        InputError
            When no weights satisfy its statements.
        """
        return self.cached(f"shares:{party}", block, lambda: self._shares(party, block))

    def _shares(self, party: str, block: int) -> np.ndarray:
        valued = [i for i in self.case.issues if i in self.case.values[party].issues]
        rows = [list(self.case.issues).index(i) for i in valued]
        result = np.zeros((len(self.case.issues), BLOCK))
        if not valued:
            return result
        groups = self._groups(party, valued, block)
        for quantities, index in groups:
            try:
                drawn = self._draw_group(party, valued, quantities, block)[index]
            except EmptyPolytopeError as error:
                place = Place(f"values of {party}")
                problem = Problem(
                    "no weights satisfy the importances and statements of order together",
                    place,
                    f"/values/{party}/issues",
                    hint="widen a range or drop a statement",
                )
                raise InputError([problem]) from error
            result[np.ix_(np.array(rows), index)] = drawn.T
        return result

    def _groups(
        self, party: str, valued: list[str], block: int
    ) -> list[tuple[list[Quantity], np.ndarray]]:
        """Split the draws by what their belief set and analyst say of the importances."""
        code = np.zeros(BLOCK, dtype=int)
        tables: list[list[Quantity]] = []
        for issue in valued:
            pointer = f"/values/{party}/issues/{issue}/importance"
            table, index = self._importance(pointer, block)
            code = code * len(table) + index
            tables.append(table)
        groups = []
        for value in np.unique(code):
            rows = np.flatnonzero(code == value)
            quantities, rest = [], int(value)
            for table in reversed(tables):
                quantities.append(table[rest % len(table)])
                rest //= len(table)
            groups.append((quantities[::-1], rows))
        return groups

    def _importance(self, pointer: str, block: int) -> tuple[list[Quantity], np.ndarray]:
        if pointer not in self.effective.numbers:
            return [_FREE], np.zeros(BLOCK, dtype=int)
        quantity = self.effective.numbers[pointer].quantity
        table, index = [quantity], np.zeros(BLOCK, dtype=int)
        if quantity.analysts is not None:
            table = list(quantity.analysts.values())
            for name, rows in self._analyst_rows(quantity, block):
                index[rows] = list(quantity.analysts).index(name)
        for beliefs, change in self._shifts.get(pointer, ()):
            if change.how == "set":
                table = [*table, self.effective.numbers[change.source].quantity]
                index = np.where(self.holds(beliefs, block), len(table) - 1, index)
        return table, index

    def _draw_group(
        self, party: str, valued: list[str], quantities: list[Quantity], block: int
    ) -> np.ndarray:
        """Draw a whole block, so that a draw is the same in a mix and believed alone."""
        if all(q.point is not None for q in quantities):
            points = np.array([q.point for q in quantities], dtype=float)
            if points.sum() <= 0 or points.min() < 0:
                raise EmptyPolytopeError
            return np.tile(points / points.sum(), (BLOCK, 1))
        key = (party, tuple(id(q) for q in quantities))
        if key not in self._samplers:
            rules = self._weight_rules(party, valued, quantities)
            self._samplers[key] = WeightSampler(rules)
        rng = self.generator(f"/values/{party}/issues", block)
        return self._samplers[key].draw(BLOCK, rng, self._correlated(quantities, block))

    def _weight_rules(
        self, party: str, valued: list[str], quantities: list[Quantity]
    ) -> WeightRules:
        bounds = np.array([support(q) for q in quantities]) / 100.0
        order = []
        for statement in self.case.values[party].order:
            for pair in parse_order(statement):
                row = np.zeros(len(valued))
                row[valued.index(pair.lesser)] += pair.factor
                row[valued.index(pair.greater)] -= 1.0
                order.append(row)
        shaped = [q.range is None and q.point is None for q in quantities]
        return WeightRules(
            np.clip(bounds[:, 0], 0.0, 1.0),
            np.clip(bounds[:, 1], 0.0, 1.0),
            np.array(order).reshape(-1, len(valued)),
            tuple(
                _share_quantile(q) if s else None for q, s in zip(quantities, shaped, strict=True)
            ),
            tuple(
                _share_density(q) if s else None for q, s in zip(quantities, shaped, strict=True)
            ),
            np.array([bool(q.factors) or q.empirical is not None for q in quantities]),
            any(q.empirical is not None for q in quantities),
        )

    def _correlated(
        self, quantities: list[Quantity], block: int
    ) -> Callable[[np.random.Generator, np.ndarray], np.ndarray]:
        """Return proposals' uniforms that keep each draw's shared factors."""
        moved = [(i, q) for i, q in enumerate(quantities) if q.factors]

        def source(rng: np.random.Generator, rows: np.ndarray) -> np.ndarray:
            u = rng.random((len(rows), len(quantities)))
            for i, quantity in moved:
                rest = 1.0 - sum(v * v for v in quantity.factors.values())
                z = np.sqrt(rest) * rng.standard_normal(len(rows))
                for name, loading in quantity.factors.items():
                    z += loading * self._factor(name, block)[rows]
                special.ndtr(z, out=u[:, i])
            return u

        return source

    def scores(self, party: str, issue: str, block: int) -> dict[str, np.ndarray]:
        """Return a party's scores of an issue's options, in the stated order.

        Returns
        -------
        dict of option to ndarray of float64, shape (BLOCK,)
            Options that stand for others (``under``) have none of their own.
        """
        return self.cached(
            f"scores:{party}/{issue}", block, lambda: self._scores(party, issue, block)
        )

    def _scores(self, party: str, issue: str, block: int) -> dict[str, np.ndarray]:
        stated = self.case.values[party].issues[issue]
        at = f"/values/{party}/issues/{issue}/scores"
        drawn = {o: self.number(f"{at}/{o}", block) for o in stated.scores}
        pairs = [pair for text in stated.order for pair in parse_order(text)]
        return sort_by_order(drawn, [(p.lesser, p.greater) for p in pairs])


def shift(values: np.ndarray, how: str, drawn: np.ndarray) -> np.ndarray:
    """Return values set to, shifted by or multiplied by the drawn ones."""
    if how == "set":
        return drawn
    return np.asarray(values + drawn if how == "add" else values * drawn)


def _share_quantile(quantity: Quantity) -> Callable[[np.ndarray], np.ndarray]:
    return lambda u: quantile(quantity, np.clip(u, 2.0**-54, 1.0 - 2.0**-53)) / 100.0


def _share_density(quantity: Quantity) -> Callable[[np.ndarray], np.ndarray]:
    return lambda share: relative_density(quantity, share * 100.0)
