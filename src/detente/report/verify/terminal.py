"""Verification of a deal, on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "verify-seen": Told(1, 4, 9),
    "verify-months": Told(1, 6, 4),
    "verify-deter": Told(1, 4, 6),
    "verify-plan": Told(1, 4, 10),
    "verify-steps": Told(2, 4, 4),
    "verify-samples": Told(1, 3, 3),
}
"""What of the first page a screen shows."""
