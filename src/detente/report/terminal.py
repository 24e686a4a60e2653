"""The answer on one screen."""

from __future__ import annotations

from detente.case.models import Case
from detente.deals.findings import PointsFinding
from detente.levers.findings import LeversFinding
from detente.report import words
from detente.report.document import Part, Report, plain_text
from detente.report.language import language
from detente.report.names import Names
from detente.report.retelling import retold
from detente.report.tables.cells import gain_cells, options_text
from detente.report.tables.points import rule_name
from detente.report.wrapping import shortened, wrapped

LINES = 24
COLUMNS = (60, 96)
# For each part: paragraphs told, items told, and the lines it may take.  They add up to 22, and
# to 26 where draws have learned.
_TOLD = {
    "answer": (1, 0, 4),
    "the-deal": (1, 20, 5),
    "gains": (0, 6, 3),
    "how-sure": (1, 0, 3),
    "after-learning": (3, 0, 4),
    "in-the-way": (1, 0, 3),
    "would-help": (1, 3, 4),
}


def screen(report: Report, width: int, written: str = "") -> list[str]:
    """Return at most 24 lines: the bottom line, the deal, how sure, what would help.

    Four more where draws have learned.

    Parameters
    ----------
    report : Report
    width : int
        Columns of the terminal.
    written : str
        Where the whole report is, as a last line.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    lines = [shortened(report.title, columns)]
    for part in report.first:
        if part.slug in _TOLD:
            lines += _block(part, columns)
    if written:
        lines.append(language(report.language).text("terminal.whole", place=written))
    return lines


def _block(part: Part, columns: int) -> list[str]:
    paragraphs, items, most = _TOLD[part.slug]
    told = [plain_text(p) for p in part.paragraphs[:paragraphs]]
    if part.slug == "the-deal" and part.items:
        told = []
    if not told and not part.items:
        told = [plain_text(p) for p in part.paragraphs]
    listed = "; ".join(plain_text(i).rstrip(".") for i in part.items[:items])
    mark = "" if part.heading.endswith("?") else ":"
    text = " ".join([f"{part.heading}{mark}", *told, listed])
    return wrapped(text, columns, most, "  ")


def show(report: Report, written: str = "") -> None:
    """Print the answer: with headings in bold on a terminal, plain elsewhere."""
    import sys

    if not sys.stdout.isatty():
        print("\n".join(screen(report, COLUMNS[1], written)))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    headings = [p.heading for p in report.first]
    for number, line in enumerate(screen(report, console.width, written)):
        text = Text(line)
        head = next((h for h in headings if line.startswith(h)), "")
        text.stylize("bold", 0, len(line) if number == 0 else len(head))
        console.print(text)


def points_text(found: PointsFinding, case: Case, code: str = "en") -> list[str]:
    """Return the bargaining points as lines of text."""
    names = Names(case, code)
    text = names.words.text
    if not found.points:
        return [text("terminal.no-point")]
    lines = []
    for rule, point in found.points.items():
        values = ", ".join(
            text(
                "terminal.value",
                party=names.party(p),
                value=words.exact(round(v, 1)),
                gain=words.exact(round(point.gains[p], 1)),
            )
            for p, v in point.values.items()
        )
        lines.append(text("terminal.point", rule=rule_name(rule, names), values=values))
        lines += [f"  {options_text(names, p)}" for p in point.packages]
    return lines


def levers_text(found: LeversFinding, code: str = "en") -> list[str]:
    """Return the levers as lines of text, the greatest gain first."""
    told = language(code)
    lines = [told.text("terminal.levers", share=told.in_100(found.baseline.value))]
    for lever in (*found.levers, *found.portfolios):
        gain = gain_cells(lever.reoptimised)[0].text
        note = retold(lever.note, "note", told)
        cost = lever.cost.rstrip(".")
        lines.append(
            f"  {gain:>12}  {lever.label}"
            + (f" ({note})" if note else "")
            + (told.text("terminal.cost", cost=cost) if cost else "")
        )
    return lines
