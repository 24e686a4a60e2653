"""``detente record``: out and in again, nothing half-written, comments kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from detente.case.loading import load_case
from detente.cli.main import run

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    assert run(["new", str(tmp_path / "case")]) == 0
    return tmp_path / "case"


@pytest.mark.parametrize("name", ["record.csv", "sources.csv", "sources.bib", "refs.json"])
def test_what_was_written_is_known_when_it_is_read_again(name, tmp_path, capsys):
    target = tmp_path / name
    assert run(["record", "export", str(HANOI), "--to", str(target)]) == 0
    assert run(["record", "import", str(HANOI), str(target), "--dry-run"]) == 0
    out = capsys.readouterr().out
    n = 98 if name == "record.csv" else 57
    assert f"{n} {'item' if n == 98 else 'source'}s in the case already" in out
    assert "0 " in out
    assert "differs" not in out


def test_items_taken_out_come_back_as_they_were(tmp_path, capsys):
    target, copy = tmp_path / "record.csv", tmp_path / "hanoi"
    assert run(["record", "export", str(HANOI), "--to", str(target)]) == 0
    shutil.copytree(HANOI, copy)
    text = (copy / "record.yaml").read_text(encoding="utf-8")
    begin, end = text.index("  short-range-launches:\n"), text.index("  panmunjom-meeting:\n")
    (copy / "record.yaml").write_text(text[:begin] + text[end:], encoding="utf-8")
    assert run(["record", "import", str(copy), str(target)]) == 0
    assert "1 item added\n  short-range-launches" in capsys.readouterr().out
    assert load_case(copy).case.record == load_case(HANOI).case.record
    lines = (copy / "record.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in lines if line.startswith("#")
    ]


def test_sources_and_events_are_added_and_known_the_second_time(case, tmp_path, capsys):
    before = (case / "record.yaml").read_text(encoding="utf-8")
    refs, events = tmp_path / "refs.json", tmp_path / "events.csv"
    refs.write_text(json.dumps([{"id": "Data Set", "title": "Events", "keyword": "admiralty-C"}]))
    events.write_text("date,source,target,code\n2024-01-02,upper-town,lower-town,036\n")
    assert run(["record", "import", str(case), str(refs), "--dry-run"]) == 0
    assert "1 source would be added\n  data-set" in capsys.readouterr().out
    assert (case / "record.yaml").read_text(encoding="utf-8") == before
    assert run(["record", "import", str(case), str(refs)]) == 0
    assert run(["record", "import", str(case), str(events), "--reported-by", "data-set"]) == 0
    loaded = load_case(case).case
    assert loaded.sources["data-set"].reliability == "C"
    assert loaded.record["2024-01-02-upper-town-036-lower-town"].sources == ("data-set",)
    after = (case / "record.yaml").read_text(encoding="utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())
    capsys.readouterr()
    assert run(["record", "import", str(case), str(events), "--reported-by", "data-set"]) == 0
    assert "1 item in the case already" in capsys.readouterr().out
    assert (case / "record.yaml").read_text(encoding="utf-8") == after


def test_the_same_under_another_name_is_known_and_a_difference_is_left_alone(
    case, tmp_path, capsys
):
    refs = tmp_path / "sources.csv"
    refs.write_text(
        "source,label,reliability\nanother,The valley gazette,B\ngazette,The valley gazette,D\n"
    )
    assert run(["record", "import", str(case), str(refs)]) == 0
    out = capsys.readouterr().out
    assert "0 sources added" in out
    assert "another, there called gazette" in out
    assert "left as in the case, where the file differs\n  gazette" in out
    assert load_case(case).case.sources["gazette"].reliability == "B"


ITEMS = "happened,actor,kind,text,credibility"
WRONG = "2019-02-03,A,k,t,2\n"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "label,reliability\nX,Q\n", "row 2, column reliability"),
        ("a.csv", "label,reliability\n,B\n", "'label' is missing"),
        ("a.csv", "one,two\n1,2\n", "the first row names no columns that are known"),
        ("a.csv", "", "the first row names no columns"),
        ("a.txt", "x", "is no .csv, .bib or .json file"),
        ("a.bib", "@misc{", "not valid BibTeX"),
        ("a.json", "{", "not valid JSON"),
        (
            "a.csv",
            f"sources,{ITEMS}\ngazete,{WRONG}",
            "row 2, column sources: error: there is no source 'gazete'",
        ),
        ("a.csv", f"{ITEMS}\n2019-02-30,A,k,t,9\n", "row 2, column happened"),
        ("a.csv", f"item,{ITEMS}\nNo Name,{WRONG}", "'No Name' is not a name"),
        (
            "a.csv",
            f"known_from,{ITEMS}\n2019-01-01,{WRONG}",
            "a.csv:row 2, column known_from: error: known from 2019-01-01, before it happened",
        ),
    ],
)
def test_a_file_that_no_case_can_hold_is_refused_and_nothing_changes(
    name, text, message, case, tmp_path, capsys
):
    before = {f: f.read_bytes() for f in sorted(case.iterdir())}
    file = tmp_path / name
    file.write_text(text)
    assert run(["record", "import", str(case), str(file)]) == 2
    assert message in capsys.readouterr().err
    assert {f: f.read_bytes() for f in sorted(case.iterdir())} == before


def test_an_unknown_ending_and_an_unknown_source_are_refused(case, tmp_path, capsys):
    assert run(["record", "export", str(case), "--to", str(tmp_path / "x.docx")]) == 2
    assert "write to record.csv, sources.csv" in capsys.readouterr().err
    events = tmp_path / "events.csv"
    events.write_text("date,source,target,code\n")
    assert run(["record", "import", str(case), str(events), "--reported-by", "gazete"]) == 2
    assert "did you mean 'gazette'" in capsys.readouterr().err


def test_an_export_never_carries_a_formula(case, tmp_path):
    record = case / "record.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(
        text.replace('"Upper Town"\n    kind', "\"=HYPERLINK('x')\"\n    kind", 1), encoding="utf-8"
    )
    assert run(["record", "export", str(case), "--to", str(tmp_path / "record.csv")]) == 0
    assert ",'=HYPERLINK" in (tmp_path / "record.csv").read_text(encoding="utf-8")
