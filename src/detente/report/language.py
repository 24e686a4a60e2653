"""Numbers, days, lists and sentences as the readers of one language say them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from functools import cache

from detente.case.words_of_probability import band_at
from detente.report.document import Sentence, plain_text
from detente.report.messages import catalogue
from detente.report.messages.template import Value, filled

_HANGUL = ("\uac00", "\ud7a3")


class Language:
    """One language of the report.

    Parameters
    ----------
    code : str
        One of :data:`detente.report.messages.LANGUAGES`.
    """

    def __init__(self, code: str) -> None:
        self.code = code

    def say(self, key: str, /, **values: Value) -> Sentence:
        """Return a sentence of the catalogue, its plural chosen by ``n`` where it has one."""
        template = catalogue(self.code)[key]
        if not isinstance(template, str):
            template = template["one" if values["n"] == 1 and "one" in template else "other"]
        return filled(template, values)

    def text(self, key: str, /, **values: Value) -> str:
        """Return a sentence of the catalogue without its links."""
        return plain_text(self.say(key, **values))

    def knows(self, key: str) -> bool:
        """Return whether the catalogue has a key."""
        return key in catalogue(self.code)

    def in_100(self, share: float) -> str:
        """Return a share as ``46 of 100``; 0 and 100 only where they are exact.

        Parameters
        ----------
        share : float
            0 to 1.
        """
        return self._share("of-100", share)

    def belief_sets(self, share: float) -> str:
        """Return a share as ``in 46 of 100 belief sets``."""
        return self._share("sets", share)

    def _share(self, key: str, share: float) -> str:
        if share <= 0:
            return self.text(f"{key}.none")
        if share >= 1:
            return self.text(f"{key}.all")
        if share < 0.01:
            return self.text(f"{key}.few")
        if share > 0.99:
            return self.text(f"{key}.many")
        return self.text(f"{key}.some", n=_whole(share * 100))

    def change_of_100(self, gain: float) -> str:
        """Return a change of a share as ``9 more of 100``, ``3 fewer of 100`` or ``no change``."""
        if gain == 0:
            return self.text("change.none")
        word = "more" if gain > 0 else "fewer"
        if abs(gain) < 0.01:
            return self.text(f"change.slightly-{word}")
        return self.text(f"change.{word}", n=_whole(abs(gain) * 100))

    def likelihood(self, probability: float) -> str:
        """Return the ICD 203 word for a probability, always with its band.

        Parameters
        ----------
        probability : float
            0 to 1.  Under 1 and over 99 in 100 the scale has no word, and that is said.
        """
        band = band_at(probability)
        if band is None:
            return self.text("likelihood.below" if probability < 0.5 else "likelihood.above")
        low, high, word = band
        return self.text(
            "likelihood.banded",
            word=self.text(f"likelihood.{word}"),
            low=_whole(low * 100),
            high=_whole(high * 100),
        )

    def span(self, low: float, high: float, unit: str = "") -> str:
        """Return ``2 to 5 months``; one number where both are shown alike."""
        first, last = number(low), number(high)
        shown = first if first == last else self.text("span", low=first, high=last)
        # Korean counters stand at the number they count.
        close = self.code == "ko" and _HANGUL[0] <= unit[:1] <= _HANGUL[1]
        return shown + unit if close else f"{shown} {unit}".rstrip()

    def day(self, date: datetime.date | str | None) -> str:
        """Return ``15 April 2019``; an empty string for None."""
        if date is None:
            return ""
        if isinstance(date, str):
            date = datetime.date.fromisoformat(date[:10])
        month = self.text(f"months.{date.month}")
        return self.text("day", day=str(date.day), month=month, year=str(date.year))

    def listed(self, items: Sequence[str], word: str = "and") -> str:
        """Return ``a, b and c``.

        Parameters
        ----------
        items : sequence of str
        word : str
            ``and`` or ``or``.
        """
        if len(items) < 2:
            return "".join(items)
        return self.text(f"list.{word}", first=", ".join(items[:-1]), last=items[-1])


@cache
def language(code: str) -> Language:
    """Return a language by its code."""
    return Language(code)


def number(value: float) -> str:
    """Return a number with about two significant digits: ``1,300``, ``24``, ``3``, ``0.4``."""
    size = abs(value)
    if size >= 100:
        step = 10 ** (math.floor(math.log10(size)) - 1)
        shown = f"{_whole(size / step) * step:,}"
    elif size >= 1:
        shown = str(_whole(size))
    else:
        shown = f"{size:.1g}" if size >= 0.05 else "0"
    return f"−{shown}" if value < 0 and shown != "0" else shown


def _whole(value: float) -> int:
    # Halves go up: round() would send 12.5 and 11.5 to the same 12.
    return math.floor(value + 0.5)
