"""Write docs/reference/codebook.md from the models of a case and what is said of each field."""

from __future__ import annotations

import datetime
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from detente.case.blocks.references import OptionRef, Pointer
from detente.case.codebook import Entry, entries
from detente.case.models import Case
from detente.case.quantity import Basis, Quantity, Slug

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "codebook.md"
HEAD = """\
# Codebook

Every block of a case, every field, what may stand there and how to decide what to write. Written
by `make reference` from the models that read a case and from `codebook.yaml` beside them, so that
it says what the program does. How far two people who code one case agree:
`detente agreement` ([how](../how-to/check-agreement.md)).

A *name* is a lower-case word with hyphens (`upper-town`), used wherever the thing is referred to.
An *option* is named `issue/option`. A *path* names a place in the case:
`/values/upper-town/issues/water/importance`. Fields in **bold** are needed. Unknown fields are
errors.
"""
_WORDS: dict[Any, str] = {
    str: "text",
    bool: "yes or no (true, false)",
    int: "whole number",
    float: "number",
    datetime.date: "day, YYYY-MM-DD",
    Slug: "name",
    OptionRef: "option",
    Pointer: "path",
}
_PLURALS = {
    "number": "numbers",
    "text": "texts",
    "name": "names",
    "option": "options",
    "path": "paths",
}


def models() -> list[type[BaseModel]]:
    """Return the models of a case, each before those inside it, the shared ones last."""
    found: list[type[BaseModel]] = []

    def visit(model: type[BaseModel]) -> None:
        if model in found:
            return
        found.append(model)
        for field in model.model_fields.values():
            for inner in _inner(field.annotation):
                visit(inner)

    visit(Case)
    shared: list[type[BaseModel]] = [Quantity, Basis]
    return [m for m in found if m not in shared] + shared


def _inner(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _inner(part)


def kind(annotation: Any) -> str:
    """Return in words what a field takes."""
    if annotation in _WORDS:
        return _WORDS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        name = annotation.__name__
        word = "uncertain number" if annotation is Quantity else f"block {name}"
        return f"[{word}](#{name.lower()})"
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return kind(args[0])
    if origin is typing.Literal:
        return " or ".join(f"`{a}`" for a in args)
    if origin is dict:
        return f"{kind(args[0])} to {kind(args[1])}"
    if origin is tuple and args[-1] is ...:
        inner = kind(args[0])
        return f"list of {_PLURALS.get(inner, inner)}"
    if origin is tuple:
        words = {kind(a) for a in args}
        return f"list of {len(args)} {'s, '.join(sorted(words))}s"
    if origin in (typing.Union, types.UnionType):
        return ", or ".join(kind(a) for a in args if a is not type(None))
    return str(annotation)


def _field_kind(field: FieldInfo) -> str:
    # A name at the top of a field has lost its annotation to the field's metadata.
    annotation: Any = field.annotation
    for named in (Slug, OptionRef, Pointer):
        wanted = list(typing.get_args(named)[1:])
        if _bare(annotation) is str and field.metadata and _same_checks(field.metadata, wanted):
            return _WORDS[named]
    return kind(annotation)


def _bare(annotation: Any) -> Any:
    rest = [a for a in typing.get_args(annotation) if a is not type(None)]
    return rest[0] if rest and type(None) in typing.get_args(annotation) else annotation


def _same_checks(metadata: list[Any], wanted: list[Any]) -> bool:
    parts: list[Any] = []
    for item in wanted:
        parts += item.metadata if isinstance(item, FieldInfo) else [item]
    return all(part in metadata for part in parts) and bool(parts)


def page() -> str:
    """Return the page."""
    known = entries()
    parts = [HEAD]
    for model in models():
        name = model.__name__
        parts.append(f"## {name}\n")
        parts.append(f"{known[name].meaning}\n")
        parts.append("| field | what may stand there | meaning | how to code | example |")
        parts.append("|---|---|---|---|---|")
        for field_name, field in model.model_fields.items():
            parts.append(_row(field_name, field, _entry(known, name, field_name, field)))
        parts.append("")
    return "\n".join(parts)


def _entry(known: dict[str, Entry], model: str, name: str, field: FieldInfo) -> Entry:
    """Return what is said of a field: its own words, or those of the block it holds."""
    own = known.get(f"{model}.{name}")
    if own is not None:
        return own
    for inner in _inner(field.annotation):
        return Entry(known[inner.__name__].meaning)
    raise KeyError(f"codebook.yaml says nothing of {model}.{name}")


def _row(name: str, field: FieldInfo, entry: Entry) -> str:
    shown = f"`{field.alias or name}`"
    if field.is_required():
        shown = f"**{shown}**"
    example = f"`{entry.example}`" if entry.example else ""
    cells = (shown, _field_kind(field) + _default(field), entry.meaning, entry.code, example)
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def _default(field: FieldInfo) -> str:
    plain = (str, int, float, bool)
    if field.is_required() or not isinstance(field.default, plain):
        return ""
    default = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"; default `{default}`"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
