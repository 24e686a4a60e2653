"""Two runs compared: what changed in the case, and whether the answer did beyond noise."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from detente.answers.compare import compare_runs, read_run
from detente.answers.reach import reach
from detente.case.loading import load_case
from detente.cli.main import run
from detente.errors import UsageError
from detente.finding import plain
from tests.builders import tiny_case_data

Run = dict[str, Any]


def answered(folder: Path, seed: int = 1, **water: Any) -> Run:
    from ruamel.yaml import YAML

    data = tiny_case_data()
    data["values"]["north"]["issues"]["water"]["importance"] = water.get("importance", [50, 70])
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"] = water.get(
        "no_deal", [40, 90]
    )
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [30, 90]
    folder.mkdir()
    with (folder / "case.yaml").open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(data, stream)
    finding = plain(reach(load_case(folder), draws=2000, seed=seed))
    return dict(json.loads(json.dumps(finding)))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return answered(tmp_path_factory.mktemp("runs") / "base")


@pytest.fixture
def other(base: Run) -> Run:
    return copy.deepcopy(base)


def test_a_run_is_the_same_as_itself(base: Run, other: Run) -> None:
    found = compare_runs(base, other)
    assert found.same_case
    assert not found.differs
    assert (found.settings, found.numbers, found.deal, found.shares) == ((), (), (), ())


def test_another_seed_is_noise(base: Run, tmp_path: Path) -> None:
    found = compare_runs(base, answered(tmp_path / "seed", seed=2))
    assert [s.name for s in found.settings] == ["seed"]
    assert found.shares
    assert all(s.noise for s in found.shares)
    assert not found.differs


def test_a_number_that_matters_changes_the_answer(base: Run, tmp_path: Path) -> None:
    found = compare_runs(base, answered(tmp_path / "no-deal", no_deal=[60, 95]))
    assert not found.same_case
    (number,) = found.numbers
    assert number.how == "changed"
    assert number.pointer == "/values/south/no_deal/courses/drought/value"
    assert (number.old, number.new) == ("40 to 90", "60 to 95")
    assert number.shift == pytest.approx(12.5)
    deal = next(s for s in found.shares if (s.kind, s.slug) == ("deal", "a_sign"))
    assert deal.difference == pytest.approx(deal.new - deal.old)
    assert deal.difference < 0
    assert not deal.noise
    assert found.differs


def test_the_standard_error_decides_what_is_noise(base: Run, other: Run) -> None:
    share = other["deals"]["packages"][0]["a_sign"]
    was = base["deals"]["packages"][0]["a_sign"]
    was["se"] = share["se"] = 0.03
    limit = compare_runs(base, other).limit
    assert 2 < limit < 4
    for times, noise in ((limit * 0.99, True), (limit * 1.01, False)):
        share["value"] = was["value"] - times * 0.03 * 2**0.5
        (found,) = [s for s in compare_runs(base, other).shares if s.slug == "a_sign"]
        assert found.noise is noise
        assert compare_runs(base, other).differs is not noise


def test_numbers_by_the_size_of_the_change_and_reasons_last(base: Run, other: Run) -> None:
    first, second, third, fourth = other["inputs"][:4]
    first["judgement"] = "another reason"
    second["median"] += 1
    third["median"] -= 20
    fourth["place"] = "another file"
    other["inputs"].append({**first, "pointer": "/new", "label": "A new number"})
    found = compare_runs(base, other).numbers
    assert [n.how for n in found] == ["changed", "changed", "added", "reasons"]
    assert [n.pointer for n in found[:2]] == [third["pointer"], second["pointer"]]
    assert compare_runs(other, base).numbers[2].how == "removed"


def test_another_deal_counts_unless_one_run_cannot_tell_them_apart(base: Run, other: Run) -> None:
    best = other["deals"]["packages"][0]
    (issue, (option,)) = next(iter(best["options"].items()))
    best["options"][issue] = ["another"]
    for one in (base, other):
        one["deals"]["rivals"] = []
    found = compare_runs(base, other)
    assert [(d.issue, d.old, d.new) for d in found.deal] == [(issue, option, "another")]
    assert found.differs
    rival = {i: o[0] for i, o in best["options"].items()}
    base["deals"]["rivals"] = [{"options": rival}]
    found = compare_runs(base, other)
    assert found.deal_is_rival
    assert not found.differs


def test_packages_and_levers_of_one_run_alone_and_another_weakest_input(
    base: Run, other: Run
) -> None:
    other["deals"]["packages"][0]["slug"] = "found-otherwise"
    other["levers"]["levers"] = []
    other["weakest_input"] = other["inputs"][0]["pointer"]
    base["weakest_input"] = None
    found = compare_runs(base, other)
    assert any(x.startswith("package: ") for x in found.only_new)
    assert any(x.startswith("lever: ") for x in found.only_old) == bool(base["levers"]["levers"])
    assert found.weakest is not None
    assert (found.weakest.old, found.weakest.new) == ("none", other["inputs"][0]["label"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not the finding of a run"),
        ("[" * 100_000, "is not the finding of a run"),
        ("[1]", "is not the finding of 'detente reach'"),
        ('{"header": {"kind": "deals"}}', "is not the finding of 'detente reach'"),
        ('{"header": {"kind": "reach", "schema_version": 99}}', "has form 99"),
    ],
)
def test_what_is_no_run_is_told(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "findings.json"
    file.write_text(text, "utf-8")
    for path in (file, tmp_path):
        with pytest.raises(UsageError, match=message):
            read_run(path)


def test_a_missing_and_a_torn_run(tmp_path: Path, base: Run) -> None:
    with pytest.raises(UsageError, match="no run at"):
        read_run(tmp_path)
    torn = {"header": base["header"], "inputs": []}
    with pytest.raises(UsageError, match="incomplete"):
        compare_runs(base, torn)


def test_the_command_says_so_and_leaves_with_0_or_1(
    base: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = copy.deepcopy(base)
    changed["deals"]["packages"][0]["a_sign"] = {"value": 0.01, "se": 0.001}
    changed["header"]["seed"] = 7
    files = []
    for name, data in (("one", base), ("two", changed)):
        (tmp_path / name).mkdir()
        files.append(tmp_path / name)
        (tmp_path / name / "findings.json").write_text(json.dumps(data), "utf-8")
    one, two = map(str, files)
    assert run(["diff", one, one]) == 0
    assert capsys.readouterr().out == "The same answer, in every figure.\n"
    assert run(["diff", one, two]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Another answer.")
    assert "seed: 1 -> 7" in out
    assert "standard error" in out
    assert run(["diff", one, two, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["differs"] is True
    assert run(["diff", one, str(tmp_path / "none")]) == 2
