"""What came back as the next version: every change in brackets, or accepted, with its author."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from detente.drafting.brackets import bracketed
from detente.drafting.compared import Compared
from detente.drafting.redline import LineChange, Run
from detente.drafting.text import (
    Alternative,
    Article,
    Bracket,
    Kind,
    Paragraph,
    Piece,
    Text,
    paragraphs,
)

EVERYTHING: Final = "all"

How = Literal["bracketed", "accepted", "as-written", "heading", "moved"]


@dataclass(frozen=True)
class Taken:
    """What became of one changed line.

    Attributes
    ----------
    paragraph : str
        Its id in the new version.
    how : str
        ``bracketed``; ``accepted``; ``as-written``: words that had brackets in them were taken
        as they came back; ``heading``: a heading or title, which has no brackets, likewise;
        ``moved``: it keeps its place.
    """

    paragraph: str
    how: How


def take(
    sent: Text,
    compared: Compared,
    by: str,
    before: Sequence[str] = (),
    accepted: Collection[str] = (),
) -> tuple[Text, tuple[Taken, ...]]:
    """Return the version that a document brought back, and what became of each change.

    Parameters
    ----------
    sent : Text
        The version that was sent out, with the authors of its words.
    compared : Compared
        From that version to the document.
    by : str
        Who sent it back, by slug.
    before : sequence of str
        Who put forward the version that was sent out, and so its words.
    accepted : collection of str
        Ids of paragraphs whose changes are taken as the text; ``all`` for every one.

    Returns
    -------
    Text
        Numbers stay those that were sent out.
    tuple of Taken
    """
    taker = _Taker(sent, by, tuple(p for p in before if p != by), frozenset(accepted))
    for line in compared.lines:
        taker.line(line.change)
    return taker.text(), tuple(taker.taken)


class _Taker:
    """Paragraphs of the next version, while they are collected."""

    def __init__(
        self, sent: Text, by: str, before: tuple[str, ...], accepted: frozenset[str]
    ) -> None:
        self.sent, self.by, self.before, self.accepted = sent, by, before, accepted
        self.parties = sent.parties
        self.known = {p.id: p for p in paragraphs(sent)}
        self.changed: dict[str, Paragraph | None] = {}
        self.headings: dict[str, str] = {}
        self.after: dict[str, list[Paragraph]] = {}
        self.articles: dict[str, list[Article]] = {}
        self.ids = {*self.known, *_headings(sent)}
        self.taken: list[Taken] = []
        self.anchor = "title"
        self.new_article = ""

    def line(self, change: LineChange) -> None:
        """Take one place of the redline."""
        old, new = change.old, change.new
        if change.how == "inserted" and new is not None:
            self._inserted(new.id, new.kind, new.number, new.words)
            return
        if old is None:
            return
        if change.how != "moved-here":
            self.anchor, self.new_article = old.id, ""
        if change.how == "deleted":
            self._deleted(old.id)
        elif change.how in ("changed", "moved-here") and new is not None:
            if change.how == "moved-here":
                self._tell(old.id, "moved")
            if old.words != new.words:
                self._rewritten(old.id, new.words, change.difference)

    def _tell(self, name: str, how: How) -> None:
        self.taken.append(Taken(name, how))

    def _accepts(self, name: str) -> bool:
        return name in self.accepted or EVERYTHING in self.accepted

    def _rewritten(self, name: str, words: str, runs: Sequence[Run]) -> None:
        paragraph = self.known.get(name)
        if paragraph is None:
            self.headings[name] = words
            self._tell(name, "heading")
            return
        content: tuple[Piece, ...]
        if _has_brackets(words) or any(isinstance(p, Bracket) for p in paragraph.content):
            content = tuple(_restored(p, paragraph) for p in bracketed(words, self.parties))
            self._tell(name, "as-written")
        elif self._accepts(name):
            content = (words,)
            self._tell(name, "accepted")
        else:
            content = self._bracketed(runs)
            self._tell(name, "bracketed")
        self.changed[name] = replace(paragraph, content=content, status="open")

    def _bracketed(self, runs: Sequence[Run]) -> tuple[Piece, ...]:
        found: list[Piece] = []
        gone = come = ""
        for run in (*runs, Run("equal", "")):
            if run.kind == "deleted":
                gone += run.text
            elif run.kind == "inserted":
                come += run.text
            else:
                if gone or come:
                    found.append(self._bracket(gone, come))
                    gone = come = ""
                if run.text:
                    found.append(run.text)
        return tuple(found)

    def _bracket(self, ours: str, theirs: str) -> Bracket:
        return Bracket((Alternative(ours, self.before), Alternative(theirs, (self.by,))))

    def _deleted(self, name: str) -> None:
        paragraph = self.known.get(name)
        if paragraph is None:
            # A heading stays as long as what stands under it is in brackets.
            self._tell(name, "heading")
        elif self._accepts(name):
            self.changed[name] = None
            self._tell(name, "accepted")
        elif any(isinstance(p, Bracket) for p in paragraph.content):
            # Brackets do not stand in brackets: the party is named as wanting nothing there.
            content = tuple(
                p if isinstance(p, str) else _with_nothing(p, self.by) for p in paragraph.content
            )
            self.changed[name] = replace(paragraph, content=content, status="open")
            self._tell(name, "bracketed")
        else:
            words = "".join(p for p in paragraph.content if isinstance(p, str))
            content = (self._bracket(words, ""),)
            self.changed[name] = replace(paragraph, content=content, status="open")
            self._tell(name, "bracketed")

    def _inserted(self, wanted: str, kind: str, number: str, words: str) -> None:
        if kind == "title":
            self.headings["title"] = words
            self._tell("title", "heading")
            return
        name = self._fresh(wanted)
        if kind in ("article", "part", "annex"):
            made = Article(name, number, words, ())
            self.articles.setdefault(self.anchor, []).append(made)
            self.new_article = name
            self._tell(name, "heading")
            return
        content: tuple[Piece, ...] = (self._bracket("", words),)
        how: How = "bracketed"
        if _has_brackets(words):
            content, how = bracketed(words, self.parties), "as-written"
        elif self._accepts(wanted):
            content, how = (words,), "accepted"
        paragraph = Paragraph(name, number, content, cast(Kind, kind))
        self.after.setdefault(self.new_article or self.anchor, []).append(paragraph)
        self._tell(name, how)

    def _fresh(self, wanted: str) -> str:
        name, k = wanted, 2
        while name in self.ids:
            name, k = f"{wanted}-{k}", k + 1
        self.ids.add(name)
        return name

    def text(self) -> Text:
        """Return the new version."""
        sent = self.sent
        first = self._after("title") + self._all(sent.preamble)
        return replace(
            sent,
            title=self.headings.get("title", sent.title),
            preamble=first,
            articles=self._articles(
                "title", sent.articles, sent.preamble, [p.id for p in sent.closing]
            ),
            closing=self._all(sent.closing),
            annexes=tuple(
                replace(
                    annex,
                    heading=self.headings.get(annex.id, annex.heading),
                    articles=self._bare(annex.id) + self._articles(annex.id, annex.articles),
                )
                for annex in sent.annexes
            ),
        )

    def _articles(
        self,
        start: str,
        old: Sequence[Article],
        before: Sequence[Paragraph] = (),
        last: Sequence[str] = (),
    ) -> tuple[Article, ...]:
        found = [*self._new(start)]
        for paragraph in before:
            found += self._new(paragraph.id)
        for article in old:
            inside = self._after(article.id) + self._all(article.paragraphs)
            heading = self.headings.get(article.id, article.heading)
            found.append(replace(article, heading=heading, paragraphs=inside))
            for name in (article.id, *(p.id for p in article.paragraphs)):
                found += self._new(name)
        for name in last:
            found += self._new(name)
        return tuple(found)

    def _bare(self, annex: str) -> tuple[Article, ...]:
        """Return a part without a heading for what came before the first part of an annex."""
        inside = self._after(annex)
        return (Article(self._fresh(f"{annex}/text"), "", "", inside),) if inside else ()

    def _new(self, anchor: str) -> list[Article]:
        return [
            replace(article, paragraphs=self._after(article.id))
            for article in self.articles.get(anchor, ())
        ]

    def _after(self, name: str) -> tuple[Paragraph, ...]:
        return tuple(self.after.get(name, ()))

    def _all(self, old: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for paragraph in old:
            kept = self.changed.get(paragraph.id, paragraph)
            if kept is not None:
                found.append(kept)
            found += self._after(paragraph.id)
        return tuple(found)


def _has_brackets(words: str) -> bool:
    """Whether words cannot stand in brackets themselves: brackets in brackets are unreadable."""
    return "[" in words or "]" in words


def _headings(text: Text) -> set[str]:
    inner = [article for annex in text.annexes for article in annex.articles]
    return {"title", *(a.id for a in (*text.articles, *inner)), *(a.id for a in text.annexes)}


def _restored(piece: Piece, paragraph: Paragraph) -> Piece:
    """Return a bracket that came back with what is not printed: status, reservations, options."""
    if isinstance(piece, str):
        return piece
    known = [p for p in paragraph.content if isinstance(p, Bracket)]
    ways = {(a.text, a.by): a for b in known for a in b.alternatives}
    words = {a.text: a for b in known for a in b.alternatives}
    made = []
    for one in piece.alternatives:
        same = ways.get((one.text, one.by))
        like = words.get(one.text)
        options = like.options if like else ()
        made.append(same or replace(one, options=options))
    return next((b for b in known if list(b.alternatives) == made), Bracket(tuple(made)))


def _with_nothing(bracket: Bracket, by: str) -> Bracket:
    ways = tuple(replace(a, by=tuple(p for p in a.by if p != by)) for a in bracket.alternatives)
    return Bracket((*ways, Alternative("", (by,))), "open")
