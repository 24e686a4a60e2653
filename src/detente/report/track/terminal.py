"""A deal that is being carried out, on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "track-done": Told(4, 4, 3),
    "track-standing": Told(2, 4, 3),
    "track-slip": Told(1, 2, 2),
    "track-next": Told(2, 4, 2),
    "track-consequences": Told(1, 2, 3),
}
"""What of the first page a screen shows."""
