"""Several files into one case: ``include: [record.yaml, values/us.yaml]``.

Top-level mappings are merged by sub-key, top-level lists are joined, anything
else may stand in one file only.  Names count from the case folder and stay
inside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from detente.case.confidential import hushed, withhold
from detente.case.loaded import Source
from detente.case.places import OF_KEY, Places, Row, step
from detente.case.reading import read_file
from detente.case.spreadsheet.package import is_spreadsheet
from detente.case.tree import Tree, parse
from detente.errors import InputError, Place, Problem

MAX_FILES: Final = 100
MAX_VALUES: Final = 1_000_000


def read_source(
    path: Path, instead: Mapping[Path, str] | None = None
) -> tuple[Source, list[Problem]]:
    """Return the merged data of a case folder (or its main file), and what is wrong with it.

    Parameters
    ----------
    path : Path
        A folder with ``case.yaml``, a case file itself, or a spreadsheet.
    instead : mapping of Path to str, optional
        Text to take for a file instead of what it holds now.

    Returns
    -------
    Source
    list of Problem
        Mistakes that leave the rest readable.

    Raises
    ------
    InputError
        When a file cannot be read at all.
    """
    if is_spreadsheet(path) and not _is_folder(path):
        from detente.case.spreadsheet.reading import read_workbook

        return read_workbook(path)
    main = path / "case.yaml" if _is_folder(path) else path
    merge = _Merge(main.parent, instead or {})
    merge.file(main, None, ())
    if merge.fatal:
        raise InputError([*merge.fatal, *merge.problems])
    problems, withheld = withhold(merge.data, merge.rows)
    places, keys = Places(merge.rows), Places(merge.rows, OF_KEY)
    files = tuple(merge.files)
    source = Source(merge.data, places, keys, merge.folder, files, merge.origins, withheld)
    return source, [*merge.problems, *problems]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name the system cannot use: reading it says so
        return False


@dataclass(slots=True)
class _Merge:
    folder: Path
    instead: Mapping[Path, str]
    data: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    origins: dict[str, tuple[Path, str]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fatal: list[Problem] = field(default_factory=list)

    def file(self, path: Path, at: Place | None, above: tuple[Path, ...]) -> None:
        """Read one file and what it includes, and merge it in."""
        text = self.instead.get(path)
        try:
            text = read_file(path, at) if text is None else text
            tree = parse(text, str(path))
        except InputError as error:
            self.fatal.extend(hushed(error.problems, text or ""))
            return
        self.files.append(path)
        self.problems.extend(hushed(tree.problems, text))
        if not isinstance(tree.data, dict):
            self._not_a_mapping(tree, path)
            return
        if len(self.rows) + len(tree.places.rows) > MAX_VALUES:
            message = f"the case holds more than {MAX_VALUES:,} values"
            self.fatal.append(Problem(message, Place(str(path)), code="too-large"))
            return
        self._merge(tree, path)
        self._includes(tree, (*above, path))

    def _not_a_mapping(self, tree: Tree, path: Path) -> None:
        if tree.data is None:
            message, place = "the file is empty", Place(str(path))
        else:
            found = "a list" if isinstance(tree.data, list) else "a single value"
            message, place = f"the file is {found}, not a case", tree.places[""]
        hint = "a case file consists of lines 'key: value'; 'detente new DIR' writes an example"
        self.fatal.append(Problem(message, place, hint=hint, code="not-a-case"))

    def _includes(self, tree: Tree, chain: tuple[Path, ...]) -> None:
        names = tree.data.get("include")
        if names is None:
            return
        if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
            self.problems.append(
                Problem(
                    "include is not a list of file names",
                    tree.places["/include"],
                    "/include",
                    allowed="include: [record.yaml, values/us.yaml]",
                    code="include",
                )
            )
            return
        for i, name in enumerate(names):
            place = tree.places[step("/include", i)]
            path = self._inside(name, place)
            if path is None:
                continue
            if path in chain:
                loop = " -> ".join(self._short(p) for p in (*chain[chain.index(path) :], path))
                self._refuse(f"'{name}' includes itself: {loop}", place)
            elif path in self.files:
                self._refuse(f"'{name}' is included twice", place, "keep one of the two")
            elif len(self.files) >= MAX_FILES:
                self._refuse(f"more than {MAX_FILES} files", place)
                return
            else:
                self.file(path, place, chain)

    def _short(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _refuse(self, message: str, place: Place, hint: str = "") -> None:
        self.problems.append(Problem(message, place, "/include", hint=hint, code="include"))

    def _inside(self, name: str, place: Place) -> Path | None:
        pure = PurePosixPath(name)
        allowed = "names count from the case folder and stay inside it"
        if not name or "\\" in name or ":" in name or pure.is_absolute() or ".." in pure.parts:
            self._refuse(f"'{name[:100]}' cannot be included", place, allowed)
            return None
        path = self.folder / pure
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError, ValueError):  # a loop of links, or an unusable name
            inside = False
        if not inside:
            self._refuse(f"'{name[:100]}' leads out of the case folder", place, allowed)
            return None
        return path

    def _merge(self, tree: Tree, path: Path) -> None:
        rows = tree.places.rows
        self.rows.setdefault("", rows[""])
        # What only this file has comes in as a whole; where entries are moved
        # or refused, the places below them are taken one by one.
        apart = [step("", key) for key, value in tree.data.items() if self._is_apart(key, value)]
        below = _below(rows, apart)
        tops = (step("", key) for key in tree.data if key in self.data)
        self.rows.update(_without(rows, {"", *apart, *tops}.union(*below.values())))
        for key, value in tree.data.items():
            if key == "include":
                continue
            top = step("", key)
            old = self.data.get(key)
            self.rows.setdefault(top, rows[top])
            if key not in self.data:
                self.data[key] = dict(value) if isinstance(value, dict) else value
                if isinstance(value, list):
                    self.data[key] = list(value)
                    self._take(tree, path, below[top], 0)
            elif isinstance(old, dict) and isinstance(value, dict):
                self._join(tree, old, value, below.get(top, ()), top)
            elif isinstance(old, list) and isinstance(value, list):
                self._take(tree, path, below[top], len(old))
                old.extend(value)
            else:
                self._twice(top, tree)

    def _is_apart(self, key: str, value: Any) -> bool:
        """Whether places below a key cannot be taken as they are."""
        old = self.data.get(key)
        if key == "include" or isinstance(value, list):
            return True
        if isinstance(old, dict) and isinstance(value, dict):
            return not old.keys().isdisjoint(value)
        return key in self.data

    def _join(
        self,
        tree: Tree,
        old: dict[str, Any],
        new: dict[str, Any],
        below: Collection[str],
        top: str,
    ) -> None:
        twice = set()
        for sub, value in new.items():
            if sub in old:
                pointer = step(top, sub)
                twice.add(pointer)
                self._twice(pointer, tree)
            else:
                old[sub] = value
        for pointer in below:
            entry = "/".join(pointer.split("/", 3)[:3])
            if entry not in twice:
                self.rows[pointer] = tree.places.rows[pointer]

    def _take(self, tree: Tree, path: Path, below: Collection[str], offset: int) -> None:
        """Copy the places of a list's entries; ``offset`` moves them."""
        for pointer in below:
            parts = pointer.split("/", 3)
            parts[2] = str(int(parts[2]) + offset)
            target = "/".join(parts)
            if len(parts) == 3:
                self.origins[target] = (path, pointer)
            self.rows.setdefault(target, tree.places.rows[pointer])

    def _twice(self, pointer: str, tree: Tree) -> None:
        here, there = tree.keys[pointer], Places(self.rows, OF_KEY)[pointer]
        self.problems.append(
            Problem(
                f"'{pointer.rpartition('/')[2]}' stands in two files: here and in {there}",
                here,
                pointer,
                hint="keep one of the two, or rename one",
                code="duplicate-key",
            )
        )


def _below(places: Iterable[str], tops: Collection[str]) -> dict[str, list[str]]:
    """Return the pointers below each of some top-level keys."""
    found: dict[str, list[str]] = {top: [] for top in tops}
    starts = tuple(f"{top}/" for top in tops)
    for pointer in places if tops else ():
        if pointer.startswith(starts):
            found[f"/{pointer.split('/', 2)[1]}"].append(pointer)
    return found


def _without(rows: Mapping[str, Row], pointers: Iterable[str]) -> dict[str, Row]:
    kept = dict(rows)
    for pointer in pointers:
        kept.pop(pointer, None)
    return kept
