"""What a comparison of two readers' dissents finds."""

from __future__ import annotations

from dataclasses import dataclass

from detente.finding import Header, Share

Range = tuple[float, float]


@dataclass(frozen=True)
class Side:
    """One reader.

    Attributes
    ----------
    name : str
        The author, or the file where there is none; ``as stated`` for the case itself.
    file : str or None
    moved : int
        Numbers on which the reader differs from the case.
    """

    name: str
    file: str | None
    moved: int


@dataclass(frozen=True)
class Answer:
    """The answer by one reader's numbers, or by both at once.

    Attributes
    ----------
    deal : dict of issue to option
        The most acceptable of the deals judged.
    best : Share
        Draws in which that deal is acceptable to all; under both at once: by
        either reader's numbers.
    zone : Share
        Draws in which some deal judged is.
    """

    deal: dict[str, str]
    best: Share
    zone: Share


@dataclass(frozen=True)
class Disagreement:
    """One number on which the two readers differ.

    Attributes
    ----------
    pointer, label : str
    stated, a, b : (low, high)
    why_a, why_b : str
    effect_at_a : Share
        Change in how widely the most acceptable deal is acceptable when this number
        alone goes from A's to B's, all others being A's.
    effect_at_b : Share
        The same change, all others being B's.
    other_deal : bool
        Whether another deal becomes the most acceptable on either way.
    noise : bool
        Whether chance alone gives such changes, so many numbers being compared.
    """

    pointer: str
    label: str
    stated: Range
    a: Range
    b: Range
    why_a: str
    why_b: str
    effect_at_a: Share
    effect_at_b: Share
    other_deal: bool
    noise: bool


@dataclass(frozen=True)
class DissentsFinding:
    """Two readers compared.

    Attributes
    ----------
    header : Header
    a, b : Side
    deals : int
        Deals judged.
    stated, under_a, under_b, both : Answer
        ``both``: a deal counts in a draw where it is acceptable to all by A's
        numbers and by B's.
    a_deal_under_b, b_deal_under_a : Share
        How one reader's most acceptable deal fares by the other's numbers.
    difference : Share
        ``under_b.best`` less ``under_a.best``, draw by draw.
    same_deal : bool
    matters : bool
        Whether the answer differs beyond noise: another deal that the other reader
        would not call as acceptable, or another share.
    disagreements : tuple of Disagreement
        The one to settle first comes first: by the larger of its two effects.
    agreed : tuple of str
        Pointers on which both differ from the case in the same way.
    first : str or None
        Pointer of the number to settle first; None where none matters beyond noise.
    limit : float
        Standard errors up to which an effect is called noise.
    assumptions : tuple of str
    """

    header: Header
    a: Side
    b: Side
    deals: int
    stated: Answer
    under_a: Answer
    under_b: Answer
    both: Answer
    a_deal_under_b: Share
    b_deal_under_a: Share
    difference: Share
    same_deal: bool
    matters: bool
    disagreements: tuple[Disagreement, ...]
    agreed: tuple[str, ...]
    first: str | None
    limit: float
    assumptions: tuple[str, ...]
