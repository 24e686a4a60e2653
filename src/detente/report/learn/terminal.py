"""What was learned, on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "learn-answer": Told(4, 0),
    "learn-moved": Told(0, 6),
    "learn-packages": Told(0, 6),
    "learn-items": Told(0, 12),
}
"""What of the first page a screen shows."""
