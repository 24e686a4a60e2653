"""A reader's dissent, as the report's page saves it, merged into the case."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from detente.answers.patch_file import one_line, read_patch
from detente.answers.patch_numbers import STATED, Moved, moved_numbers, span
from detente.case.checking import check, load_checked
from detente.case.loaded import LoadedCase
from detente.case.models import Case
from detente.case.numbers import CaseNumber, numbers
from detente.case.quantity import Quantity
from detente.case.rewriting import Beside, Instead
from detente.case.saving import edited, write, write_copy
from detente.case.spreadsheet.package import is_spreadsheet
from detente.case.tree import step
from detente.errors import InputError, Problem, UsageError

__all__ = ["Applied", "apply_patch", "read_patch", "slug_of"]

How = Literal["analyst", "replace"]

STATED_LABEL: Final = "As stated in the case"


@dataclass(frozen=True)
class Applied:
    """What a patch changed.

    Attributes
    ----------
    author : str
    analyst : str or None
        The author's slug; None where the numbers were replaced.
    changes : tuple of Moved
    files : tuple of Path
        The files that were written.
    warnings : tuple of Problem
    """

    author: str
    analyst: str | None
    changes: tuple[Moved, ...]
    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def slug_of(name: str) -> str:
    """Return the slug of a person's name, the same for the same name.

    Accents fall away.  Where letters are left that have no Latin form, a short hash
    of the name keeps apart those that would look alike.
    """
    whole = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:40].strip("-")
    if slug and not any(c.isalpha() and not c.isascii() for c in bare):
        return slug
    digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()[:8]
    return f"{slug or 'reader'}-{digest}"


def apply_patch(
    case: Path, patch: Path, author: str = "", how: How = "analyst", out: Path | None = None
) -> Applied:
    """Merge a dissent into a case, wholly or not at all.

    Parameters
    ----------
    case : Path
    patch : Path
    author : str
        Whose it is; empty: as the patch says.
    how : {"analyst", "replace"}
        ``analyst`` puts each number beside the stated one, which stays whoever's it was:
        every other analyst's, or a new analyst's ``as-stated``.  ``replace`` puts it in
        its place.  Either way the reader's reason becomes its basis.
    out : Path, optional
        New folder for a changed copy; default: the case itself is changed.

    Raises
    ------
    InputError
        With every problem of the patch, or of the case that would come of it.
    UsageError
        For a spreadsheet, no author, another's name, or a place that cannot be written.
    """
    if is_spreadsheet(case) and not case.is_dir():
        raise UsageError(
            f"'{case}' is a spreadsheet: 'detente convert {case} FOLDER' makes a case folder "
            "of it, and the patch can be applied there"
        )
    loaded, _ = load_checked(case)
    read = read_patch(patch)
    name = _person(author or read.author)
    changes, warnings = moved_numbers(loaded.case, read)
    if how == "replace":
        slug, values = None, {m.pointer: _replacing(loaded.case, m, name) for m in changes}
    else:
        slug = _analyst(loaded.case, name)
        values = _beside(loaded, changes, name, slug)

    def fits(after: LoadedCase) -> Iterator[Problem]:
        if slug is not None:
            yield from _by(after, slug, name)

    try:
        edit = edited(case, values, (fits,))
    except InputError as error:
        raise InputError([_placed(p, changes) for p in error.problems]) from error
    files = write(edit) if out is None else write_copy(edit, out)
    return Applied(name, slug, changes, tuple(files), warnings)


def _person(name: str) -> str:
    """Return a name fit for a line of a case file."""
    clean = one_line(name)[:200].strip()
    if not clean:
        raise UsageError("the patch does not say whose it is: add --author NAME")
    return clean


def _analyst(case: Case, name: str) -> str:
    slug = slug_of(name)
    known = case.analysts.get(slug)
    if slug == STATED or (known is not None and slug_key(known.label) != slug_key(name)):
        called = STATED_LABEL if known is None else known.label
        raise UsageError(
            f"'{name}' would be the analyst '{slug}', and that is somebody else: '{called}'; "
            "name the author differently with --author"
        )
    return slug


def slug_key(name: str) -> str:
    """Return a name as it is compared: capitals and spaces do not make another person."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _basis(moved: Moved, name: str) -> dict[str, Any]:
    why = moved.why or f"disagrees with {span(*moved.was)}; no reason given"
    return {"judgement": why, "by": name}


