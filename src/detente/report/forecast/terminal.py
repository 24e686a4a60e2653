"""Forecasts on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "forecast-answer": Told(4, 0),
    "forecast-questions": Told(0, 12),
    "forecast-seal": Told(2, 0),
}
"""What of the first page a screen shows."""
