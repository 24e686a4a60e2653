"""Words of probability and their bands, and the marks of a matrix of competing hypotheses.

The words are those of Intelligence Community Directive 203 (Office of the Director of
National Intelligence 2015).  Its bands touch and leave 0 to 1 and 99 to 100 open.  Decided
here: an edge belongs to the band nearer to even, so that p and 1 - p always get mirrored
words; under 1 and over 99 there is no word.
"""

from __future__ import annotations

from typing import Final

BANDS: Final = (
    (0.01, 0.05, "almost-no-chance"),
    (0.05, 0.20, "very-unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "even"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very-likely"),
    (0.95, 0.99, "almost-certain"),
)
"""Low, high, and the key of the word."""

WORDS: Final = {
    "almost no chance": "almost-no-chance",
    "remote": "almost-no-chance",
    "very unlikely": "very-unlikely",
    "highly improbable": "very-unlikely",
    "unlikely": "unlikely",
    "improbable": "unlikely",
    "roughly even chance": "even",
    "roughly even odds": "even",
    "likely": "likely",
    "probable": "likely",
    "very likely": "very-likely",
    "highly probable": "very-likely",
    "almost certain": "almost-certain",
    "nearly certain": "almost-certain",
}
"""Both terms of each band, as they may be written in a case."""

MARKS: Final = {
    "CC": "very-likely",
    "C": "likely",
    "N": "even",
    "I": "unlikely",
    "II": "very-unlikely",
}
"""Very consistent, consistent, neutral, inconsistent, very inconsistent, and a band for each.

That a mark stands for a likelihood of this band is our own reading; a case may give a mark
another range.
"""

NOT_APPLICABLE: Final = "NA"
"""The mark that a row says nothing about a hypothesis."""

_SLACK: Final = 1e-9


def band_of(said: str) -> tuple[float, float] | None:
    """Return the band, as shares, of a word or a mark; None for anything else."""
    key = WORDS.get(" ".join(said.lower().split())) or MARKS.get(said)
    return next(((low, high) for low, high, name in BANDS if name == key), None)


def band_at(probability: float) -> tuple[float, float, str] | None:
    """Return the band in which a probability lies.

    Parameters
    ----------
    probability : float
        0 to 1.

    Returns
    -------
    (low, high, key of the word), or None under 1 and over 99 in 100
    """
    if not 0.01 - _SLACK <= probability <= 0.99 + _SLACK:
        return None
    return next((b for b in BANDS if probability < b[1] + _edge(b[1])), BANDS[-1])


def mark_at(likelihood: float) -> str:
    """Return the mark in whose band a likelihood lies; beyond all bands the outermost."""
    found = band_at(min(max(likelihood, 0.05), 0.95))
    assert found is not None
    by_word = {word: mark for mark, word in MARKS.items()}
    return by_word.get(found[2], "II" if likelihood < 0.5 else "CC")


def _edge(high: float) -> float:
    return -_SLACK if high < 0.5 else _SLACK
