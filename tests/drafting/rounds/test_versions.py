"""A version of a text is the same from the text to YAML and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.adding import draft_file
from detente.case.models import Draft
from detente.case.tree import parse
from detente.drafting.analysis.versions import as_data, known_on, text_of, version
from detente.drafting.text import Alternative, Annex, Article, Bracket, Paragraph, Text
from detente.errors import UsageError
from tests.builders import case_from
from tests.drafting.rounds.tree import tree_data
from tests.drafting.texts import small, texts

ODD = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=20
)
"""Words as they may come from a document: quotes, colons, spaces at the ends, any script."""


@st.composite
def odd_texts(draw: st.DrawFn) -> Text:
    """Return a text with odd words, statuses and options put into it."""
    text = draw(texts())
    options = st.sampled_from([(), (("water", "half"),), (("water", "none"), ("mill", "open"))])
    status = st.sampled_from(["open", "ad-referendum", "agreed"])

    def piece(found: str | Bracket) -> str | Bracket:
        if isinstance(found, str):
            return draw(st.one_of(st.just(found), ODD))
        ways = tuple(
            Alternative(draw(ODD), a.by, draw(ODD), draw(options)) for a in found.alternatives
        )
        return Bracket(ways, found.status)

    def paragraphs(found: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(
            replace(
                p,
                content=tuple(map(piece, p.content)),
                status=draw(status),
                options=draw(options),
            )
            for p in found
        )

    def articles(found: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(replace(a, paragraphs=paragraphs(a.paragraphs)) for a in found)

    annexes: tuple[Annex, ...] = tuple(
        replace(x, articles=articles(x.articles)) for x in text.annexes
    )
    return replace(
        text,
        preamble=paragraphs(text.preamble),
        articles=articles(text.articles),
        annexes=annexes,
        closing=paragraphs(text.closing),
    )


@settings(deadline=None, max_examples=60)
@given(odd_texts())
def test_a_version_is_the_same_in_yaml_and_back(text: Text) -> None:
    file = draft_file("v1", as_data(text, label="A version", by=["north"]))
    tree = parse(file, "v1.yaml")
    assert not tree.problems
    again = text_of("v1", Draft.model_validate(tree.data["drafts"]["v1"]))
    assert again == replace(text, version="v1")


def test_what_is_empty_is_not_written() -> None:
    file = draft_file("v1", as_data(small(), label="A version", parent=None, by=[]))
    assert "parent" not in file
    assert "by: []" not in file
    assert "status" not in file
    assert "options" not in file
    assert file.count("reservation") == 1


def test_versions_come_after_those_they_were_made_from() -> None:
    data = tree_data()
    data["drafts"] = dict(reversed(data["drafts"].items()))
    case = case_from(data)
    assert list(known_on(case, None)) == ["first", "second", "third"]
    assert list(known_on(case, case.drafts["second"].date)) == ["first", "second"]


def test_an_unknown_version_is_refused_with_the_likely_one() -> None:
    with pytest.raises(UsageError, match=r"no version 'secnd'.*did you mean 'second'"):
        version(case_from(tree_data()), "secnd")
