"""Cells and columns that several tables share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from detente.case.models import Case
from detente.finding import Share, Spread
from detente.report import words
from detente.report.anchors import package_anchor, record_anchor
from detente.report.document import Cell, Column, Sentence, Span, cell, joined, say
from detente.report.names import Names


def share_columns(key: str, title: str) -> tuple[Column, Column]:
    """Return the column of a share and, for CSV only, that of its standard error."""
    return Column(key, title, True), Column(f"{key}_se", "", True)


def share_cells(share: Share) -> tuple[Cell, Cell]:
    """Return a share in 100 with its standard error, and the error alone."""
    shown = f"{share.value * 100:.1f}"
    if share.se > 0:
        shown += f" ± {max(share.se * 100, 0.1):.1f}"
    return cell(shown, share.value), cell("", share.se)


def gain_cells(share: Share) -> tuple[Cell, Cell]:
    """Return a change of a share, signed, and its standard error alone."""
    value = share.value * 100
    sign = "+" if value > 0 else "−" if value < 0 else ""
    shown = f"{sign}{abs(value):.1f}"
    if share.se > 0:
        shown += f" ± {max(share.se * 100, 0.1):.1f}"
    return cell(shown, share.value), cell("", share.se)


def spread_columns(key: str, title: str) -> tuple[Column, ...]:
    """Return the column of a spread as text and, for CSV only, those of its numbers."""
    return (
        Column(key, title, True),
        *(Column(f"{key}_{part}", "", True) for part in ("p05", "p25", "p50", "p75", "p95")),
    )


def spread_cells(spread: Spread, names: Names) -> tuple[Cell, ...]:
    """Return ``mean (p05 to p95)``, and the percentiles alone."""
    shown = names.words.text(
        "tables.cell.spread",
        mean=words.exact(_short(spread.mean)),
        low=words.exact(_short(spread.p05)),
        high=words.exact(_short(spread.p95)),
    )
    parts = (spread.p05, spread.p25, spread.p50, spread.p75, spread.p95)
    return cell(shown, spread.mean), *(cell("", p) for p in parts)


def no_cells(columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """Return empty cells, with a dash where something would be shown."""
    return tuple(cell("–" if c.title else "", "") for c in columns)


def number_cell(value: float) -> Cell:
    """Return a number as it is, short."""
    return cell(words.exact(_short(value)), value)


def package_cell(slug: str, label: str) -> Cell:
    """Return the name of a package, leading to its row."""
    return cell(Span(label, f"#{package_anchor(slug)}"), label)


def day_cell(day: datetime.date | None, names: Names) -> Cell:
    """Return a day in words; ISO in CSV."""
    return cell(names.words.day(day), day.isoformat() if day else "")


def record_links(items: Iterable[str], case: Case, as_of: datetime.date | None) -> Sentence:
    """Return links to items of the record; those not known on the day are left out."""
    known = [i for i in items if i in case.record and on_the_day(case, i, as_of)]
    return joined([say(Span(i, f"#{record_anchor(i)}")) for i in known], ", ")


def on_the_day(case: Case, item: str, as_of: datetime.date | None) -> bool:
    """Return whether an item of the record was known on the day of the run."""
    return as_of is None or case.record[item].known_from <= as_of


def run_day(as_of: str | None) -> datetime.date | None:
    """Return the day of the run, from its header."""
    return datetime.date.fromisoformat(as_of) if as_of else None


def options_text(names: Names, options: dict[str, str]) -> str:
    """Return a full package as what it changes, or that it changes nothing."""
    changed = [names.settled(i, o) for i, o in options.items() if not names.is_status_quo(i, o)]
    return "; ".join(changed) or names.words.text("tables.cell.as-now")


def _short(value: float) -> float:
    return float(f"{value:.3g}")
