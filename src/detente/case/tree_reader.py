"""A YAML parser's events, turned into plain data with a stack of our own.

Never by recursion, so that a hostile file cannot exhaust the interpreter's; every
limit has its own message.  The common path of a scalar is short on purpose: a long
record has hundreds of thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from detente.case.places import Row, step
from detente.case.scalars import (
    MAX_TEXT,
    UNPRINTABLE,
    BadScalarError,
    read_plain,
    read_text,
)
from detente.errors import InputError, Place, Problem

MAX_DEPTH: Final = 64
MAX_NODES: Final = 500_000
MAX_ALIASED: Final = 10_000
MAX_KEY: Final = 200
MAX_PROBLEMS: Final = 50
MAX_KEPT: Final = 40


class _Open:
    """A mapping or list still being read.

    Attributes
    ----------
    value : dict or list
    pointer : str
    anchor : str or None
    nodes_before : int
    is_list : bool
    seen : dict of str to int
        Line of each key of a mapping.
    key : str or None
        The key that waits for its value,
    ending, line, column : str, int, int
        and what it adds to the pointer, and where it stands.
    height : int
    hidden : bool
        Will be thrown away.
    skipping : bool
        The value that comes will be thrown away.
    """

    __slots__ = (
        "anchor",
        "column",
        "ending",
        "height",
        "hidden",
        "is_list",
        "key",
        "line",
        "nodes_before",
        "pointer",
        "seen",
        "skipping",
        "value",
    )

    def __init__(
        self,
        value: Any,
        pointer: str,
        anchor: str | None,
        nodes_before: int,
        seen: dict[str, int] | None,
    ) -> None:
        self.value = value
        self.pointer = pointer
        self.anchor = anchor
        self.nodes_before = nodes_before
        self.is_list = seen is None
        self.seen: dict[str, int] = {} if seen is None else seen
        self.key: str | None = None
        self.ending = ""
        self.line = self.column = 0
        self.height = 1
        self.hidden = False
        self.skipping = False


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A finished node that ``*name`` may repeat."""

    value: Any
    pointer: str
    height: int
    nodes: int


