"""Editions: each names things that the case has, in a language that Détente speaks."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.context import Context
from detente.case.labels import LANGUAGES, labels
from detente.case.tree import step
from detente.errors import Problem


def editions(context: Context) -> Iterator[Problem]:
    """Yield an error for every language not known and every name of nothing."""
    if not context.case.editions:
        return
    known = labels(context.case)
    for slug, edition in context.case.editions.items():
        at = step("/editions", slug)
        if edition.language not in LANGUAGES:
            yield context.unknown(f"{at}/language", "language", edition.language, LANGUAGES)
        for pointer in edition.names:
            if pointer not in known:
                here = step(f"{at}/names", pointer)
                yield context.unknown(here, "name to put in other words", pointer, known, key=True)
