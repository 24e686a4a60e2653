"""The text of a case file with some values changed: comments, quotes and order kept."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from detente.case.quantity import SHAPES
from detente.errors import UsageError

WIDTH = 4096
"""No line of a saved file is broken before this column: lines stay as people wrote them."""
_OF_SHAPE = frozenset({*SHAPES, "within", "weights"})
"""What of a number is one analyst's own.  The rest is the number's; its factors are both's."""


@dataclass(frozen=True)
class Beside:
    """A number to be put beside the one that stands there, each under an analyst's name.

    Basis, note and day of the number stay with the number; its shape goes under a name.

    Attributes
    ----------
    name : str
        The analyst whose number is ``value``.
    value : object
        Plain data.
    others : mapping of str to str
        Analysts without a number of their own there, and whose they take: another
        analyst's, or (empty) the one that stands there.  Each gets it written out,
        so that it stays theirs.
    """

    name: str
    value: Any
    others: Mapping[str, str]


@dataclass(frozen=True)
class Instead:
    """A number to be put in the place of another, with a basis of its own.

    Attributes
    ----------
    value : object
        A point or a range.
    basis : mapping
    known_from : date or None
        Written where the number had none of its own.
    """

    value: Any
    basis: Mapping[str, Any]
    known_from: datetime.date | None = None


@dataclass(frozen=True)
class NewEntry:
    """A block to be added, a key a line, as people write the entries of a case.

    Attributes
    ----------
    value : dict
        Plain data.
    """

    value: Mapping[str, Any]


def rewritten(text: str, changes: Sequence[tuple[str, Any, str]]) -> str:
    """Return a file's text with some values changed.

    Parameters
    ----------
    text : str
        One YAML document.
    changes : sequence of (pointer, value, shown)
        The pointer inside the file; plain data, :class:`Beside`, :class:`Instead` or
        :class:`NewEntry`; the pointer to name in messages.

    Raises
    ------
    UsageError
        When a value is shared with another place by an anchor.
    """
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.explicit_start = text.startswith("---")
    # Comments would keep their carriage returns and get a second one.
    document = yaml.load(text.replace("\r\n", "\n"))
    for pointer, value, shown in changes:
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
    if isinstance(value, Beside):
        block[last] = _beside(old, value, shown)
    elif isinstance(value, Instead):
        block[last] = _instead(old, value)
    elif isinstance(value, NewEntry):
        block[last] = _entry(value.value)
    elif isinstance(old, dict) and not isinstance(value, dict) and _is_quantity(old):
        _replace_shape(old, value)
    else:
        block[last] = _styled(value)


def _beside(old: Any, new: Beside, shown: str) -> Any:
    """Return a number as several people's; the stated one keeps its comments and style."""
    from ruamel.yaml.comments import CommentedMap

    if isinstance(old, dict) and "analysts" in old:
        each = old["analysts"]
        for name, whose in new.others.items():
            each[name] = _copied(each[whose])
        each[new.name] = _styled(new.value)
        return old
    own = isinstance(old, dict) and any(key not in _OF_SHAPE for key in old)
    if not own and not _is_block(old):
        if getattr(getattr(old, "ca", None), "items", None):
            raise UsageError(
                f"comments stand inside the value at '{shown}': change it in an editor"
            )
        # In one line, what follows the number in its line stays there.
        plain = {name: _plain(old) for name in new.others}
        return _styled({"analysts": plain | {new.name: new.value}})
    at = next((i for i, key in enumerate(old) if key in _OF_SHAPE), 0)
    stated = _taken_out(old) if own else old
    below = _lines_below(stated)
    each = CommentedMap()
    for name in new.others:
        each[name] = _copied(stated) if each else stated
    each[new.name] = _styled(new.value)
    if below is not None:
        each.ca.items[new.name] = [None, None, below, None]
    if not own:
        return CommentedMap({"analysts": each})
    old.insert(at, "analysts", each)
    return old


def _is_block(node: Any) -> bool:
    style: Any = getattr(node, "fa", None)
    return isinstance(node, dict) and style is not None and not style.flow_style()


def _lines_below(shape: Any) -> Any:
    """Take off the comment lines below a block's last key: they belong to what comes next."""
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    last = list(shape)[-1] if _is_block(shape) else None
    on_last = shape.ca.items.get(last) if last is not None else None
    token = on_last[2] if on_last else None
    if token is None:
        return None
    first, _, rest = token.value.partition("\n")
    if not rest.strip():
        return None
    token.value = f"{first}\n"
    if not first.strip():
        del shape.ca.items[last]
        # A list in brackets has the comment that follows it too.
        if hasattr(shape[last], "ca"):
            shape[last] = _copied(shape[last])
    return CommentToken(f"\n{rest}", CommentMark(0), None)


def _taken_out(number: Any) -> Any:
    """Take a number's shape out of its block, with the comments on it."""
    from ruamel.yaml.comments import CommentedMap

    shape = CommentedMap()
    for key in [k for k in number if k in _OF_SHAPE]:
        shape[key] = number[key]
        if key in number.ca.items:
            shape.ca.items[key] = number.ca.items.pop(key)
        del number[key]
    if "factors" in number:
        shape["factors"] = _copied(number["factors"])
    if number.fa.flow_style():
        shape.fa.set_flow_style()
    return shape


def _instead(old: Any, new: Instead) -> Any:
    basis = {"basis": dict(new.basis)}
    known = {} if new.known_from is None else {"known_from": new.known_from}
    if isinstance(old, dict) and _is_quantity(old):
        _replace_shape(old, new.value)
        for key, value in (basis | known).items():
            if key == "basis" or key not in old:
                old[key] = _styled(value)
        return old
    shape = "range" if isinstance(new.value, list) else "point"
    return _styled({shape: new.value} | known | basis)


def _entry(value: Mapping[str, Any]) -> Any:
    """Return a block with a key a line; what stands inside its values stays in one line."""
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap(
        (k, _entry(v.value) if isinstance(v, NewEntry) else _styled(v)) for k, v in value.items()
    )


def _copied(node: Any) -> Any:
    """Return a node written out a second time, without comments and anchors."""
    return _styled(_plain(node))


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(k): _plain(v) for k, v in node.items()}
    if isinstance(node, list):
        return [_plain(v) for v in node]
    return copy(node)


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
