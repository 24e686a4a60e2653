"""Checking the names of a case whose shape is partly wrong, so that all mistakes show at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import ValidationError

from detente.case.checks.context import Context
from detente.case.checks.local_names import local_names
from detente.case.checks.references import references
from detente.case.loaded import Source
from detente.case.models import Case
from detente.errors import Problem

STAND_IN: Final[dict[str, Any]] = {"detente": 1, "title": "untitled"}


def names_of_the_rest(source: Source, broken: Iterable[Problem]) -> list[Problem]:
    """Return the names that do not exist, in the blocks that are well-formed.

    A broken entry is left out of the check, but its name still counts as known.

    Parameters
    ----------
    source : Source
    broken : iterable of Problem
        Problems of shape.

    Returns
    -------
    list of Problem
        Empty where too much is broken to tell.
    """
    data = _without(source.data, {p.pointer for p in broken})
    try:
        case = Case.model_validate(data)
    except ValidationError:
        return []
    context = Context(case, source)
    return [*references(context), *local_names(context)]


def _without(data: dict[str, Any], pointers: set[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {**STAND_IN, **data}
    entries = {tuple(p.split("/")[1:3]) for p in pointers if p}
    for block in {entry[0] for entry in entries}:
        value = kept.get(block)
        names = {entry[1] for entry in entries if entry[0] == block and len(entry) > 1}
        if block in STAND_IN:
            kept[block] = STAND_IN[block]
        elif (block,) in entries:
            kept.pop(block, None)
        elif isinstance(value, dict):
            kept[block] = {k: v for k, v in value.items() if k not in names}
        elif isinstance(value, list):
            # Later entries would get other positions, and so other places.
            kept[block] = value[: min(int(n) for n in names)]
    return kept
