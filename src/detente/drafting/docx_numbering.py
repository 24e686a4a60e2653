"""Automatic numbers of a Word document, reckoned as a word processor prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from detente.drafting.docx_body import DocxParagraph, Piece
from detente.drafting.docx_open import Opened, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_KOREAN: Final = "가나다라마바사아자차카타파하"


@dataclass(frozen=True)
class Level:
    """One level of a list: its first number, its form and its text, such as ``%1.%2``."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


def numbered_lines(found: Sequence[DocxParagraph], opened: Opened) -> None:
    """Put automatic numbers before the words of paragraphs, in place.

    A number is a piece of its own, with a tab, and without tracked changes: a word processor
    reckons it anew after each of them.
    """
    lists = _lists(opened)
    if not lists:
        return
    styles = _style_numbers(opened)
    counts: dict[str, list[int]] = {}
    for one in found:
        at = one.numbering or styles.get(one.style)
        if at is None or at[0] not in lists:
            continue
        name, level = at[0], min(at[1], LEVELS - 1)
        key, levels = lists[name]
        reached = counts.setdefault(key, [levels[k].start - 1 for k in range(LEVELS)])
        reached[level] += 1
        for below in range(level + 1, LEVELS):
            reached[below] = levels[below].start - 1
        said = shown(levels, level, reached)
        if said:
            marks = one.pieces[0].marks if len({p.marks for p in one.pieces}) == 1 else ()
            one.pieces.insert(0, Piece(f"{said}\t", marks))


def shown(levels: Sequence[Level], level: int, reached: Sequence[int]) -> str:
    """Return the number of a paragraph as printed; empty for bullets."""
    if levels[level].form in ("bullet", "none"):
        return ""
    text = levels[level].text
    for k in range(level, -1, -1):
        value = max(reached[k], levels[k].start)
        text = text.replace(f"%{k + 1}", written(value, levels[k].form))
    return text


def written(value: int, form: str) -> str:
    """Return a number in a form of Word: ``decimal``, ``lowerLetter``, ``upperRoman`` ..."""
    if form in ("lowerLetter", "upperLetter"):
        said = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    elif form in ("lowerRoman", "upperRoman"):
        said, rest = "", value
        for size, letters in _ROMAN:
            said, rest = said + letters * (rest // size), rest % size
    elif form == "ganada":
        said = _KOREAN[(value - 1) % len(_KOREAN)]
    elif form == "decimalZero":
        said = f"{value:02d}"
    else:
        said = str(value)
    return said.upper() if form.startswith("upper") else said


def _lists(opened: Opened) -> dict[str, tuple[str, list[Level]]]:
    """Return by number of the list what it counts as, and its levels."""
    found: dict[str, tuple[str, list[Level]]] = {}
    for part in opened.related("numbering"):
        root = opened.xml(part)
        if root is None:
            continue
        kinds = {a.get(f"{W}abstractNumId", ""): _levels(a) for a in root.iter(f"{W}abstractNum")}
        for one in root.iter(f"{W}num"):
            name = one.get(f"{W}numId", "")
            kind = one.find(f"{W}abstractNumId")
            key = kind.get(f"{W}val", "") if kind is not None else ""
            levels = list(kinds.get(key, [Level()] * LEVELS))
            own = False
            for override in one.findall(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                at = _whole(override.get(f"{W}ilvl"), 0)
                if start is not None and at < LEVELS:
                    levels[at] = replace(levels[at], start=_whole(start.get(f"{W}val"), 1))
                    own = True
            # Lists of one kind count on from one another, unless one of them starts anew.
            found[name] = (f"{key}/{name}" if own else key, levels)
    return found


def _levels(kind: Element) -> list[Level]:
    levels = [Level()] * LEVELS
    for one in kind.findall(f"{W}lvl"):
        at = _whole(one.get(f"{W}ilvl"), 0)
        if at < LEVELS:
            levels[at] = Level(
                _whole(_value(one, "start"), 1),
                _value(one, "numFmt") or "decimal",
                _value(one, "lvlText") or "",
            )
    return levels


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _whole(said: str | None, default: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 7 else default


def _style_numbers(opened: Opened) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for part in opened.related("styles"):
        root = opened.xml(part)
        for style in root.iter(f"{W}style") if root is not None else ():
            name, number = style.find(f"{W}name"), style.find(f"{W}pPr/{W}numPr/{W}numId")
            level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if name is not None and number is not None:
                at = _whole(level.get(f"{W}val"), 0) if level is not None else 0
                found[name.get(f"{W}val", "")] = (number.get(f"{W}val", ""), at)
    return found
