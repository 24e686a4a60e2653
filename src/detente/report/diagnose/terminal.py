"""A diagnosis on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "diagnose-answer": Told(5, 0),
    "diagnose-gates-told": Told(3, 5, 4),
    "diagnose-compare": Told(0, 6, 3),
    "diagnose-next": Told(0, 3),
    "diagnose-since": Told(4, 0),
}
"""What of the first page a screen shows."""
