"""What the reports of single answers share: the folder and the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.report.document import Part, Report, plain_text
from detente.report.folder import MARKER, findings_json, write_parts, write_whole
from detente.report.language import Language, language
from detente.report.terminal import COLUMNS
from detente.report.wrapping import shortened, wrapped


def write_answer(
    finding: object,
    composed: Report,
    out: Path,
    kind: str,
    tick: Callable[[str], None] = lambda _: None,
    more: Mapping[str, str] | None = None,
) -> None:
    """Write an answer into a folder, whole or not at all.

    Parameters
    ----------
    finding : dataclass
        Written as ``findings.json``.
    composed : Report
        Written as page, PDF, figures and tables.
    out : Path
    kind : str
        Of the finding: only a folder of the same kind is written over.
    tick : callable
    more : dict of str to str
        Further files by name.

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """

    def fill(folder: Path) -> None:
        write_parts(folder, composed, tick)
        for name, text in {**(more or {}), MARKER: findings_json(finding)}.items():
            (folder / name).write_bytes(text.encode("utf-8"))

    write_whole(out, fill, kind)


@dataclass(frozen=True)
class Told:
    """How much of a part the screen shows: paragraphs, items, and lines of each."""

    paragraphs: int
    items: int
    lines: int | None = None


def screen(report: Report, parts: Mapping[str, Told], width: int, written: str = "") -> list[str]:
    """Return an answer as lines for a terminal.

    Parameters
    ----------
    report : Report
    parts : dict of slug to Told
        Parts of the first page that are shown; one that says nothing is left out.
    width : int
        Columns of the terminal.
    written : str
        Where the whole is, as a last line.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    lines = [shortened(report.title, columns)]
    lines += wrapped(plain_text(report.byline).partition(". ")[0] + ".", columns, 2)
    for part in report.first:
        if part.slug in parts:
            lines += _block(part, parts[part.slug], columns, language(report.language))
    if written:
        lines.append(language(report.language).text("terminal.whole", place=written))
    return lines


def _block(part: Part, told: Told, columns: int, words: Language) -> list[str]:
    lines: list[str] = []
    for paragraph in part.paragraphs[: told.paragraphs]:
        lines += wrapped(plain_text(paragraph), columns, told.lines)
    for item in part.items[: told.items]:
        lines += wrapped("- " + plain_text(item), columns, told.lines, "  ")
    left = len(part.items) - told.items
    if left > 0 and told.items:
        lines.append("  " + words.text("terminal.more", n=left))
    return ["", part.heading, *lines] if lines else []
