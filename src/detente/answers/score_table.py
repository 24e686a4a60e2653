"""A table of forecasts from elsewhere, as CSV."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.errors import InputError, Place, Problem, did_you_mean

COLUMNS: Final = ("question", "forecaster", "probability", "outcome", "made_on")
OPTIONAL: Final = ("base_rate",)
OUTCOMES: Final = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
MOST_ROWS: Final = 1_000_000
MOST_TOLD: Final = 20
LARGEST: Final = 100_000_000
"""Bytes of a table."""


@dataclass(frozen=True)
class Row:
    """One forecast of a question with the answer yes or no.

    Attributes
    ----------
    question, forecaster : str
    probability : float
        Of yes, 0 to 1.
    yes : bool
    made_on : date
    base_rate : float or None
    line : int
    """

    question: str
    forecaster: str
    probability: float
    yes: bool
    made_on: datetime.date
    base_rate: float | None
    line: int


def read_table(file: Path) -> list[Row]:
    """Return the forecasts of a CSV file.

    Columns are question, forecaster, probability (0 to 1, or percent with the sign),
    outcome (1, yes, true or 0, no, false) and made_on (YYYY-MM-DD); base_rate may be added.

    Raises
    ------
    InputError
        Where it cannot be read, or with every wrong cell by line and column.
    """
    reader = csv.reader(io.StringIO(_characters(file), newline=""))
    try:
        header = [h.strip() for h in next(reader, [])]
        problems = list(_header(header, file))
        if problems:
            raise InputError(problems)
        rows: list[Row] = []
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if len(rows) == MOST_ROWS:
                raise _refused(file, f"'{file}' has more than {MOST_ROWS:,} rows", "split the file")
            made = _row(dict(zip(header, cells, strict=False)), header, file, reader.line_num)
            if isinstance(made, Row):
                rows.append(made)
            else:
                problems += made
    except csv.Error as error:
        raise _refused(
            file,
            "not a table with commas",
            "save it as CSV with commas, in UTF-8",
            max(reader.line_num, 1),
        ) from error
    problems += _answers(rows, file)
    if problems:
        raise InputError(problems[:MOST_TOLD])
    if not rows:
        raise _refused(file, f"'{file}' holds no forecast", "write one forecast a line")
    return rows


def _characters(file: Path) -> str:
    try:
        if file.is_dir():
            raise _refused(file, f"'{file}' is a folder where a file is needed")
        if file.exists() and not file.is_file():
            raise _refused(file, f"'{file}' is not an ordinary file")
        if file.stat().st_size > LARGEST:
            told = f"'{file}' is too large: at most {LARGEST // 1_000_000} MB"
            raise _refused(file, told, "split the file")
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(file, f"'{file}' is not written in UTF-8", "save it as UTF-8") from error
    except OSError as error:
        raise _refused(file, f"cannot read '{file}': {error.strerror}") from error
    if not text.strip():
        names = ",".join(COLUMNS)
        raise _refused(file, "the file is empty", f"the first line names the columns: {names}")
    return text


def _refused(file: Path, message: str, hint: str = "", line: int | None = None) -> InputError:
    return InputError([Problem(message, Place(str(file), line), hint=hint, code="table")])


def _header(header: list[str], file: Path) -> Iterator[Problem]:
    known = [*COLUMNS, *OPTIONAL]
    for k, name in enumerate(header, 1):
        if name not in known or name in header[: k - 1]:
            what = "stands twice" if name in header[: k - 1] else "is not one that is known"
            yield Problem(
                f"the column '{name[:60]}' {what}",
                Place(str(file), 1, k),
                allowed=", ".join(known),
                hint=did_you_mean(name, known),
                code="column",
            )
    for name in COLUMNS:
        if name not in header:
            yield Problem(
                f"there is no column '{name}'",
                Place(str(file), 1),
                hint="the first line names the columns: " + ",".join(COLUMNS),
                code="column",
            )


def _row(cells: dict[str, str], header: list[str], file: Path, line: int) -> Row | list[Problem]:
    problems: list[Problem] = []

    def wrong(name: str, allowed: str) -> None:
        found = cells.get(name, "").strip()
        told = f"'{found[:60]}' is not" if found else "there is no"
        problems.append(
            Problem(
                f"{told} {name.replace('_', ' ')}",
                Place(str(file), line, header.index(name) + 1),
                allowed=allowed,
                code=name.replace("_", "-"),
            )
        )

    chances: dict[str, float | None] = {}
    for name in ("probability", "base_rate"):
        said = cells.get(name, "").strip()
        chances[name] = _chance(said)
        if chances[name] is None and (said or name == "probability"):
            wrong(name, "0 to 1, or percent with its sign: 0.3 or 30%")
    yes = OUTCOMES.get(cells.get("outcome", "").strip().lower())
    if yes is None:
        wrong("outcome", "1, yes, true or 0, no, false")
    try:
        said = cells.get("made_on", "").strip()
        if len(said) != 10:
            raise ValueError
        day = datetime.date.fromisoformat(said)
    except ValueError:
        day = datetime.date.min
        wrong("made_on", "a day written YYYY-MM-DD")
    names = [cells.get(n, "").strip() for n in ("question", "forecaster")]
    for name, said in zip(("question", "forecaster"), names, strict=True):
        if not said:
            wrong(name, "a name")
    probability = chances["probability"]
    if problems or probability is None or yes is None:
        return problems
    return Row(names[0], names[1], probability, yes, day, chances["base_rate"], line)


def _chance(said: str) -> float | None:
    scale = 100.0 if said.endswith("%") else 1.0
    try:
        value = float(said.removesuffix("%").strip()) / scale
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _answers(rows: list[Row], file: Path) -> Iterator[Problem]:
    """Yield a problem for every question that has two answers or two base rates."""
    first: dict[str, Row] = {}
    for row in rows:
        one = first.setdefault(row.question, row)
        if (one.yes, one.base_rate) != (row.yes, row.base_rate):
            what = "answer" if one.yes != row.yes else "base rate"
            yield Problem(
                f"'{row.question[:60]}' has another {what} in line {one.line}",
                Place(str(file), row.line),
                code="two-answers",
            )
