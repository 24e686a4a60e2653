"""Two readers of one case side by side: where they differ, and whether it matters.

Both are judged as the report's page judges (:mod:`detente.answers.dissent`), on the
same draws and the same deals, so that a difference between them is theirs and not
chance.  Nothing is searched for anew: the deals are those that a page of the case carries.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist
from typing import Final

import numpy as np

from detente.answers.dissents_effects import finite_changes
from detente.answers.dissents_findings import (
    Answer,
    Disagreement,
    DissentsFinding,
    Range,
    Side,
)
from detente.answers.dissents_judge import Judge
from detente.answers.header import header
from detente.answers.patch_file import read_patch
from detente.answers.patch_numbers import Moved, moved_numbers
from detente.answers.reach import workspace
from detente.answers.sample import Sample, SampledNumber
from detente.answers.sampling import sample
from detente.case.loaded import LoadedCase
from detente.case.numbers import numbers
from detente.deals.analysis.workspace import HELD_OUT, Tick, silent
from detente.deals.shares import mean, share
from detente.errors import InputError, Problem
from detente.finding import Header, Share

FALSE_ALARM: Final = 0.05
"""How often a comparison calls a difference real that chance made, all numbers together."""

ASSUMPTIONS: Final = (
    "Every number keeps its place in its range while the range moves; importances that a "
    "reader did not move share what is left in their old proportions.",
    "The deals are those found for the case as stated; a reader's own search might find others.",
    "Standard errors are of the draws alone, both readers being judged on the same ones.",
)


def compare_dissents(
    loaded: LoadedCase,
    a: Path,
    b: Path | None = None,
    seed: int = 1,
    draws: int = HELD_OUT,
    tick: Tick = silent,
) -> tuple[DissentsFinding, tuple[Problem, ...]]:
    """Compare two dissents, or one with the case as stated.

    Parameters
    ----------
    loaded : LoadedCase
        Checked.
    a, b : Path
        Dissents as the report's page saves them.
    seed : int
    draws : int
        Draws to judge on, at most ``HELD_OUT``.
    tick : callable

    Returns
    -------
    DissentsFinding
    tuple of Problem
        Warnings on the patches.

    Raises
    ------
    InputError
        With every problem of the patches, and every number that the page's
        draws cannot move.
    """
    sides: list[Side] = []
    moved: list[tuple[Moved, ...]] = []
    warnings: list[Problem] = []
    for file in (a, b):
        if file is None:
            sides.append(Side("as stated", None, 0))
            moved.append(())
            continue
        patch = read_patch(file)
        found, doubts = moved_numbers(loaded.case, patch)
        sides.append(Side(patch.author or file.name, file.name, len(found)))
        moved.append(found)
        warnings += doubts
    if sides[0].name == sides[1].name:
        sides = [replace(s, name=f"{s.name} ({s.file})") if s.file else s for s in sides]
    tick("draws and deals")
    ready = workspace(loaded, draws, seed)
    shipped = sample(ready, draws=draws)
    _movable(shipped, [m for side in moved for m in side])
    tick("what each number changes")
    finding = compared(shipped, sides, moved, header(ready, "dissents"))
    labels = {p: n.label for p, n in numbers(loaded.case).items()}
    named = tuple(replace(d, label=labels[d.pointer]) for d in finding.disagreements)
    return replace(finding, disagreements=named), tuple(warnings)


def compared(
    shipped: Sample, sides: Sequence[Side], moved: Sequence[Sequence[Moved]], head: Header
) -> DissentsFinding:
    """Compare two readers on a sample; ``moved`` holds each one's numbers."""
    judge = Judge(shipped)
    known = {n.pointer: n for n in shipped.numbers}
    said = [{m.pointer: m for m in side} for side in moved]
    pointers = sorted({p for side in said for p in side}, key=list(known).index)
    ends = [_full(side, known, pointers) for side in said]
    good = [judge.good(_real(end, known)) for end in ends]
    best = [_best(g) for g in good]
    weights = np.ones(shipped.draws)
    differing = [p for p in pointers if ends[0][p] != ends[1][p]]
    limit = NormalDist().inv_cdf(1 - FALSE_ALARM / (2 * 2 * max(1, len(differing))))

    def answer(end: dict[str, Range]) -> tuple[int, np.ndarray]:
        verdicts = judge.good(_real(end, known))
        k = _best(verdicts)
        return k, verdicts[k]

    found = []
    for pointer, first, total in finite_changes(
        lambda end: answer(dict(end)), ends[0], ends[1], differing
    ):
        effects = [_change(before[1], after[1]) for before, after in (first, total)]
        number = known[pointer]
        found.append(
            Disagreement(
                pointer,
                pointer,
                (number.low, number.high),
                ends[0][pointer],
                ends[1][pointer],
                _why(said[0].get(pointer)),
                _why(said[1].get(pointer)),
                effects[0],
                effects[1],
                any(before[0] != after[0] for before, after in (first, total)),
                not any(_real_change(e, limit) for e in effects),
            )
        )
    found.sort(key=lambda d: (d.noise, -_size(d)))
    difference = _change(good[0][best[0]], good[1][best[1]])
    crossed = (
        _change(good[1][best[0]], good[1][best[1]]),
        _change(good[0][best[1]], good[0][best[0]]),
    )
    plain = judge.good({})
    together = good[0] & good[1]
    return DissentsFinding(
        head,
        sides[0],
        sides[1],
        len(shipped.packages),
        _answer(shipped, plain, _best(plain)),
        _answer(shipped, good[0], best[0]),
        _answer(shipped, good[1], best[1]),
        _answer(shipped, together, _best(together)),
        share(good[1][best[0]], weights),
        share(good[0][best[1]], weights),
        difference,
        best[0] == best[1],
        any(_real_change(e, _TWO) for e in (difference, *crossed)),
        tuple(found),
        tuple(p for p in _real(ends[0], known) if p not in differing),
        found[0].pointer if found and not found[0].noise else None,
        limit,
        ASSUMPTIONS,
    )


