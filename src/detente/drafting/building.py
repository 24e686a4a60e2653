"""Put paragraphs into articles: numbers as printed, names that stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.drafting.naming import Names, letter
from detente.drafting.text import Article, Kind, Origin, Paragraph, Piece


@dataclass(frozen=True)
class Part:
    """A paragraph before it has a number.

    Attributes
    ----------
    slug : str
        Its name within the article.
    content : tuple of str or Bracket
    origins : tuple of Origin
    kind : str
    numbered : bool
        An introduction has no number.
    items : tuple of Part
        One level below; lettered, unless ``numbered`` is false.
    """

    slug: str
    content: tuple[Piece, ...]
    origins: tuple[Origin, ...]
    kind: Kind = "paragraph"
    numbered: bool = True
    items: tuple[Part, ...] = ()


def article(
    name: str,
    number: str,
    heading: str,
    parts: Sequence[Part],
    origins: tuple[Origin, ...] = (),
) -> Article:
    """Return an article of numbered paragraphs and lettered items.

    Parameters
    ----------
    name : str
        Unique in the text.
    number : str
        As printed; empty for none, and then its paragraphs count from 1.
    heading : str
    parts : sequence of Part
    origins : tuple of Origin
    """
    return Article(name, number, heading, tuple(_paragraphs(name, number, parts)), origins)


def number_of(article: str, k: int) -> str:
    """Return the number of the ``k``-th numbered paragraph (from 1) of an article."""
    return f"{article}.{k}" if article else str(k)


def _paragraphs(name: str, number: str, parts: Sequence[Part]) -> Iterator[Paragraph]:
    names, k = Names(), 0
    for part in parts:
        k += part.numbered
        printed = number_of(number, k) if part.numbered else ""
        slug = names.fresh(part.slug)
        yield _paragraph(f"{name}/{slug}", printed, part)
        for j, item in enumerate(part.items):
            printed = letter(j) if item.numbered else ""
            yield _paragraph(f"{name}/{names.fresh(item.slug)}", printed, item)


def _paragraph(name: str, number: str, part: Part) -> Paragraph:
    return Paragraph(name, number, part.content, part.kind, part.origins)
