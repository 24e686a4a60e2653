"""Cells: lists come back, and no spreadsheet runs a text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.formats.cells import guarded, listed, rows_of, unguarded, unlisted, written

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
FILLED = TEXT.filter(lambda t: t.strip())


@given(TEXT)
def test_a_guarded_text_begins_with_no_formula_and_comes_back(text):
    cell = guarded(text)
    assert cell[:1] not in set("=+-@\t\r")
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "'x", "''"])
def test_what_is_dangerous_or_looks_guarded_is_guarded(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


def test_an_apostrophe_of_a_person_stays():
    assert unguarded("'t Hooft") == "'t Hooft"


@given(
    st.lists(st.text("ab;\\ ,/", min_size=1, max_size=6).filter(lambda t: t.strip()), max_size=4)
)
def test_a_list_comes_back_from_one_cell(items):
    stripped = [i.strip() for i in items]
    assert unlisted(listed(stripped)) == stripped


def test_lists_as_people_write_them():
    assert unlisted("a;b; c ;") == ["a", "b", "c "]
    assert unlisted("") == []


@given(st.lists(st.tuples(FILLED, FILLED), max_size=5))
def test_a_table_comes_back(rows):
    found = rows_of(written(("one", "two"), rows), "f.csv")
    assert [(r.cells["one"], r.cells["two"]) for r in found] == rows


def test_rows_have_the_lines_of_the_file():
    found = rows_of('one,two\na,"b\nb"\n\nc,d\n', "f.csv")
    assert [r.number for r in found] == [2, 5]
    assert str(found[1].places["two"]) == "f.csv:row 5, column two"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a,b\n"x', "not a CSV table"),
        ("a,b\n1,2,3", "f.csv:2: .*3 cells, the first row 2"),
        ("a,a\n1,2", "two columns are called 'a'"),
        ("a,b\n1,\x00", r"f.csv:2: .*U\+0000"),
        ("a\n" + "1\n" * 20_001, "more than 20,000 rows"),
        ("a\n" + "x" * 300_000, "not a CSV table"),
    ],
)
def test_what_is_no_table_is_one_message(text, message):
    with pytest.raises(InputError, match=message) as caught:
        rows_of(text, "f.csv")
    assert len(caught.value.problems) == 1


def test_what_is_written_is_plain_csv():
    text = written(("a", "b"), [("=x", 'y"z')])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], ["'=x", 'y"z']]
