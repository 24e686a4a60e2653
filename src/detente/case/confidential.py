"""Confidential notes on drafts: taken out as a case is read, so that nothing made of it has them.

Nothing here repeats a word of a note, in a message either: not its text, and not a key or a
name that may be part of a text that slipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from detente.case.places import OF_KEY, Places, Row, step
from detente.case.quantity import SLUG_PATTERN
from detente.errors import Place, Problem

HIDDEN: Final = "..."
_KEYS: Final = {"about", "by", "text", "confidential"}
_FILE: Final = re.compile(r"\b(?:notes|confidential)\b")
_QUOTED: Final = re.compile(r"(['\"]).*\1", re.DOTALL)


def hushed(problems: Iterable[Problem], text: str) -> list[Problem]:
    """Return what is wrong with a file, without its words where the file may have notes.

    Parameters
    ----------
    problems : iterable of Problem
        Of reading the file as YAML, before anything in it is known to be a note.
    text : str
        What the file holds.
    """
    if not _FILE.search(text):
        return list(problems)
    return [
        replace(
            p,
            message=_QUOTED.sub(f"'{HIDDEN}'", p.message),
            hint=_QUOTED.sub(f"'{HIDDEN}'", p.hint),
            pointer=_cut(p.pointer),
        )
        for p in problems
    ]


def unnamed(problems: Iterable[Problem]) -> list[Problem]:
    """Return what is wrong with a case that has notes, without the unknown keys of its drafts.

    A key there may be a line of a note that lost its indentation.
    """
    return [
        replace(
            p,
            message=f"unknown key '{HIDDEN}'",
            pointer=p.pointer.rpartition("/")[0],
            hint="not repeated here, as it may be a part of a note",
        )
        if p.code == "unknown-key" and p.pointer.startswith("/drafts/")
        else p
        for p in problems
    ]


def _cut(pointer: str) -> str:
    """Return a pointer as far as it names nothing that may be part of a note."""
    head, found, _ = pointer.partition("/notes")
    return head + found


def withhold(data: dict[str, Any], rows: dict[str, Row]) -> tuple[list[Problem], bool]:
    """Take every confidential note out of the drafts of a case.

    Parameters
    ----------
    data : dict
        Plain data of the case; changed.
    rows : dict of str to Row
        Where everything stands; changed: what is taken out has no place any more.

    Returns
    -------
    list of Problem
        Notes that are not written as notes are, and notes where none can be.
    bool
        Whether a note was taken out.
    """
    drafts = data.get("drafts")
    if drafts is None:
        return [], False
    places, keys = Places(rows), Places(rows, OF_KEY)
    problems: list[Problem] = []
    gone: list[str] = []
    # Copied: an anchor may share a block with another place, which is none of ours.
    kept = _copy(drafts)
    data["drafts"] = kept
    for slug, draft in kept.items() if isinstance(kept, dict) else ():
        at = step("/drafts", slug)
        if isinstance(draft, dict) and "notes" in draft:
            problems += _notes(draft, at, places, keys, gone)
    for holder, key, at in list(_stray(kept, "/drafts")):
        del holder[key]
        gone.append(at)
        above = at.rpartition("/")[0]
        problems.append(
            Problem(
                "a note stands where no note can be",
                places.get(at) or keys.get(at) or _nearest(places, above),
                _cut(above),
                "drafts: {VERSION: {notes: {NAME: {about: PARAGRAPH, by: PARTY, text: WORDS}}}}",
                "its words are not repeated here",
                code="note",
            )
        )
    lost = set(gone)
    within = [p for p in rows if p.startswith("/drafts/")] if lost else []
    for pointer in [p for p in within if _below(p, lost)]:
        del rows[pointer]
    return problems, bool(gone)


def _below(pointer: str, lost: set[str]) -> bool:
    while pointer:
        if pointer in lost:
            return True
        pointer = pointer.rpartition("/")[0]
    return False


def _notes(
    draft: dict[str, Any],
    at: str,
    places: Places,
    keys: Places,
    gone: list[str],
) -> Iterator[Problem]:
    notes, block = draft["notes"], f"{at}/notes"
    if not isinstance(notes, dict):
        del draft["notes"]
        gone.append(block)
        yield _malformed(places.get(block, _nearest(places, at)), block)
        return
    for name, note in list(notes.items()):
        pointer = step(block, name)
        place = keys.get(pointer) or places.get(pointer) or _nearest(places, block)
        good = (
            isinstance(name, str)
            and SLUG_PATTERN.fullmatch(name) is not None
            and isinstance(note, dict)
            and set(note) <= _KEYS
            and all(isinstance(note.get(key), str) for key in ("by", "text"))
            and isinstance(note.get("about", ""), str)
            and isinstance(note.get("confidential", True), bool)
        )
        if not good:
            yield _malformed(place, block)
        if not good or note.get("confidential", True):
            del notes[name]
            gone.append(pointer)


def _malformed(place: Place, pointer: str) -> Problem:
    return Problem(
        "this is not a note",
        place,
        pointer,
        "NAME: {about: PARAGRAPH, by: PARTY, text: WORDS, confidential: true or false}",
        "its words are not repeated here",
        code="note",
    )


def _stray(value: Any, at: str, depth: int = 0) -> Iterator[tuple[Any, Any, str]]:
    """Yield blocks that call themselves confidential, and notes, anywhere else in a draft."""
    entries: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        # Later ones first, so that taking one out leaves the others where they are.
        entries = reversed(list(enumerate(value)))
    for key, inner in entries:
        here = step(at, key)
        if depth == 1 and key == "notes" and isinstance(inner, dict):
            continue  # looked through already
        is_note = isinstance(inner, dict) and "confidential" in inner
        if is_note or key == "notes":
            yield value, key, here
        else:
            yield from _stray(inner, here, depth + 1)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _copy(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_copy(v) for v in value]
    return value


def _nearest(places: Places, pointer: str) -> Place:
    while pointer and pointer not in places:
        pointer = pointer.rpartition("/")[0]
    return places.get(pointer, Place("case"))
