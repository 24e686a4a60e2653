"""``detente check``, ``new``, ``set`` and ``schema``."""

from __future__ import annotations

import json

import pytest

from detente.cli.main import run
from tests.builders import tiny_case_data


def test_a_good_case_is_code_0_with_one_line_of_counts(write_case, capsys):
    assert run(["check", str(write_case(tiny_case_data()))]) == 0
    assert capsys.readouterr().out == (
        "no problems; 3 parties, 3 issues, 12 packages before linkages, 34 numbers, "
        "0 record items\n"
    )


def test_errors_are_code_1_sorted_with_places(write_case, capsys):
    data = tiny_case_data()
    data["linkages"][0]["requires"] = ["bridge/buit"]
    data["parties"]["council"]["ratifies_for"] = "soth"
    assert run(["check", str(write_case(data))]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].endswith("error: there is no option 'bridge/buit'")
    assert "did you mean 'bridge/built'?" in out[2]
    assert "there is no party 'soth'" in out[3]
    assert out[-1].startswith("2 errors, 0 warnings; 3 parties")


def test_errors_of_shape_are_code_1_and_no_yaml_is_code_2(write_case, capsys):
    assert run(["check", str(write_case({**tiny_case_data(), "titel": "x"}))]) == 1
    out = capsys.readouterr().out
    assert "unknown key 'titel'" in out
    assert out.endswith("1 error, 0 warnings\n")
    assert run(["check", str(write_case("a: [1"))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "not valid YAML" in err


@pytest.mark.parametrize("strict", [False, True])
def test_warnings_count_only_when_strict(write_case, capsys, strict):
    data = {**tiny_case_data(), "factors": {"f": {"label": "f"}}}
    assert run(["check", str(write_case(data)), *["--strict"][:strict]]) == int(strict)
    assert "0 errors, 1 warning;" in capsys.readouterr().out


def test_json_is_alone_on_standard_output(write_case, capsys):
    data = {**tiny_case_data(), "factors": {"f": {"label": "f"}}}
    assert run(["check", "--json", str(write_case(data))]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert (found["ok"], found["errors"], found["warnings"]) == (True, 0, 1)
    problem = found["problems"][0]
    assert (problem["code"], problem["pointer"]) == ("unused-factor", "/factors/f")
    assert problem["file"].endswith("case.yaml")
    assert problem["line"] > 0


def test_new_then_check_then_set(tmp_path, capsys):
    folder = str(tmp_path / "mine")
    assert run(["new", folder]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("case.yaml")
    assert run(["check", "--strict", folder]) == 0
    assert run(["new", folder]) == 2
    assert "is not empty" in capsys.readouterr().err
    pointer = "/values/upper-town/no_deal/courses/quarrel/value"
    assert run(["set", folder, pointer, "-7"]) == 0
    assert "quarrel: {value: -7}" in (tmp_path / "mine" / "values.yaml").read_text()
    assert run(["set", folder, pointer, "high"]) == 2
    assert "'high' is not a number" in capsys.readouterr().err
    assert run(["set", folder, pointer, "[1"]) == 2
    assert "the value:1:1: error: not valid YAML" in capsys.readouterr().err
    assert run(["set", folder, pointer, ".nan"]) == 2


def test_schema_prints_json(capsys):
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Détente case file"
