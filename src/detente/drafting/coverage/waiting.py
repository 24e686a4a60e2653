"""Who waits for whom: clauses that begin only after others, and circles among them.

"After you" is a circle: each clause waits for the next, so that nobody may begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from detente.drafting.coverage.clauses import Clause
from detente.drafting.coverage.words import expressions
from detente.drafting.features import Feature, features

REACH: Final = 120
"""Characters between a word that waits and what it waits for."""

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")


def waits(found: Sequence[Clause], language: str) -> dict[str, tuple[str, ...]]:
    """Return for which clauses each clause waits, as far as it names them by number.

    Parameters
    ----------
    found : sequence of Clause
    language : str

    Returns
    -------
    dict of line id to tuple of line id
        A reference to a whole article is one to all its clauses, its own left out.
    """
    pattern = expressions("waits", language)
    if pattern is None:
        return {}
    by_number = {c.line.number: c.line.id for c in found if c.line.number}
    waiting: dict[str, tuple[str, ...]] = {}
    for clause in found:
        named: list[str] = []
        for match in pattern.finditer(clause.said):
            for feature in features(clause.said, language):
                if feature.kind != "reference" or not _near(match.span(), feature, language):
                    continue
                number = _NUMBER.search(feature.value)
                if number is not None:
                    named += _meant(number[0], by_number)
        others = [one for one in dict.fromkeys(named) if one != clause.line.id]
        if others:
            waiting[clause.line.id] = tuple(others)
    return waiting


def _near(word: tuple[int, int], feature: Feature, language: str) -> bool:
    """Return whether a reference stands after the word that waits (before it in Korean)."""
    if language.startswith("ko"):
        return feature.end <= word[0] <= feature.end + REACH
    return word[1] <= feature.start <= word[1] + REACH


def _meant(number: str, by_number: Mapping[str, str]) -> list[str]:
    if number in by_number:
        return [by_number[number]]
    return [ident for known, ident in by_number.items() if known.startswith(f"{number}.")]


def circle(waiting: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return clauses that wait for one another in a circle; empty where there is none.

    Parameters
    ----------
    waiting : dict of id to sequence of id

    Returns
    -------
    tuple of str
        Each waits for the next, and the last for the first.
    """
    try:
        TopologicalSorter(waiting).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        # Named from what is waited for to what waits, with the first again at the end.
        return tuple(reversed(found[1:]))
    return ()
