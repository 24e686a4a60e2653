"""Statements of order: grammar, and which of them contradict."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.checks.conflicts import MARGIN, contradiction, exactly_possible, fewest
from detente.case.checks.extremes import clearly_possible
from detente.case.orders import OrderError, OrderTerm, parse_order


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a < b", [OrderTerm("a", "b", strict=True)]),
        ("a > b", [OrderTerm("b", "a", strict=True)]),
        ("a<b<=c", [OrderTerm("a", "b", strict=True), OrderTerm("b", "c")]),
        ("a >= 2 * b", [OrderTerm("b", "a", 2.0)]),
        ("a-1 <= b * 0.5", [OrderTerm("a-1", "b", 2.0)]),
        ("3 * a < 2 * b", [OrderTerm("a", "b", 1.5, strict=True)]),
        ("a = b", [OrderTerm("a", "b", equal=True), OrderTerm("b", "a", equal=True)]),
        ("1 < 2", [OrderTerm("1", "2", strict=True)]),
    ],
)
def test_a_statement_becomes_pairs(text, terms):
    assert parse_order(text) == terms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", "'a' states no order"),
        ("", "'' states no order"),
        ("a <", "a name is missing in 'a <'"),
        ("a < B", "'B' is not a name"),
        ("a b < c", "'a b' is not a name"),
        ("a < a", "'a' is compared with itself"),
        ("a < 0 * b", "a factor must be above 0"),
        ("a < 2 * 3 * b", "is not a name"),
        ("a < 2 * 3", "is not a name"),
        ("a << b", "a name is missing"),
        ("a == b", "a name is missing"),
        ("a < b " * 1000, "too long"),
    ],
)
def test_what_is_no_statement_says_why(text, message):
    with pytest.raises(OrderError, match=message):
        parse_order(text)


def conflict(statements, ends, share=False):
    return contradiction([parse_order(s) for s in statements], ends, share=share)


WIDE = dict.fromkeys("abcd", (0.0, 100.0))


@pytest.mark.parametrize(
    ("statements", "ends", "share", "found"),
    [
        (["a < b", "b < c"], WIDE, False, []),
        (["a < b", "c < d", "b < a"], WIDE, False, [0, 2]),
        (["a < b < c", "a < d", "c < a"], WIDE, False, [0, 2]),
        (["a <= b", "b <= a"], WIDE, False, []),
        (["a = b", "a < b"], WIDE, False, [0, 1]),
        (["a > b"], {"a": (0.0, 10.0), "b": (20.0, 30.0)}, False, [0]),
        (["a >= 2 * b"], {"a": (0.0, 60.0), "b": (40.0, 100.0)}, True, [0]),
        (["a >= 2 * b"], {"a": (0.0, 70.0), "b": (30.0, 100.0)}, True, []),
        (["a > b", "b > c", "c > a"], dict.fromkeys("abc", (0.0, 100.0)), True, [0, 1, 2]),
    ],
)
def test_the_fewest_conflicting_statements_are_named(statements, ends, share, found):
    assert conflict(statements, ends, share) == found


names = st.sampled_from("abcd")
pairs = st.lists(st.tuples(names, names).filter(lambda p: p[0] != p[1]), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_a_conflict_is_a_cycle_and_dropping_any_one_of_it_mends_it(stated):
    statements = [f"{a} < {b}" for a, b in stated]
    found = conflict(statements, WIDE)

    def possible(chosen):  # the oracle: some order of the four names keeps them all
        return any(
            all(order.index(a) < order.index(b) for a, b in chosen)
            for order in itertools.permutations("abcd")
        )

    assert bool(found) == (not possible(stated))
    if found:
        chosen = [stated[i] for i in found]
        assert not possible(chosen)
        assert all(possible(chosen[:i] + chosen[i + 1 :]) for i in range(len(chosen)))


def test_fewest_keeps_a_set_from_which_nothing_can_be_left_out():
    assert fewest([3, 1, 4, 1, 5], lambda kept: sum(kept) < 9) == [4, 5]


END = st.integers(0, 12).map(lambda n: 10.0 * n)
TERM = st.builds(
    OrderTerm,
    st.sampled_from("ab"),
    st.sampled_from("cd"),
    st.sampled_from([0.5, 1.0, 2.0, 1.5]),
    strict=st.booleans(),
).flatmap(lambda t: st.sampled_from([t, OrderTerm(t.greater, t.lesser, t.factor, strict=t.strict)]))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(TERM, max_size=6),
    st.lists(st.tuples(END, END).map(sorted).map(tuple), min_size=4, max_size=4),
    st.booleans(),
)
def test_the_extremes_tell_what_the_linear_program_tells(terms, ranges, share):
    ends = dict(zip("abcd", ranges, strict=True))
    told = clearly_possible(terms, ends, MARGIN, 100.0 if share else None)
    if told is not None:
        assert told == exactly_possible(terms, ends, share=share)


@pytest.mark.parametrize("share", [False, True])
def test_the_extremes_tell_in_plain_cases(share):
    a_over_b = parse_order("a > 2 * b")
    total = 100.0 if share else None
    wide = dict.fromkeys("ab", (0.0, 100.0))
    assert clearly_possible(a_over_b, wide, MARGIN, total) is True
    low = {"a": (0.0, 10.0), "b": (20.0, 100.0)}
    assert clearly_possible(a_over_b, low, MARGIN, total) is False
    circle = [*parse_order("a > b"), *parse_order("b > a")]
    assert clearly_possible(circle, wide, MARGIN, total) is None, "left to the exact test"
