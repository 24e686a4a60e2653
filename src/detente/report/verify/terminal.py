"""Verification of a deal, on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "verify-seen": Told(1, 4, 4),
    "verify-months": Told(1, 4, 3),
    "verify-deter": Told(1, 4, 4),
    "verify-plan": Told(1, 4, 3),
    "verify-steps": Told(2, 2, 3),
    "verify-samples": Told(1, 2, 2),
}
"""What of the first page a screen shows."""
