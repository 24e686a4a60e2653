"""Probabilities as cells: in 100 as shown, 0 to 1 as written to CSV."""

from __future__ import annotations

from detente.finding import Spread
from detente.report.document import Cell, cell
from detente.report.names import Names


def chance_cell(share: float) -> Cell:
    """Return a probability in 100."""
    return cell(_shown(share), share)


def chance_cells(spread: Spread, names: Names) -> tuple[Cell, ...]:
    """Return ``mean (p05 to p95)`` in 100, and the percentiles alone, 0 to 1."""
    shown = names.words.text(
        "tables.cell.spread",
        mean=_shown(spread.mean),
        low=_shown(spread.p05),
        high=_shown(spread.p95),
    )
    parts = (spread.p05, spread.p25, spread.p50, spread.p75, spread.p95)
    return cell(shown, spread.mean), *(cell("", p) for p in parts)


def no_cells_of(number: int) -> tuple[Cell, ...]:
    """Return a dash and empty cells, in the place of a spread or a share."""
    return cell("–", ""), *(cell("", "") for _ in range(number - 1))


def _shown(share: float) -> str:
    # 100 and 0 stand only where they are exact.
    if share in (0, 1):
        return f"{share * 100:.0f}"
    return f"{min(max(share * 100, 0.1), 99.9):.1f}"
