"""A case folder into a case: every mistake named at once, with file, line and column."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from detente.case.collecting import collector_at_rest
from detente.case.confidential import unnamed
from detente.case.explain import explain
from detente.case.includes import read_source
from detente.case.loaded import LoadedCase, Source
from detente.case.models import Case
from detente.case.partial import names_of_the_rest
from detente.errors import InputError, Problem

__all__ = ["LoadedCase", "load_case"]


def load_case(path: Path) -> LoadedCase:
    """Return the case of a folder (with ``case.yaml``) or of a case file.

    Shape is checked here, sense in :func:`detente.case.checking.check`.

    Raises
    ------
    InputError
        With every problem of shape in every file.
    """
    with collector_at_rest():
        source, problems = read_source(Path(path))
        case, more = shape(source)
    known = {p.pointer for p in problems}
    problems += [p for p in more if p.pointer not in known]
    if case is None:
        problems += names_of_the_rest(source, problems)
    if problems or case is None:
        raise InputError(sorted_problems(problems))
    return LoadedCase(case, source)


def shape(source: Source) -> tuple[Case | None, list[Problem]]:
    """Return the case of plain data, or what is wrong with its shape."""
    try:
        return Case.model_validate(source.data), []
    except ValidationError as error:
        problems = explain(error, source)
        return None, unnamed(problems) if source.withheld else problems


def sorted_problems(problems: list[Problem]) -> list[Problem]:
    """Return errors before warnings, each by file, line and column."""
    return sorted(
        problems,
        key=lambda p: (
            p.severity != "error",
            p.place.file,
            p.place.line or 0,
            p.place.column or 0,
            p.message,
        ),
    )
