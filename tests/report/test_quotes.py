"""Quotation marks inside quotation marks are of the other kind, in every sentence."""

from __future__ import annotations

import pytest

from detente.report.coverage.sentences import shortened
from detente.report.document import Span, plain_text
from detente.report.language import language
from detente.report.messages.quotes import around, nested
from detente.report.messages.template import filled


@pytest.mark.parametrize(
    ("outer", "text", "shown"),
    [
        ("“", '"One more step" was asked', "‘One more step’ was asked"),
        ("“", "They said “no” and “never”", "They said ‘no’ and ‘never’"),
        ("“", 'a pipe of 5" and no more', 'a pipe of 5" and no more'),
        ("“", "Washington's ‘own’ view", "Washington's ‘own’ view"),
        ("‘", "모든 약속을 ‘동시적’으로", "모든 약속을 “동시적”으로"),
        ("‘", '모든 약속을 "동시적"으로', "모든 약속을 “동시적”으로"),
        ("‘", "회담에서 “아니다”라고 함", "회담에서 “아니다”라고 함"),
        ("‘", "the ‘envoy’s word’ was kept", "the “envoy’s word” was kept"),
        ("‘", "the envoy’s word", "the envoy’s word"),
        ("", 'He said "no"', 'He said "no"'),
    ],
)
def test_marks_inside_marks_are_of_the_other_kind(outer: str, text: str, shown: str) -> None:
    assert nested(text, outer) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("en", "“‘Phase 2’ of the talks”"), ("ko", "‘“Phase 2” of the talks’")],
)
def test_a_label_in_quotes_is_nested_in_both_languages(code: str, shown: str) -> None:
    assert language(code).text("quoted", text='"Phase 2" of the talks') == shown


def test_a_template_nests_only_what_it_puts_between_marks() -> None:
    said = filled("“{a}, {b}” and {c}: ‘{d}’", dict.fromkeys("abcd", 'x "y"'))
    assert plain_text(said) == '“x ‘y’, x ‘y’” and x "y": ‘x “y”’'
    assert [around("“{a}” ‘{b}’ {c}", k) for k in (1, 7, 12)] == ["“", "‘", ""]


def test_a_pair_may_reach_over_links() -> None:
    sentence = (Span('the "'), Span("old", "#old", "en"), Span('" text'))
    said = filled("“{a}”", {"a": sentence})
    assert plain_text(said) == "“the ‘old’ text”"
    assert Span("old", "#old", "en") in said
    (_, span, _) = filled("“{a}”", {"a": Span('"x"', "#x")})
    assert span == Span("‘x’", "#x")


def test_a_wording_that_changed_is_told_with_single_marks_inside() -> None:
    said = language("en").text("redline.change.replaced", what="Term", old='"Site"', new="the yard")
    assert said == "Term: “‘Site’” became “the yard”"


def test_the_beginning_of_a_line_brings_no_full_stop_into_a_sentence() -> None:
    assert shortened("The original is kept with […].") == "The original is kept with […]"
    assert shortened("one two three four", 10) == "one two …"
