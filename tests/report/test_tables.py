from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.case.quantity import Quantity
from detente.finding import Share
from detente.report.document import Column, Table, cell
from detente.report.names import Names
from detente.report.sections import report
from detente.report.tables.cells import gain_cells, share_cells
from detente.report.tables.files import safe, to_csv
from detente.report.tables.sources import code, reliability
from tests.report.conftest import KINDS

REQUIRED = {
    "packages",
    "consequences",
    "acceptors",
    "why-not",
    "levers",
    "portfolios",
    "beliefs",
    "points",
    "inputs",
    "record",
}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_rows_fit_columns_and_anchors(told: tuple[Case, ReachFinding]) -> None:
    case, finding = told
    for table in report(finding, case).tables():
        assert len({c.key for c in table.columns}) == len(table.columns), table.slug
        assert table.columns[0].title
        assert table.anchors == () or len(table.anchors) == len(table.rows)
        for row in table.rows:
            assert len(row) == len(table.columns), table.slug
        parsed = rows(to_csv(table))
        assert parsed[0] == [c.key for c in table.columns]
        assert len(parsed) == len(table.rows) + 1


def test_all_tables_asked_for_are_there(hanoi: tuple[Case, ReachFinding]) -> None:
    case, finding = hanoi
    assert {t.slug for t in report(finding, case).tables()} >= REQUIRED


def test_csv_carries_numbers_in_full(hanoi: tuple[Case, ReachFinding]) -> None:
    case, finding = hanoi
    table = next(t for t in report(finding, case).tables() if t.slug == "packages")
    parsed = [dict(zip(rows(to_csv(table))[0], r, strict=True)) for r in rows(to_csv(table))[1:]]
    for row, package in zip(parsed, finding.deals.packages, strict=True):
        assert float(row["a_sign"]) == pytest.approx(package.a_sign.value, rel=1e-9)
        assert float(row["a_sign_se"]) == pytest.approx(package.a_sign.se, rel=1e-9)


def test_inputs_carry_their_pointer_and_place(hanoi: tuple[Case, ReachFinding]) -> None:
    case, finding = hanoi
    table = next(t for t in report(finding, case).tables() if t.slug == "inputs")
    parsed = rows(to_csv(table))
    at = parsed[0].index("pointer")
    assert [r[at] for r in parsed[1:]] == [i.pointer for i in finding.inputs]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),  # noqa: RUF001 -- a full-width sign starts a formula too
        ("-2.5", "-2.5"),
        ("+3", "+3"),
        ("plain = text", "plain = text"),
        ("", ""),
    ],
)
def test_no_cell_starts_a_formula(text: str, written: str) -> None:
    assert safe(text) == written


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_no_formula(text: str) -> None:
    field = safe(text)
    if field.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        float(field)


def test_hostile_labels_are_guarded_in_every_table() -> None:
    case, finding = KINDS["hostile"]
    for table in report(finding, case).tables():
        for row in rows(to_csv(table)):
            for field in row:
                if field.startswith(("=", "+", "@", "-")):
                    float(field)


def test_multiline_text_and_quotes_survive() -> None:
    table = Table("t", "T", (Column("a", "A"),), ((cell('two\nlines, "quoted"'),),))
    assert rows(to_csv(table)) == [["a"], ['two\nlines, "quoted"']]


def test_gains_carry_a_sign() -> None:
    assert gain_cells(Share(0.031, 0.002))[0].text == "+3.1 ± 0.2"
    assert gain_cells(Share(-0.031, 0.0))[0].text == "−3.1"
    assert gain_cells(Share(0.0, 0.0))[0].text == "0.0"
    assert share_cells(Share(0.5, 0.00001))[0].text == "50.0 ± 0.1"


def test_reliability_says_what_the_code_means(hanoi: tuple[Case, ReachFinding]) -> None:
    case, _ = hanoi
    item = case.record["vox-draft"]
    assert code(item, case) == "B/C3" or code(item, case)[-1] == str(item.credibility)
    told = reliability(item, Names(case))
    assert told.startswith(code(item, case))
    assert "reliable" in told


def test_what_is_from_memory_says_so(hanoi: tuple[Case, ReachFinding]) -> None:
    case, finding = hanoi
    table = next(t for t in report(finding, case).tables() if t.slug == "record")
    at = [c.key for c in table.columns].index("provenance")
    known = dict(zip(table.anchors, (r[at].text for r in table.rows), strict=True))
    memory = [k for k, v in case.record.items() if v.provenance == "memory"]
    shown = [known[f"record-{k}"] for k in memory if f"record-{k}" in known]
    assert shown
    assert all("needs a second source" in text for text in shown)


def test_quantities_of_the_case_need_no_formatting_here() -> None:
    # The text of an input comes with the finding; rendering does not read quantities.
    assert Quantity.model_validate([1, 2]).shape == "range"
