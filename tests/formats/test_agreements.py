from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.formats.agreements import read_collection

PAX = """Con,Contp,PP,PPName,Reg,AgtId,Ver,Agt,Dat,Status,Lgt,Agtp,Stage,Ce,SsrDdr,Text note
Aland,Government,1,Aland peace,Europe,10,1,"Truce, first",1999-05-01,Multiparty,3,Intra,Cea,3,0,a
Bland,Territory,2,Bland talks,Asia,11,1,Framework,2001-01-31,Agreed,44,Inter,SubComp,0,2,b
"""


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "pax.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_columns_of_pax_are_known_by_name_and_codes_by_their_levels(tmp_path: Path) -> None:
    found = read_collection(written(tmp_path, PAX))
    assert found.codes == ("Ce", "SsrDdr")
    first, second = found.agreements
    assert (first.id, first.title, first.date, first.stage) == (
        "10", "Truce, first", "1999-05-01", "Cea",
    )  # fmt: skip
    assert first.codes == {"Ce": 3}
    assert second.codes == {"SsrDdr": 2}
    assert second.place.line == 3


def test_length_version_and_process_numbers_are_no_codes(tmp_path: Path) -> None:
    assert not {"Ver", "Lgt", "PP", "AgtId"} & set(read_collection(written(tmp_path, PAX)).codes)


def test_lines_are_counted_through_cells_of_several_lines(tmp_path: Path) -> None:
    text = 'title,text\nA,"one\ntwo"\nB,three\n'
    assert [a.place.line for a in read_collection(written(tmp_path, text)).agreements] == [2, 4]


def test_other_encodings_and_marks_are_read(tmp_path: Path) -> None:
    text = "title\nAccord d’Évian\n"
    assert read_collection(written(tmp_path, text, "cp1252")).agreements[0].title == (
        "Accord d’Évian"
    )
    assert read_collection(written(tmp_path, "\ufeff" + text)).agreements[0].title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column says what a row is"),
        ("a,b\n1,2\n", "no column says what a row is"),
        ("title,b\nx\n", "the row has 1 cells, the first row 2"),
        ('title\n"open', "is not readable as CSV"),
    ],
)
def test_what_is_no_collection_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_collection(written(tmp_path, text))
    (problem,) = error.value.problems
    assert said in problem.message
    assert problem.place.line


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_collection(tmp_path / "none.csv")


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is not an ordinary file: a collection is a CSV file"):
        read_collection(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is a folder"):
        read_collection(tmp_path)


def test_the_first_of_many_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,text\n" + "one\n" * 1000, "utf-8")
    with pytest.raises(InputError) as told:
        read_collection(file)
    assert len(told.value.problems) == 21
    assert told.value.problems[-1].message == "and 980 more rows like these"
