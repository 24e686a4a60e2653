"""The record on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "record-known": Told(4, 0, 3),
    "record-latest": Told(1, 8, 4),
    "record-rivals": Told(1, 16, 3),
    "record-relation": Told(1, 4, 4),
}
"""What of the first page a screen shows."""
