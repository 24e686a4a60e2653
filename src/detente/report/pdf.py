"""The report as a tagged PDF, set by the typst compiler inside its wheel."""

from __future__ import annotations

import datetime
import json
import math
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from detente.report.document import Cell, Column, Figure, Part, Report, Section, Sentence, Table
from detente.report.figures.render import FONTS, Picture
from detente.report.html import TEMPLATES, target
from detente.report.language import Language, language
from detente.report.sentences import plain_first_page
from detente.report.words import ENGLISH

ACROSS = 7
"""Columns of a table that fit on a page; wider tables are set in pieces."""

LONG = 60
"""Characters above which a cell that repeats the one above it says only so."""

# Long, and told by a figure; the HTML report and the CSV files have them.
LEFT_OUT = ("must-believe-", "weights-", "within-beliefs-", "readings", "why-not-")

Said = str | list[str | tuple[str, str, str]]
"""A sentence for the template: plain, or with texts, where they lead and their languages."""


def to_pdf(report: Report, pictures: dict[str, Picture]) -> bytes:
    """Return the report as PDF; equal reports give equal bytes.

    Parameters
    ----------
    report : Report
    pictures : dict of str to Picture
        By the figure's name.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="detente-") as name:
        folder = Path(name)
        for slug, picture in pictures.items():
            (folder / f"{slug}.svg").write_text(picture.svg, encoding="utf-8")
        data = json.dumps(_data(report), ensure_ascii=False)
        (folder / "data.json").write_text(data, encoding="utf-8")
        main = folder / "report.typ"
        main.write_bytes((TEMPLATES / "report.typ").read_bytes())
        made: bytes = typst.compile(
            str(main),
            root=name,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            timestamp=_timestamp(report),
            pdf_standards=["ua-1"],
        )
    return made


def _timestamp(report: Report) -> int:
    return int(datetime.datetime.fromisoformat(report.header.created).timestamp())


def _data(report: Report) -> dict[str, Any]:
    anchors = set(_anchors(report))
    numbers = {f.slug: i for i, f in enumerate(report.figures(), 1)}
    words = language(report.language)

    def said(sentence: Sentence) -> Said:
        spans = [(s.text, _to(target(s), anchors), s.lang) for s in sentence]
        if not any(to or lang for _, to, lang in spans):
            return "".join(text for text, _, _ in spans)
        return [span if span[1] or span[2] else span[0] for span in spans]

    def figure(f: Figure) -> dict[str, Any]:
        return {
            "file": f"{f.slug}.svg",
            "alt": f.alt,
            "caption": f.caption,
            "number": numbers[f.slug],
            "width": 0.9 if f.slug == "consequences" else 1.0,
        }

    def part(p: Part) -> dict[str, Any]:
        return {
            "heading": p.heading,
            "paragraphs": [said(x) for x in p.paragraphs],
            "items": [said(x) for x in p.items],
            "items-first": p.items_first,
        }

    def section(s: Section) -> dict[str, Any]:
        return {
            "slug": s.slug,
            "title": s.title,
            "lead": [said(x) for x in s.lead],
            "items": [said(x) for x in s.items],
            "figures": [figure(f) for f in s.figures],
            "tables": [
                _table(piece, said, words) for t in _tables(s) for piece in pieces(t, words)
            ],
        }

    return {
        "title": report.title,
        "question": report.question,
        "byline": said(report.byline),
        "language": report.language,
        "footer": f"Détente · {report.title}",
        "figure": words.text("page.figure"),
        "size": _size(report),
        "first": [part(p) for p in report.first],
        "hero": [figure(report.hero)] if report.hero else [],
        "sections": [section(s) for s in report.sections],
    }


def _to(found: dict[str, Any] | None, anchors: set[str]) -> str:
    if found is None:
        return ""
    href: str = found["href"]
    if found["outside"]:
        return href
    return href[1:] if href[1:] in anchors else ""


def _tables(section: Section) -> Iterator[Table]:
    yield from (f.table for f in section.figures if f.table.slug != "deal-map")
    yield from (t for t in section.tables if not t.slug.startswith(LEFT_OUT))


def _anchors(report: Report) -> Iterator[str]:
    for section in report.sections:
        yield section.slug
        for table in _tables(section):
            yield from table.anchors


def pieces(table: Table, words: Language = ENGLISH) -> list[Table]:
    """Return a table as pieces narrow enough for a page, each with the first column.

    Columns for CSV only, and those without any entry, are left out.
    """
    continued = words.text("tables.cell.continued", caption=table.caption)
    shown = [
        i
        for i, c in enumerate(table.columns)
        if c.title and (i == 0 or any(row[i].text for row in table.rows))
    ]
    rest = shown[1:]
    count = -(-len(rest) // (ACROSS - 1)) or 1
    width = -(-len(rest) // count) or 1
    groups = [rest[i : i + width] for i in range(0, len(rest), width)] or [[]]
    return [
        Table(
            table.slug,
            table.caption if i == 0 else continued,
            tuple(table.columns[j] for j in [shown[0], *group]),
            tuple(tuple(row[j] for j in [shown[0], *group]) for row in table.rows),
            table.anchors if i == 0 else (),
            table.note if i == len(groups) - 1 else "",
        )
        for i, group in enumerate(groups)
    ]


def _table(table: Table, said: Callable[[Sentence], Said], words: Language) -> dict[str, Any]:
    as_above = words.text("tables.cell.as-above")
    return {
        "caption": table.caption,
        "note": table.note,
        "heads": [c.title for c in table.columns],
        "numeric": [c.numeric for c in table.columns],
        "widths": [_width(c, [row[i] for row in table.rows]) for i, c in enumerate(table.columns)],
        "rows": [
            {
                "anchor": table.anchors[i] if table.anchors else "",
                "cells": [
                    as_above if i and _repeats(c, table.rows[i - 1][k]) else said(c.content)
                    for k, c in enumerate(row)
                ],
            }
            for i, row in enumerate(table.rows)
        ],
    }


def _repeats(found: Cell, above: Cell) -> bool:
    # One judgement often stands behind a whole block of numbers.
    return found == above and len(found.text) > LONG


def _width(column: Column, cells: list[Cell]) -> float:
    # The square root keeps one long column from starving the others.
    lengths = [len(c.text) for c in cells] or [0]
    typical = sum(lengths) / len(lengths)
    return round(math.sqrt(max(len(column.title) * 0.5, typical, 6.0)), 2)


def _size(report: Report) -> float:
    """Return the size of type at which the first page is one page, in points."""
    length = len(plain_first_page(report.first))
    for size, most in ((9.2, 3400), (8.6, 4200), (8.0, 5000), (7.4, 6000)):
        if length <= most:
            return size
    return 6.8
