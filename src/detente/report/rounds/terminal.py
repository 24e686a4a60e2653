"""Rounds of one negotiating text, on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "rounds-tree": Told(1, 12, 4),
    "rounds-open": Told(0, 4, 4),
    "rounds-moves": Told(1, 12, 4),
    "rounds-worth": Told(0, 8, 5),
    "rounds-changes": Told(1, 12, 4),
}
"""What of the first page a screen shows."""
