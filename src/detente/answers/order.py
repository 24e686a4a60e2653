"""The order of a deal: which deal, with which levers of the case, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.answers.header import header
from detente.case.models import Lever
from detente.deals.acceptance import accepts
from detente.deals.analysis.packages import Named, found, recorded
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError, did_you_mean
from detente.finding import Header
from detente.levers.effects import pull
from detente.schedule.analysis.answer import FULL, Effort, schedule
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.reading import Pulled
from detente.schedule.findings import ScheduleFinding

BEST = "most-acceptable"
_NUMBERS = ("/commitments/", "/guarantees/", "/escrows/", "/sequence/")


@dataclass(frozen=True)
class OrderFinding:
    """In which order can a deal be carried out so that nobody does better by breaking it?

    Attributes
    ----------
    header : Header
    question : str
    completed : str
        How a package that the record leaves open was completed; empty where it was not.
    schedule : ScheduleFinding
    """

    header: Header
    question: str
    completed: str
    schedule: ScheduleFinding


def order(
    ready: Workspace,
    package: str = BEST,
    effort: Effort = FULL,
    tick: Callable[[str], None] = lambda _: None,
) -> OrderFinding:
    """Answer in which order a deal of a case can be carried out.

    Parameters
    ----------
    ready : Workspace
    package : str
        ``most-acceptable`` or a package of the record by name.
    effort : Effort
    tick : callable

    Raises
    ------
    UsageError
        For an unknown package, or one of which no commitment delivers anything.
    """
    tick("the deal")
    named, options = chosen(ready, package)
    answer = schedule_of(ready, named, options, effort, tick)
    if answer is None:
        raise UsageError(
            f"no commitment of the case delivers anything of '{package}': list under its options "
            "the commitments that do"
        )
    question = "In which order can it be carried out so that nobody does better by breaking it?"
    return OrderFinding(header(ready, "schedule"), question, _completed(named), answer)


def _completed(named: Named) -> str:
    return named.completed if len(named.full) > 1 else ""


def chosen(ready: Workspace, package: str) -> tuple[Named, np.ndarray]:
    """Return a package by name, and its most acceptable completion; int, shape (issues,).

    Raises
    ------
    UsageError
        When there is none of that name on the day.
    """
    known = {item.slug: item for item in recorded(ready)}
    if package not in known:
        known |= {item.slug: item for item in found(ready)}
    if package not in known:
        names = ", ".join(known)
        hint = did_you_mean(package, list(known))
        raise UsageError(
            f"no package named '{package}' on this day; there are {names}. {hint}".rstrip()
        )
    named = known[package]
    return named, completion(ready, named)


def completion(ready: Workspace, named: Named) -> np.ndarray:
    """Return the completion of a package that most draws accept."""
    if len(named.full) == 1:
        return np.asarray(named.full[0])
    held = ready.held_out
    good = accepts(held, named.full, ready.model.structure.acceptors)
    return np.asarray(named.full[int(np.argmax(good @ held.weights))])


def schedule_of(
    ready: Workspace,
    named: Named,
    options: np.ndarray,
    effort: Effort,
    tick: Callable[[str], None] = lambda _: None,
) -> ScheduleFinding | None:
    """Return the order of one package; None where no commitment delivers anything of it."""
    model, draws = ready.model, ready.draws
    prepared = Prepared(model, options, draws, choosing_on=effort.choosing)
    levers = {
        slug: Prepared(model, options, draws, pulled, effort.choosing)
        for slug, pulled in order_levers(ready).items()
    }
    return schedule(prepared, named.slug, named.label, effort, levers, tick)


def order_levers(ready: Workspace) -> dict[str, Pulled]:
    """Return the levers of the case that bear on how a deal is carried out."""
    study = ready.study
    found = {}
    for slug, lever in study.case.levers.items():
        known = lever.known_from
        late = study.as_of is not None and known is not None and known > study.as_of
        if late or not bears_on_order(lever):
            continue
        pulled = pull(
            slug,
            lever,
            study.case,
            ready.model.structure.options,
            study.as_of,
            study.effective.unknown,
        )
        if not pulled.note:
            found[slug] = Pulled(slug, lever, pulled.cases[0].revision)
    return found


def bears_on_order(lever: Lever) -> bool:
    """Whether a lever changes what holds parties to an order."""
    numbers = any(change.number.startswith(_NUMBERS) for change in lever.changes)
    return bool(lever.guarantee or lever.escrow or lever.split or numbers)
