"""All packages of a case as the sums of two half-packages.

A package takes one option for each issue.  The issues are split in two halves
of about the same number of half-packages, so that the value of every package
is one addition of two short arrays (a million packages: two arrays of a
thousand).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import combinations

import numpy as np

from detente.beliefs.structure import Rule, Structure
from detente.errors import UsageError

ENUMERABLE = 12_000_000
"""Most packages that are enumerated; above, a search is used and said so."""


@dataclass(frozen=True)
class Grid:
    """Every package as a pair of a left and a right half-package.

    Attributes
    ----------
    left, right : ndarray of int, shape (halves, issues of the half)
        Options of each half-package.
    left_issues, right_issues : ndarray of int
        Issues of each half.
    feasible : ndarray of bool, shape (left halves, right halves)
        Pairs that satisfy every linkage.
    """

    left: np.ndarray
    right: np.ndarray
    left_issues: np.ndarray
    right_issues: np.ndarray
    feasible: np.ndarray

    @property
    def count(self) -> int:
        """Number of feasible packages."""
        return int(self.feasible.sum())

    def packages(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Return the options of the packages at the given pairs.

        Returns
        -------
        ndarray of int, shape (packages, issues)
        """
        issues = len(self.left_issues) + len(self.right_issues)
        whole = np.empty((len(rows), issues), dtype=int, order="F")
        whole[:, self.left_issues] = self.left[rows]
        whole[:, self.right_issues] = self.right[columns]
        return whole


def choices(structure: Structure, available: np.ndarray | None = None) -> list[np.ndarray]:
    """Return the available options of each issue.

    Parameters
    ----------
    structure : Structure
    available : ndarray of bool, shape (options,), optional
        Default: the options on the table.
    """
    options = structure.options
    mask = options.on_table if available is None else available
    return [np.flatnonzero((options.issue == i) & mask) for i in range(len(options.issues))]


def space_size(structure: Structure, available: np.ndarray | None = None) -> int:
    """Return the number of packages before linkages."""
    return reduce(lambda n, c: n * len(c), choices(structure, available), 1)


def _splits(sizes: list[int], rules: tuple[Rule, ...], issue: np.ndarray) -> list[list[int]]:
    """Return ways to halve the issues: few linkages across, halves of like size."""
    logs = np.log([max(s, 1) for s in sizes])
    if len(sizes) > 16:
        left: list[int] = []
        weight = 0.0
        for i in np.argsort(-logs, kind="stable"):
            if weight + logs[i] <= logs.sum() / 2 + 1e-9:
                left.append(int(i))
                weight += float(logs[i])
        return [sorted(left)]
    touched = [{int(issue[o]) for o in (*rule.when, *rule.of)} for rule in rules]
    scored = []
    for k in range(len(sizes) + 1):
        for chosen in combinations(range(len(sizes)), k):
            gap = abs(float(logs[list(chosen)].sum()) - logs.sum() / 2)
            inside = set(chosen)
            crossing = sum(bool(t & inside) and bool(t - inside) for t in touched)
            scored.append((gap > np.log(2), crossing, gap, list(chosen)))
    scored.sort()
    return [chosen for *_, chosen in scored[:12]]


def _product(parts: list[np.ndarray]) -> np.ndarray:
    if not parts:
        return np.zeros((1, 0), dtype=int)
    mesh = np.meshgrid(*parts, indexing="ij")
    return np.stack([m.ravel() for m in mesh], axis=1)


def grid(structure: Structure, available: np.ndarray | None = None) -> Grid:
    """Return the grid of all packages.

    Raises
    ------
    UsageError
        When there are more than :data:`ENUMERABLE` packages.
    """
    options = choices(structure, available)
    size = space_size(structure, available)
    if size > ENUMERABLE:
        raise UsageError(f"{size:.3g} packages are too many to enumerate")
    best: tuple[int, list[int]] | None = None
    sizes = [len(c) for c in options]
    for chosen in _splits(sizes, structure.rules, structure.options.issue):
        rest = [i for i in range(len(options)) if i not in chosen]
        cells = len(_half(structure, options, chosen)) * len(_half(structure, options, rest))
        if best is None or cells < best[0]:
            best = (cells, chosen)
    assert best is not None
    left_issues = np.array(best[1], dtype=int)
    right_issues = np.setdiff1d(np.arange(len(options)), left_issues)
    left = _half(structure, options, list(left_issues))
    right = _half(structure, options, list(right_issues))
    total = len(structure.options.names)
    has_left, has_right = _membership(left, total), _membership(right, total)
    feasible = np.ones((len(left), len(right)), dtype=bool)
    for rule in structure.rules:
        when = _count(has_left, has_right, rule.when) == len(rule.when)
        taken = _count(has_left, has_right, rule.of)
        feasible &= ~when | ((taken >= rule.least) & (taken <= rule.most))
    return Grid(left, right, left_issues, right_issues, feasible)


