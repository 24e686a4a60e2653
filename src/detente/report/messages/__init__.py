"""What the report says, in each of its languages: one catalogue of sentences a language.

A sentence is a template: ``{name}`` is replaced, ``[text](#place)`` is a link, and in
Korean ``{name:은}`` adds the particle that fits the sound before it.  A mapping with
``one`` and ``other`` is chosen by the number ``n``; Korean has ``other`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from detente.case.labels import LANGUAGES

__all__ = ["LANGUAGES", "catalogue"]


@cache
def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    """Return the templates of a language by key, such as ``answer.heading``.

    Parameters
    ----------
    language : str
        One of :data:`LANGUAGES`.
    """
    from ruamel.yaml import YAML

    text = (resources.files(__package__) / f"{language}.yaml").read_text(encoding="utf-8")
    return dict(_flat("", YAML(typ="safe").load(text)))


def _flat(at: str, found: dict[str, Any]) -> Iterator[tuple[str, str | dict[str, str]]]:
    for name, value in found.items():
        if isinstance(value, str) or "other" in value:
            yield at + name, value
        else:
            yield from _flat(f"{at}{name}.", value)
