"""Versions of a text as a case has them, and as texts; and a text as a version again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from detente.case.models import (
    Case,
    Draft,
    DraftAnnex,
    DraftArticle,
    DraftBracket,
    DraftParagraph,
)
from detente.drafting.text import (
    Alternative,
    Annex,
    Annotation,
    Article,
    Bracket,
    Origin,
    OriginKind,
    Paragraph,
    Piece,
    Text,
)
from detente.errors import UsageError, did_you_mean


def known_on(case: Case, day: datetime.date | None) -> dict[str, Draft]:
    """Return the versions known on a day, each after the one that it was made from."""
    found: dict[str, Draft] = {}
    waiting = dict(case.drafts)
    while True:
        ready = [s for s, d in waiting.items() if d.parent is None or d.parent in found]
        if not ready:
            return found
        for slug in ready:
            draft = waiting.pop(slug)
            since = draft.known_from or draft.date
            if day is None or since is None or since <= day:
                found[slug] = draft


def version(case: Case, slug: str) -> Text:
    """Return one version of a case as a text.

    Raises
    ------
    UsageError
        When the case has no such version.
    """
    if slug not in case.drafts:
        names = list(case.drafts)
        there = f"there are {', '.join(names)}" if names else "the case has no drafts"
        raise UsageError(f"no version '{slug}'; {there}. {did_you_mean(slug, names)}".rstrip())
    return text_of(slug, case.drafts[slug])


def text_of(slug: str, draft: Draft) -> Text:
    """Return a version as a text; its notes are not part of it."""
    return Text(
        draft.title,
        draft.language,
        tuple(draft.names.items()),
        _paragraphs(draft.preamble),
        tuple(map(_article, draft.articles)),
        tuple(map(_annex, draft.annexes)),
        _paragraphs(draft.closing),
        draft.date,
        slug,
    )


def remarks(draft: Draft) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the notes that may be read by all: who and what, by the paragraph they are about."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for note in draft.notes.values():
        about = note.about or "title"
        found[about] = (*found.get(about, ()), (note.by, note.text))
    return found


def noted(draft: Draft, names: Mapping[str, str]) -> dict[str, tuple[Annotation, ...]]:
    """Return the notes that may be read by all, for the annotated edition."""
    return {
        about: tuple(Annotation(f"{names.get(by, by)}: {said}") for by, said in notes)
        for about, notes in remarks(draft).items()
    }


def _annex(annex: DraftAnnex) -> Annex:
    return Annex(annex.id, annex.number, annex.heading, tuple(map(_article, annex.articles)))


def _article(article: DraftArticle) -> Article:
    return Article(
        article.id,
        article.number,
        article.heading,
        _paragraphs(article.paragraphs),
        _origins(article.origins),
    )


def _paragraphs(found: Iterable[DraftParagraph]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            p.id,
            p.number,
            (p.content,) if isinstance(p.content, str) else tuple(map(_piece, p.content)),
            p.kind,
            _origins(p.origins),
            p.status,
            tuple(p.options.items()),
        )
        for p in found
    )


def _piece(piece: str | DraftBracket) -> Piece:
    if isinstance(piece, str):
        return piece
    return Bracket(
        tuple(
            Alternative(a.text, a.by, a.reservation, tuple(a.options.items()))
            for a in piece.alternatives
        ),
        piece.status,
    )


def _origins(found: Sequence[str]) -> tuple[Origin, ...]:
    each = (one.split(" ", 1) for one in found)
    return tuple(Origin(cast(OriginKind, kind), name) for kind, name in each)


def as_data(text: Text, **about: Any) -> dict[str, Any]:
    """Return a text as the plain data of a version, without what is empty.

    Parameters
    ----------
    text : Text
    **about
        Further fields of the version: ``label``, ``parent``, ``by``, ``package``, ``changes``.

    Returns
    -------
    dict
        Such that :func:`text_of` gives the text again.
    """
    data = {
        "date": text.date,
        "language": text.language,
        **about,
        "title": text.title,
        "names": dict(text.parties),
        "preamble": list(map(_paragraph_data, text.preamble)),
        "articles": list(map(_article_data, text.articles)),
        "annexes": [
            {
                "id": annex.id,
                "number": annex.number,
                "heading": annex.heading,
                "articles": list(map(_article_data, annex.articles)),
            }
            for annex in text.annexes
        ],
        "closing": list(map(_paragraph_data, text.closing)),
    }
    first = ("label", "parent", "by", "date", "known_from", "language", "edition", "package")
    order = [*(k for k in first if k in data), *(k for k in data if k not in first)]
    return {k: data[k] for k in order if k == "title" or data[k] not in (None, {}, [], ())}


def _article_data(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        **_stated(number=article.number, heading=article.heading),
        **_stated(origins=[f"{o.kind} {o.name}" for o in article.origins]),
        "paragraphs": list(map(_paragraph_data, article.paragraphs)),
    }


def _paragraph_data(paragraph: Paragraph) -> dict[str, Any]:
    content = paragraph.content
    plain = len(content) == 1 and isinstance(content[0], str)
    return {
        "id": paragraph.id,
        **_stated(
            number=paragraph.number,
            kind="" if paragraph.kind == "paragraph" else paragraph.kind,
        ),
        "content": content[0] if plain else list(_pieces_data(content)),
        **_stated(
            status="" if paragraph.status == "open" else paragraph.status,
            options=dict(paragraph.options),
            origins=[f"{o.kind} {o.name}" for o in paragraph.origins],
        ),
    }


def _pieces_data(content: Sequence[Piece]) -> Iterator[Any]:
    for piece in content:
        if isinstance(piece, str):
            yield piece
            continue
        yield {
            "alternatives": [
                {
                    "text": a.text,
                    **_stated(by=list(a.by), reservation=a.reservation, options=dict(a.options)),
                }
                for a in piece.alternatives
            ],
            **_stated(status="" if piece.status == "open" else piece.status),
        }


def _stated(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
