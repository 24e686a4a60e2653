"""An explanation on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "explain-answer": Told(4, 0),
    "explain-all": Told(0, 12),
    "explain-change": Told(0, 4),
    "explain-time": Told(3, 0),
    "explain-structure": Told(2, 0),
}
"""What of the first page a screen shows."""
