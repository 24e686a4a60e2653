"""Changing values of a case: checked as a whole first, then written, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.case.checking import check
from detente.case.includes import read_source
from detente.case.loaded import LoadedCase, Source
from detente.case.loading import shape
from detente.case.reading import read_file
from detente.case.rewriting import rewritten
from detente.case.scaffold import write_folder
from detente.case.spreadsheet.package import is_spreadsheet
from detente.case.tree import parse
from detente.errors import InputError, Problem, UsageError, did_you_mean
from detente.files import write_atomic


@dataclass(frozen=True)
class Edit:
    """What changing some values of a case makes of its files; nothing is written yet.

    Attributes
    ----------
    source : Source
        As it stands.
    before, after : mapping of Path to str
        Text of each changed file, in the order in which they are to be written.
    """

    source: Source
    before: Mapping[Path, str]
    after: Mapping[Path, str]


Rule = Callable[[LoadedCase], Iterable[Problem]]


def parse_value(text: str) -> Any:
    """Return the value that a text would have in a case file."""
    tree = parse(text, "the value")
    if tree.problems:
        raise InputError(tree.problems)
    return tree.data


def set_value(path: Path, pointer: str, value: Any) -> Path:
    """Set one value of a case and save the file it stands in.

    Where a quantity with a basis gets a plain number or a range, the basis, the
    factors and the note stay.

    Parameters
    ----------
    path : Path
        A case folder or its main file.
    pointer : str
        JSON pointer in the resolved case.
    value : object
        Plain data.

    Returns
    -------
    Path
        The file that was changed.

    Raises
    ------
    InputError
        When the case would have errors; nothing is written then.
    UsageError
        When there is no such place, or the file cannot be written.
    """
    return set_values(path, {pointer: value})[0]


def set_values(path: Path, values: Mapping[str, Any]) -> list[Path]:
    """Set several values of a case and save the files they stand in, all or none.

    As :func:`set_value`; a value may also be a :class:`~detente.case.rewriting.Beside` or
    :class:`~detente.case.rewriting.Instead`.  The whole case
    is checked with all the values before the first file is written.

    Returns
    -------
    list of Path
        The files that were changed.
    """
    return write(edited(path, values))


def edited(path: Path, values: Mapping[str, Any], rules: Iterable[Rule] = ()) -> Edit:
    """Return what changing some values makes of a case's files.

    Parameters
    ----------
    path : Path
    values : mapping of str to object
        As for :func:`set_values`.
    rules : iterable of callable
        What the changed case must satisfy beyond the case's own checks.

    Raises
    ------
    InputError, UsageError
        As for :func:`set_value`.
    """
    path = Path(path)
    source, problems = read_source(path)
    if problems:
        raise InputError(problems)
    if is_spreadsheet(source.files[0]):
        cell = source.place(next(iter(values))).short
        raise UsageError(f"'{path}' is a spreadsheet: change {cell} there, in its own program")
    before: dict[Path, str] = {}
    after: dict[Path, str] = {}
    by_file: dict[Path, list[tuple[str, Any, str]]] = {}
    for pointer, value in values.items():
        file, inside = _home(source, pointer)
        by_file.setdefault(file, []).append((inside, value, pointer))
    for file, changes in by_file.items():
        before[file] = read_file(file)
        after[file] = rewritten(before[file], changes)
    _must_check(path, after, rules)
    return Edit(source, before, after)


def write(edit: Edit) -> list[Path]:
    """Write changed files in their place, all or none.

    Each file is replaced in one step.  Where a later one fails, or the program is
    interrupted, those before it get their old text back.  A machine that dies in
    between leaves every file whole, some old and some new.

    Raises
    ------
    UsageError
        When a file cannot be written.
    """
    tried: list[Path] = []
    try:
        for file, text in edit.after.items():
            tried.append(file)
            write_atomic(file, text)
    except BaseException:
        for file in tried:
            if _differs(file, edit.before[file]):
                write_atomic(file, edit.before[file])
        raise
    return list(edit.after)


def write_copy(edit: Edit, folder: Path) -> list[Path]:
    """Write the changed case into a folder that is new or empty, all of it or nothing.

    What stands beside the case's files in YAML (an ``ideas.yaml``) goes with them.

    Raises
    ------
    UsageError
        When the folder has something in it, lies inside the case or cannot be written.
    """
    home = edit.source.folder
    if folder.resolve().is_relative_to(home.resolve()):
        raise UsageError(f"'{folder}' is inside the case: name a folder outside it")
    whole = {}
    beside = (f for f in sorted(home.glob("*.yaml")) if f.is_file())
    for file in dict.fromkeys([*edit.source.files, *beside]):
        text = edit.after.get(file)
        content = file.read_bytes() if text is None else text.encode("utf-8")
        whole[file.relative_to(home).as_posix()] = content
    return write_folder(folder, whole)


def _differs(file: Path, text: str) -> bool:
    try:
        return read_file(file) != text
    except InputError:
        return True


def _must_check(path: Path, texts: Mapping[Path, str], rules: Iterable[Rule]) -> None:
    source, problems = read_source(path, texts)
    case, more = shape(source)
    problems += more
    if case is not None and not problems:
        loaded = LoadedCase(case, source)
        problems = [p for p in check(loaded) if p.severity == "error"]
        if not problems:
            problems = [p for rule in rules for p in rule(loaded)]
    if problems:
        raise InputError(problems)


def _home(source: Source, pointer: str) -> tuple[Path, str]:
    """Return the file of a pointer, and the pointer inside that file."""
    parts = pointer.split("/")
    above = pointer.rpartition("/")[0]
    if len(parts) < 2 or parts[0] or (pointer not in source.places and above not in source.places):
        hint = did_you_mean(pointer, list(source.places))
        raise UsageError(f"the case has nothing at '{pointer}'" + (f"; {hint}" if hint else ""))
    entry = "/".join(parts[:3])
    if entry in source.origins:
        file, inside = source.origins[entry]
        return file, inside + pointer[len(entry) :]
    place = source.places.get(pointer) or source.places[above]
    file = next(f for f in source.files if str(f) == place.file)
    return file, pointer
