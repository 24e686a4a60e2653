"""Small random negotiations on a coarse grid of points, so that ties are common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from detente.beliefs.packages import Grid, grid
from detente.beliefs.structure import Acceptors, Options, Structure, rules_of
from detente.beliefs.utilities import Utilities
from detente.case.models import Linkage


@dataclass(frozen=True)
class Small:
    """A negotiation as index arrays, with its linkages as written."""

    structure: Structure
    linkages: tuple[Linkage, ...]
    utilities: Utilities

    @property
    def acceptors(self) -> Acceptors:
        return self.structure.acceptors

    @property
    def grid(self) -> Grid:
        return grid(self.structure)


def options_of(sizes: list[int], on_table: list[bool], quo: list[int] | None = None) -> Options:
    """Return issues ``i0, i1, ...`` with options ``o0, o1, ...`` each."""
    names = [f"i{i}/o{k}" for i, size in enumerate(sizes) for k in range(size)]
    issue = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    return Options(
        tuple(f"i{i}" for i in range(len(sizes))),
        tuple(names),
        issue,
        starts + np.array(quo or [0] * len(sizes)),
        np.array(on_table, dtype=bool),
        {},
    )


def two_signatories(options: int) -> Acceptors:
    """Two parties who sign for themselves."""
    return Acceptors(
        ("p0", "p1"),
        2,
        np.array([0, 1]),
        ("veto", "veto"),
        np.zeros(2),
        np.array([True, True]),
        np.ones(2),
        np.zeros((2, options), dtype=bool),
    )


@st.composite
def linkages_of(draw: st.DrawFn, names: tuple[str, ...]) -> Linkage:
    """A linkage of one of the four forms."""
    some = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
    form = draw(st.sampled_from(["requires", "if", "excludes", "at_most"]))
    if form == "requires":
        return Linkage(option=draw(st.sampled_from(names)), requires=tuple(draw(some)))
    if form == "if":
        return Linkage(**{"if": tuple(draw(some)), "then": tuple(draw(some))})
    if form == "excludes":
        several = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)
        return Linkage(excludes=tuple(draw(several)))
    several = st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)
    return Linkage(at_most=draw(st.integers(0, 2)), of=tuple(draw(several)))


@st.composite
def acceptors_of(
    draw: st.DrawFn, options: int, signatories: int, ratifiers: int, rules: tuple[str, ...]
) -> Acceptors:
    """Signatories under any of the rules, ratifiers with and without a veto, asked or not."""
    count = signatories + ratifiers
    rule = [draw(st.sampled_from(rules)) for _ in range(signatories)]
    leader = [*range(signatories)]
    veto, needed = [True] * signatories, np.zeros((count, options), dtype=bool)
    for r in range(signatories, count):
        leader.append(draw(st.integers(0, signatories - 1)))
        usual = rule[leader[-1]] == "veto"
        veto.append(draw(st.sampled_from([usual, usual, usual, not usual])))
        if draw(st.booleans()):
            needed[r, draw(st.lists(st.integers(0, options - 1), max_size=2))] = True
    quota = [
        draw(st.sampled_from([0.0, 0.5, 2 / 3, 1.0])) if r == "majority" else 0.0 for r in rule
    ]
    return Acceptors(
        tuple(f"p{k}" for k in range(count)),
        signatories,
        np.array(leader),
        tuple(rule),
        np.array(quota),
        np.array(veto),
        np.array([draw(st.sampled_from([0.0, 1.0, 1.0, 2.0])) for _ in range(count)]),
        needed,
    )


def _points(draw: st.DrawFn, shape: tuple[int, ...], low: int, high: int) -> np.ndarray:
    """Return multiples of 10 as an array; exact in single precision."""
    size = int(np.prod(shape))
    values = draw(st.lists(st.integers(low, high), min_size=size, max_size=size))
    return 10.0 * np.array(values, dtype=float).reshape(shape)


@st.composite
def smalls(
    draw: st.DrawFn,
    most_issues: int = 4,
    most_draws: int = 4,
    costs: tuple[int, int] = (0, 3),
    ratifiers: int = 3,
    floors: tuple[float, ...] = (-0.1, 0.0, 0.3, 0.5, 0.7, 1.0, 1.1),
    least_draws: int = 1,
    rules: tuple[str, ...] = ("veto", "majority", "leader"),
) -> Small:
    """A small negotiation.

    ``costs`` bounds the audience costs, in tens; ``floors`` are the no-deal values as
    shares of what each one's best options add up to.
    """
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=most_issues))
    on_table = [draw(st.sampled_from([True] * 7 + [False])) for _ in range(sum(sizes))]
    for start in np.cumsum([0, *sizes[:-1]]):
        on_table[start] = True
    quo = [draw(st.integers(0, size - 1)) for size in sizes]
    options = options_of(sizes, on_table, quo)
    links = tuple(draw(st.lists(linkages_of(options.names), max_size=2)))
    count = draw(st.integers(0, ratifiers))
    signatories = draw(st.sampled_from([1, 2, 2, 2, 3]))
    acceptors = draw(acceptors_of(sum(sizes), signatories, count, rules))
    structure = Structure(
        options, tuple(rule for link in links for rule in rules_of(link, options)), acceptors
    )
    everybody, draws = signatories + count, draw(st.integers(least_draws, most_draws))
    other = st.integers(0, sum(sizes) - 1)
    pair = st.tuples(other, other).filter(lambda pair: pair[0] != pair[1])
    several = draw(st.sampled_from([0, 1, 2, 3]))
    pairs = draw(st.lists(pair, min_size=several, max_size=several))
    parts = _points(draw, (everybody, sum(sizes), draws), 0, 4)
    top = sum(parts[:, options.of(i)].max(axis=1) for i in range(len(sizes)))
    shares = draw(
        st.lists(st.sampled_from(floors), min_size=everybody * draws, max_size=everybody * draws)
    )
    utilities = Utilities(
        parts,
        np.array(pairs, dtype=int).reshape(-1, 2),
        _points(draw, (everybody, len(pairs), draws), -2, 2),
        # On the grid of the parts, so that a package is often worth exactly no deal.
        np.round(top * np.array(shares).reshape(everybody, draws), -1),
        _points(draw, (everybody, draws), *costs),
        np.array([draw(st.sampled_from([0.5, 1.0, 2.0, 3.0])) for _ in range(draws)]),
    )
    return Small(structure, links, utilities)
