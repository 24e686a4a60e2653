"""Coded events of a data set as items: columns date, source, target, code and goldstein."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.case.cameo import near, table
from detente.errors import Place, Problem
from detente.formats.cells import Row, rows_of
from detente.formats.incoming import Entry, Incoming, raise_problems, slug_of

NEEDED: Final = ("date", "source", "target", "code")
COLUMNS: Final = (*NEEDED, "goldstein")


def read_events(
    text: str, file: str, parties: Mapping[str, str], reported_by: tuple[str, ...], by: str
) -> Incoming:
    """Return the events of a CSV file as items of the record.

    Parameters
    ----------
    text, file : str
    parties : mapping of slug to str
        Labels of the case's parties; a file may name either.
    reported_by : tuple of str
        Sources of the case that the data set is.
    by : str
        Who coded, for the items.

    Raises
    ------
    InputError
        With every cell that cannot be meant, by row and column.
    """
    known = {
        **{label.casefold(): slug for slug, label in parties.items()},
        **{s: s for s in parties},
    }
    problems: list[Problem] = []
    entries: list[Entry] = []
    taken: set[str] = set()
    for row in rows_of(text, file):
        cells = {c: v.strip() for c, v in row.cells.items()}
        if any(c not in cells for c in NEEDED):
            empty = next(c for c in NEEDED if c not in cells)
            problems.append(Problem("the cell is empty", row.places[empty], code="cell"))
            continue
        sides = {}
        for side in ("source", "target"):
            slug = known.get(cells[side].casefold()) or known.get(cells[side])
            if slug is None:
                message = f"there is no party '{cells[side][:40]}'"
                allowed = ", ".join(parties)
                problems.append(Problem(message, row.places[side], allowed=allowed, code="party"))
            sides[side] = slug or ""
        score = _score(row, cells, problems)
        code = table().get(cells["code"])
        if code is None:
            problems.append(_no_code(row, cells["code"]))
            continue
        event: dict[str, Any] = {"code": code.code, **sides, **score, "by": by}
        slug = slug_of(f"{cells['date']} {sides['source']} {code.code} {sides['target']}", taken)
        taken.add(slug)
        source, target = (parties.get(sides[s], "") for s in ("source", "target"))
        data = {
            "happened": cells["date"],
            "known_from": cells["date"],
            "actor": source,
            "kind": "coded event",
            "text": f"{code.label}: {source} towards {target}",
            "credibility": 6,
            "provenance": "data",
            "cameo": event,
        }
        if reported_by:
            data["sources"] = list(reported_by)
        places = {"/happened": row.places["date"]}
        places |= {f"/cameo/{c}": row.places[c] for c in COLUMNS[1:] if c in row.places}
        entries.append(Entry(slug, data, Place(file, row.number), places))
    raise_problems(problems)
    return Incoming("record", tuple(entries))


def _score(row: Row, cells: Mapping[str, str], problems: list[Problem]) -> dict[str, float]:
    """Return the data set's own score, where it gives one."""
    if "goldstein" not in cells:
        return {}
    try:
        return {"goldstein": float(cells["goldstein"])}
    except ValueError:
        message = f"'{cells['goldstein'][:40]}' is not a number"
        place = row.places["goldstein"]
        problems.append(Problem(message, place, allowed="-10 to 10", code="cell"))
        return {}


def _no_code(row: Row, code: str) -> Problem:
    allowed = "; ".join(f"{c.code}: {c.label}" for c in near(code))
    hint = "a spreadsheet may have dropped the first 0" if len(code) < 3 else ""
    message = f"there is no event code '{code[:20]}'"
    return Problem(message, row.places["code"], "", allowed, hint, code="event-code")
