"""What every field of a case means and how to code it, for people who fill one in."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

from detente.case.tree import parse


@dataclass(frozen=True, slots=True)
class Entry:
    """Meaning of a field, how to code it, and an example as it stands in a case file."""

    meaning: str
    code: str = ""
    example: str = ""


@functools.cache
def entries() -> dict[str, Entry]:
    """Return the entries by ``Model.field``, and by ``Model`` for whole blocks."""
    file = resources.files("detente.case") / "data" / "codebook.yaml"
    data = parse(file.read_text("utf-8"), "codebook.yaml").data
    found: dict[str, Entry] = {}
    for model, fields in data.items():
        for name, entry in fields.items():
            key = model if name == "block" else f"{model}.{name}"
            found[key] = Entry(entry) if isinstance(entry, str) else Entry(**entry)
    return found


def meaning(name: str) -> str:
    """Return the meaning of a field, or an empty string."""
    entry = entries().get(name)
    return entry.meaning if entry else ""
