"""Which catalogue says what stands beside a text in any language."""

from __future__ import annotations

from detente.case.labels import LANGUAGES
from detente.report.language import Language, language


def words(code: str) -> Language:
    """Return the sentences of a language; English where Détente has none of it."""
    known = code.split("-")[0]
    return language(known if known in LANGUAGES else "en")
