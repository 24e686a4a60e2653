"""A reader's dissent as a file: which numbers of a case should be otherwise, and why."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from detente.answers.sampling import band
from detente.case.checking import load_checked
from detente.case.loaded import LoadedCase
from detente.case.models import Case
from detente.case.numbers import CaseNumber, numbers
from detente.case.quantity import Quantity
from detente.case.reading import read_file
from detente.case.resolve import case_hash
from detente.case.saving import set_values
from detente.case.tree import parse
from detente.errors import InputError, Place, Problem, did_you_mean

KINDS = ("importance", "score", "no-deal")
MOST_CHANGES = 5_000
KEYS = ("dissent", "case", "author", "date", "changes")
CHANGE_KEYS = ("number", "range", "was", "why")
WRITTEN = "case"
"""The analyst under whose name a number stays as the case states it."""

How = Literal["analyst", "replace"]


@dataclass(frozen=True)
class PatchChange:
    """One number as a reader would have it; ``was`` is what the reader saw."""

    pointer: str
    range: tuple[float, float]
    was: tuple[float, float] | None
    why: str


@dataclass(frozen=True)
class Patch:
    """A dissent, as read from its file and checked against a case.

    Attributes
    ----------
    file : str
    author, date, case : str
        As written in the file, or empty; ``case`` is the hash of the case disagreed with.
    changes : tuple of PatchChange
    warnings : tuple of Problem
    """

    file: str
    author: str
    date: str
    case: str
    changes: tuple[PatchChange, ...]
    warnings: tuple[Problem, ...]

    def ranges(self) -> dict[str, tuple[float, float]]:
        """Return the new ranges by JSON pointer."""
        return {c.pointer: c.range for c in self.changes}


def read_patch(path: Path, case: Case) -> Patch:
    """Read a dissent and check it against a case.

    Parameters
    ----------
    path : Path
    case : Case

    Returns
    -------
    Patch

    Raises
    ------
    InputError
        With everything that is wrong: no YAML, unknown keys or numbers, ranges
        upside down or off the scale.
    """
    tree = parse(read_file(path), str(path))
    if tree.problems:
        raise InputError(tree.problems)
    reader = _Reader(str(path), tree.places, numbers(case))
    patch = reader.patch(tree.data, case_hash(case))
    if reader.problems:
        raise InputError(reader.problems)
    return patch


class _Reader:
    """Turns plain data into a patch, and collects what is wrong with it."""

    def __init__(
        self, file: str, places: dict[str, Place], known: dict[str, CaseNumber]
    ) -> None:
        self.file, self.places, self.known = file, places, known
        self.problems: list[Problem] = []

    def fail(self, at: str, message: str, allowed: str = "", hint: str = "") -> None:
        place = self.places.get(at) or self.places.get(at.rpartition("/")[0]) or Place(self.file)
        self.problems.append(Problem(message, place, "", allowed, hint, code="dissent"))

    def patch(self, data: Any, now: str) -> Patch:
        if not isinstance(data, dict) or data.get("dissent") != 1:
            self.fail("", "this is not a dissent", "a file that begins with dissent: 1")
            return Patch(self.file, "", "", "", (), ())
        self._keys(data, "", KEYS)
        listed = data.get("changes")
        if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CHANGES:
            allowed = f"a list of 1 to {MOST_CHANGES:,} changes"
            self.fail("/changes", "changes is not a list of changes", allowed)
            listed = []
        changes: dict[str, PatchChange] = {}
        for i, item in enumerate(listed):
            change = self._change(item, f"/changes/{i}")
            if change is None:
                continue
            if change.pointer in changes:
                self.fail(f"/changes/{i}/number", f"'{change.pointer}' is changed twice")
            changes[change.pointer] = change
        texts = {key: self._text(data, key) for key in ("case", "author", "date")}
        found = tuple(changes.values())
        return Patch(
            self.file,
            texts["author"],
            texts["date"],
            texts["case"],
            found,
            () if texts["case"] == now else tuple(self._stale(found)),
        )

    def _keys(self, data: dict[str, Any], at: str, known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                hint = did_you_mean(str(key), list(known))
                self.fail(f"{at}/{key}", f"unknown key '{str(key)[:60]}'", ", ".join(known), hint)

    def _text(self, data: dict[str, Any], key: str) -> str:
        value = data.get(key)
        if value is None:
            return ""
        if hasattr(value, "isoformat"):
            return str(value.isoformat())
        if not isinstance(value, str) or len(value) > 1_000:
            self.fail(f"/{key}", f"{key} is not a short text")
            return ""
        return " ".join(value.split())

    def _change(self, item: Any, at: str) -> PatchChange | None:
        if not isinstance(item, dict):
            self.fail(at, "a change is not a mapping", "number, range, was, why")
            return None
        self._keys(item, at, CHANGE_KEYS)
        pointer = item.get("number")
        if not isinstance(pointer, str) or pointer not in self.known:
            near = did_you_mean(str(pointer), list(self.known))
            self.fail(f"{at}/number", f"the case has no number at {str(pointer)[:200]!r}", "", near)
            return None
        kind = self.known[pointer].kind
        if kind not in KINDS:
            self.fail(
                f"{at}/number",
                f"'{pointer}' is a number of another kind ({kind})",
                "an importance, a score or a value of no deal",
            )
            return None
        new = self._range(item.get("range"), f"{at}/range", kind)
        was = None if item.get("was") is None else self._range(item["was"], f"{at}/was", "")
        why = item.get("why") or ""
        if not isinstance(why, str) or len(why) > 5_000:
            self.fail(f"{at}/why", "why is not a short text")
            return None
        return None if new is None else PatchChange(pointer, new, was, " ".join(why.split()))

    def _range(self, value: Any, at: str, kind: str) -> tuple[float, float] | None:
        ends = value if isinstance(value, list) and len(value) == 2 else ()
        numeric = [float(x) for x in ends if isinstance(x, (int, float)) and not _flag(x)]
        if len(numeric) != 2 or not all(math.isfinite(x) for x in numeric):
            self.fail(at, f"{str(value)[:60]!r} is not a range", "[low, high]")
            return None
        low, high = numeric
        if low > high:
            hint = f"write [{high:g}, {low:g}]"
            self.fail(at, f"the range [{low:g}, {high:g}] is upside down", "[low, high]", hint)
            return None
        if kind in ("importance", "score") and not (low >= 0 and high <= 100):
            self.fail(at, f"[{low:g}, {high:g}] is off the scale", "numbers from 0 to 100")
            return None
        return low, high

    def _stale(self, changes: tuple[PatchChange, ...]) -> list[Problem]:
        place = self.places.get("/case") or Place(self.file)
        moved = [
            Problem(
                f"'{c.pointer}' was {_ends(c.was)} when the dissent was written and is "
                f"{_ends(band(self.known[c.pointer].quantity))} now",
                place,
                c.pointer,
                severity="warning",
                code="stale",
            )
            for c in changes
            if c.was is not None and not _alike(c.was, band(self.known[c.pointer].quantity))
        ]
        rest = "; the numbers it changes are as they were" if not moved else ""
        first = Problem(
            f"the dissent was written on another version of this case{rest}",
            place,
            severity="warning",
            code="stale",
        )
        return [first, *moved]


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _ends(ends: tuple[float, float]) -> str:
    return f"{ends[0]:g}" if ends[0] == ends[1] else f"{ends[0]:g} to {ends[1]:g}"


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in zip(one, other, strict=True))


def slug_of(name: str) -> str:
    """Return a name as a slug; one made of the name's digest where it has no Latin letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:60].strip("-")
    if slug and slug != WRITTEN:
        return slug
    return f"reader-{hashlib.blake2b(name.encode('utf-8'), digest_size=3).hexdigest()}"


