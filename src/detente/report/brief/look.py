"""How the lines of a brief look on paper, as far as it decides what fits one side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

Role = Literal["head", "title", "heading", "text", "item", "note"]
ROLES: Final[tuple[Role, ...]] = ("head", "title", "heading", "text", "item", "note")

SIZES: Final = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Of our own text, in points, the largest first."""

SMALLEST: Final = 8.0
"""Points below which no text is set."""
SMALL: Final = 8.5
"""Points below which text is rather left out."""

STEP: Final = 0.03
SPACE_GOES: Final = 4.0
"""How much faster the space between lines is taken than the size of type."""


@dataclass(frozen=True, slots=True)
class Block:
    """How one kind of paragraph looks, in points.

    Attributes
    ----------
    size : float
    before, after : float
        Space above and below.
    line : float
        Times the natural height of a line.
    indent : float
    together : bool
        Whether no space is left between two of this kind.
    """

    size: float
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    indent: float = 0.0
    together: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a brief looks, in points.

    Attributes
    ----------
    width, height : float
        Of the page without its margins, header and footer.
    blocks : mapping of Role to Block
    scale : float
        How much smaller than asked for; 1 leaves a house's styles as they are.
    """

    width: float
    height: float
    blocks: Mapping[Role, Block]
    scale: float = 1.0

    @property
    def size(self) -> float:
        """Return the size of the text."""
        return self.blocks["text"].size

    def scaled(self, scale: float) -> Look:
        """Return the same in smaller type, with space taken before size."""
        space = max(0.0, 1 - SPACE_GOES * (1 - scale))
        blocks = {
            role: replace(
                b,
                size=max(round(2 * b.size * scale) / 2, min(b.size, SMALLEST - 1)),
                before=b.before * space,
                after=b.after * space,
                line=1 + (b.line - 1) * space if b.line > 1 else b.line,
            )
            for role, b in self.blocks.items()
        }
        return replace(self, blocks=blocks, scale=scale)

    def smaller(self) -> tuple[Look, ...]:
        """Return this and what may be tried when it is too large, the largest first."""
        tried, k = [self], 1
        while (look := self.scaled(1 - STEP * k)).size >= SMALLEST:
            tried.append(look)
            k += 1
            if STEP * k >= 1:
                break
        return tuple(tried)


def own(size: float) -> Look:
    """Return our own look on A4, with margins of 19 and 14 mm.

    Parameters
    ----------
    size : float
        Of the text, in points.
    """
    return Look(
        487.0,
        762.0,
        {
            "head": Block(size - 1, after=2),
            "title": Block(size + 5, after=2),
            "heading": Block(size + 1, before=4, after=1),
            "text": Block(size, after=2),
            "item": Block(size, indent=12),
            "note": Block(size - 1, before=3),
        },
    )


OWN: Final = tuple(own(size) for size in SIZES)
"""Our own look, the largest type first."""
