"""Whether versions of a text make a tree, and whether each says one thing."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.context import Context
from detente.case.models import Draft, DraftBracket, DraftParagraph
from detente.case.tree import step
from detente.errors import Problem


def drafts(context: Context) -> Iterator[Problem]:
    """Yield problems of the tree of versions, and of each version."""
    yield from _circles(context)
    for slug, draft in context.case.drafts.items():
        at = step("/drafts", slug)
        yield from _ids(context, draft, at)
        yield from _paragraphs(context, draft, at)
        yield from _notes(context, draft, at)
        parent = context.case.drafts.get(draft.parent or "")
        if parent and parent.date and draft.date and draft.date < parent.date:
            yield context.error(
                f"{at}/date",
                f"it is dated before '{draft.parent}', which it was made from",
                "date",
                f"{parent.date} or later",
            )


def _circles(context: Context) -> Iterator[Problem]:
    known = context.case.drafts
    told: set[str] = set()
    for slug in known:
        chain: list[str] = []
        at: str | None = slug
        while at in known and at not in chain:
            chain.append(at)
            at = known[at].parent
        if at == slug and slug not in told:
            told |= set(chain)
            yield context.error(
                step("/drafts", slug) + "/parent",
                f"it is made from itself: {' -> '.join([*chain, slug])}",
                "circle",
                hint="the first version has no parent",
            )


def paragraphs_at(draft: Draft, at: str) -> Iterator[tuple[DraftParagraph, str]]:
    """Yield every paragraph of a version and its pointer, in the order of printing."""
    for i, paragraph in enumerate(draft.preamble):
        yield paragraph, f"{at}/preamble/{i}"
    for i, article in enumerate(draft.articles):
        for j, paragraph in enumerate(article.paragraphs):
            yield paragraph, f"{at}/articles/{i}/paragraphs/{j}"
    for i, paragraph in enumerate(draft.closing):
        yield paragraph, f"{at}/closing/{i}"
    for i, annex in enumerate(draft.annexes):
        for j, article in enumerate(annex.articles):
            for k, paragraph in enumerate(article.paragraphs):
                yield paragraph, f"{at}/annexes/{i}/articles/{j}/paragraphs/{k}"


def _names(draft: Draft, at: str) -> Iterator[tuple[str, str]]:
    for i, article in enumerate(draft.articles):
        yield article.id, f"{at}/articles/{i}/id"
    for i, annex in enumerate(draft.annexes):
        yield annex.id, f"{at}/annexes/{i}/id"
        for j, article in enumerate(annex.articles):
            yield article.id, f"{at}/annexes/{i}/articles/{j}/id"
    for paragraph, pointer in paragraphs_at(draft, at):
        yield paragraph.id, f"{pointer}/id"


def _ids(context: Context, draft: Draft, at: str) -> Iterator[Problem]:
    first: dict[str, str] = {"title": f"{at}/title"}
    for name, pointer in _names(draft, at):
        if name in first:
            place = context.source.place(first[name])
            yield context.error(
                pointer,
                f"the name '{name}' stands twice in this version: here and in {place.short}",
                "duplicate-id",
                hint="a name stands for one paragraph, and for the same in every version",
            )
        first.setdefault(name, pointer)


def _paragraphs(context: Context, draft: Draft, at: str) -> Iterator[Problem]:
    settled: dict[str, tuple[str, str]] = {}
    for paragraph, pointer in paragraphs_at(draft, at):
        pieces = () if isinstance(paragraph.content, str) else paragraph.content
        unsettled = [
            i for i, p in enumerate(pieces) if isinstance(p, DraftBracket) and p.status != "agreed"
        ]
        if paragraph.status == "agreed" and unsettled:
            yield context.error(
                f"{pointer}/status",
                f"the paragraph is called agreed, but a bracket of it is "
                f"{_status(pieces[unsettled[0]])}",
                "agreed-with-bracket",
                hint="settle the bracket, or write status: open",
            )
        for issue, option in paragraph.options.items():
            other = settled.setdefault(issue, (option, pointer))
            if other[0] != option:
                yield context.error(
                    step(f"{pointer}/options", issue),
                    f"another paragraph settles '{issue}' as '{other[0]}'",
                    "contradiction",
                    hint=f"see {context.source.place(other[1]).short}",
                )


def _status(piece: object) -> str:
    status = piece.status if isinstance(piece, DraftBracket) else ""
    return "open" if status == "open" else "agreed ad referendum only"


def _notes(context: Context, draft: Draft, at: str) -> Iterator[Problem]:
    known = {"title", *(name for name, _ in _names(draft, at))}
    for name, note in draft.notes.items():
        if note.about is not None and note.about not in known:
            pointer = step(f"{at}/notes", name) + "/about"
            yield context.unknown(pointer, "paragraph", note.about, sorted(known))
