"""Items of the record as a table: one row each, the columns of ``COLUMNS``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.case.models import RecordItem
from detente.errors import Place, Problem, did_you_mean
from detente.formats.cells import Row, listed, rows_of, unlisted, written
from detente.formats.incoming import Entry, Incoming, raise_problems, refuse, slug_of

COLUMNS: Final = (
    "item",
    "happened",
    "known_from",
    "actor",
    "kind",
    "text",
    "sources",
    "url",
    "credibility",
    "provenance",
    "quotation",
    "bears_on",
    "origin",
    "account_of",
    "key",
    "note",
    "event_code",
    "event_source",
    "event_target",
    "event_goldstein",
    "event_mutual",
    "event_by",
)
NEEDED: Final = ("happened", "actor", "kind", "text", "credibility")
LISTS: Final = ("sources", "url", "bears_on")
YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_EVENT: Final = "event_"


def write_items(record: Mapping[str, RecordItem]) -> str:
    """Return items as CSV.

    Parameters
    ----------
    record : mapping of slug to RecordItem
    """
    return written(COLUMNS, [_cells(slug, item) for slug, item in record.items()])


def _cells(slug: str, item: RecordItem) -> list[str]:
    data = item.model_dump(mode="json", exclude_defaults=True)
    event = data.pop("cameo", {})
    data |= {_EVENT + k: v for k, v in event.items()} | {"item": slug}
    return [_cell(data.get(column)) for column in COLUMNS]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return listed(value) if isinstance(value, list) else str(value)


def read_items(text: str, file: str) -> Incoming:
    """Return the items of a CSV file; an item without a name gets one of its day and text.

    Raises
    ------
    InputError
        With every cell that cannot be meant, by row and column.
    """
    rows = rows_of(text, file)
    columns = list(rows[0].places) if rows else list(COLUMNS)
    problems = [
        Problem(
            f"there is no column '{c[:40]}'",
            rows[0].places[c],
            allowed=", ".join(COLUMNS),
            hint=did_you_mean(c, list(COLUMNS)),
            code="column",
        )
        for c in columns
        if c and c not in COLUMNS
    ]
    missing = [c for c in NEEDED if c not in columns]
    if missing:
        message = f"the column '{missing[0]}' is missing"
        raise refuse(message, Place(file, 1), f"needed: {', '.join(NEEDED)}")
    taken: set[str] = set()
    entries = []
    for row in rows:
        entry = _entry(row, taken, problems)
        if entry.slug in taken:
            message = f"the name '{entry.slug}' stands in two rows"
            problems.append(Problem(message, row.places["item"], hint="rename one", code="twice"))
        taken.add(entry.slug)
        entries.append(entry)
    raise_problems(problems)
    return Incoming("record", tuple(entries))


def _entry(row: Row, taken: set[str], problems: list[Problem]) -> Entry:
    cells = dict(row.cells)
    words = " ".join(cells.get("text", "").split()[:6])
    slug = cells.pop("item", "") or slug_of(f"{cells.get('happened', '')} {words}", taken)
    data: dict[str, Any] = {}
    event: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for column, cell in cells.items():
        if column not in COLUMNS:
            continue
        value = _value(row, column, cell, problems)
        if column.startswith(_EVENT):
            event[column.removeprefix(_EVENT)] = value
            places[f"/cameo/{column.removeprefix(_EVENT)}"] = row.places[column]
        else:
            data[column] = value
            places[f"/{column}"] = row.places[column]
    if event:
        data["cameo"] = event
    if "happened" in data:
        data.setdefault("known_from", data["happened"])
    place = Place(next(iter(row.places.values())).file, row.number)
    return Entry(slug, data, place, places)


def _value(row: Row, column: str, cell: str, problems: list[Problem]) -> Any:
    if column in LISTS:
        return unlisted(cell)
    try:
        if column == "credibility":
            return int(cell.strip())
        if column == "event_goldstein":
            return float(cell.strip())
        if column in ("quotation", "event_mutual"):
            return YES[cell.strip().lower()]
    except (ValueError, KeyError):
        allowed = {"credibility": "1 to 6", "event_goldstein": "-10 to 10"}.get(column, "yes, no")
        message = f"'{cell[:40]}' cannot be read as {column}"
        problems.append(Problem(message, row.places[column], allowed=allowed, code="cell"))
    return (
        cell.strip() if column not in ("text", "note", "actor", "kind", "key", "event_by") else cell
    )
