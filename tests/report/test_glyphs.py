from __future__ import annotations

import dataclasses

import pytest

from detente.errors import UsageError
from detente.report.glyphs import require_glyphs
from detente.report.sections import report
from tests.report.conftest import KINDS


def test_every_made_up_report_can_be_drawn() -> None:
    for case, finding in KINDS.values():
        require_glyphs(report(finding, case))


def test_korean_and_arabic_can_be_drawn_and_others_are_named() -> None:
    case, finding = KINDS["tiny"]
    composed = report(finding, case)
    require_glyphs(dataclasses.replace(composed, title="평화 협정 اتفاق السلام\u202e"))
    with pytest.raises(UsageError, match=r"no font shipped with detente has '和' \(U\+548C\)"):
        require_glyphs(dataclasses.replace(composed, question="和平"))