class Reader:
    """What the events of one file come to.

    Parameters
    ----------
    file : str
        Its name for messages.

    Attributes
    ----------
    root : object
    rows : dict of str to Row
        Places of every value and of its key, by the pointer of the value.
    problems : list of Problem
    """

    def __init__(self, file: str) -> None:
        self.root: Any = None
        self.rows: dict[str, Row] = {}
        self.problems: list[Problem] = []
        self._file = file
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._nodes = 0
        self._aliased = 0
        self._documents = 0
        # Keys and short values recur from item to item: what they come to is kept.
        self._known: dict[str, tuple[str, str]] = {}
        self._values: dict[str, Any] = {}

    def take(self, events: Iterable[Any]) -> None:
        """Take the events of the parser, to the end.

        Raises
        ------
        InputError
            At what cannot be read, or when there are too many mistakes.
        """
        handlers: dict[str, Callable[[Any], None]] = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._mapping,
            "SequenceStartEvent": self._sequence,
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }
        problems = self.problems
        for event in events:
            name = type(event).__name__
            if name == "ScalarEvent" and self._usual(event):
                continue
            handle = handlers.get(name)
            if handle is not None:
                handle(event)
                if len(problems) >= MAX_PROBLEMS:
                    raise InputError(problems)

    def _usual(self, event: Any) -> bool:
        """Take a scalar like those met before, or say that it is not such a one.

        Nearly all of a long file: keys that recur from item to item, and their values.
        """
        if not self._stack or self._nodes >= MAX_NODES or event.tag is not None or event.anchor:
            return False
        top = self._stack[-1]
        text, plain, mark = event.value, event.implicit[0], event.start_mark
        if top.key is None and not top.is_list:
            known = self._known.get(text)
            if known is None or not plain or text in top.seen:
                return False
            self._nodes += 1
            top.key, top.ending = known
            top.skipping = False
            top.seen[text] = top.line = mark.line + 1
            top.column = mark.column + 1
            return True
        if plain:
            if text not in self._values:
                return False
            value = self._values[text]
        elif len(text) > MAX_TEXT or UNPRINTABLE.search(text):
            return False
        else:
            value = text
        self._nodes += 1
        # What follows is _put, without the pointer of what is not kept.
        if top.is_list:
            if not top.hidden:
                pointer = f"{top.pointer}/{len(top.value)}"
                self.rows[pointer] = (self._file, mark.line + 1, mark.column + 1, None, None)
            top.value.append(value)
            return True
        if not top.skipping:
            top.value[top.key] = value
            if not top.hidden:
                place = (self._file, mark.line + 1, mark.column + 1, top.line, top.column)
                self.rows[top.pointer + top.ending] = place
        top.key = None
        return True

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("a second document begins here ('---')", event, "documents")

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _stop(self, message: str, event: Any, code: str, hint: str = "") -> NoReturn:
        problem = Problem(message, self._place(event), hint=hint, code=code)
        raise InputError([*self.problems, problem])

    def _note(self, message: str, event: Any, pointer: str, code: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self._place(event), pointer, hint=hint, code=code))

    def _count(self, event: Any, nodes: int = 1) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            self._stop(f"the file holds more than {MAX_NODES:,} values", event, "too-large")

    def _key_is_next(self) -> bool:
        return bool(self._stack) and not self._stack[-1].is_list and self._stack[-1].key is None

    def _pointer(self) -> str:
        if not self._stack:
            return ""
        top = self._stack[-1]
        return f"{top.pointer}/{len(top.value)}" if top.is_list else top.pointer + top.ending

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
            self._key(event, self._stack[-1])
            return
        pointer = self._pointer()
        self._plain_only(event, pointer)
        text, plain = event.value, event.implicit[0]
        value: Any = None
        try:
            value = read_plain(text) if plain else read_text(text)
        except BadScalarError as error:
            self._note(error.message, event, pointer, "bad-value", error.hint)
        else:
            if plain and len(text) <= MAX_KEPT:
                self._values[text] = value
        self._put(value, event, pointer)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, pointer, 0, 1)

    def _twice(self, text: str, event: Any, top: _Open) -> None:
        self._note(
            f"the key '{text[:60]}' stands twice in one block: "
            f"first in line {top.seen[text]}, again here",
            event,
            step(top.pointer, text),
            "duplicate-key",
            "keep one of the two, or rename one",
        )
        top.skipping = True

    def _key(self, event: Any, top: _Open) -> None:
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
        else:
            if event.implicit[0] and isinstance(meaning, str) and text != "<<":
                self._known[text] = (text, pointer[len(top.pointer) :])
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
            self._twice(text, event, top)
        top.key, top.ending = text, pointer[len(top.pointer) :]
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(text, pointer, 0, 1)
        if not top.skipping:
            mark = event.start_mark
            top.seen[text] = top.line = mark.line + 1
            top.column = mark.column + 1

    def _mapping(self, event: Any) -> None:
        self._open({}, event, {})

    def _sequence(self, event: Any) -> None:
        self._open([], event, None)

    def _open(self, value: Any, event: Any, seen: dict[str, int] | None) -> None:
        self._count(event)
        above = self._stack[-1] if self._stack else None
        if above is not None and above.key is None and not above.is_list:
            self._stop(
                "a key must be a text, not a list or a mapping",
                event,
                "bad-key",
                "put it in quotes if it contains brackets or braces",
            )
        if len(self._stack) >= MAX_DEPTH:
            self._stop(f"nested more than {MAX_DEPTH} levels deep", event, "too-deep")
        pointer = self._pointer()
        if event.tag is not None:
            self._plain_only(event, pointer)
        opened = _Open(value, pointer, event.anchor, self._nodes, seen)
        opened.hidden = above is not None and (above.hidden or above.skipping)
        self._put(value, event, pointer)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._stack.append(opened)

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        if done.anchor:
            count = self._nodes - done.nodes_before + 1
            self._anchors[done.anchor] = _Anchored(done.value, done.pointer, done.height, count)
        if self._stack:
            above = self._stack[-1]
            above.height = max(above.height, done.height + 1)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name not in self._anchors:
            self._stop(f"'*{name}' repeats something that is not named before", event, "alias")
        known = self._anchors[name]
        if known is None:
            self._stop(f"'*{name}' repeats itself", event, "alias")
        if self._key_is_next():
            self._stop("a key cannot be an alias ('*')", event, "alias", "write the key out")
        self._aliased += known.nodes
        if self._aliased > MAX_ALIASED:
            self._stop(
                f"aliases ('*') repeat more than {MAX_ALIASED:,} values in all",
                event,
                "alias",
                "write the values out, or in fewer copies",
            )
        self._count(event, known.nodes)
        if len(self._stack) + known.height > MAX_DEPTH:
            self._stop(f"nested more than {MAX_DEPTH} levels deep", event, "too-deep")
        self._repeat(known, self._pointer(), event)

    def _repeat(self, known: _Anchored, pointer: str, event: Any) -> None:
        """Put a copy of an anchored node, with the places of the original below it."""
        value = self._copy(known.value, known.pointer, pointer)
        self._put(value, event, pointer)
        if self._stack:
            self._stack[-1].height = max(self._stack[-1].height, known.height + 1)

    def _copy(self, value: Any, old: str, new: str) -> Any:
        # Depth is at most MAX_DEPTH here, so this recursion is safe.
        self.rows.setdefault(new, self.rows.get(old, (self._file, None, None, None, None)))
        if isinstance(value, dict):
            return {k: self._copy(v, step(old, k), step(new, k)) for k, v in value.items()}
        if isinstance(value, list):
            return [self._copy(v, step(old, i), step(new, i)) for i, v in enumerate(value)]
        return value

    def _put(self, value: Any, event: Any, pointer: str) -> None:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if not self._stack:
            self.root = value
            self.rows[pointer] = (self._file, line, column, None, None)
            return
        top = self._stack[-1]
        of_key = (None, None) if top.is_list else (top.line, top.column)
        if top.is_list:
            top.value.append(value)
        elif not top.skipping:
            top.value[top.key] = value
        top.key = None
        if not (top.skipping or top.hidden):
            self.rows[pointer] = (self._file, line, column, *of_key)
