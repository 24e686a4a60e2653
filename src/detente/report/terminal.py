"""The answer on one screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from detente.report.document import Part, Report, plain_text

LINES = 24
COLUMNS = (60, 96)
# What a reader can least do without, in this order, as long as there is room.
_BUDGET = {
    "answer": (1, 0),
    "the-deal": (0, 9),
    "gains": (0, 3),
    "how-sure": (1, 0),
    "in-the-way": (1, 0),
    "would-help": (1, 3),
    "accounts": (0, 0),
}


def screen(report: Report, width: int, written: str = "") -> list[str]:
    """Return at most 24 lines: the bottom line, the deal, how sure, what would help.

    Parameters
    ----------
    report : Report
    width : int
        Columns of the terminal.
    written : str
        Where the whole report is, as a last line.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    last = [f"The whole report: {written}"] if written else []
    room = LINES - len(last) - 1
    lines = [textwrap.shorten(report.title, columns, placeholder=" …")]
    for part in report.first:
        block = list(_block(part, columns))
        left = room - len(lines)
        if len(block) > left:
            block = [*block[: left - 1], "  …"] if left > 2 else []
        lines += block
    return [*lines, *last]


def _block(part: Part, columns: int) -> Iterator[str]:
    paragraphs, items = _BUDGET.get(part.slug, (0, 0))
    told = part.paragraphs[:paragraphs]
    if not told and not part.items[:items] and items:
        told = part.paragraphs[:1]
    shown = part.items[:items]
    if not told and not shown:
        return
    head = f"{part.heading} "
    if told:
        yield from textwrap.wrap(head + " ".join(plain_text(p) for p in told), columns)[:3]
    else:
        yield head.rstrip()
    for item in shown:
        yield textwrap.shorten(f"  {plain_text(item)}", columns - 2, placeholder=" …").join(
            ("  ", "")
        )
    if len(part.items) > len(shown) and shown:
        yield f"  and {len(part.items) - len(shown)} more"


def show(report: Report, written: str = "") -> None:
    """Print the answer: with headings in bold on a terminal, plain elsewhere."""
    import sys

    if not sys.stdout.isatty():
        print("\n".join(screen(report, COLUMNS[1], written)))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    headings = {p.heading for p in report.first}
    for number, line in enumerate(screen(report, console.width, written)):
        text = Text(line)
        head = next((h for h in headings if line.startswith(h)), None)
        if number == 0:
            text.stylize("bold underline")
        elif head is not None:
            text.stylize("bold", 0, len(head))
        console.print(text)
