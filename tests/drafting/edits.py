"""Random edits of a text, as negotiators make them."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import strategies as st

from detente.drafting.text import (
    Alternative,
    Article,
    Bracket,
    Paragraph,
    Piece,
    Text,
    plain,
)
from tests.drafting.texts import small

WORDS = (
    "shall", "should", "may", "not", "all", "the", "Dam", "North", "South", "30", "1 July 2020",
    "provided that", "  two  spaces ", "“quoted”", "시설을", "폐기하여야 한다", "Стороны",
    "обязуются", "الطرفان", "المُسَلَّحة", "水坝", "a<b>&c", ",", ".", "line\nbreak", "e\u0301t\u00e9",
    "",
)  # fmt: skip
AUTHORS = ("North", "South", "Secretariat", "Ann <O'Neil> & Söhne")


@st.composite
def versions(draw: st.DrawFn, most: int = 8) -> tuple[Text, Text]:
    """Return two versions of the small text, both edited, the ids of a text kept."""
    rng = draw(st.randoms(use_true_random=False))
    old = edited(small(), rng, draw(st.integers(0, 3)), "o")
    return old, edited(old, rng, draw(st.integers(0, most)), "n")


def edited(text: Text, rng: random.Random, times: int, tag: str) -> Text:
    """Return a text after some edits; new paragraphs have names with ``tag``."""
    for k in range(times):
        text = rng.choice(EDITS)(text, rng, f"{tag}{k}")
    return text


def _at(text: Text, rng: random.Random) -> tuple[int, int] | None:
    places = [(a, p) for a, x in enumerate(text.articles) for p in range(len(x.paragraphs))]
    return rng.choice(places) if places else None


def _with(text: Text, at: int, paragraphs: list[Paragraph]) -> Text:
    articles = list(text.articles)
    articles[at] = replace(articles[at], paragraphs=tuple(paragraphs))
    return replace(text, articles=tuple(articles))


def _words(text: Text, rng: random.Random, _: str) -> Text:
    found = _at(text, rng)
    if found is None:
        return text
    listed = list(text.articles[found[0]].paragraphs)
    words = plain(listed[found[1]].content).split(" ")
    for _ in range(rng.randint(1, 4)):
        i = rng.randrange(len(words) + 1)
        words[i : i + rng.randint(0, 2)] = [rng.choice(WORDS) for _ in range(rng.randint(0, 2))]
    listed[found[1]] = replace(listed[found[1]], content=(" ".join(words),))
    return _with(text, found[0], listed)


def _insert(text: Text, rng: random.Random, tag: str) -> Text:
    if not text.articles:
        return text
    a = rng.randrange(len(text.articles))
    listed = list(text.articles[a].paragraphs)
    said = " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, 6)))
    number = rng.choice(("", "9.9", "c"))
    kind = "item" if number == "c" else "paragraph"
    listed.insert(rng.randint(0, len(listed)), Paragraph(f"new/{tag}", number, (said,), kind))
    return _with(text, a, listed)


def _delete(text: Text, rng: random.Random, _: str) -> Text:
    found = _at(text, rng)
    if found is None:
        return text
    listed = list(text.articles[found[0]].paragraphs)
    del listed[found[1]]
    return _with(text, found[0], listed)


def _move(text: Text, rng: random.Random, _: str) -> Text:
    found = _at(text, rng)
    if found is None:
        return text
    listed = list(text.articles[found[0]].paragraphs)
    moved = listed.pop(found[1])
    text = _with(text, found[0], listed)
    a = rng.randrange(len(text.articles))
    other = list(text.articles[a].paragraphs)
    other.insert(rng.randint(0, len(other)), moved)
    return _with(text, a, other)


def _split(text: Text, rng: random.Random, tag: str) -> Text:
    found = _at(text, rng)
    if found is None:
        return text
    a, p = found
    listed = list(text.articles[a].paragraphs)
    words = plain(listed[p].content).split(" ")
    i = rng.randint(0, len(words))
    first = replace(listed[p], content=(" ".join(words[:i]),))
    second = Paragraph(f"new/{tag}", "", (" ".join(words[i:]),))
    listed[p : p + 1] = [first, second]
    return _with(text, a, listed)


def _merge(text: Text, rng: random.Random, _: str) -> Text:
    found = _at(text, rng)
    if found is None or found[1] + 1 >= len(text.articles[found[0]].paragraphs):
        return text
    a, p = found
    listed = list(text.articles[a].paragraphs)
    said = f"{plain(listed[p].content)} {plain(listed[p + 1].content)}"
    listed[p : p + 2] = [replace(listed[p], content=(said,))]
    return _with(text, a, listed)


def _bracket(text: Text, rng: random.Random, _: str) -> Text:
    found = _at(text, rng)
    if found is None:
        return text
    a, p = found
    listed = list(text.articles[a].paragraphs)
    one = Alternative(rng.choice(("may", "shall", "")), (rng.choice(("north", "south")),))
    content: list[Piece] = [*listed[p].content, " ", Bracket((one, Alternative("must")))]
    if any(isinstance(x, Bracket) for x in listed[p].content) and rng.random() < 0.6:
        content = [x for x in listed[p].content if isinstance(x, str)]
    listed[p] = replace(listed[p], content=tuple(content))
    return _with(text, a, listed)


def _renumber(text: Text, rng: random.Random, _: str) -> Text:
    articles = [replace(x, number=str(k + 3)) for k, x in enumerate(text.articles)]
    return replace(text, articles=tuple(articles))


def _turn(text: Text, rng: random.Random, tag: str) -> Text:
    articles = list(text.articles)
    rng.shuffle(articles)
    if rng.random() < 0.5:
        articles.append(Article(f"article-{tag}", "7", rng.choice(WORDS[:9]), ()))
    return replace(text, articles=tuple(articles))


EDITS = (
    _words,
    _words,
    _words,
    _insert,
    _delete,
    _move,
    _split,
    _merge,
    _bracket,
    _renumber,
    _turn,
)
