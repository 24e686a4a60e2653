"""A deal that is being carried out, on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "track-done": Told(1, 4, 2),
    "track-standing": Told(1, 4, 2),
    "track-slip": Told(1, 2, 2),
    "track-next": Told(1, 3, 2),
    "track-consequences": Told(1, 2, 2),
}
"""What of the first page a screen shows."""
