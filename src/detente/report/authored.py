"""What a case author wrote in free text: shown as written, marked with its language."""

from __future__ import annotations

import re

from detente.report.document import Span

_HANGUL = re.compile("[\uac00-\ud7a3]")
_LATIN_WORD = re.compile("[A-Za-z]{3}")


def authored(text: str, code: str, href: str = "") -> Span:
    """Return text of a case author for a report in a language.

    Parameters
    ----------
    text : str
    code : str
        The language of the report.
    href : str
        Where it leads, if anywhere.

    Returns
    -------
    Span
        With a language where the script tells it and it is not that of the report.
    """
    language = "ko" if _HANGUL.search(text) else "en" if _LATIN_WORD.search(text) else code
    return Span(text, href, "" if language == code else language)
