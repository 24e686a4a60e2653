"""The label before a line (``Article 3``, ``3.2``, ``(a)``), written and read again."""

from __future__ import annotations

import re
from typing import Final

from detente.drafting.text import Line, LineKind, Text, lines

# What treaties of each language print before a number.
_HEADINGS: Final[dict[str, tuple[str, str, str]]] = {
    "en": ("Article {n}", "Annex {n}", "Part {n}"),
    "ko": ("제{n}조", "부속서 {n}", "제{n}부"),
    "ar": ("المادة {n}", "المرفق {n}", "الجزء {n}"),
    "es": ("Artículo {n}", "Anexo {n}", "Parte {n}"),
    "fr": ("Article {n}", "Annexe {n}", "Partie {n}"),
    "ru": ("Статья {n}", "Приложение {n}", "Часть {n}"),
    "uk": ("Стаття {n}", "Додаток {n}", "Частина {n}"),
    "zh": ("第{n}条", "附件{n}", "第{n}部分"),
}
_ORDER: Final[tuple[LineKind, ...]] = ("article", "annex", "part")
_NUMBER: Final = r"(?P<n>\d+(?:\.\d+)*|[IVXLC]+|[A-Z])"
_READ: Final = tuple(
    (kind, re.compile(re.escape(form[k]).replace(r"\{n\}", _NUMBER), re.IGNORECASE))
    for k, kind in enumerate(_ORDER)
    for form in _HEADINGS.values()
)
_PLAIN: Final = re.compile(r"(?P<n>\d+(?:\.\d+)+|\d+)(?:[.)](?=\s|$)|(?=\s|$))")
_ITEM: Final = re.compile(r"\((?P<n>[a-z]{1,2}|[ivx]+|\d+|[가-하])\)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[.:)\]]?(?:\s*[–—:-]\s+|\s+|$)")


def label(kind: LineKind, number: str, language: str) -> str:
    """Return what is printed before a line; empty where it has no number."""
    if not number:
        return ""
    if kind in _ORDER:
        forms = _HEADINGS.get(language.split("-")[0])
        return forms[_ORDER.index(kind)].format(n=number) if forms else number
    lettered = kind == "definition" and not number[0].isdigit()
    return f"({number})" if kind == "item" or lettered else number


def labels(text: Text) -> list[tuple[Line, str]]:
    """Return every printed line of a text with its label."""
    return [(line, label(line.kind, line.number, text.language)) for line in lines(text)]


def number_in(said: str) -> str:
    """Return the number of a label that may have been edited: ``3.2`` of ``Article 3.2.``."""
    found = re.search(r"\d+(?:\.\d+)*", said) or re.search(r"[^\W_]+\)?\.?$", said.strip()[-24:])
    return found[0].rstrip(").") if found else ""


def heading(said: str) -> tuple[LineKind, str, str] | None:
    """Return kind, number and heading of a line such as ``Article 3. The dam``, or None."""
    for kind, pattern in _READ:
        match = pattern.match(said.strip())
        if match is None:
            continue
        rest = said.strip()[match.end() :]
        between = _BETWEEN.match(rest)
        if between is not None:
            return kind, match["n"], rest[between.end() :].strip()
    return None


def numbered(said: str) -> tuple[LineKind, str, str] | None:
    """Return kind, number and words of a line such as ``3.2 North shall`` or ``(a) the dam``."""
    for kind, pattern in (("item", _ITEM), ("paragraph", _PLAIN)):
        match = pattern.match(said)
        if match is not None:
            words = said[match.end() :].lstrip()
            return ("item" if kind == "item" else "paragraph"), match["n"], words
    return None
