"""What the report says, in each of its languages: one catalogue of sentences a language.

A sentence is a template: ``{name}`` is replaced, ``[text](#place)`` is a link, and in
Korean ``{name:은}`` adds the particle that fits the sound before it.  A mapping with
``one`` and ``other`` is chosen by the number ``n``; Korean has ``other`` alone.

``en.yaml`` and ``ko.yaml`` hold the first page, the brief and the words of the page; each
folder holds one subject more, and its name stands before the keys: ``caption`` under
``levers`` in ``tables/ko.yaml`` is ``tables.levers.caption``.  To add a section to the
report, write its words under ``sections`` (``title``, ``lead``), ``tables`` and ``figures``
in every language and say them with ``names.words.text(key, **values)``; a new folder is
found by itself.  What an analysis put into its finding in English is under ``found``
(:mod:`detente.report.retelling`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
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
    home, name = resources.files(__package__), f"{language}.yaml"
    found = dict(_read("", home / name))
    for folder in sorted(home.iterdir(), key=lambda f: f.name):
        if folder.is_dir() and (folder / name).is_file():
            found |= _read(f"{folder.name}.", folder / name)
    return found


def _read(at: str, file: Traversable) -> Iterator[tuple[str, str | dict[str, str]]]:
    from ruamel.yaml import YAML

    return _flat(at, YAML(typ="safe").load(file.read_text(encoding="utf-8")))


def _flat(at: str, found: dict[str, Any]) -> Iterator[tuple[str, str | dict[str, str]]]:
    for name, value in found.items():
        if isinstance(value, str) or "other" in value:
            yield at + name, value
        else:
            yield from _flat(f"{at}{name}.", value)
