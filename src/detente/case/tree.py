"""YAML text to plain data, with the place of every key and value.

The C parser reads; where it is narrower than YAML 1.2, and where the C library is
missing, the pure one does.  :mod:`detente.case.tree_reader` takes the events of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from detente.case.places import OF_KEY, Places, step
from detente.case.syntax import explain_syntax, forbidden_character
from detente.case.tree_reader import MAX_PROBLEMS, Reader
from detente.errors import InputError, Problem

__all__ = ["MAX_PROBLEMS", "Tree", "parse", "step"]

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
    places : Places
        Place of every value, by JSON pointer (``""`` is the whole).
    keys : Places
        Place of every mapping key, by the pointer of its value.
    problems : tuple of Problem
        Mistakes that do not stop the reading: duplicate keys, tags, infinities.
    """

    data: Any
    places: Places
    keys: Places
    problems: tuple[Problem, ...]


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
    from ruamel.yaml.error import YAMLError

    reader = Reader(file)
    try:
        reader.take(events)
    except YAMLError as error:
        raise InputError([explain_syntax(error, text, file)]) from error
    return Tree(
        reader.root,
        Places(reader.rows),
        Places(reader.rows, OF_KEY),
        tuple(reader.problems),
    )


def _fast_events(text: str) -> Iterator[Any]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        # The module has no stubs and re-exports the C class without saying so.
        from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:  # the C library is optional: the pure parser is slower, not different
        yield from _exact_events(text)
        return
    take = CParser(text).get_event
    try:
        while (event := take()) is not None:
            yield event
    except MarkedYAMLError as error:
        if len(text) <= MAX_EXACT and _NARROW.search(str(error.problem)):
            raise _UnsureError(error) from error
        raise
    except (ValueError, OverflowError) as error:
        raise YAMLError(str(error)) from error


def _exact_events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except (ValueError, OverflowError) as error:
        raise YAMLError(str(error)) from error
