"""A schedule on one screen."""

from __future__ import annotations

from detente.report.document import Part, Report, plain_text
from detente.report.language import language
from detente.report.terminal import COLUMNS
from detente.report.wrapping import shortened, wrapped

# For each part: paragraphs told, items told, and the lines it may take.
_TOLD = {
    "order-answer": (4, 0, 6),
    "order-steps": (2, 12, 12),
    "order-missing": (1, 4, 8),
    "order-readings": (1, 0, 3),
}


BARE = 2
"""Lines of a part that says nothing: a blank one and its heading."""


def screen(report: Report, width: int, written: str = "") -> list[str]:
    """Return the answer, the order and what is missing.

    Parameters
    ----------
    report : Report
    width : int
        Columns of the terminal.
    written : str
        Where the whole is, as a last line.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    lines = [shortened(report.title, columns), plain_text(report.byline).partition(". ")[0] + "."]
    for part in report.first:
        if part.slug in _TOLD:
            told = _block(part, columns)
            lines += told if len(told) > BARE else []
    if written:
        lines.append(language(report.language).text("terminal.whole", place=written))
    return lines


def _block(part: Part, columns: int) -> list[str]:
    paragraphs, items, most = _TOLD[part.slug]
    lines = ["", part.heading]
    for told in part.paragraphs[:paragraphs]:
        lines += wrapped(plain_text(told), columns)[:most]
    mark = "- "
    for item in part.items[:items]:
        first, *rest = wrapped(plain_text(item), columns - len(mark))
        lines += [mark + first, *(" " * len(mark) + line for line in rest)]
    left = len(part.items) - items
    if left > 0 and items:
        lines.append(f"   ({left} …)")
    return lines
