"""Versions of one negotiating text, each whole, in a tree; what is kept beside them in notes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.case.quantity import Day, Model, Slug, Text

MEDIATOR = "mediator"
"""Who may put forward a version or an alternative without being a party."""

Settled = Literal["open", "ad-referendum", "agreed"]
"""How far it is settled; nothing is agreed until everything is."""

Words = Annotated[str, Field(strict=True)]
"""Words as printed; may be empty."""

Origin = Annotated[
    str,
    Field(
        strict=True,
        pattern=r"^(document|issue|commitment|term|guarantee|verification|schedule|pattern) \S.*$",
    ),
]
"""Kind and name of what a statement comes from: ``commitment dismantle``."""


class DraftAlternative(Model):
    """One way to put it, of those who propose it; an empty text is nothing there.

    ``options`` is what it settles in the model, by issue.
    """

    text: Words = ""
    by: tuple[Slug, ...] = ()
    reservation: Words = ""
    options: dict[Slug, Slug] = {}


class DraftBracket(Model):
    """A place where the text is not agreed."""

    alternatives: tuple[DraftAlternative, ...] = Field(min_length=1)
    status: Settled = "open"


class DraftParagraph(Model):
    """The smallest unit with a name of its own; its name is the same in every version."""

    id: Text
    number: Words = ""
    kind: Literal["paragraph", "item", "definition", "recital", "step", "signature"] = "paragraph"
    content: Words | tuple[Words | DraftBracket, ...]
    status: Settled = "open"
    options: dict[Slug, Slug] = {}
    origins: tuple[Origin, ...] = ()


class DraftArticle(Model):
    """An article, or a part of an annex."""

    id: Text
    number: Words = ""
    heading: Words = ""
    origins: tuple[Origin, ...] = ()
    paragraphs: tuple[DraftParagraph, ...] = ()


class DraftAnnex(Model):
    """An annex; its articles are printed as parts."""

    id: Text
    number: Words = ""
    heading: Words = ""
    articles: tuple[DraftArticle, ...] = ()


class DraftNote(Model):
    """What somebody remarks on a paragraph, an article or the whole (``about`` left out).

    A note is confidential unless it says ``confidential: false``.  Confidential ones are taken
    out as the file is read: no model of a case, and so nothing made of one, has them.
    """

    about: Text | None = None
    by: Slug
    text: Text
    confidential: Literal[False]


class DraftChange(Model):
    """A change that a document brought back: who made it, when, and what it is."""

    kind: Text
    author: Words = ""
    date: Words = ""
    text: Words = ""
    paragraph: Words = ""
    tracked: bool = True


class Draft(Model):
    """One version of the text; ``parent`` is the version it was made from.

    ``names`` is what the text calls each party, in the order of the signatures.  ``package`` is
    the package of the case that it states where its paragraphs do not say otherwise.
    """

    label: Text
    parent: Slug | None = None
    by: tuple[Slug, ...] = ()
    date: Day | None = None
    known_from: Day | None = None
    language: Text = "en"
    edition: Slug | None = None
    package: Slug | None = None
    title: Words
    names: dict[Slug, Text] = {}
    preamble: tuple[DraftParagraph, ...] = ()
    articles: tuple[DraftArticle, ...] = ()
    closing: tuple[DraftParagraph, ...] = ()
    annexes: tuple[DraftAnnex, ...] = ()
    notes: dict[Slug, DraftNote] = {}
    changes: tuple[DraftChange, ...] = ()
