"""Changing one value of a case file, with its comments, quotes and order kept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from detente.case.checking import check
from detente.case.includes import read_source
from detente.case.loaded import LoadedCase, Source
from detente.case.loading import shape
from detente.case.quantity import SHAPES
from detente.case.reading import read_file
from detente.case.spreadsheet.package import is_spreadsheet
from detente.case.tree import parse
from detente.errors import InputError, UsageError, did_you_mean
from detente.files import write_atomic

WIDTH = 4096
"""No line of a saved file is broken before this column: lines stay as people wrote them."""


def parse_value(text: str) -> Any:
    """Return the value that a text would have in a case file."""
    tree = parse(text, "the value")
    if tree.problems:
        raise InputError(tree.problems)
    return tree.data


def set_value(path: Path, pointer: str, value: Any) -> Path:
    """Set one value of a case and save the file it stands in.

    Where a quantity with a basis gets a plain number or a range, the basis, the
    factors and the note stay.

    Parameters
    ----------
    path : Path
        A case folder or its main file.
    pointer : str
        JSON pointer in the resolved case.
    value : object
        Plain data.

    Returns
    -------
    Path
        The file that was changed.

    Raises
    ------
    InputError
        When the case would have errors; nothing is written then.
    UsageError
        When there is no such place, or the file cannot be written.
    """
    path = Path(path)
    source, problems = read_source(path)
    if problems:
        raise InputError(problems)
    if is_spreadsheet(source.files[0]):
        cell = source.place(pointer).short
        raise UsageError(f"'{path}' is a spreadsheet: change {cell} there, in its own program")
    file, inside = _home(source, pointer)
    text = _changed(read_file(file), inside, value, pointer)
    _must_check(path, file, text)
    write_atomic(file, text)
    return file


def _must_check(path: Path, file: Path, text: str) -> None:
    source, problems = read_source(path, {file: text})
    case, more = shape(source)
    problems += more
    if case is not None and not problems:
        problems = [p for p in check(LoadedCase(case, source)) if p.severity == "error"]
    if problems:
        raise InputError(problems)


def _home(source: Source, pointer: str) -> tuple[Path, str]:
    """Return the file of a pointer, and the pointer inside that file."""
    parts = pointer.split("/")
    above = pointer.rpartition("/")[0]
    if len(parts) < 2 or parts[0] or (pointer not in source.places and above not in source.places):
        hint = did_you_mean(pointer, list(source.places))
        raise UsageError(f"the case has nothing at '{pointer}'" + (f"; {hint}" if hint else ""))
    entry = "/".join(parts[:3])
    if entry in source.origins:
        file, inside = source.origins[entry]
        return file, inside + pointer[len(entry) :]
    place = source.places.get(pointer) or source.places[above]
    file = next(f for f in source.files if str(f) == place.file)
    return file, pointer


def _changed(text: str, pointer: str, value: Any, shown: str) -> str:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.explicit_start = text.startswith("---")
    # Comments would keep their carriage returns and get a second one.
    document = yaml.load(text.replace("\r\n", "\n"))
    _put(document, pointer.split("/")[1:], value, shown)
    out = io.StringIO()
    yaml.dump(document, out)
    changed = out.getvalue()
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _put(document: Any, parts: list[str], value: Any, shown: str) -> None:
    block = document
    for part in parts[:-1]:
        block = block[_key(block, part)]
        _not_shared(block, shown)
    last = _key(block, parts[-1])
    old = block[last] if isinstance(block, list) or last in block else None
    _not_shared(old, shown)
    if isinstance(old, dict) and not isinstance(value, dict) and _is_quantity(old):
        _replace_shape(old, value)
    else:
        block[last] = _styled(value)


def _key(block: Any, part: str) -> Any:
    return int(part) if isinstance(block, list) else part.replace("~1", "/").replace("~0", "~")


def _not_shared(value: Any, shown: str) -> None:
    """Refuse to change what ``*name`` repeats elsewhere: it would change there too."""
    anchor = getattr(value, "anchor", None)
    if anchor is not None and anchor.value:
        raise UsageError(
            f"the value at '{shown}' is shared (&{anchor.value}): change it in an editor"
        )


def _is_quantity(block: dict[str, Any]) -> bool:
    return any(shape_name in block for shape_name in SHAPES)


def _replace_shape(block: Any, value: Any) -> None:
    name = "range" if isinstance(value, list) else "point"
    keys = list(block)
    first = next(k for k in keys if k in SHAPES)
    if name == first:
        block[name] = _styled(value)
    else:
        block.insert(keys.index(first), name, _styled(value))
    for old in (*SHAPES, "weights", "within"):
        if old != name and old in block:
            del block[old]


def _styled(value: Any) -> Any:
    """Return a list of numbers in brackets, as people write ranges."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, list):
        items = CommentedSeq([_styled(v) for v in value])
        items.fa.set_flow_style()
        return items
    if isinstance(value, dict):
        block = CommentedMap((k, _styled(v)) for k, v in value.items())
        block.fa.set_flow_style()
        return block
    return value
