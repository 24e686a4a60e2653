"""How far a text is agreed: nothing is until everything is."""

from __future__ import annotations

from dataclasses import dataclass

from detente.drafting.text import Bracket, Paragraph, Status, Text, paragraphs


@dataclass(frozen=True)
class Standing:
    """Paragraphs of a text by how far they are settled; lines for signatures do not count.

    Attributes
    ----------
    agreed, ad_referendum, open : int
    brackets : int
        Places with more than one way to put it, or one that is not agreed.
    reservations : int
    waiting : tuple of str
        Paragraphs that are not agreed, by id, in the order of printing.
    """

    agreed: int
    ad_referendum: int
    open: int
    brackets: int
    reservations: int
    waiting: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the text is agreed: every paragraph is."""
        return not self.waiting and self.agreed > 0


def standing_of(paragraph: Paragraph) -> Status:
    """Return how far a paragraph is settled; one with an open bracket is open."""
    brackets = [p.status for p in paragraph.content if isinstance(p, Bracket)]
    each = [paragraph.status, *brackets]
    if "open" in each:
        return "open"
    return "ad-referendum" if "ad-referendum" in each else "agreed"


def standing(text: Text) -> Standing:
    """Return how many paragraphs of a text are agreed, agreed ad referendum, and open."""
    counted = [p for p in paragraphs(text) if p.kind != "signature"]
    found = [standing_of(p) for p in counted]
    brackets = [
        piece
        for p in counted
        for piece in p.content
        if isinstance(piece, Bracket) and piece.status != "agreed"
    ]
    return Standing(
        found.count("agreed"),
        found.count("ad-referendum"),
        found.count("open"),
        len(brackets),
        sum(bool(a.reservation) for b in brackets for a in b.alternatives),
        tuple(p.id for p, how in zip(counted, found, strict=True) if how != "agreed"),
    )
