"""What bibliographies say of a source: label, address, reliability, note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final

from detente.errors import Place
from detente.formats.incoming import Entry, slug_of

_LETTER: Final = re.compile(r"admiralty[- _:]?([A-F])\b", re.IGNORECASE)
UNSAID: Final = "F"


def keyword(reliability: str) -> str:
    """Return the keyword under which a reliability is written."""
    return f"admiralty-{reliability}"


def letter(keywords: str) -> str:
    """Return the reliability that keywords name; F (cannot be judged) where they name none."""
    found = _LETTER.search(keywords)
    return found[1].upper() if found else UNSAID


def label(title: str, authors: Iterable[str], more: Iterable[str]) -> str:
    """Return how a work is called: ``Authors: title (more)``."""
    names = [a for a in authors if a]
    told = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
    rest = ", ".join(m for m in more if m)
    whole = ": ".join(p for p in (told, title) if p)
    return f"{whole} ({rest})" if rest and whole else whole or rest


def address(url: str, doi: str) -> str:
    """Return the address of a work."""
    if url or not doi:
        return url
    return doi if doi.startswith("http") else f"https://doi.org/{doi}"


def entry(
    name: str, taken: Collection[str], place: Place, *, title: str, url: str, kinds: str, note: str
) -> Entry:
    """Return a work as a source of a case."""
    data: dict[str, Any] = {"label": title or name, "reliability": letter(kinds)}
    if url:
        data["url"] = url
    if note:
        data["note"] = note
    return Entry(slug_of(name or title, taken), data, place)
