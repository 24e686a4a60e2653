"""Adding what a file of another program holds to a case: new, known already, or in conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from detente.case.explain import explain
from detente.case.loaded import LoadedCase
from detente.case.loaded import Source as Read
from detente.case.models import Case, RecordItem, Source
from detente.case.quantity import SLUG_PATTERN
from detente.case.rewriting import NewEntry
from detente.case.saving import Edit, edited
from detente.errors import InputError, Problem, did_you_mean
from detente.formats.incoming import MAX_PROBLEMS, Entry, Incoming

MODELS: Mapping[str, type[BaseModel]] = {"sources": Source, "record": RecordItem}


@dataclass(frozen=True)
class Addition:
    """What importing a file does; nothing is written yet.

    Attributes
    ----------
    block : str
        ``sources`` or ``record``.
    new : dict of slug to model
        To be added.
    known : tuple of (str, str)
        Name in the file, and the entry of the case that says the same.
    differs : tuple of str
        Names of the case under which the file says something else; left as they are.
    edit : Edit or None
        None where nothing is new.
    """

    block: str
    new: dict[str, BaseModel]
    known: tuple[tuple[str, str], ...]
    differs: tuple[str, ...]
    edit: Edit | None


def addition(path: Path, loaded: LoadedCase, incoming: Incoming) -> Addition:
    """Return what a file would add to a case.

    Parameters
    ----------
    path : Path
        Of the case.
    loaded : LoadedCase
    incoming : Incoming

    Raises
    ------
    InputError
        With everything in the file that no case can hold, by its place; or when the case with
        the additions would have errors.
    """
    model, block = MODELS[incoming.block], incoming.block
    read: dict[str, BaseModel] = {}
    problems: list[Problem] = []
    for entry in incoming.entries:
        try:
            read[entry.slug] = model.model_validate(entry.data)
        except ValidationError as error:
            problems += _explained(error, entry, model)
        if not SLUG_PATTERN.fullmatch(entry.slug):
            message = (
                f"'{entry.slug[:60]}' is not a name: lower-case letters, digits, single hyphens"
            )
            problems.append(Problem(message, entry.place, code="name"))
    if block == "record":
        problems += _unknown(loaded.case, incoming, read)
    if problems:
        raise InputError(problems[:MAX_PROBLEMS])
    old: Mapping[str, BaseModel] = getattr(loaded.case, block)
    same = {_content(old[slug]): slug for slug in reversed(list(old))}
    new: dict[str, BaseModel] = {}
    known, differs = [], []
    for slug, one in read.items():
        content = _content(one)
        if slug in old:
            if _alike(one, old[slug]):
                known.append((slug, slug))
            else:
                differs.append(slug)
        elif content in same:
            known.append((slug, same[content]))
        else:
            new[slug] = one
            same[content] = slug
    values = {slug: NewEntry(_plain(one)) for slug, one in new.items()}
    try:
        edit = edited(path, _pointers(loaded, block, values)) if values else None
    except InputError as error:
        raise InputError([_placed(p, incoming) for p in error.problems]) from error
    return Addition(block, new, tuple(known), tuple(differs), edit)


def _placed(problem: Problem, incoming: Incoming) -> Problem:
    """Return a problem of an added entry at its place in the file that it comes from."""
    _, block, slug, *below = [*problem.pointer.split("/"), "", ""]
    entry = next((e for e in incoming.entries if e.slug == slug), None)
    if block != incoming.block or entry is None:
        return problem
    at = "/" + "/".join(b for b in below if b)
    return replace(problem, place=entry.places.get(at, entry.place))


def _pointers(loaded: LoadedCase, block: str, values: dict[str, NewEntry]) -> dict[str, Any]:
    if f"/{block}" in loaded.places:
        return {f"/{block}/{slug}": value for slug, value in values.items()}
    return {f"/{block}": NewEntry(values)}


def _plain(one: BaseModel) -> dict[str, Any]:
    data = one.model_dump(mode="python", exclude_unset=True)
    return {key: _value(value) for key, value in data.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value


def _alike(one: BaseModel, other: BaseModel) -> bool:
    """Whether two entries say the same, but for white space."""
    return bool(_spaced(one.model_dump()) == _spaced(other.model_dump()))


def _spaced(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _spaced(inner) for key, inner in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else value


def _content(one: BaseModel) -> tuple[Any, ...]:
    """Return what makes two entries the same, whatever they are called."""
    if isinstance(one, RecordItem):
        coded = one.cameo and (one.cameo.code, one.cameo.source, one.cameo.target)
        return one.happened, one.actor.casefold(), " ".join(one.text.casefold().split()), coded
    assert isinstance(one, Source)
    return " ".join(one.label.casefold().split()), one.url


def _explained(error: ValidationError, entry: Entry, model: type[BaseModel]) -> list[Problem]:
    places = {"": entry.place, **entry.places}
    source = Read(entry.data, places, places, Path(), (), {})
    return explain(error, source, model)


def _unknown(case: Case, incoming: Incoming, read: Mapping[str, BaseModel]) -> list[Problem]:
    """Return the names in items that neither the case nor the file has."""
    known: dict[str, Any] = {
        "source": case.sources,
        "record item": {**case.record, **read},
        "occurrence": case.occurrences,
        "party": case.parties,
    }
    problems = []
    for entry in incoming.entries:
        item = read.get(entry.slug)
        if not isinstance(item, RecordItem):
            continue
        coded = item.cameo
        uses = [("source", s, "/sources") for s in item.sources]
        uses += [("record item", item.origin, "/origin")] if item.origin else []
        uses += [("occurrence", item.account_of, "/account_of")] if item.account_of else []
        if coded is not None:
            uses += [("party", coded.source, "/cameo/source")]
            uses += [("party", coded.target, "/cameo/target")]
        for what, word, at in uses:
            if word not in known[what]:
                place = entry.places.get(at, entry.place)
                names = list(known[what])
                hint = did_you_mean(word, names) or f"add the {what} to the case first"
                allowed = ", ".join(names[:12])
                problems.append(
                    Problem(f"there is no {what} '{word[:60]}'", place, "", allowed, hint)
                )
    return problems
