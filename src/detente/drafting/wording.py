"""Small matters of wording: the action of a commitment, lists, the use of a defined word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.drafting.patterns import Library


def action(what: str, language: str) -> str:
    """Return an imperative sentence so that it can follow ``shall``.

    Parameters
    ----------
    what : str
        ``Stop the reactors.``; in Korean a sentence in the plain form.
    language : str
    """
    said = what.strip().rstrip(".")
    if language != "en" or said[1:2].isupper():
        return said
    return said[:1].lower() + said[1:]


def listed(items: Sequence[str], library: Library, between: str = "between") -> str:
    """Return ``a, b and c`` in the language of a library."""
    if len(items) < 2:
        return "".join(items)
    head = library.text(between).join(items[:-1])
    return library.words("and", first=head, last=items[-1])


def uses(text: str, word: str) -> bool:
    """Return whether a text uses a word or phrase, whatever its capitals.

    In Korean what follows a word belongs to it (particles), so that only its beginning counts.
    """
    last = word[-1:]
    end = "" if "\uac00" <= last <= "\ud7a3" else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(word)}{end}", text, re.IGNORECASE) is not None
