"""Items of the record as CSV: out and back, and every wrong cell told at once."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.blocks.record import Coded
from detente.case.models import RecordItem
from detente.errors import InputError
from detente.formats.events_csv import read_events
from detente.formats.record_csv import read_items, write_items

LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("=+-@;'\\"),
    min_size=1,
    max_size=12,
).filter(lambda t: t.strip())  # fmt: skip
TRIMMED = LINE.map(str.strip)
SLUGS = st.sampled_from(["a", "b-2", "c"])
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
ITEMS = st.dictionaries(
    SLUGS,
    st.builds(
        RecordItem,
        happened=DAYS,
        known_from=DAYS,
        actor=LINE,
        kind=LINE,
        text=LINE,
        credibility=st.integers(1, 6),
        sources=st.lists(SLUGS, max_size=2).map(tuple),
        url=st.lists(TRIMMED, max_size=2).map(tuple),
        bears_on=st.lists(TRIMMED, max_size=2).map(tuple),
        provenance=st.sampled_from(["page", "data"]),
        quotation=st.booleans(),
        origin=st.none() | SLUGS,
        account_of=st.none() | SLUGS,
        key=st.none() | LINE,
        note=st.none() | LINE,
        cameo=st.none()
        | st.builds(
            Coded,
            code=st.sampled_from(["036", "15"]),
            source=SLUGS,
            target=SLUGS,
            goldstein=st.none() | st.floats(-10, 10),
            mutual=st.booleans(),
            by=st.none() | LINE,
        ),
    ),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(ITEMS)
def test_what_is_written_is_read_back(items):
    found = read_items(write_items(items), "f.csv")
    assert {e.slug: RecordItem.model_validate(e.data) for e in found.entries} == items


HEAD = "item,happened,actor,kind,text,credibility,quotation,event_goldstein\n"


def test_every_wrong_cell_is_told_with_its_row_and_column():
    text = (
        HEAD.replace("item", "item,colour")
        + "x,red,2019-01-01,A,k,t,two,maybe,x\nx,,2019-01-01,A,k,t,2,,\n"
    )
    with pytest.raises(InputError) as caught:
        read_items(text, "f.csv")
    told = [(str(p.place), p.message) for p in caught.value.problems]
    assert told == [
        ("f.csv:row 2, column colour", "there is no column 'colour'"),
        ("f.csv:row 2, column credibility", "'two' cannot be read as credibility"),
        ("f.csv:row 2, column quotation", "'maybe' cannot be read as quotation"),
        ("f.csv:row 2, column event_goldstein", "'x' cannot be read as event_goldstein"),
        ("f.csv:row 3, column item", "the name 'x' stands in two rows"),
    ]


def test_an_item_without_a_name_gets_one_and_is_known_when_it_happened():
    row = "2019-01-01,A,k,One two,2\n"
    found = read_items("happened,actor,kind,text,credibility\n" + row + row, "f")
    assert [e.slug for e in found.entries] == ["2019-01-01-one-two", "2019-01-01-one-two-2"]
    assert found.entries[0].data["known_from"] == "2019-01-01"


def test_a_needed_column_is_named():
    with pytest.raises(InputError, match="the column 'credibility' is missing"):
        read_items("happened,actor,kind,text\n2019-01-01,a,b,c\n", "f.csv")


PARTIES = {"north": "North Town", "south": "South Town"}


def test_coded_events_become_items():
    text = (
        "date,source,target,code,goldstein\n"
        "2019-01-01,north,South Town,036,\n"
        "2019-01-02,south,north,163,-7.5\n"
    )
    found = read_events(text, "f.csv", PARTIES, ("data",), "set")
    items = [RecordItem.model_validate(e.data) for e in found.entries]
    assert [e.slug for e in found.entries] == [
        "2019-01-01-north-036-south",
        "2019-01-02-south-163-north",
    ]
    assert items[0].cameo == Coded(code="036", source="north", target="south", by="set")
    assert items[1].cameo.goldstein == -7.5
    assert (items[0].actor, items[0].sources, items[0].credibility) == ("North Town", ("data",), 6)
    assert items[0].text == "Express intent to meet or negotiate: North Town towards South Town"


def test_wrong_events_are_told_together():
    text = "date,source,target,code,goldstein\n2019-01-01,nord,south,36,x\n2019-01-01,north,,036,\n"
    with pytest.raises(InputError) as caught:
        read_events(text, "f.csv", PARTIES, (), "set")
    told = [(str(p.place), p.message) for p in caught.value.problems]
    assert told == [
        ("f.csv:row 2, column source", "there is no party 'nord'"),
        ("f.csv:row 2, column goldstein", "'x' is not a number"),
        ("f.csv:row 2, column code", "there is no event code '36'"),
        ("f.csv:row 3, column target", "the cell is empty"),
    ]
    assert "036" in caught.value.problems[2].allowed
