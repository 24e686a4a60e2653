"""YAML text to plain data, with the place of every key and value.

The parser's events are turned into data with a stack of our own, never by
recursion, so that a hostile file cannot exhaust the interpreter's; every limit
has its own message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from detente.case.scalars import BadScalarError, read_plain, read_text
from detente.case.syntax import explain_syntax, forbidden_character
from detente.errors import InputError, Place, Problem

MAX_DEPTH: Final = 64
MAX_NODES: Final = 500_000
MAX_ALIASED: Final = 10_000
MAX_KEY: Final = 200
MAX_PROBLEMS: Final = 50
MAX_EXACT: Final = 300_000
"""Characters that the slow parser may be asked to read a second time (about 1 s)."""
_NARROW: Final = re.compile(r"unexpected ':'|expected ',' or|expected node content")


@dataclass(frozen=True, slots=True)
class Tree:
    """One parsed file.

    Attributes
    ----------
    data : object
        Mappings, lists and scalars; ``None`` for an empty file.
    places : dict of str to Place
        Place of every value, by JSON pointer (``""`` is the whole).
    keys : dict of str to Place
        Place of every mapping key, by the pointer of its value.
    problems : tuple of Problem
        Mistakes that do not stop the reading: duplicate keys, tags, infinities.
    """

    data: Any
    places: dict[str, Place]
    keys: dict[str, Place]
    problems: tuple[Problem, ...]


def step(pointer: str, key: str | int) -> str:
    """Return the pointer one step further down, escaped as JSON pointers are."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def parse(text: str, file: str) -> Tree:
    """Return the data of one YAML document and where everything stands.

    Parameters
    ----------
    text : str
        The file's content, decoded.
    file : str
        Its name for messages.

    Raises
    ------
    InputError
        When the text is not YAML, or beyond the limits.
    """
    forbidden = forbidden_character(text, file)
    if forbidden is not None:
        raise InputError([forbidden])
    try:
        return _read(_fast_events(text), text, file)
    except _UnsureError as unsure:
        try:
            return _read(_exact_events(text), text, file)
        except InputError:
            raise InputError([explain_syntax(unsure.error, text, file)]) from unsure.error


class _UnsureError(Exception):
    """The fast parser stumbled where YAML 1.2 is wider: ``[a:b, why?]``."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


def _read(events: Iterator[Any], text: str, file: str) -> Tree:
    reader = _Reader(file)
    for event in _explained(events, text, file):
        reader.take(event)
        if len(reader.problems) >= MAX_PROBLEMS:
            raise InputError(reader.problems)
    return Tree(reader.root, reader.places, reader.keys, tuple(reader.problems))


def _explained(events: Iterator[Any], text: str, file: str) -> Iterator[Any]:
    from ruamel.yaml.error import YAMLError

    try:
        yield from events
    except (YAMLError, ValueError, OverflowError) as error:
        raise InputError([explain_syntax(error, text, file)]) from error


def _fast_events(text: str) -> Iterator[Any]:
    from ruamel.yaml.error import MarkedYAMLError

    try:
        # The module has no stubs and re-exports the C class without saying so.
        from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:  # the C library is optional: the pure parser is slower, not different
        yield from _exact_events(text)
        return
    parser = CParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except MarkedYAMLError as error:
        if len(text) <= MAX_EXACT and _NARROW.search(str(error.problem)):
            raise _UnsureError(error) from error
        raise


def _exact_events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML

    yield from YAML(typ="safe", pure=True).parse(text)


@dataclass(slots=True)
class _Open:
    """A mapping or list still being read; ``hidden`` when it will be thrown away."""

    value: Any
    pointer: str
    anchor: str | None
    nodes_before: int
    key: str | None = None
    height: int = 1
    hidden: bool = False
    skipping: bool = False
    seen: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A finished node that ``*name`` may repeat."""

    value: Any
    pointer: str
    height: int
    nodes: int