def _size(moved: Moved) -> Any:
    low, high = (int(x) if x == int(x) else x for x in (moved.low, moved.high))
    return low if low == high else [low, high]


def _replacing(case: Case, moved: Moved, name: str) -> Instead:
    known = numbers(case)[moved.pointer].known_from
    return Instead(_size(moved), _basis(moved, name), known)


def _beside(loaded: LoadedCase, changes: tuple[Moved, ...], name: str, slug: str) -> dict[str, Any]:
    """Return the values to set: the analysts first, so that a number never names an unknown one."""
    case = loaded.case
    values: dict[str, Any] = {}
    declared = list(case.analysts)
    if slug not in case.analysts:
        values[f"/analysts/{slug}"] = {"label": name}
    if not declared:
        declared = [STATED]
        values = {"/analysts": {STATED: {"label": STATED_LABEL}, slug: {"label": name}}}
    order = [*declared, slug] if slug not in declared else declared
    stated = numbers(case)
    for m in changes:
        quantity = stated[m.pointer].quantity
        size = _size(m)
        value: dict[str, Any] = {"range" if isinstance(size, list) else "point": size}
        factors = _factors(quantity)
        if factors:
            value["factors"] = factors
        value["basis"] = _basis(m, name)
        values[m.pointer] = Beside(slug, value, _others(quantity, order, slug))
    values.update(_kept(loaded, stated, order, slug, {m.pointer for m in changes}))
    return values


def _factors(quantity: Quantity) -> dict[str, float]:
    given = quantity.analysts or {}
    one = given.get(STATED, quantity)
    return dict(one.factors)


def _others(quantity: Quantity, order: list[str], slug: str) -> dict[str, str]:
    """Return analysts without a number of their own, and whose they have taken so far."""
    if quantity.analysts is None:
        return {name: "" for name in order if name != slug}
    given = list(quantity.analysts)
    return {
        name: given[i % len(given)]
        for i, name in enumerate(order)
        if name not in quantity.analysts and name != slug
    }


def _kept(
    loaded: LoadedCase,
    stated: Mapping[str, CaseNumber],
    order: list[str],
    slug: str,
    changed: set[str],
) -> Iterator[tuple[str, Beside]]:
    """Give the author the stated number where only others disagreed with it."""
    for pointer, number in stated.items():
        given = number.quantity.analysts
        if given is None or pointer in changed or slug in given or STATED not in given:
            continue
        if list(given)[order.index(slug) % len(given)] != STATED:
            value = deepcopy(_at(loaded.data, f"{pointer}/analysts/{STATED}"))
            yield pointer, Beside(slug, value, _others(number.quantity, order, slug))


def _at(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


def _by(loaded: LoadedCase, slug: str, name: str) -> Iterator[Problem]:
    """Yield errors of the case as one analyst alone sees it."""
    data = deepcopy(loaded.data)
    order = list(loaded.case.analysts)
    for pointer, number in numbers(loaded.case).items():
        given = number.quantity.analysts
        if given is None:
            continue
        whose = slug if slug in given else list(given)[order.index(slug) % len(given)]
        above, _, last = pointer.rpartition("/")
        block = _at(data, above) if above else data
        key: Any = int(last) if isinstance(block, list) else last
        block[key] = block[key]["analysts"][whose]
    view = LoadedCase(Case.model_validate(data), loaded.source)
    for problem in check(view):
        if problem.severity == "error":
            yield replace(
                problem,
                message=f"by the numbers of {name} alone, {problem.message}",
                hint="the page lets the other importances give way, a case does not: move those "
                "on the page too, or add them to the patch"
                if problem.code == "importance-sum"
                else problem.hint,
            )


def _placed(problem: Problem, changes: tuple[Moved, ...]) -> Problem:
    """Return a problem with its place in the patch, where one of the changes makes it."""
    if not problem.pointer:
        return problem
    for m in changes:
        near = step_in(problem.pointer, m.pointer) or step_in(m.pointer, problem.pointer)
        if near:
            return replace(problem, place=m.place)
    return problem


def step_in(outer: str, inner: str) -> bool:
    """Return whether a pointer is another one or lies below it."""
    return inner == outer or inner.startswith(step(outer, ""))