def _half(structure: Structure, options: list[np.ndarray], issues: list[int]) -> np.ndarray:
    """Return the half-packages of some issues that break no linkage by themselves."""
    half = _product([options[i] for i in issues])
    has = _membership(half, len(structure.options.names))
    keep = np.ones(len(half), dtype=bool)
    inside = set(issues)
    for rule in structure.rules:
        when = has[:, list(rule.when)].sum(axis=1) == len(rule.when)
        chosen = has[:, list(rule.of)].sum(axis=1)
        # The other half can add options but not take any away.
        broken = chosen > rule.most
        if all(int(structure.options.issue[o]) in inside for o in rule.of):
            broken |= chosen < rule.least
        keep &= ~(when & broken)
    return half[keep]


def _membership(half: np.ndarray, options: int) -> np.ndarray:
    has = np.zeros((len(half), options), dtype=np.int8)
    np.put_along_axis(has, half, 1, axis=1)
    return has


def _count(left: np.ndarray, right: np.ndarray, options: tuple[int, ...]) -> np.ndarray:
    a = left[:, list(options)].sum(axis=1, dtype=np.int8)
    b = right[:, list(options)].sum(axis=1, dtype=np.int8)
    return np.asarray(a[:, None] + b[None, :])


def feasible_packages(structure: Structure, packages: np.ndarray) -> np.ndarray:
    """Return which packages satisfy every linkage.

    Parameters
    ----------
    structure : Structure
    packages : ndarray of int, shape (packages, issues)

    Returns
    -------
    ndarray of bool, shape (packages,)
    """
    has = _membership(packages, len(structure.options.names))
    ok = np.ones(len(packages), dtype=bool)
    for rule in structure.rules:
        when = has[:, list(rule.when)].sum(axis=1) == len(rule.when)
        chosen = has[:, list(rule.of)].sum(axis=1)
        ok &= ~when | ((chosen >= rule.least) & (chosen <= rule.most))
    return ok


def expected_extremes(
    structure: Structure,
    whole: Grid | None,
    parts: np.ndarray,
    pairs: np.ndarray,
    pair_points: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return each acceptor's least and greatest value over the packages.

    Without a grid, linkages and synergies are left out of
    the bounds.

    Parameters
    ----------
    structure : Structure
    whole : Grid or None
        All packages; None where they are too many to enumerate.
    parts : ndarray, shape (acceptors, options)
    pairs : ndarray of int, shape (synergies, 2)
    pair_points : ndarray, shape (acceptors, synergies)

    Returns
    -------
    tuple of ndarray, shape (acceptors,)
    """
    options = choices(structure)
    plain = not structure.rules and not len(pairs)
    if plain or whole is None:
        return (
            np.asarray(sum(parts[:, c].min(axis=1) for c in options)),
            np.asarray(sum(parts[:, c].max(axis=1) for c in options)),
        )
    low, high = np.empty(len(parts)), np.empty(len(parts))
    for p in range(len(parts)):
        values = half_sum(whole.left, parts[p])[:, None] + half_sum(whole.right, parts[p])[None, :]
        for k, (a, b) in enumerate(pairs):
            has = _count(
                _membership(whole.left, parts.shape[1]),
                _membership(whole.right, parts.shape[1]),
                (int(a), int(b)),
            )
            values = values + np.where(has == 2, pair_points[p, k], 0.0)
        inside = values[whole.feasible]
        if not len(inside):
            raise UsageError("the linkages leave no package; detente check names them")
        low[p], high[p] = inside.min(), inside.max()
    return low, high


def half_sum(half: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Return the values of half-packages (one acceptor): the sum over their options.

    Parameters
    ----------
    half : ndarray of int, shape (halves, issues)
    parts : ndarray, shape (options,) or (options, draws)

    Returns
    -------
    ndarray, shape (halves,) or (halves, draws)
    """
    total = np.zeros((len(half), *parts.shape[1:]))
    for column in range(half.shape[1]):
        total += parts[half[:, column]]
    return total
