"""What is reported, on one screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from detente.answers.corroborate import CorroborateFinding
from detente.report.corroborate.sentences import every_part
from detente.report.document import Report
from detente.report.names import Names
from detente.report.one_answer import Told

TOLD: Final = {
    "corroborate-answer": Told(1, 0),
    "corroborate-claims": Told(0, 12),
    "corroborate-conflicts": Told(0, 3),
    "corroborate-asking": Told(1, 2),
}
"""What of the first page a screen shows."""


def on_screen(composed: Report, finding: CorroborateFinding, names: Names) -> Report:
    """Return the report with sentences for what a screen cannot show as figures and tables."""
    return replace(composed, first=every_part(finding, names))
