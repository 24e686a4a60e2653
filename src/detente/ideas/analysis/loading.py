"""Catalogue files into measures: ours, the case's ``ideas.yaml``, the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from detente.case.checks.context import Context
from detente.case.explain import explain
from detente.case.loaded import LoadedCase, Source
from detente.case.loading import sorted_problems
from detente.case.models import Case
from detente.case.reading import read_file
from detente.case.tree import Tree, parse
from detente.errors import InputError, Place, Problem
from detente.ideas.analysis.catalogue import IdeasFile, Measure, RoughValue

OWN_FILE: Final = "ideas.yaml"
FILES: Final = ("words", "diplomacy", "military", "arms", "economy", "people", "law")


@dataclass(frozen=True)
class Ideas:
    """Everything that is known of measures for one case.

    Attributes
    ----------
    measures : dict of slug to Measure
    own : frozenset of str
        Those from the user's files.
    already, aside, values : dict by measure
        As in :class:`~detente.ideas.analysis.catalogue.IdeasFile`.
    """

    measures: dict[str, Measure]
    own: frozenset[str]
    already: dict[str, tuple[str, ...]]
    aside: dict[str, str]
    values: dict[str, RoughValue]


@cache
def published() -> dict[str, Measure]:
    """Return the catalogue that ships with the package, in its order."""
    return {slug: m for name in FILES for slug, m in published_file(name).items()}


def published_file(name: str) -> dict[str, Measure]:
    """Return the measures of one of the :data:`FILES` of the catalogue."""
    data = resources.files("detente.ideas") / "data" / f"{name}.yaml"
    tree = parse(data.read_text(encoding="utf-8"), f"{name}.yaml")
    file, _, problems = _shaped(tree, Path(f"{name}.yaml"))
    if file is None:
        raise InputError(problems)
    return file.measures


def ideas_for(loaded: LoadedCase, catalogue: Path | None = None) -> Ideas:
    """Return the measures for a case: ours, then the case's and the user's files.

    Parameters
    ----------
    loaded : LoadedCase
        ``ideas.yaml`` is looked for in its folder.
    catalogue : Path, optional
        A file beside ours.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    paths = [loaded.folder / OWN_FILE] if (loaded.folder / OWN_FILE).is_file() else []
    if catalogue is not None and catalogue.resolve() not in {p.resolve() for p in paths}:
        paths.append(catalogue)
    files: list[tuple[IdeasFile, Source]] = []
    problems: list[Problem] = []
    for path in paths:
        file, source, found = _shaped(parse(read_file(path), str(path)), path)
        problems += found
        if file is not None:
            files.append((file, source))
    measures = dict(published())
    for file, source in files:
        problems += _twice(file, source, measures, loaded.case)
        measures |= file.measures
    for file, source in files:
        problems += _sense(file, Context(loaded.case, source), measures)
    if problems:
        raise InputError(sorted_problems(problems))
    return Ideas(
        measures,
        frozenset(slug for file, _ in files for slug in file.measures),
        {slug: names for file, _ in files for slug, names in file.already.items()},
        {slug: why for file, _ in files for slug, why in file.aside.items()},
        {slug: value for file, _ in files for slug, value in file.values.items()},
    )


def _shaped(tree: Tree, path: Path) -> tuple[IdeasFile | None, Source, list[Problem]]:
    """Return the file of a tree, or what is wrong with its shape."""
    data = tree.data if isinstance(tree.data, dict) else {}
    source = Source(data, tree.places, tree.keys, path.parent, (path,), {})
    problems = list(tree.problems)
    if not isinstance(tree.data, dict):
        words = "is empty" if tree.data is None else "is no catalogue"
        problems.append(
            Problem(
                f"the file {words}",
                tree.places.get("", Place(str(path))),
                allowed=", ".join(f"{name}:" for name in IdeasFile.model_fields),
                hint="docs/how-to/find-ideas.md shows one",
                code="not-a-catalogue",
            )
        )
        return None, source, problems
    try:
        file = IdeasFile.model_validate(data)
    except ValidationError as error:
        return None, source, problems + explain(error, source, IdeasFile)
    return (None if problems else file), source, problems


def _twice(
    file: IdeasFile, source: Source, known: dict[str, Measure], case: Case
) -> Iterator[Problem]:
    context = Context(case, source)
    for slug in file.measures:
        if slug in known:
            place = source.key_place(f"/measures/{slug}")
            yield Problem(
                f"there is a measure '{slug}' already",
                place,
                f"/measures/{slug}",
                hint="give yours a name of its own",
                code="duplicate-key",
            )
    for slug in file.aside:
        if slug in file.values:
            yield context.error(
                f"/aside/{slug}",
                f"'{slug}' is set aside and has a value",
                "aside",
                hint="keep one of the two",
            )


def _sense(file: IdeasFile, context: Context, measures: dict[str, Measure]) -> Iterator[Problem]:
    """Yield problems of names that do not exist."""
    case = context.case
    options = [f"{i}/{o}" for i, issue in case.issues.items() for o in issue.options]
    for block in ("already", "aside", "values"):
        for slug in getattr(file, block):
            if slug not in measures:
                yield context.unknown(f"/{block}/{slug}", "measure", slug, measures, key=True)
    for slug, names in file.already.items():
        for i, name in enumerate(names):
            if name not in options and name not in case.levers:
                known = [*options, *case.levers]
                yield context.unknown(f"/already/{slug}/{i}", "option or lever", name, known)
    for slug, value in file.values.items():
        at = f"/values/{slug}"
        for party in value.points:
            if party not in case.parties:
                here = f"{at}/points/{party}"
                yield context.unknown(here, "party", party, case.parties, key=True)
        for i, option in enumerate(value.when):
            if option not in options:
                yield context.unknown(f"{at}/when/{i}", "option", option, options)
        for i, item in enumerate(value.basis.record if value.basis else ()):
            if item not in case.record:
                yield context.unknown(f"{at}/basis/record/{i}", "record item", item, case.record)
