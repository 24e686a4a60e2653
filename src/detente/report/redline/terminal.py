"""A redline on a terminal: in colour, and with marks that work without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.drafting.alignment import Row
from detente.drafting.compared import Compared, ComparedLine
from detente.drafting.redline import Run
from detente.drafting.substantive import LEVELS
from detente.report.language import Language
from detente.report.redline.told import listed, places, told, words_of

# The marks of wdiff.
MARKS: Final = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_STYLES: Final = {"deleted": "\x1b[31;9m", "inserted": "\x1b[32;4m"}
_PLAIN, _BOLD = "\x1b[0m", "\x1b[1m"
MOST: Final = 20


def screen(found: Compared, colour: bool, everything: bool = False) -> Iterator[str]:
    """Yield a redline as lines of text: what changed, then the lines that changed.

    Parameters
    ----------
    found : Compared
    colour : bool
        Whether the terminal shows colours; the marks are there with and without.
    everything : bool
        Whether lines that stayed and long lists are shown too.
    """
    said = words_of(found)
    yield emphasised(said.text("redline.title", title=found.title), colour)
    yield said.text("redline.from-to", old=found.old, new=found.new)
    if not found.ids:
        yield said.text("redline.aligned-by-words")
    if found.same:
        yield said.text("redline.same")
        return
    counts = found.counts()
    called = places(found, said)
    for level in LEVELS:
        if not counts[level]:
            continue
        yield ""
        yield emphasised(said.text(f"redline.summary.{level}", n=counts[level]), colour)
        if level in ("substantive", "may-be"):
            items = listed(found, level)
            shown = len(items) if everything else MOST
            for line, one in items[:shown]:
                yield f"  {called[line.row]}: {told(one, said)}"
            if len(items) > shown:
                yield "  " + said.text("redline.summary.more", n=len(items) - shown)
    yield ""
    legend = said.text("redline.text.legend-terminal", open="{+", close="+}")
    yield f"{emphasised(said.text('redline.text.heading'), colour)}  {legend}"
    yield from changed_lines(found, said, colour, everything)


def changed_lines(
    found: Compared, said: Language, colour: bool, everything: bool = False
) -> Iterator[str]:
    """Yield the lines that changed, with their marks; every line where asked for."""
    called = places(found, said)
    for line in found.lines:
        if everything or line.change.how != "same":
            yield f"  {_line(line, called, said, colour)}"


def _line(line: ComparedLine, called: dict[Row, str], said: Language, colour: bool) -> str:
    change = line.change
    label = "".join(_run(r, colour) for r in change.label)
    shown = f"{label} " if label else ""
    shown += "".join(_run(r, colour) for r in change.words)
    if change.how in ("moved-here", "moved-away"):
        other = change.old if change.how == "moved-here" else change.new
        where = called[other] if other else said.text("redline.text.elsewhere")
        shown += f"  ({said.text(f'redline.text.{change.how}', place=where)})"
    return shown


def _run(run: Run, colour: bool) -> str:
    if run.kind == "equal":
        return run.text
    first, last = MARKS[run.kind]
    shown = f"{first}{run.text}{last}"
    return f"{_STYLES[run.kind]}{shown}{_PLAIN}" if colour else shown


def emphasised(text: str, colour: bool) -> str:
    """Return a heading: in bold where there are colours."""
    return f"{_BOLD}{text}{_PLAIN}" if colour else text
