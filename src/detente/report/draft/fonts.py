"""Which fonts a text needs: those shipped, others of the system, or a clear error.

Checked in the tables of the fonts themselves, character by character.
"""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from detente.errors import UsageError
from detente.report.draft.view import Row, printed
from detente.report.figures.render import FONTS

FAMILY: Final = "Treaty"
SHOWN: Final = 5
# Controls, formats (joiners, directions), separators and unassigned code points draw nothing.
_UNDRAWN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Cs", "Co"})


@dataclass(frozen=True)
class Face:
    """One font file of a family."""

    family: str
    path: Path
    bold: bool
    index: int = 0


SHIPPED: Final = (
    Face("Pretendard", FONTS / "Pretendard-Regular.otf", False),
    Face("Pretendard", FONTS / "Pretendard-Bold.otf", True),
    Face("Noto Naskh Arabic", FONTS / "NotoNaskhArabic-Regular.ttf", False),
    Face("Noto Naskh Arabic", FONTS / "NotoNaskhArabic-Bold.ttf", True),
)


def drawn(rows: Iterable[Row]) -> frozenset[str]:
    """Return every character that rows need a picture of."""
    found: set[str] = set()
    for row in rows:
        for said in (row.label, printed(row.pieces), *row.keeps, *(n.text for n in row.notes)):
            found.update(said)
    return frozenset(c for c in found if unicodedata.category(c) not in _UNDRAWN)


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


def faces(rows: Sequence[Row]) -> str:
    """Return CSS with the shipped fonts inside, cut down to what rows need.

    Fonts of the system are not put in: their licence is not known; the reader's own are used.

    Raises
    ------
    UsageError
        As :func:`families`.
    """
    characters = drawn(rows)
    families(characters)
    return "\n".join(
        f"@font-face {{ font-family: {FAMILY}; font-weight: {700 if face.bold else 400}; "
        f"font-display: block; unicode-range: {_ranges(has)}; "
        f"src: url(data:font/woff;base64,{_cut(face, has)}) format('woff'); }}"
        for face in SHIPPED
        if (has := characters & _own(face))
    )


def _own(face: Face) -> frozenset[str]:
    """Return what a shipped face draws; the first that has a character draws it."""
    earlier = [f for f in SHIPPED if f.bold == face.bold]
    before = [_covered(f.path, 0) for f in earlier[: earlier.index(face)]]
    return _covered(face.path, 0).difference(*before)


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


def _cut(face: Face, characters: frozenset[str]) -> str:
    return _subset(face, "".join(sorted(characters)))


@cache
def _subset(face: Face, characters: str) -> str:
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff"
    options.desubroutinize = True
    options.recalc_timestamp = False
    options.layout_features = ["*"] if "Arabic" in face.family else ["kern", "ccmp", "mark"]
    written = io.BytesIO()
    font: Any
    with subset.load_font(str(face.path), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        subset.save_font(font, written, options)
    return base64.b64encode(written.getvalue()).decode("ascii")


def _ranges(characters: frozenset[str]) -> str:
    codes = sorted(map(ord, characters))
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def _lacking(missing: Iterable[str]) -> str:
    listed = sorted(missing)
    named = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in listed[:SHOWN])
    rest = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    return (
        f"no font shipped with detente or found on this system has {named}{rest}: install a font "
        "of that script, or write it in another; Markdown, Word and Akoma Ntoso do without"
    )
