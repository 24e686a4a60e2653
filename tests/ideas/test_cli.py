"""``detente ideas`` as people and scripts meet it."""

from __future__ import annotations

import json

from detente.cli.main import run
from tests.ideas.towns import towns_data


def test_the_list_the_json_and_the_lever(write_case, capsys) -> None:
    folder = str(write_case(towns_data()))
    assert run(["ideas", folder, "--draws", "200", "--top", "2"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "What stands in the way" in out
    assert "\n1. " in out
    assert "\n2. " in out
    assert "\n3. " not in out
    assert all(len(line) <= 100 for line in out.splitlines())

    assert run(["ideas", folder, "--draws", "200", "--json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["header"]["kind"] == "ideas"
    assert found["ideas"][0]["precedents"]

    slug = found["ideas"][0]["measure"]
    assert run(["ideas", folder, "--as-lever", slug]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith(f"levers:\n  idea-{slug}:\n")
    assert run(["ideas", folder, "--as-lever", slug, "--json"]) == 0
    assert json.loads(capsys.readouterr()[0])["yaml"] == out


def test_wrong_use_is_told_in_one_message(write_case, tmp_path, capsys) -> None:
    folder = str(write_case(towns_data()))
    bad = tmp_path / "bad.yaml"
    bad.write_text("measures: 3\n", encoding="utf-8")
    for args, message in (
        (["--giver", "north"], "--giver goes with --as-lever"),
        (["--issue", "watr"], "did you mean 'water'?"),
        (["--catalogue", str(bad)], "'measures' cannot be the number 3"),
        (["--as-lever", "no-such-thing"], "there is no measure 'no-such-thing'"),
    ):
        assert run(["ideas", folder, *args]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert message in err
        assert err.count("error:") == 1
