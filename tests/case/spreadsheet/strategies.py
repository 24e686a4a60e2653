"""Random cases as plain data: any quantity anywhere, texts that spreadsheets like to change."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from tests.builders import tiny_case_data

NASTY = [
    "=1+1", "+3", "-5", "@name", "#N/A", "TRUE", "no", "1e5", "12", "1-2", "2019-02-28", "50%",
    " edges ", "two\nlines", "tab\there", "a, b; c: d", "yaml: x", "{a: 1}", "[1]", "long text 1",
    "_x0041_", "_x005F_", "x005F_", "핵 시설", "سلام", "😀", "'quoted'", '"double"', "a\u2028b",
    "\u0085", "null", "~", "1:30", "&amp; <b>", "..", "|bar|",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.characters(
            min_codepoint=32, max_codepoint=0x1F64F, exclude_categories=("Cs", "Cc", "Cn")
        ),
        min_size=1,
        max_size=30,
    ),
)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
numbers = st.one_of(
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 12)),
)


def rising(count: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(numbers, min_size=count, max_size=count, unique=True).map(sorted)


bases = st.fixed_dictionaries(
    {"judgement": texts}, optional={"by": texts, "record": st.lists(slugs, max_size=3)}
)
shapes = st.one_of(
    numbers.map(lambda x: {"point": x}),
    rising(2).map(lambda x: {"range": x}),
    rising(3).map(lambda x: {"triangular": x}),
    st.tuples(numbers, st.floats(0, 50)).map(lambda x: {"normal": list(x)}),
    st.tuples(numbers, st.integers(0, 50), rising(2)).map(
        lambda x: {"normal": list(x[:2]), "within": x[2]}
    ),
    rising(2).map(lambda x: {"beta": [2, 3.5], "within": x}),
    st.lists(numbers, min_size=1, max_size=5).map(lambda x: {"empirical": x}),
    st.lists(numbers, min_size=2, max_size=2).map(lambda x: {"empirical": x, "weights": [1, 0.5]}),
)
extras = st.fixed_dictionaries(
    {},
    optional={
        "basis": bases,
        "known_from": st.sampled_from(["2019-02-28", "1871-01-18"]),
        "note": texts,
        "factors": st.dictionaries(slugs, st.floats(-0.5, 0.5), max_size=2),
    },
)
plain = st.one_of(
    numbers, rising(2), st.tuples(shapes, extras).map(lambda parts: {**parts[0], **parts[1]})
)
with_before = st.tuples(shapes, extras, plain).map(lambda x: {**x[0], **x[1], "before": x[2]})
with_analysts = st.tuples(
    st.dictionaries(slugs, st.one_of(plain, with_before), min_size=1, max_size=3), extras
).map(lambda x: {"analysts": x[0], **x[1]})
quantities = st.one_of(plain, with_before, with_analysts)


@st.composite
def case_data(draw: st.DrawFn) -> dict[str, Any]:
    """Return plain data of a valid case with random numbers, texts and blocks."""
    data = copy.deepcopy(tiny_case_data())
    data["title"] = draw(texts)
    data["authors"] = draw(st.lists(texts, max_size=3))
    for party in ("north", "south", "council"):
        values = data["values"][party]
        values["issues"]["water"]["importance"] = draw(quantities)
        values["issues"]["mill"]["scores"]["open"] = draw(quantities)
        values["issues"]["bridge"]["order"] = draw(st.lists(texts, max_size=3))
        values["no_deal"]["courses"]["drought"]["value"] = draw(quantities)
        values["no_deal"]["likelihoods"] = draw(st.dictionaries(slugs, quantities, max_size=2))
        if draw(st.booleans()):
            values["synergies"] = {
                draw(slugs): {"of": ["water/half", "mill/open"], "points": draw(quantities),
                              "basis": draw(bases)}
            }  # fmt: skip
        if draw(st.booleans()):
            values["issues"]["bridge"] = {}
    data["parties"]["council"]["threshold"] = draw(quantities)
    option = data["issues"]["water"]["options"]["half"]
    option["consequences"] = draw(st.dictionaries(slugs, quantities, max_size=2))
    option["names"] = draw(st.dictionaries(slugs, slugs, max_size=2))
    option["delivered_by"] = draw(st.lists(texts, max_size=2))
    option["on_table"] = draw(st.booleans())
    data["beliefs"] = {
        draw(slugs): {
            "label": draw(texts),
            "weight": 1,
            "changes": [
                {"number": "/values/north/waiting_cost", how: draw(quantities)}
                for how in draw(st.lists(st.sampled_from(["set", "add", "times"]), max_size=3))
            ],
        }
    }
    data["terms"] = {
        "word": {
            "label": draw(texts),
            "elements": draw(st.dictionaries(slugs, texts, max_size=3)),
            "readings": {"wide": {"label": draw(texts)}, "narrow": {"label": "b", "elements": []}},
            "read_by": {"north": {"readings": {"wide": draw(quantities)}, "basis": draw(bases)}},
        }
    }
    data["packages"] = {
        draw(slugs): {
            "label": draw(texts),
            "kind": "offer",
            "known_from": "2019-01-01",
            "options": {"water": draw(st.sampled_from(["half", ["half"], ["half", "full"], []]))},
        }
    }
    data["levers"] = {
        draw(slugs): {
            "label": draw(texts),
            "kind": "compensate",
            "author": draw(texts),
            "cost": {
                "text": draw(texts),
                "points": draw(st.dictionaries(slugs, plain, max_size=1)),
            },
            "points": {"north": draw(quantities)},
            "reading": draw(st.one_of(slugs, st.dictionaries(slugs, quantities, min_size=1))),
        }
    }
    data["editions"] = {
        "other": {"label": "b", "names": draw(st.dictionaries(texts, texts, max_size=3))}
    }
    data["record"] = {
        "item": {
            "happened": "2019-01-01", "known_from": "2019-01-02", "actor": draw(texts),
            "kind": "offer", "text": draw(texts), "credibility": draw(st.integers(1, 6)),
            "bears_on": draw(st.lists(texts, max_size=2)), "url": draw(st.lists(texts, max_size=2)),
        }
    }  # fmt: skip
    for name in draw(st.lists(st.sampled_from(["factors", "analysts", "events"]), unique=True)):
        data[name] = {}
    return data
