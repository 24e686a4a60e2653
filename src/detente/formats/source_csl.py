"""Sources as CSL-JSON, which Zotero, Mendeley and Pandoc read and write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from detente.case.models import Source
from detente.errors import Place
from detente.formats.incoming import MAX_ENTRIES, Entry, Incoming, refuse
from detente.formats.references import address, entry, keyword, label


def write_csl(sources: Mapping[str, Source]) -> str:
    """Return sources as CSL-JSON; the reliability stands in ``keyword``."""
    items = []
    for slug, source in sources.items():
        item = {"id": slug, "type": "webpage" if source.url else "document", "title": source.label}
        if source.url:
            item["URL"] = source.url
        if source.note:
            item["note"] = source.note
        items.append({**item, "keyword": keyword(source.reliability)})
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def read_csl(text: str, file: str) -> Incoming:
    """Return the works of a CSL-JSON file as sources.

    Raises
    ------
    InputError
        When it is not JSON, or not a list of works.
    """
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise refuse(
            f"not valid JSON: {error.msg}", Place(file, error.lineno, error.colno)
        ) from error
    except (RecursionError, ValueError) as error:
        raise refuse("not CSL-JSON: nested too deep, or a number too long", Place(file)) from error
    hint = 'CSL-JSON is a list: [{"id": "...", "type": "webpage", "title": "..."}]'
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        raise refuse("not CSL-JSON: this is no list of works", Place(file), hint)
    if len(items) > MAX_ENTRIES:
        raise refuse(f"more than {MAX_ENTRIES:,} works", Place(file), "split the file")
    entries: list[Entry] = []
    taken: set[str] = set()
    for k, item in enumerate(items):
        place = Place(file, cell=f"work {k + 1}")
        title = _text(item.get("title"))
        if not title and not _text(item.get("id")):
            raise refuse("a work has neither an id nor a title", place, hint)
        more = (_text(item.get("container-title")), _year(item.get("issued")))
        found = entry(
            _text(item.get("id")),
            taken,
            place,
            title=label(title, _names(item.get("author")), more),
            url=address(_text(item.get("URL")), _text(item.get("DOI"))),
            kinds=_text(item.get("keyword")) + " " + _text(item.get("note")),
            note=_text(item.get("note")),
        )
        taken.add(found.slug)
        entries.append(found)
    return Incoming("sources", tuple(entries))


def _text(value: Any) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _names(value: Any) -> list[str]:
    people = value if isinstance(value, list) else []
    return [
        _text(p.get("literal")) or _text(p.get("family")) for p in people if isinstance(p, dict)
    ]


def _year(value: Any) -> str:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return _text(parts[0][0])
    return ""
