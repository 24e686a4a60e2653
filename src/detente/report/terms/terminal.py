"""Words that can mean two things on one screen."""

from __future__ import annotations

from typing import Final

from detente.report.one_answer import Told

TOLD: Final = {
    "terms-read": Told(1, 3, 3),
    "terms-breach": Told(0, 3, 3),
    "terms-worth": Told(1, 2),
    "terms-settle": Told(1, 5),
}
"""What of the first page a screen shows."""
