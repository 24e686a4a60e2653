"""What articles and annexes are called in the languages of a text."""

from __future__ import annotations

from typing import Final, Literal

from detente.case.labels import LANGUAGES
from detente.report.language import Language, language

# The official languages of the United Nations, Korean, and those of cases at hand: what is
# printed before a number in treaties of that language.
_LABELS: Final[dict[str, tuple[str, str, str]]] = {
    "en": ("Article {n}", "Annex {n}", "Part {n}"),
    "ko": ("제{n}조", "부속서 {n}", "제{n}부"),
    "ar": ("المادة {n}", "المرفق {n}", "الجزء {n}"),
    "es": ("Artículo {n}", "Anexo {n}", "Parte {n}"),
    "fr": ("Article {n}", "Annexe {n}", "Partie {n}"),
    "ru": ("Статья {n}", "Приложение {n}", "Часть {n}"),
    "uk": ("Стаття {n}", "Додаток {n}", "Частина {n}"),
    "zh": ("第{n}条", "附件{n}", "第{n}部分"),
}
_ORDER: Final = ("article", "annex", "part")


def heading_label(kind: Literal["article", "annex", "part"], number: str, code: str) -> str:
    """Return what is printed of a number: ``Article 3``; the bare number in other languages."""
    labels = _LABELS.get(code.split("-")[0])
    return labels[_ORDER.index(kind)].format(n=number) if labels else number


def words(code: str) -> Language:
    """Return the sentences of a language; English where Détente has none of it."""
    known = code.split("-")[0]
    return language(known if known in LANGUAGES else "en")