_TWO: Final = NormalDist().inv_cdf(1 - FALSE_ALARM / (2 * 3))
"""Standard errors for the three comparisons that say whether the whole matters."""


def _full(
    side: dict[str, Moved], known: dict[str, SampledNumber], pointers: Sequence[str]
) -> dict[str, Range]:
    """Return one reader's range of every number that either moves."""
    return {
        p: (side[p].low, side[p].high) if p in side else (known[p].low, known[p].high)
        for p in pointers
    }


def _real(end: dict[str, Range], known: dict[str, SampledNumber]) -> dict[str, Range]:
    """Return what differs from the case: a number named but not moved is no change."""
    return {p: r for p, r in end.items() if r != (known[p].low, known[p].high)}


def _best(good: np.ndarray) -> int:
    return int(np.argmax(good.sum(axis=1)))


def _answer(shipped: Sample, good: np.ndarray, k: int) -> Answer:
    weights = np.ones(shipped.draws)
    names = [shipped.options[int(o)] for o in shipped.packages[k]]
    deal = dict(name.split("/", 1) for name in names)
    return Answer(deal, share(good[k], weights), share(np.asarray(good.any(axis=0)), weights))


def _change(before: np.ndarray, after: np.ndarray) -> Share:
    """Return the mean difference over common draws, with its standard error."""
    return mean(after.astype(float) - before.astype(float), np.ones(len(before)))


def _real_change(change: Share, limit: float) -> bool:
    return not math.isclose(change.value, 0.0) and abs(change.value) > limit * change.se


def _size(d: Disagreement) -> float:
    return max(abs(d.effect_at_a.value), abs(d.effect_at_b.value))


def _why(moved: Moved | None) -> str:
    return "" if moved is None else moved.why


def _movable(shipped: Sample, moved: Sequence[Moved]) -> None:
    """Raise for numbers that the page would not let a reader move."""
    free = {n.pointer for n in shipped.numbers if n.free}
    known = {n.pointer for n in shipped.numbers}
    problems = [
        Problem(
            f"{m.label}: "
            + (
                "was not known on the day of the case, or is several people's and changed by "
                "an account"
                if m.pointer in known
                else "is no importance, score or value of no deal of a party whose consent counts"
            ),
            m.place,
            m.pointer,
            hint="such a number cannot be compared: leave it out of the patch",
            code="not-movable",
        )
        for m in moved
        if m.pointer not in free
    ]
    if problems:
        raise InputError(problems)
