from __future__ import annotations

from pathlib import Path

import pytest

from detente.answers.precedents import precedents
from detente.cli.main import run
from detente.errors import UsageError

ROWS = """AgtId,Agt,Dat,Stage,Ref,Text,Ce,Ver2
1,First,1990-01-01,Cea,Art 1,A liaison office shall open in each capital,0,
2,Second,2000-01-01,Cea,Art 7,The office closes,1,
3,Third,2010-01-01,SubComp,Art 2,Guns are counted,3,
4,Fourth,2011-01-01,SubComp,Art 9,Guns are stored,3,
"""


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    file = tmp_path / "c.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def ids(*args, **more) -> list[str]:
    return [p.id for p in precedents(*args, **more).precedents]


def test_codes_stages_and_words_narrow_together(collection: Path) -> None:
    assert ids([collection], codes=["Ce"]) == ["4", "3", "2"]
    assert ids([collection], codes=["Ce"], stages=["Cea"]) == ["2"]
    assert ids([collection], words="office liaison") == ["1", "2"]
    assert ids([collection], words='"the office"') == ["2"]
    assert ids([collection], words="nothing of it") == []


def test_what_is_listed_leads_back_into_the_users_file(collection: Path) -> None:
    found = precedents([collection], words="liaison")
    (one,) = found.precedents
    assert (one.reference, one.line, one.file) == ("Art 1", 2, str(collection))
    assert (found.looked_at, found.found) == (4, 1)


def test_unknown_codes_and_stages_are_told_with_what_was_meant(collection: Path) -> None:
    with pytest.raises(UsageError, match=r"no stage 'SubCom' .*SubComp"):
        precedents([collection], stages=["SubCom"])
    with pytest.raises(UsageError, match="no code 'Xx'"):
        precedents([collection], codes=["Xx"])
    with pytest.raises(UsageError, match="say what to look for"):
        precedents([collection])


def test_the_command_lists_and_is_clear_about_more(
    collection: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["precedents", str(collection), "--code", "Ce", "--most", "1"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("3 of 4 rows answer; the first 1:\n- 2011-01-01, Fourth, Art 9")
    assert run(["precedents", str(collection), "--code", "Ce", "--json"]) == 0
    assert '"id": "4"' in capsys.readouterr().out
