"""What the models expect at a place of a case: walking annotations with the data."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from detente.case.tree import step

KEY_MARK = "[key]"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one complaint of pydantic points.

    Attributes
    ----------
    pointer : str
        JSON pointer in the data as written.
    value : object
        What stands there; ``None`` when nothing does.
    parent : object
        The block it stands in.
    expected : tuple of type
        What the models allow there.
    above : tuple of type
        What the models allow of the block.
    branch : str
        The form of a union the complaint belongs to, or empty.
    branched : object
        The value for which that form was tried.
    name : str
        Last key, or "entry 2 of 'key'", in words.
    present : bool
        Whether the data has it.
    """

    pointer: str
    value: Any
    parent: Any
    expected: tuple[Any, ...]
    above: tuple[Any, ...]
    branch: str
    branched: Any
    name: str
    present: bool


def locate(root: type[BaseModel], data: Any, loc: Sequence[str | int]) -> Spot:
    """Follow a location of pydantic through the data and the models.

    Steps that the data does not have are forms of a union, or a short form of a
    quantity (``[10, 20]`` for ``range: [10, 20]``); they are passed over.
    """
    pointer, branch, name = "", "", ""
    value, parent, branched, present = data, None, None, True
    above: tuple[Any, ...] = ()
    expected: tuple[Any, ...] = (root,)
    for i, part in enumerate(loc):
        if part == KEY_MARK:
            continue
        if _has(value, part):
            parent, value = value, value[part]
            above, expected = expected, tuple(t for e in expected for t in _below(e, part))
            pointer = step(pointer, part)
            name = f"entry {part + 1} of {name}" if isinstance(part, int) else f"'{part[:60]}'"
        elif isinstance(value, dict) and i == len(loc) - 1 and _fields(expected, part):
            parent, value, present = value, None, False
            above, expected = expected, tuple(t for e in expected for t in _below(e, part))
            pointer, name = step(pointer, part), f"'{part}'"
        elif isinstance(value, list) and isinstance(part, int):
            parent, present = value, False
        elif isinstance(part, str):
            short = _fields(expected, part)
            expected = tuple(t for e in expected for t in _below(e, part)) if short else expected
            branch, branched = (branch, branched) if short else (part, value)
    return Spot(pointer, value, parent, expected, above, branch, branched, name, present)


def field_names(expected: Sequence[Any]) -> list[str]:
    """Return the keys that the expected blocks have, in the order of the models."""
    names: list[str] = []
    for kind in expected:
        for one in _flat(kind):
            if isinstance(one, type) and issubclass(one, BaseModel):
                names += [f.alias or n for n, f in one.model_fields.items()]
    return names


@functools.cache
def holding(model: type[BaseModel], *wanted: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields below which one of some models can stand.

    Walks over a case leave out the others: a long record holds no number.

    Returns
    -------
    tuple of (str, str)
        Name of each field, and its key in the file.
    """
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if any(issubclass(below, wanted) for below in _reached(field.annotation, set()))
    )


def _reached(kind: Any, seen: set[Any]) -> set[Any]:
    """Return every model that can stand in a value of a kind."""
    for one in _flat(kind):
        if typing.get_origin(one) in (dict, tuple):
            for inner in typing.get_args(one):
                _reached(inner, seen)
        elif isinstance(one, type) and issubclass(one, BaseModel) and one not in seen:
            seen.add(one)
            for field in one.model_fields.values():
                _reached(field.annotation, seen)
    return seen


def literals(expected: Sequence[Any]) -> list[Any]:
    """Return the fixed values that are allowed."""
    return [
        v
        for kind in expected
        for one in _flat(kind)
        if typing.get_origin(one) is typing.Literal
        for v in typing.get_args(one)
    ]


def _has(value: Any, part: str | int) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)


def _fields(expected: Sequence[Any], part: str | int) -> bool:
    return part in field_names(expected)


def _flat(kind: Any) -> list[Any]:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return _flat(typing.get_args(kind)[0])
    if origin in (typing.Union, types.UnionType):
        return [t for arg in typing.get_args(kind) for t in _flat(arg)]
    return [kind]


def _below(kind: Any, part: str | int) -> list[Any]:
    found: list[Any] = []
    for one in _flat(kind):
        origin, args = typing.get_origin(one), typing.get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel):
            fields = {f.alias or n: f.annotation for n, f in one.model_fields.items()}
            if part in fields:
                found.append(fields[str(part)])
        elif origin is dict:
            found.append(args[1])
        elif origin is tuple and isinstance(part, int):
            found.append(args[0] if len(args) == 2 and args[1] is ... else args[part % len(args)])
    return found
