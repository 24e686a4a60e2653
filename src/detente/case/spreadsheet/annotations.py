"""Which form a field of the models takes in a cell, read from its annotation."""

from __future__ import annotations

import datetime
import types
import typing
from typing import Any, Final

from pydantic import BaseModel

from detente.case.blocks.hypotheses import Likelihood
from detente.case.blocks.references import OptionRef, Pointer
from detente.case.quantity import Quantity, Slug
from detente.case.spreadsheet import forms
from detente.case.spreadsheet.forms import Form

_MAPPED: Final = (forms.TEXT, forms.NUMBER, forms.QUANTITY, forms.LIKELIHOOD, forms.NAMES)
_NAMES: Final = (Slug, OptionRef, Pointer)


def bare(annotation: Any) -> Any:
    """Return an annotation without ``None``; names keep what makes them names."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        rest = [a for a in typing.get_args(annotation) if a is not type(None)]
        return bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model of a field that is one block; an uncertain number is not a block here."""
    kind = bare(annotation)
    is_model = isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not Quantity
    return kind if is_model else None


def entries_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model of a field that is a block of named blocks."""
    kind = bare(annotation)
    return inner_model(typing.get_args(kind)[1]) if typing.get_origin(kind) is dict else None


def listed_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model of a field that is a list of blocks."""
    kind = bare(annotation)
    return inner_model(typing.get_args(kind)[0]) if typing.get_origin(kind) is tuple else None


def form_of(annotation: Any) -> Form | None:
    """Return the form of a field that fits in one cell, or None."""
    kind = bare(annotation)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is Likelihood:
        return forms.LIKELIHOOD
    if kind in _NAMES:
        return forms.TEXT
    if origin is typing.Annotated:
        return form_of(args[0])
    if origin is typing.Literal:
        return forms.choice(args)
    if origin is tuple:
        named = bare(args[0]) in _NAMES
        texts = form_of(args[0]) is forms.TEXT
        return (forms.NAMES if named else forms.LINES) if texts and args[-1] is ... else None
    if origin is dict:
        inner = form_of(args[1])
        return forms.mapping(inner) if inner in _MAPPED else None
    if origin in (typing.Union, types.UnionType):
        return _union(args)
    return _PLAIN.get(kind)


def _union(args: tuple[Any, ...]) -> Form | None:
    origins = {typing.get_origin(a) for a in args}
    if tuple in origins:
        return forms.ONE_OR_NAMES
    if dict in origins:
        return forms.name_or_mapping(forms.QUANTITY)
    return None


_PLAIN: Final[dict[Any, Form]] = {
    str: forms.TEXT,
    bool: forms.YES,
    int: forms.NUMBER,
    float: forms.NUMBER,
    datetime.date: forms.DAY,
    Quantity: forms.QUANTITY,
}
