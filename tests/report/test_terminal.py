from __future__ import annotations

import pytest

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report.sections import report
from detente.report.terminal import LINES, levers_text, points_text, screen, show
from tests.report.conftest import KINDS
from tests.report.test_sentences import FORBIDDEN


@pytest.mark.parametrize("width", [40, 80, 100, 300])
def test_the_answer_fits_one_screen(told: tuple[Case, ReachFinding], width: int) -> None:
    case, finding = told
    lines = screen(report(finding, case), width, "reports/x/report.html")
    assert len(lines) <= LINES
    assert max(len(x) for x in lines) <= max(60, min(width, 96))
    assert "Is there a deal?" in lines[1]
    assert lines[-1] == "The whole report: reports/x/report.html"
    assert FORBIDDEN.search("\n".join(lines[1:])) is None


def test_the_screen_tells_the_deal_and_what_would_help() -> None:
    case, finding = KINDS["hanoi"]
    text = "\n".join(screen(report(finding, case), 96))
    assert "The most acceptable deal: " in text
    assert "What would help most: " in text
    assert "How sure is this? " in text


def test_no_colours_where_nobody_sees_them(capsys: pytest.CaptureFixture[str]) -> None:
    case, finding = KINDS["tiny"]
    show(report(finding, case), "x")
    assert "\x1b" not in capsys.readouterr().out


def test_points_and_levers_as_text() -> None:
    case, finding = KINDS["hanoi"]
    assert points_text(finding.points, case)[0].startswith("Nash (1950): United States 61.2 (4.5")
    _, nothing = KINDS["no-zone"]
    assert "there is no bargaining point" in points_text(nothing.points, case)[0]
    lines = levers_text(finding.levers)
    assert len(lines) == 1 + len(finding.levers.levers) + len(finding.levers.portfolios)
