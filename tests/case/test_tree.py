"""YAML to data: YAML 1.2 meanings, places, and every hostile input refused in one message."""

from __future__ import annotations

import io
import json
import string
import time
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from detente.case import tree
from detente.case.tree import parse
from detente.errors import InputError, Place


def data_of(text: str) -> Any:
    found = parse(text, "f")
    assert not found.problems
    return found.data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("off", "off"),
        ("1:30", "1:30"),
        ("2019-02-28", "2019-02-28"),
        ("0o17", 15),
        ("017", 17),
        ("0x1F", 31),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
        ("1_000", "1_000"),
        ("+12", 12),
        ("true", True),
        ("True", True),
        ("yes", "yes"),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("[http://a.example/b, 1:30]", ["http://a.example/b", "1:30"]),
        ("[why?, b?c d]", ["why?", "b?c d"]),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(text, value):
    found = data_of(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_places_of_keys_and_values_count_from_one():
    found = parse("a: 1\nb:\n  - x\n  - {c/d: [2,  é, 3]}\n", "f")
    assert found.places["/a"] == Place("f", 1, 4)
    assert found.keys["/b"] == Place("f", 2, 1)
    assert found.places["/b/0"] == Place("f", 3, 5)
    assert found.keys["/b/1/c~1d"] == Place("f", 4, 6)
    assert found.places["/b/1/c~1d/2"] == Place("f", 4, 19)


def test_keys_and_values_that_recur_have_places_of_their_own():
    found = parse("a:\n  - {key: 1, no: x}\n  -   key:   1\n      no: 'x'\n", "f")
    assert found.data == {"a": [{"key": 1, "no": "x"}, {"key": 1, "no": "x"}]}
    assert found.keys["/a/0/key"] == Place("f", 2, 6)
    assert found.keys["/a/1/key"] == Place("f", 3, 7)
    assert found.places["/a/1/key"] == Place("f", 3, 14)
    assert found.keys["/a/1/no"] == Place("f", 4, 7)
    assert found.places["/a/1/no"] == Place("f", 4, 11)
    assert "/a/1" not in found.keys


def test_an_alias_repeats_the_value_with_places():
    found = parse("a: &x {b: [1, 2]}\nc: *x\n", "f")
    assert found.data["c"] == {"b": [1, 2]}
    assert found.places["/c"] == Place("f", 2, 4)
    assert found.places["/c/b/1"] == found.places["/a/b/1"]
    found.data["c"]["b"].append(3)
    assert found.data["a"]["b"] == [1, 2], "a repeated value is a copy"


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\nb: 2", r"f:1:4: .*a list opened with '\[' is not closed"),
        ("a: {b: 1", r"f:1:4: .*a mapping opened with '\{' is not closed"),
        ("a: b: c", r"f:1:5: .*a colon stands where no key can be"),
        ("a:\n\tb: 1", r"f:2:1: .*a tab is used where spaces are needed"),
        ('a: "x\nb: 1', r"f:1:4: .*a quote is opened and never closed"),
        ("a: 1\nfoo\nb: 2", r"f:2:1: .*has no colon"),
        ("a: @b", r"f:1:4: .*a text cannot begin with this character"),
        ('a: "\\q"', r"f:1:\d: .*a backslash in double quotes"),
        ("a: 1\n---\nb: 1", r"f:2:1: .*a second document begins here"),
        ("[" * 100, r"f:1:65: .*nested more than 64 levels deep"),
        ("a: " + "{b: " * 100, r"nested more than 64 levels deep"),
        ("- " * 100 + "x", r"nested more than 64 levels deep"),
        ("[" * 10_000_000, r"nested more than 64 levels deep"),
        (BOMB, r"f:4:38: .*aliases \('\*'\) repeat more than 10,000 values"),
        ("a: &x [*x]", r"f:1:8: .*'\*x' repeats itself"),
        ("a: *b", r"f:1:4: .*'\*b' repeats something that is not named before"),
        ("a: &x 1\n*x : 2", r"f:2:1: .*a key cannot be an alias"),
        ("? [a]\n: 1", r"f:1:3: .*a key must be a text, not a list"),
        ("k" * 201 + ": 1", r"a key of 201 characters is too long"),
        ("[" + "1," * 500_001 + "]", r"more than 500,000 values"),
    ],
)
def test_what_cannot_be_read_is_one_message(text, message):
    begin = time.process_time()
    with pytest.raises(InputError, match=message) as caught:
        parse(text, "f")
    assert len(caught.value.problems) == 1
    # A loaded machine is slow; a parser that hangs on a bomb would never end.
    assert time.process_time() - begin < 30


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", r"f:3:1: .*'a' stands twice in one block: first in line 1"),
        ("a: .nan", r"f:1:4: .*'\.nan' is not a finite number"),
        ("a: [1, -.inf]", r"f:1:8: .*'-\.inf' is not a finite number"),
        ("a: 1e999", r"f:1:4: .*'1e999' is too large a number"),
        ("a: " + "9" * 5000, r"f:1:4: .*a number of 5,000 digits is too long"),
        ("a: " + "x" * 200_001, r"f:1:4: .*a text of 200,001 characters is too long"),
        ("a: !!python/name:os.system x", r"f:1:4: .*the tag .*os.system' is not allowed"),
        ("a: !mine [1]", r"f:1:4: .*the tag '!mine' is not allowed"),
        ("1: x", r"(?s)f:1:1: .*the key 1 is not a text.*put it in quotes: '1'"),
        ("true: x", r"f:1:1: .*the key true is not a text"),
        ("<<: {a: 1}", r"f:1:1: .*merge keys .* are not supported"),
        ('a: "\\0"', r"f:1:4: .*cannot be printed \(U\+0000\)"),
    ],
)
def test_mistakes_that_leave_the_rest_readable_are_noted(text, message):
    with pytest.raises(InputError, match=message):
        raise InputError(parse(text, "f").problems)


