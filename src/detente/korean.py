"""Korean particles: which form follows depends on the last sound of what stands before."""

from __future__ import annotations

from typing import Final

# Asked for by the form after a consonant; the second is the form after a vowel.
PARTICLES: Final = {
    "이": ("이", "가"),
    "은": ("은", "는"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이다": ("이다", "다"),
}
_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
_SILENT: Final = "”’\"'」』)]}〉》 .…"
# Sino-Korean readings: 영 일 이 삼 사 오 육 칠 팔 구; True ends in a consonant.
_DIGITS: Final = dict(zip("0123456789", "nlvnvvnllv", strict=True))
# Names of the letters: 엘, 엠, 엔 and 알 end in a consonant.
_LETTERS: Final = {"L": "l", "R": "l", "M": "n", "N": "n"}


def particle(before: str, form: str) -> str:
    """Return the particle that follows a text.

    Parameters
    ----------
    before : str
        What stands before; quotation marks and brackets at its end are passed over.
    form : str
        A key of :data:`PARTICLES`.

    Returns
    -------
    str
        Both forms, as in ``이(가)``, where the sound cannot be known from the letters.
    """
    after_consonant, after_vowel = PARTICLES[form]
    sound = _final(before.rstrip(_SILENT))
    if sound == "?":
        return f"{after_consonant}({after_vowel})"
    if sound == "v" or (sound == "l" and form == "으로"):
        return after_vowel
    return after_consonant


def _final(text: str) -> str:
    """Return the last sound: ``v`` a vowel, ``l`` rieul, ``n`` another consonant, ``?``."""
    last = text[-1:]
    if last and _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return "v" if final == 0 else "l" if final == _RIEUL else "n"
    if last in _DIGITS:
        return _DIGITS[last]
    if last.isascii() and last.isupper():
        return _LETTERS.get(last, "v")
    return "?"
