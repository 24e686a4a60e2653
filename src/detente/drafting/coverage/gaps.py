"""Everything that a text leaves open, as one list: what, where, and what would mend it.

What is listed is found by rule: each gap is a place to look at, not a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from detente.drafting.coverage.clauses import Clause, clauses, is_procedural
from detente.drafting.coverage.definitions import Definitions, definitions
from detente.drafting.coverage.slots import SLOTS, Slot, Slots, slots
from detente.drafting.coverage.waiting import circle, waits
from detente.drafting.coverage.words import FINAL_CLAUSES, LANGUAGES, expressions, of_all
from detente.drafting.grades import GRADES, Grade
from detente.drafting.text import Bracket, Text, lines, plain
from detente.vague import vague_words

GapKind = Literal[
    "slot", "empty-article", "undefined", "unused", "twice", "vague", "no-agent", "waits-in-circle",
    "one-sided", "final-clause", "open-bracket", "nothing-binds",
]  # fmt: skip
KINDS: Final[tuple[GapKind, ...]] = (
    "nothing-binds", "waits-in-circle", "slot", "empty-article", "undefined", "twice", "vague",
    "no-agent", "one-sided", "final-clause", "open-bracket", "unused",
)  # fmt: skip
"""In the order of the list."""


@dataclass(frozen=True)
class Gap:
    """One thing that a text leaves open.

    Attributes
    ----------
    kind : str
    line : str
        Id of the line or article; empty for the whole text.
    what : tuple of str
        The slots, words or terms concerned.
    """

    kind: GapKind
    line: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """What a text says and leaves open.

    Attributes
    ----------
    judged : bool
        Whether the words of its language are known; if not, only what needs no words is told.
    clauses : tuple of Clause
    slots : dict of line id to Slots
    definitions : Definitions
    waiting : dict of line id to tuple of line id
    balance : dict of slug to dict of grade to int
        Clauses that bind each party, by grade; those of all parties count for each.
    final : dict of name to str
        Id of the line that has each final clause; empty where none has.
    gaps : tuple of Gap
    """

    judged: bool
    clauses: tuple[Clause, ...]
    slots: dict[str, Slots]
    definitions: Definitions
    waiting: dict[str, tuple[str, ...]]
    balance: dict[str, dict[Grade, int]]
    final: dict[str, str]
    gaps: tuple[Gap, ...] = field(default=())


def coverage(
    text: Text,
    forms: Mapping[str, tuple[str, ...]] | None = None,
    links: Mapping[str, Sequence[str]] | None = None,
) -> Coverage:
    """Return what a text says and leaves open.

    Parameters
    ----------
    text : Text
    forms : dict of slug to tuple of str, optional
        What else the text calls a party.
    links : dict of line id to sequence of line id, optional
        For which clauses a clause waits, where it is known otherwise than from its words.
    """
    language = text.language.split("-")[0]
    judged = language in LANGUAGES
    known = definitions(text)
    found = clauses(text, forms) if judged else []
    filled = slots(text, found, tuple(known.defined))
    waiting = {ident: tuple(others) for ident, others in (links or {}).items()}
    for ident, others in waits(found, text.language).items():
        waiting[ident] = tuple(dict.fromkeys((*waiting.get(ident, ()), *others)))
    whole = Coverage(
        judged,
        tuple(found),
        filled,
        known,
        waiting,
        balance(found, [slug for slug, _ in text.parties]),
        _final(text) if judged else {},
    )
    gaps = sorted(_gaps(text, whole), key=lambda gap: KINDS.index(gap.kind))
    return Coverage(**{**whole.__dict__, "gaps": tuple(gaps)})


def balance(found: Sequence[Clause], parties: Sequence[str]) -> dict[str, dict[Grade, int]]:
    """Return how many clauses bind each party, by grade from the firmest."""
    counted = {slug: Counter(c.grade for c in found if slug in c.who) for slug in parties}
    return {slug: {g: n[g] for g in GRADES if n[g]} for slug, n in counted.items()}


def _gaps(text: Text, whole: Coverage) -> Iterator[Gap]:
    if whole.judged:
        yield from _of_clauses(whole)
        yield from _of_articles(text, whole)
        yield from _of_words(text)
        for name, place in whole.final.items():
            if not place:
                yield Gap("final-clause", "", (name,))
        yield from _one_sided(whole)
    if ring := circle(whole.waiting):
        yield Gap("waits-in-circle", ring[0], ring)
    known = whole.definitions
    yield from (Gap("unused", known.defined[term][0], (term,)) for term in known.unused)
    yield from (Gap("twice", known.defined[term][0], (term,)) for term in known.twice)
    yield from (Gap("undefined", place, (phrase,)) for phrase, place in known.undefined)
    for line in lines(text):
        if any(isinstance(p, Bracket) and p.status != "agreed" for p in line.content):
            yield Gap("open-bracket", line.id)


def _of_clauses(whole: Coverage) -> Iterator[Gap]:
    for clause in whole.clauses:
        state = whole.slots[clause.line.id].state
        missing: list[Slot] = [slot for slot in SLOTS if state[slot] == "missing"]
        if missing and clause.line.kind != "step":
            yield Gap("slot", clause.line.id, tuple(missing))


def _of_articles(text: Text, whole: Coverage) -> Iterator[Gap]:
    if not whole.clauses:
        yield Gap("nothing-binds", "")
    homes = {c.home for c in whole.clauses}
    terms = {line for places in whole.definitions.defined.values() for line in places}
    for article in text.articles:
        defines = any(p.kind == "definition" or p.id in terms for p in article.paragraphs)
        if article.id not in homes and not defines and not is_procedural(article.heading):
            yield Gap("empty-article", article.id)


def _of_words(text: Text) -> Iterator[Gap]:
    passive = expressions("no-agent", text.language)
    closing = {p.id for p in text.closing}
    for line in lines(text):
        if line.kind in ("title", "signature", "article", "annex", "part") or line.id in closing:
            continue
        said = plain(line.content, dict(text.parties))
        if words := vague_words(said, text.language):
            yield Gap("vague", line.id, words)
        # Under a step stand the measures, each with its party.
        if passive is not None and line.kind != "step" and (hidden := passive.search(said)):
            yield Gap("no-agent", line.id, (hidden[0],))


def _one_sided(whole: Coverage) -> Iterator[Gap]:
    """Tell a party that nothing binds while another is bound."""
    bound = {slug: sum(grades.values()) for slug, grades in whole.balance.items()}
    if max(bound.values(), default=0) > 0:
        yield from (Gap("one-sided", "", (slug,)) for slug, n in bound.items() if n == 0)


def _final(text: Text) -> dict[str, str]:
    """Return where each final clause stands: a heading of an article counts first."""
    heads = [(a.id, a.heading) for a in text.articles]
    bodies = [
        (line.id, plain(line.content))
        for line in lines(text)
        if line.kind in ("paragraph", "item", "recital")
    ]
    return {
        name: next((i for i, said in (*heads, *bodies) if of_all("final", name).search(said)), "")
        for name in FINAL_CLAUSES
    }