def test_all_noted_mistakes_are_told_at_once_up_to_a_limit():
    found = parse("a: .nan\nb: .inf\na: 1\n", "f")
    assert [p.code for p in found.problems] == ["bad-value", "bad-value", "duplicate-key"]
    with pytest.raises(InputError) as caught:
        parse("a: .nan\n" * 1000, "f")
    assert len(caught.value.problems) == tree.MAX_PROBLEMS


def test_the_first_of_two_equal_keys_keeps_its_value_and_its_places():
    found = parse("a: {x: 1}\na:\n  x: {y: 1}\n  x: 3\n", "f")
    assert found.data == {"a": {"x": 1}}
    assert found.places["/a/x"] == Place("f", 1, 8)
    assert len(found.problems) == 2


# A mark of byte order within a text is read by both parsers; they count its column differently.
texts = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"],
        exclude_characters="\ufeff",
    ),
    max_size=20,
)
odd = st.sampled_from(["NO", "1:30", "0o17", "2019-01-01", "~", ".inf", "1e3", "=", "-", "? a"])
# Keys that stand in many blocks take the reader's short way.
recurring = st.sampled_from(["a", "b", "c/d"])
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**60), 10**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | odd,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(recurring | texts, inner, max_size=4)
    ),
    max_leaves=20,
)


def block_style(data: Any) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def flow_style(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("dump", [block_style, flow_style])
@settings(max_examples=150, deadline=None)
@given(data=st.dictionaries(st.text(string.ascii_lowercase, min_size=1), plain, max_size=4))
def test_what_is_dumped_is_read_back(dump, data):
    assume("<<" not in _keys(data))
    found = parse(dump(data), "f")
    assert not found.problems
    assert found.data == data


def _keys(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#?, \n\t01.~<é\u2028\ufeff"), max_size=40))
def test_the_slow_parser_agrees_with_the_fast_one(text):
    def read(events):
        try:
            return tree._read(events(text), text, "f").data
        except (InputError, tree._UnsureError) as error:
            return type(error)

    fast, slow = read(tree._fast_events), read(tree._exact_events)
    # The two differ on some malformed texts; never on the data of a text that both accept.
    if not isinstance(fast, type) and not isinstance(slow, type):
        assert fast == slow


def everything(events, text):
    found = tree._read(events(text), text, "f")
    return found.data, dict(found.places), dict(found.keys), found.problems


@pytest.mark.parametrize("dump", [block_style, flow_style])
@settings(max_examples=100, deadline=None)
@given(data=st.dictionaries(st.text(string.ascii_lowercase, min_size=1), plain, max_size=4))
def test_the_slow_parser_finds_everything_in_the_same_places(dump, data):
    text = dump(data)
    assert everything(tree._fast_events, text) == everything(tree._exact_events, text)


ROWS = st.lists(
    st.sampled_from(
        [
            "- a",
            "  b: 1",
            "b: [x, y]",
            "  'b': 1",
            "c: {b: 1, b: 2}",
            "a/b: 'x'",
            "d: &d {b: [1]}",
            "e: *d",
            "b: 2019-02-28",
            "f: .nan",
            "g: !t 1",
            "1: x",
            "h: >-\n  some\n  words",
            "# said",
            'i: "\\0"',
            "<<: {b: 1}",
            "j: ~",  # not empty: the two put an empty value at either end of the gap
        ]
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_mistakes_stand_in_the_same_places_for_both_parsers(rows):
    text = "\n".join(rows) + "\n"

    def read(events):
        try:
            return everything(events, text)
        except InputError as error:
            return {p.code for p in error.problems}

    fast, slow = read(tree._fast_events), read(tree._exact_events)
    assert fast == slow


def slow_places(node, pointer=""):
    """What ruamel.yaml's own tree of nodes says: an oracle that knows nothing of our reader."""
    yield pointer, None, node.start_mark
    for i, inner in enumerate(node.value if isinstance(node.value, list) else ()):
        if isinstance(inner, tuple):
            below = tree.step(pointer, inner[0].value)
            for at, key, mark in slow_places(inner[1], below):
                yield at, inner[0].start_mark if at == below else key, mark
        else:
            yield from slow_places(inner, tree.step(pointer, i))


@pytest.mark.parametrize("dump", [block_style, flow_style])
@settings(max_examples=100, deadline=None)
@given(data=st.dictionaries(st.text(string.ascii_lowercase, min_size=1), plain, max_size=4))
def test_places_are_those_of_the_nodes_of_the_library(dump, data):
    text = dump(data)
    found = parse(text, "f")
    places, keys = {}, {}
    for pointer, key, mark in slow_places(YAML(typ="safe", pure=True).compose(text)):
        places[pointer] = Place("f", mark.line + 1, mark.column + 1)
        if key is not None:
            keys[pointer] = Place("f", key.line + 1, key.column + 1)
    assert dict(found.places) == places
    assert dict(found.keys) == keys
    assert len(found.keys) == len(keys)
    assert "" not in found.keys


def test_it_reads_without_the_c_library(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "ruamel.yaml.cyaml", None)
    assert data_of("a: &x [1, NO]\nb: *x\n") == {"a": [1, "NO"], "b": [1, "NO"]}
    with pytest.raises(InputError, match=r"f:1:4: .*opened with '\[' is not closed"):
        parse("a: [1\nb: 2", "f")
    with pytest.raises(InputError, match="nested more than 64"):
        parse("[" * 10_000, "f")
