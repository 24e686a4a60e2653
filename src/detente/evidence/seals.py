"""Seals: content with its hash, each one naming the one before, so that a change shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

HASH: Final = "hash"
PREVIOUS: Final = "previous"
SEALED_AT: Final = "sealed_at"
ENTRIES: Final = "forecasts"
ENTRY_HASH: Final = "sha256"
SHOWN: Final = 12
"""Characters of a hash in a file's name."""


@dataclass(frozen=True)
class Flaw:
    """Something in a chain of seals that is not as it was sealed.

    Attributes
    ----------
    file : str
        Empty where a whole seal is missing.
    line : int or None
        Counted from 1.
    code : str
        ``unreadable``, ``entry``, ``content``, ``writing``, ``name``, ``missing``, ``fork``,
        ``starts``, ``time`` or ``absent``.
    what : str
        The entry, or a hash.
    """

    file: str
    line: int | None
    code: str
    what: str


def canonical(content: Any) -> str:
    """Return content as canonical JSON: sorted keys, no spaces, no NaN.

    References
    ----------
    After RFC 8785 (Rundgren, Jordan & Erdtman 2020); numbers are written as Python does.
    """
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def digest(content: Any) -> str:
    """Return the SHA-256 of canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode("utf-8", "surrogatepass")).hexdigest()


def sealed(content: Mapping[str, Any], previous: str) -> dict[str, Any]:
    """Return content with a hash of each entry, the previous seal's hash and its own.

    Parameters
    ----------
    content : dict
        Plain JSON data; its list ``forecasts`` holds dictionaries.
    previous : str
        Hash of the seal before; empty for the first.
    """
    entries = [{**entry, ENTRY_HASH: digest(entry)} for entry in content[ENTRIES]]
    body = {**content, ENTRIES: entries, PREVIOUS: previous}
    return {**body, HASH: digest(body)}


def written(seal: Mapping[str, Any]) -> str:
    """Return a seal as the text of its file."""
    return json.dumps(seal, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def file_name(seal: Mapping[str, Any]) -> str:
    """Return the name of a seal's file: the day it stands for, and the start of its hash."""
    return f"{seal['day']}-{seal[HASH][:SHOWN]}.json"


def sealed_at(seal: Mapping[str, Any]) -> str:
    """Return when a seal says that it was made: ISO time in UTC, which sorts as it is."""
    return str(seal.get(SEALED_AT, ""))


def verify(files: Mapping[str, str], expected: str = "") -> tuple[list[dict[str, Any]], list[Flaw]]:
    """Return the seals in the order of their chain, and what is not as it was sealed.

    What no chain can show is that its newest seals were taken away: for that, a hash noted
    elsewhere is compared (``expected``).

    Parameters
    ----------
    files : dict of name to text
    expected : str
        A hash, or the start of one, that must be among the seals; empty for none.

    References
    ----------
    Haber & Stornetta (1991), Journal of Cryptology 3, 99-111.
    """
    flaws: list[Flaw] = []
    good: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    for name in sorted(files):
        seal = _read(name, files[name], flaws)
        if seal is not None:
            good[seal[HASH]] = seal
            names[seal[HASH]] = name
    followers: dict[str, list[str]] = {}
    for key, seal in good.items():
        followers.setdefault(seal[PREVIOUS], []).append(key)
    for previous, keys in sorted(followers.items()):
        keys.sort(key=lambda k: (sealed_at(good[k]), k))
        if previous and previous not in good:
            flaws += [_at(files, names[k], PREVIOUS, "missing", previous) for k in keys]
        for k in keys if previous in good else ():
            if sealed_at(good[k]) < sealed_at(good[previous]):
                flaws.append(_at(files, names[k], SEALED_AT, "time", sealed_at(good[previous])))
        code = "fork" if previous else "starts"
        flaws += [_at(files, names[k], PREVIOUS, code, k) for k in keys[1:]]
    if expected and not any(key.startswith(expected) for key in good):
        flaws.append(Flaw("", None, "absent", expected))
    return _ordered(good, followers), flaws


def _ordered(
    good: Mapping[str, dict[str, Any]], followers: Mapping[str, list[str]]
) -> list[dict[str, Any]]:
    starts = [k for p, keys in sorted(followers.items()) if p not in good for k in keys]
    found: list[dict[str, Any]] = []
    waiting = starts[::-1]
    while waiting:
        key = waiting.pop()
        found.append(good[key])
        waiting += followers.get(key, [])[::-1]
    return found


def _read(name: str, text: str, flaws: list[Flaw]) -> dict[str, Any] | None:
    """Return a seal, or None where it cannot even be read; note what is wrong with it."""
    seal: Any
    try:
        seal = json.loads(text)
    except (ValueError, RecursionError) as error:
        flaws.append(Flaw(name, getattr(error, "lineno", None), "unreadable", ""))
        return None
    entries = seal.get(ENTRIES) if isinstance(seal, dict) else None
    strings = (HASH, PREVIOUS, "day")
    if (
        not isinstance(entries, list)
        or not all(isinstance(e, dict) for e in entries)
        or not all(isinstance(seal.get(key), str) for key in strings)
    ):
        flaws.append(Flaw(name, None, "unreadable", ""))
        return None
    found: list[Flaw] = []
    for k, entry in enumerate(entries):
        content = {key: value for key, value in entry.items() if key != ENTRY_HASH}
        if not _same(content, entry.get(ENTRY_HASH)):
            line = _line(text, f'"{ENTRY_HASH}": "{entry.get(ENTRY_HASH)}"')
            found.append(Flaw(name, line, "entry", str(entry.get("question", k))))
    body = {key: value for key, value in seal.items() if key != HASH}
    if not _same(body, seal[HASH]) and not found:
        found.append(Flaw(name, _line(text, f'"{HASH}": '), "content", seal[HASH]))
    if not found and text != written(seal):
        # Equal content in another writing: keys twice, spaces, numbers written otherwise.
        found.append(Flaw(name, _differs(text, written(seal)), "writing", ""))
    if not found and name != file_name(seal):
        found.append(Flaw(name, None, "name", file_name(seal)))
    flaws += found
    result: dict[str, Any] = seal
    return result


def _same(content: Any, stated: Any) -> bool:
    try:
        return bool(digest(content) == stated)
    except (ValueError, TypeError, RecursionError):  # NaN, or nested beyond reason
        return False


def _line(text: str, part: str) -> int | None:
    at = text.find(part)
    return None if at < 0 else text.count("\n", 0, at) + 1


def _differs(text: str, as_written: str) -> int:
    pairs = zip(text.splitlines(), as_written.splitlines(), strict=False)
    same = 0
    for a, b in pairs:
        if a != b:
            break
        same += 1
    return same + 1


def _at(files: Mapping[str, str], name: str, key: str, code: str, what: str) -> Flaw:
    return Flaw(name, _line(files[name], f'"{key}": '), code, what)
