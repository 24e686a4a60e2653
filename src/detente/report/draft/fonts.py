"""Which fonts a text needs: those shipped, others of the system, or a clear error.

Checked in the tables of the fonts themselves, character by character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from detente.errors import UsageError
from detente.report.draft.view import Row, printed
from detente.report.faces import SHIPPED, UNDRAWN, Face
from detente.report.glyphs import listed


def drawn(rows: Iterable[Row]) -> frozenset[str]:
    """Return every character that rows need a picture of."""
    found: set[str] = set()
    for row in rows:
        for said in (row.label, printed(row.pieces), *row.keeps, *(n.text for n in row.notes)):
            found.update(said)
    return frozenset(c for c in found if unicodedata.category(c) not in UNDRAWN)


def families(characters: frozenset[str]) -> tuple[str, ...]:
    """Return the families that draw a text together, those shipped first.

    Parameters
    ----------
    characters : frozenset of str
        Of :func:`drawn`.

    Raises
    ------
    UsageError
        Naming the characters that no font at hand can draw.
    """
    found = list(dict.fromkeys(face.family for face in SHIPPED))
    missing = characters - _shipped()
    if not missing:
        return tuple(found)
    for face in _system():
        has = missing & _covered(face.path, face.index)
        if has:
            found.append(face.family)
            missing -= has
        if not missing:
            return tuple(dict.fromkeys(found))
    raise UsageError(_lacking(missing))


@cache
def _shipped() -> frozenset[str]:
    """Return what is drawn both in regular and in bold type by the shipped fonts."""
    both = [
        frozenset().union(*(_covered(f.path, 0) for f in SHIPPED if f.bold == bold))
        for bold in (False, True)
    ]
    return both[0] & both[1]


@cache
def _covered(path: Path, index: int) -> frozenset[str]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (OSError, TTLibError, KeyError, AssertionError):
        return frozenset()  # a broken font of the system draws nothing


@cache
def _system() -> tuple[Face, ...]:
    import typst

    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    usable = [
        Face(f.family, Path(f.path), False, f.index)
        for f in found
        if f.path and f.style == "normal" and f.weight == 400
    ]
    return tuple(sorted(usable, key=lambda f: (f.family, str(f.path))))


def _lacking(missing: Iterable[str]) -> str:
    return (
        f"no font shipped with detente or found on this system has {listed(missing)}: install a "
        "font of that script, or write it in another; Markdown, Word and Akoma Ntoso do without"
    )
