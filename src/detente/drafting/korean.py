"""What Korean does to a word that fills a slot: particles after nouns, endings of verbs."""

from __future__ import annotations

from typing import Final

from detente.korean import PARTICLES, particle

ENDINGS: Final = ("어간", "ㄹ", "기", "고")
"""Forms of a sentence that ends in 한다: its stem (하), 할, 하기, 하고."""
FORMS: Final = (*PARTICLES, *ENDINGS)
_FIRST, _LAST, _FINALS, _NIEUN, _RIEUL = 0xAC00, 0xD7A3, 28, 4, 8


def changed(text: str, form: str) -> str:
    """Return a text with a particle behind it, or a sentence with another ending.

    Parameters
    ----------
    text : str
        For an ending of :data:`ENDINGS`: a sentence in the plain form, ``중단한다``.
    form : str
        One of :data:`FORMS`.

    Raises
    ------
    KeyError
        For another form.
    """
    if form not in ENDINGS:
        return text + particle(text, form)
    root = stem(text)
    if form == "ㄹ":
        return _with_final(root, _RIEUL) if _is_open(root) else root + "을"
    return root + {"어간": "", "기": "기", "고": "고"}[form]


def stem(sentence: str) -> str:
    """Return a sentence in the plain form without its ending: ``중단하`` of ``중단한다``.

    Verbs whose stem ends in ㄹ lose it in this form and cannot be told apart: they need words
    of their own (``clause.text``).
    """
    said = sentence.rstrip(" .")
    if said.endswith("는다"):
        return said[:-2]
    if said.endswith("다") and len(said) > 1 and _final(said[-2]) == _NIEUN:
        return said[:-2] + chr(ord(said[-2]) - _NIEUN)
    return said


def _final(letter: str) -> int:
    code = ord(letter)
    return (code - _FIRST) % _FINALS if _FIRST <= code <= _LAST else -1


def _is_open(text: str) -> bool:
    return bool(text) and _final(text[-1]) == 0


def _with_final(text: str, final: int) -> str:
    return text[:-1] + chr(ord(text[-1]) + final)
