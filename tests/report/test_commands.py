"""``detente reach``, ``deals`` and ``levers`` from the command line, on the tiny case."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import run
from tests.builders import tiny_case_data

Write = Callable[..., Path]
RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@pytest.fixture
def case(write_case: Write) -> str:
    return str(write_case(tiny_case_data()))


def test_reach_writes_a_report_and_prints_one_screen(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["reach", case, "--draws", "200", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Two towns and a river\nIs there a deal? Yes.")
    assert said.count("\n") <= 24
    assert (out / "report.html").stat().st_size > 20_000
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")


def test_reach_json_is_json_alone_and_writes_nothing(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert run(["reach", case, "--draws", "200", "--json"]) == 0
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    assert captured.err == ""
    assert data["header"]["draws"] == 200
    assert data["deals"]["packages"][0]["a_sign"]["value"] == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_equal_runs_differ_in_their_time_stamp_alone(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found: list[Any] = []
    for _ in range(2):
        assert run(["reach", case, "--draws", "200", "--seed", "7", "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        data["header"].pop("created")
        found.append(data)
    assert found[0] == found[1]


def test_the_report_goes_beside_where_one_stands_by_default(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["reach", case, "--draws", "200"]) == 0
    assert (tmp_path / "reports" / "case" / "findings.json").exists()


def test_a_foreign_folder_is_refused_before_any_work(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reach", case, "--out", case]) == 2
    assert "holds other files and no report of ours" in capsys.readouterr().err
    assert sorted(p.name for p in Path(case).iterdir()) == ["case.yaml"]


def test_deals_gives_every_rule_its_package_and_values(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deals", case, "--draws", "200", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    for rule in RULES:
        assert set(data[rule]["package"]) == {"water", "mill", "bridge"}
        assert set(data[rule]["values"]) == {"north", "south"}
    # By hand: north 60 + 20, south 60 + 20; the worst that the rules allow south is 10.
    assert data["nash"]["package"] == {"water": "full", "mill": "open", "bridge": "built"}
    assert data["nash"]["values"] == pytest.approx(
        {"north": 80, "south": (80 - 10) / (100 - 10) * 100}
    )
    assert run(["deals", case, "--draws", "200"]) == 0
    assert "Nash (1950): North Town" in capsys.readouterr().out


def test_deals_without_a_zone_says_so(
    write_case: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tiny_case_data()
    for party in ("north", "south"):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = 99
    case = str(write_case(data))
    assert run(["deals", case, "--draws", "200", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [found[rule] for rule in RULES] == [None] * 4
    assert found["zone_on_expected_values"] is False
    assert run(["deals", case, "--draws", "200"]) == 0
    assert "there is no bargaining point" in capsys.readouterr().out
    assert run(["reach", case, "--draws", "200", "--out", str(Path(case).parent / "out")]) == 0
    assert "Is there a deal? No. Under these inputs" in capsys.readouterr().out


def test_levers_lists_gains(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["levers", case, "--draws", "200"]) == 0
    assert "Most acceptable deal without any lever: all" in capsys.readouterr().out
    assert run(["levers", case, "--draws", "200", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["header"]["kind"] == "levers"
    assert data["baseline"]["value"] == 1


def test_an_unknown_belief_set_is_one_clear_message(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reach", case, "--believe", "nonsense", "--json"]) == 2
    assert "nonsense" in json.loads(capsys.readouterr().out)["error"]["problems"][0]["message"]
