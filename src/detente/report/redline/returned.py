"""A document that came back, told on a terminal: who changed what, and what was not tracked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from detente.drafting.docx_changes import Comment, TrackedChange
from detente.drafting.docx_unread import Unread
from detente.drafting.returned import Returned
from detente.report.language import Language
from detente.report.redline.terminal import changed_lines, emphasised
from detente.report.redline.told import LONGEST, words_of
from detente.report.wrapping import shortened

MOST: Final = 20


def told_back(found: Returned, colour: bool, everything: bool = False) -> Iterator[str]:
    """Yield what a document brought back as lines of text.

    Parameters
    ----------
    found : Returned
    colour : bool
    everything : bool
        Whether long lists are shown whole.
    """
    said = words_of(found.whole)
    most = 10**9 if everything else MOST

    def heading(key: str, n: int) -> str:
        return emphasised(said.text(f"redline.read.{key}", n=n), colour)

    yield emphasised(said.text("redline.read.heading", name=found.name), colour)
    if found.untracked is not None:
        differ = [x for x in found.untracked.lines if x.change.how != "same"]
        if differ:
            yield heading("untracked", len(differ))
            yield from changed_lines(found.untracked, said, colour)
        else:
            yield said.text("redline.read.all-tracked", old=found.untracked.old)
    yield ""
    if found.changes:
        yield heading("changes", len(found.changes))
        yield from _authors(found, said)
        yield from _few([_change(c, said) for c in found.changes], most, said)
    else:
        yield said.text("redline.read.nothing")
    if found.comments:
        yield ""
        yield heading("comments", len(found.comments))
        yield from _few([_comment(c, said) for c in found.comments], most, said)
    if found.unread:
        yield ""
        yield heading("unread", len(found.unread))
        yield from _few([_unread(x, said) for x in found.unread], most, said)
    yield ""


def _authors(found: Returned, said: Language) -> Iterator[str]:
    for author in dict.fromkeys(c.author for c in found.changes):
        counts = Counter(c.kind for c in found.changes if c.author == author)
        listed = ", ".join(
            said.text("redline.read.count", kind=said.text(f"redline.read.kind.{kind}"), n=n)
            for kind, n in counts.items()
        )
        yield "  " + said.text("redline.read.by", author=_who(author, said), counts=listed)


def _change(change: TrackedChange, said: Language) -> str:
    kind = said.text(f"redline.read.kind.{change.kind}")
    if change.detail:
        kind = f"{kind} {said.text(f'redline.read.detail.{change.detail}')}"
    text = shortened(change.text, LONGEST)
    key = "change" if text else "bare"
    values = {"kind": kind, "author": _who(change.author, said), "date": _when(change.date, said)}
    if text:
        values["text"] = text
    return said.text(f"redline.read.{key}", **values) + _where(change.paragraph, change.part, said)


def _comment(comment: Comment, said: Language) -> str:
    shown = said.text(
        "redline.read.comment",
        author=_who(comment.author, said),
        date=_when(comment.date, said),
        text=shortened(comment.text, LONGEST),
    )
    if comment.about:
        shown += " " + said.text("redline.read.about", about=shortened(comment.about, 40))
    return shown


def _unread(thing: Unread, said: Language) -> str:
    kind = said.text(f"redline.read.thing.{thing.kind}")
    shown = (
        said.text("redline.read.unread-item", kind=kind, text=thing.text) if thing.text else kind
    )
    return shown + _where(thing.paragraph, "text", said)


def _where(paragraph: str, part: str, said: Language) -> str:
    where = said.text("redline.read.at", paragraph=shortened(paragraph, 40)) if paragraph else ""
    if part != "text":
        named = said.text(f"redline.read.part.{part}")
        where = said.text("redline.read.in-part", where=where, part=named) if where else named
    return f", {where}" if where else ""


def _who(author: str, said: Language) -> str:
    return " ".join(author.split()) or said.text("redline.read.nobody")


def _when(date: str, said: Language) -> str:
    return date[:10] or said.text("redline.read.undated")


def _few(items: list[str], most: int, said: Language) -> Iterator[str]:
    for item in items[:most]:
        yield f"  {item}"
    if len(items) > most:
        yield "  " + said.text("redline.summary.more", n=len(items) - most)
