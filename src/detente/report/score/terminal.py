"""Scores on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "score-answer": Told(4, 0),
    "score-forecasters": Told(1, 8),
    "score-against": Told(1, 8),
}
"""What of the first page a screen shows."""
