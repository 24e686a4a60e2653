"""The hash of a case: the same for the same content, another for any other."""

from __future__ import annotations

import datetime
import json

from detente.case.loading import load_case
from detente.case.resolve import case_hash, resolved_json
from tests.builders import case_from, tiny_case, tiny_case_data


def test_the_text_is_canonical_json_that_gives_the_case_back():
    text = resolved_json(tiny_case())
    data = json.loads(text)
    assert case_from(data) == tiny_case()
    assert list(data) == sorted(data)
    assert "null" not in text
    assert data["courses"]["drought"]["starts"] == "2020-06-01"
    assert "judgements_by" not in data


def test_the_split_into_files_order_and_comments_leave_no_trace(write_case):
    data = tiny_case_data()
    folder = write_case({"parties": data.pop("parties"), "values": data.pop("values")}, "rest.yaml")
    write_case({"include": ["rest.yaml"], **dict(reversed(data.items()))})
    file = folder / "case.yaml"
    file.write_text("# a comment\n" + file.read_text())
    assert case_hash(load_case(folder).case) == case_hash(tiny_case())


def test_short_and_long_forms_of_a_number_are_the_same():
    data = tiny_case_data()
    data["courses"]["drought"]["likelihood"] = {"point": 100.0}
    assert case_hash(case_from(data)) == case_hash(tiny_case())


def test_any_change_and_any_context_gives_another_hash():
    data = tiny_case_data()
    data["values"]["north"]["issues"]["water"]["scores"]["half"] = 60.0000001
    day = datetime.date(2019, 2, 26)
    hashes = [
        case_hash(tiny_case()),
        case_hash(case_from(data)),
        case_hash(tiny_case(), as_of=day),
        case_hash(tiny_case(), as_of=day, belief="b"),
        case_hash(tiny_case(), analyst="b"),
    ]
    assert len(set(hashes)) == len(hashes)
    assert all(len(h) == 64 for h in hashes)
    assert case_hash(tiny_case(), as_of=None) == hashes[0]
    assert case_hash(tiny_case(), as_of="2019-02-26") == hashes[2]
