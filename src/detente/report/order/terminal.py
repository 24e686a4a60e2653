"""A schedule on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "order-answer": Told(4, 0, 6),
    "told-steps": Told(2, 12),
    "order-missing": Told(1, 4),
    "order-readings": Told(1, 0, 3),
}
"""What of the first page a screen shows."""
