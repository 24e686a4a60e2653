"""The file that the report's page saves: a reader's changes to the numbers of a case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError, model_validator

from detente.case.explain import explain
from detente.case.loaded import Source
from detente.case.quantity import Day, Model, Number
from detente.case.reading import read_file
from detente.case.tree import parse
from detente.errors import InputError, Place, Problem

VERSION: Final = 1
LONG: Final = 2_000
MANY: Final = 10_000


class _Change(Model):
    number: Annotated[str, Field(strict=True, min_length=1, max_length=LONG)]
    range: tuple[Number, Number]
    was: tuple[Number, Number] | None = None
    why: Annotated[str, Field(strict=True, max_length=LONG)] = ""

    @model_validator(mode="after")
    def _coherent(self) -> _Change:
        for name in ("range", "was"):
            ends = getattr(self, name)
            if ends is not None and ends[0] > ends[1]:
                raise ValueError(f"{name} [{ends[0]:g}, {ends[1]:g}] is upside down")
        return self


class _File(Model):
    dissent: Annotated[int, Field(strict=True, ge=VERSION, le=VERSION)]
    case: Annotated[str, Field(strict=True, max_length=LONG)]
    author: Annotated[str, Field(strict=True, max_length=LONG)] = ""
    date: Day | None = None
    changes: tuple[_Change, ...] = Field(min_length=1, max_length=MANY)


@dataclass(frozen=True)
class PatchChange:
    """One number as a reader would have it.

    Attributes
    ----------
    pointer : str
        JSON pointer in the resolved case.
    low, high : float
    was : (low, high) or None
        The range that the reader disagreed with.
    why : str
        The reader's reason, or empty.
    place : Place
        In the patch.
    """

    pointer: str
    low: float
    high: float
    was: tuple[float, float] | None
    why: str
    place: Place


@dataclass(frozen=True)
class Patch:
    """A reader's dissent.

    Attributes
    ----------
    file : Path
    case : str
        Hash of the case it was made on.
    author : str
        May be empty.
    changes : tuple of PatchChange
    place : Place
        Of the hash.
    """

    file: Path
    case: str
    author: str
    changes: tuple[PatchChange, ...]
    place: Place


def read_patch(path: Path) -> Patch:
    """Return the dissent in a file.

    The file is read as a case is, with the same limits on size, depth and aliases.

    Raises
    ------
    InputError
        With every problem of the file, each with line and column.
    """
    tree = parse(read_file(path), str(path))
    if not isinstance(tree.data, dict) or "dissent" not in tree.data:
        raise InputError([_no_patch(path)])
    source = Source(tree.data, tree.places, tree.keys, path.parent, (path,), {})
    problems = list(tree.problems)
    try:
        file = _File.model_validate(tree.data)
    except ValidationError as error:
        told = {p.pointer for p in problems}
        found = explain(error, source, _File)
        raise InputError([*problems, *(p for p in found if p.pointer not in told)]) from error
    problems += _twice(file, source)
    if problems:
        raise InputError(problems)
    changes = tuple(
        PatchChange(
            c.number, *c.range, c.was, one_line(c.why), source.place(f"/changes/{i}/number")
        )
        for i, c in enumerate(file.changes)
    )
    return Patch(path, file.case, one_line(file.author), changes, source.place("/case"))


def _no_patch(path: Path) -> Problem:
    return Problem(
        "the file is not a dissent: it has no 'dissent: 1'",
        Place(str(path)),
        hint="a dissent is what report.html saves under 'Save my dissent'",
        code="not-a-patch",
    )


def _twice(file: _File, source: Source) -> list[Problem]:
    first: dict[str, Any] = {}
    problems = []
    for i, change in enumerate(file.changes):
        at = f"/changes/{i}/number"
        if change.number in first:
            message = f"the number stands twice: first in line {first[change.number].line}"
            hint = "keep one of the two"
            problems.append(
                Problem(message, source.place(at), at, hint=hint, code="duplicate-number")
            )
        first.setdefault(change.number, source.place(at))
    return problems


def one_line(text: str) -> str:
    """Return a text in one line, without characters that are not seen."""
    # Joiners belong to Persian and Indic words; nothing else that is invisible is kept.
    kept = "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)
    return " ".join(kept.split())
