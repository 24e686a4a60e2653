"""What an Admiralty code is worth where a case does not say: a pair of ranges for each.

The letter says how reliable a source is, the digit how credible what it says is on its own; a
digit that already counts what others say would count them twice.  The ranges are our own
judgement: the scheme itself gives words and no numbers.  F and 6 mean that nothing is known,
which is any rate whatever, and not one half.

References
----------
NATO (2016). Allied Joint Doctrine for Intelligence Procedures, AJP-2.1, annex on grading.
Irwin, D. & Mandel, D. R. (2019). Improving information evaluation for intelligence production.
Intelligence and National Security 34(4), 503-525.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.case.blocks.reports import InterestFactors, Rates
from detente.case.quantity import Quantity

LETTERS: Final = "ABCDEF"
DIGITS: Final = "123456"
UNKNOWN: Final = ("F", "6")

# By how many steps a code lies below A1: hit rate and rate of false reports, in percent.
_STEPS: Final = (
    ((88.0, 97.0), (2.0, 6.0)),
    ((84.0, 95.0), (3.0, 10.0)),
    ((78.0, 92.0), (5.0, 15.0)),
    ((72.0, 90.0), (8.0, 22.0)),
    ((66.0, 86.0), (12.0, 30.0)),
    ((58.0, 80.0), (18.0, 40.0)),
    ((50.0, 72.0), (25.0, 48.0)),
    ((42.0, 64.0), (32.0, 55.0)),
    ((36.0, 58.0), (36.0, 58.0)),
)
_ANY: Final = Quantity(beta=(1.0, 1.0))

INTEREST: Final = InterestFactors(
    serving=Quantity(range=(1.5, 4.0)), against=Quantity(range=(0.25, 0.67))
)
"""What interest does to the odds of a false report where a case does not say."""


def unknown(code: str) -> bool:
    """Return whether a code says that nothing is known."""
    return code[0] == UNKNOWN[0] or code[1] == UNKNOWN[1]


def _rates(code: str) -> Rates:
    if unknown(code):
        return Rates(hit=_ANY, false_report=_ANY)
    hit, false_report = _STEPS[LETTERS.index(code[0]) + DIGITS.index(code[1])]
    return Rates(hit=Quantity(range=hit), false_report=Quantity(range=false_report))


RATES: Final = {f"{a}{b}": _rates(f"{a}{b}") for a in LETTERS for b in DIGITS}
"""The table, by code; a case may replace any line of it under ``admiralty``."""


def code_of(letter: str | None, digits: Sequence[int], own: int | None) -> str:
    """Return the code of a report.

    Parameters
    ----------
    letter : str or None
        Of its source; None: no source, so F.
    digits : sequence of int
        Credibility of the items it rests on, of which the best known counts; none: 6.
    own : int or None
        Its own, which stands before those.
    """
    digit = own if own is not None else min(digits, default=6)
    return f"{letter or UNKNOWN[0]}{digit}"
