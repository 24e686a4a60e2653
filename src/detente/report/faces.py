"""Our fonts inside a page, so that it reads and measures the same where nobody has them.

The common characters of Latin, Greek and Cyrillic text come from files cut once
(``tools/font_subset.py``); what else a page has is cut from the shipped fonts for that page.
The licence reserves the name Pretendard to the font as its author made it, so that what is cut
from it bears ours.
"""

from __future__ import annotations

import base64
import io
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from detente.report.figures.render import FONTS

FAMILY: Final = "Detente"
"""Name in CSS, and in the tables of what is cut, of our fonts together."""

COMMON: Final = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x218, 0x21B),
    (0x2C6, 0x2DD),
    (0x384, 0x3CE),
    (0x400, 0x45F),
    (0x490, 0x491),
    (0x2000, 0x200A),
    (0x2010, 0x2027),
    (0x202F, 0x2044),
    (0x2070, 0x20BF),
    (0x2100, 0x23FF),
    (0x2460, 0x27BF),
)
"""First and last code points of what is cut once, as far as the font has them."""

FEATURES: Final = ("kern", "tnum")
"""OpenType features of the common characters; tables of numbers need ``tnum``."""

MARK: Final = "<style>\n/*faces*/"
"""Where a page takes its fonts: text of a user never holds a bare ``<``."""

# Controls, formats (joiners, directions), separators and unassigned code points draw nothing.
UNDRAWN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Cs", "Co"})
_UPRIGHT_ONLY: Final = ("vhea", "vmtx", "VORG", "BASE")
_KEPT_NAMES: Final = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # 0, 13 and 14: copyright and licence


@dataclass(frozen=True)
class Face:
    """One font file of a family."""

    family: str
    path: Path
    bold: bool
    index: int = 0

    @property
    def style(self) -> str:
        """Return the name of its weight."""
        return "Bold" if self.bold else "Regular"


SHIPPED: Final = (
    Face("Pretendard", FONTS / "Pretendard-Regular.otf", False),
    Face("Pretendard", FONTS / "Pretendard-Bold.otf", True),
    Face("Noto Naskh Arabic", FONTS / "NotoNaskhArabic-Regular.ttf", False),
    Face("Noto Naskh Arabic", FONTS / "NotoNaskhArabic-Bold.ttf", True),
)


def with_faces(page: str) -> str:
    """Return a page with the fonts inside that its characters need.

    Parameters
    ----------
    page : str
        HTML whose first style begins with ``/*faces*/``.

    Raises
    ------
    ValueError
        Where the page has no place for fonts.
    """
    before, mark, after = page.partition(MARK)
    if not mark:
        raise ValueError("the page has no place for its fonts")
    return f"{before}<style>\n{page_faces(frozenset(page))}{after}"


def page_faces(characters: Iterable[str]) -> str:
    """Return CSS that carries the shipped fonts, cut down to what a page needs.

    Parameters
    ----------
    characters : iterable of str
        Of the page; those that no shipped font has are left to the reader's own fonts.
    """
    drawn = {c for c in characters if unicodedata.category(c) not in UNDRAWN}
    rest = {c for c in drawn if not _common(ord(c))}
    rules = [_rule(face.bold, COMMON, _once(face.style)) for face in SHIPPED[:2]]
    for face in SHIPPED:
        # The first family that has a character draws it, as in figures and PDF.
        has = {c for c in rest if _first(ord(c)) == face.family}
        if has:
            made = cut(face, has, ("*",) if "Arabic" in face.family else ())
            rules.append(_rule(face.bold, runs(map(ord, has)), _coded(made)))
    return "\n".join(rules)


def cut(face: Face, characters: Iterable[str], features: Iterable[str]) -> bytes:
    """Return a WOFF of some characters of a font, under our name.

    Parameters
    ----------
    face : Face
    characters : iterable of str
    features : iterable of str
        OpenType features to keep; ``*`` keeps all.  Without any the cut takes half the time.
    """
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff"
    options.desubroutinize = True
    options.recalc_timestamp = False
    options.name_IDs = list(_KEPT_NAMES)
    options.layout_features = list(features)
    unused = () if options.layout_features else ("GSUB", "GPOS", "GDEF")
    options.drop_tables = [*options.drop_tables, *_UPRIGHT_ONLY, *unused]
    written = io.BytesIO()
    font: Any
    with subset.load_font(str(face.path), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(font)
        _rename(font, face.style)
        subset.save_font(font, written, options)
    return written.getvalue()


def _rename(font: Any, style: str) -> None:
    name = f"{FAMILY}-{style}"
    called = {1: FAMILY, 3: f"{name}-cut", 4: f"{FAMILY} {style}", 6: name}
    for record in font["name"].names:
        if record.nameID in called:
            record.string = called[record.nameID]
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = name
        cff[0].FullName, cff[0].FamilyName = called[4], FAMILY


def runs(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Return code points as their first and last in each unbroken run."""
    found: list[tuple[int, int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found


def cut_once(style: str) -> Path:
    """Return where the common characters of a weight are."""
    return FONTS / f"{FAMILY}-{style}.woff"


@cache
def _once(style: str) -> str:
    return _coded(cut_once(style).read_bytes())


def _coded(font: bytes) -> str:
    return base64.b64encode(font).decode("ascii")


def _common(code: int) -> bool:
    return any(low <= code <= high for low, high in COMMON)


def _first(code: int) -> str | None:
    order = dict.fromkeys(face.family for face in SHIPPED)
    return next((f for f in order if any(a <= code <= b for a, b in covered()[f])), None)


@cache
def covered() -> dict[str, list[list[int]]]:
    """Return the ranges that every weight of each shipped family can draw.

    They are written from the fonts by ``tools/font_coverage.py``.
    """
    found: dict[str, list[list[int]]] = json.loads(
        (FONTS / "coverage.json").read_text(encoding="utf-8")
    )
    return found


def _rule(bold: bool, ranges: Iterable[tuple[int, int]], font: str) -> str:
    points = ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in ranges)
    return (
        f"@font-face {{ font-family: {FAMILY}; font-weight: {700 if bold else 400}; "
        f"font-display: block; unicode-range: {points}; "
        f"src: url(data:font/woff;base64,{font}) format('woff'); }}"
    )