@dataclass(slots=True)
class _Reader:
    file: str
    root: Any = None
    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored | None] = field(default_factory=dict)
    nodes: int = 0
    aliased: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        match type(event).__name__:
            case "ScalarEvent":
                self._scalar(event)
            case "MappingStartEvent":
                self._open({}, event)
            case "SequenceStartEvent":
                self._open([], event)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._close()
            case "AliasEvent":
                self._alias(event)
            case "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    self._stop("a second document begins here ('---')", event, "documents")

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _stop(self, message: str, event: Any, code: str, hint: str = "") -> NoReturn:
        problem = Problem(message, self._place(event), hint=hint, code=code)
        raise InputError([*self.problems, problem])

    def _note(self, message: str, event: Any, pointer: str, code: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self._place(event), pointer, hint=hint, code=code))

    def _count(self, event: Any, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self._stop(f"the file holds more than {MAX_NODES:,} values", event, "too-large")

    def _key_is_next(self) -> bool:
        return (
            bool(self.stack)
            and isinstance(self.stack[-1].value, dict)
            and (self.stack[-1].key is None)
        )

    def _pointer(self) -> str:
        if not self.stack:
            return ""
        top = self.stack[-1]
        return step(top.pointer, len(top.value) if top.key is None else top.key)

    def _plain_only(self, event: Any, pointer: str) -> None:
        if event.tag is not None:
            self._note(
                f"the tag '{str(event.tag)[:60]}' is not allowed",
                event,
                pointer,
                "tag",
                "write the value without '!'; put a text in quotes",
            )

    def _scalar(self, event: Any) -> None:
        self._count(event)
        if self._key_is_next():
            self._key(event)
            return
        pointer = self._pointer()
        self._plain_only(event, pointer)
        value: Any = None
        try:
            value = read_plain(event.value) if event.implicit[0] else read_text(event.value)
        except BadScalarError as error:
            self._note(error.message, event, pointer, "bad-value", error.hint)
        self._put(value, event, pointer)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, pointer, 0, 1)

    def _key(self, event: Any) -> None:
        top = self.stack[-1]
        text = event.value
        pointer = step(top.pointer, text)
        self._plain_only(event, pointer)
        shown = text[:60]
        top.skipping = False
        if len(text) > MAX_KEY:
            self._stop(f"a key of {len(text):,} characters is too long", event, "too-large")
        try:
            meaning = read_plain(text) if event.implicit[0] else read_text(text)
        except BadScalarError as error:
            self._note(error.message, event, pointer, "bad-key", error.hint)
            meaning = text
        if event.implicit[0] and text == "<<":
            self._note(
                "merge keys ('<<') are not supported",
                event,
                pointer,
                "merge-key",
                "write the keys out",
            )
            top.skipping = True
        elif not isinstance(meaning, str):
            what = "an empty key" if text == "" else f"the key {shown} is not a text"
            self._note(what, event, pointer, "bad-key", f"put it in quotes: '{shown}'")
        elif text in top.seen:
            self._note(
                f"the key '{shown}' stands twice in one block: "
                f"first in line {top.seen[text].line}, again here",
                event,
                pointer,
                "duplicate-key",
                "keep one of the two, or rename one",
            )
            top.skipping = True
        top.key = text
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(text, pointer, 0, 1)
        if not top.skipping:
            top.seen[text] = self._place(event)
            if not top.hidden:
                self.keys[pointer] = top.seen[text]

    def _open(self, value: Any, event: Any) -> None:
        self._count(event)
        if self._key_is_next():
            self._stop(
                "a key must be a text, not a list or a mapping",
                event,
                "bad-key",
                "put it in quotes if it contains brackets or braces",
            )
        if len(self.stack) >= MAX_DEPTH:
            self._stop(f"nested more than {MAX_DEPTH} levels deep", event, "too-deep")
        pointer = self._pointer()
        self._plain_only(event, pointer)
        hidden = bool(self.stack) and (self.stack[-1].hidden or self.stack[-1].skipping)
        self._put(value, event, pointer)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(value, pointer, event.anchor, self.nodes, hidden=hidden))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            count = self.nodes - done.nodes_before + 1
            self.anchors[done.anchor] = _Anchored(done.value, done.pointer, done.height, count)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, done.height + 1)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name not in self.anchors:
            self._stop(f"'*{name}' repeats something that is not named before", event, "alias")
        known = self.anchors[name]
        if known is None:
            self._stop(f"'*{name}' repeats itself", event, "alias")
        if self._key_is_next():
            self._stop("a key cannot be an alias ('*')", event, "alias", "write the key out")
        self.aliased += known.nodes
        if self.aliased > MAX_ALIASED:
            self._stop(
                f"aliases ('*') repeat more than {MAX_ALIASED:,} values in all",
                event,
                "alias",
                "write the values out, or in fewer copies",
            )
        self._count(event, known.nodes)
        if len(self.stack) + known.height > MAX_DEPTH:
            self._stop(f"nested more than {MAX_DEPTH} levels deep", event, "too-deep")
        pointer = self._pointer()
        self._repeat(known, pointer, event)

    def _repeat(self, known: _Anchored, pointer: str, event: Any) -> None:
        """Put a copy of an anchored node, with the places of the original below it."""
        value = self._copy(known.value, known.pointer, pointer)
        self._put(value, event, pointer)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, known.height + 1)

    def _copy(self, value: Any, old: str, new: str) -> Any:
        # Depth is at most MAX_DEPTH here, so this recursion is safe.
        if old in self.keys:
            self.keys.setdefault(new, self.keys[old])
        self.places.setdefault(new, self.places.get(old, Place(self.file)))
        if isinstance(value, dict):
            return {k: self._copy(v, step(old, k), step(new, k)) for k, v in value.items()}
        if isinstance(value, list):
            return [self._copy(v, step(old, i), step(new, i)) for i, v in enumerate(value)]
        return value

    def _put(self, value: Any, event: Any, pointer: str) -> None:
        if not self.stack:
            self.root = value
            self.places[pointer] = self._place(event)
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif not top.skipping:
            top.value[str(top.key)] = value
        top.key = None
        if not (top.skipping or top.hidden):
            self.places[pointer] = self._place(event)