def values_of(loaded: LoadedCase, patch: Patch, author: str, how: How) -> dict[str, Any]:
    """Return what a patch puts into a case, as plain data by JSON pointer.

    Parameters
    ----------
    loaded : LoadedCase
    patch : Patch
        Of this case.
    author : str
    how : {"analyst", "replace"}
        Beside the stated number under the author's name, or in its place.

    Returns
    -------
    dict of str to object
    """
    found: dict[str, Any] = {}
    slug = slug_of(author)
    if how == "analyst":
        declared = dict(loaded.data.get("analysts") or {})
        for name, label in ((WRITTEN, "The case as written"), (slug, author)):
            if name not in declared:
                found[f"/analysts/{name}"] = {"label": label}
    for change in patch.changes:
        old = _at(loaded.data, change.pointer)
        basis = {"judgement": change.why or "dissent, no reason given", "by": author}
        new: dict[str, Any] = _quantity(change.range) | {"basis": basis}
        factors = old.get("factors") if isinstance(old, dict) else None
        if factors:
            # The facts that move the stated number move the reader's too.
            new["factors"] = factors
        if how == "analyst":
            stated = dict(old) if isinstance(old, dict) else old
            several = stated.get("analysts") if isinstance(stated, dict) else None
            new = (
                {**stated, "analysts": {**several, slug: new}}
                if isinstance(stated, dict) and several
                else {"analysts": {WRITTEN: stated, slug: new}}
            )
        found[change.pointer] = new
    return found


def _quantity(ends: tuple[float, float]) -> dict[str, Any]:
    low, high = (int(x) if x == int(x) else x for x in ends)
    return {"point": low} if low == high else {"range": [low, high]}


def _at(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def applied(loaded: LoadedCase, ranges: dict[str, tuple[float, float]]) -> Case:
    """Return a case in which some numbers have other ranges; nothing is written.

    Parameters
    ----------
    loaded : LoadedCase
    ranges : dict of str to (low, high)
        By JSON pointer of numbers of the case.
    """
    data = loaded.case.model_dump(by_alias=True, exclude_unset=True)
    stated = numbers(loaded.case)
    for pointer, ends in ranges.items():
        old = stated[pointer].quantity
        new = Quantity.model_validate(
            _quantity(ends) | {"factors": old.factors, "basis": old.basis, "note": old.note}
        )
        *above, last = pointer.split("/")[1:]
        _at(data, "".join(f"/{part}" for part in above))[last] = new.model_dump(exclude_unset=True)
    return Case.model_validate(data)


def apply_patch(path: Path, patch_file: Path, author: str, how: How) -> tuple[Patch, list[Path]]:
    """Merge a dissent into the files of a case, comments kept.

    Parameters
    ----------
    path : Path
        A case folder or its main file.
    patch_file : Path
    author : str
        Empty: the one the dissent names.
    how : {"analyst", "replace"}

    Returns
    -------
    Patch
    list of Path
        The files that were changed.

    Raises
    ------
    InputError
        For a dissent that does not fit, or where the case would have errors;
        nothing is written then.
    """
    loaded, _ = load_checked(path)
    patch = read_patch(patch_file, loaded.case)
    name = " ".join(author.split()) or patch.author
    if not name:
        problem = Problem(
            "the dissent does not say whose it is",
            Place(str(patch_file)),
            hint="add --author NAME",
            code="dissent",
        )
        raise InputError([problem])
    return patch, set_values(path, values_of(loaded, patch, name, how))
