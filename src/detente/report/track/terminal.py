"""A deal that is being carried out, on one screen."""

from __future__ import annotations

from detente.report.document import Part, Report, plain_text
from detente.report.language import language
from detente.report.terminal import COLUMNS
from detente.report.wrapping import shortened, wrapped

# For each part: paragraphs told, items told, and the lines that each may take.
_TOLD = {
    "track-done": (4, 4, 3),
    "track-standing": (2, 4, 3),
    "track-slip": (1, 2, 2),
    "track-next": (2, 4, 2),
    "track-consequences": (1, 2, 3),
}


def screen(report: Report, width: int, written: str = "") -> list[str]:
    """Return what was done, who is ahead, what moves, what fails and what is allowed.

    Parameters
    ----------
    report : Report
    width : int
        Columns of the terminal.
    written : str
        Where the whole is, as a last line.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    lines = [shortened(report.title, columns)]
    lines += wrapped(plain_text(report.byline).partition(". ")[0] + ".", columns, 2)
    for part in report.first:
        lines += _block(part, columns)
    if written:
        lines.append(language(report.language).text("terminal.whole", place=written))
    return lines


def _block(part: Part, columns: int) -> list[str]:
    paragraphs, items, most = _TOLD[part.slug]
    lines = ["", part.heading]
    for told in part.paragraphs[:paragraphs]:
        lines += wrapped(plain_text(told), columns, most)
    for item in part.items[:items]:
        lines += wrapped("- " + plain_text(item), columns, most, "  ")
    left = len(part.items) - items
    if left > 0:
        lines.append(f"  ({left} …)")
    return lines
