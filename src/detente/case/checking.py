"""Whether a case makes sense: every rule of :mod:`detente.case.checks`, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from detente.case.checks.carried_out import carried_out
from detente.case.checks.context import Context
from detente.case.checks.coverage import coverage
from detente.case.checks.doubts import doubts
from detente.case.checks.drafts import drafts
from detente.case.checks.editions import editions
from detente.case.checks.hypotheses import hypotheses
from detente.case.checks.importance import importance
from detente.case.checks.interests import interests
from detente.case.checks.learning import learning
from detente.case.checks.local_names import local_names
from detente.case.checks.ordering import ordering
from detente.case.checks.packages import packages
from detente.case.checks.questions import questions
from detente.case.checks.record import record
from detente.case.checks.references import references
from detente.case.checks.reports import reports
from detente.case.checks.roles import roles
from detente.case.checks.time import time
from detente.case.checks.unused import unused
from detente.case.collecting import collector_at_rest
from detente.case.loading import LoadedCase, load_case, sorted_problems
from detente.errors import InputError, Problem

Rule = Callable[[Context], Iterator[Problem]]

RULES: Final[tuple[Rule, ...]] = (
    references,
    local_names,
    roles,
    coverage,
    importance,
    ordering,
    time,
    packages,
    carried_out,
    interests,
    hypotheses,
    learning,
    questions,
    reports,
    drafts,
    editions,
    unused,
    record,
    doubts,
)


def check(loaded: LoadedCase) -> list[Problem]:
    """Return everything that is wrong or doubtful in a case, errors first.

    Parameters
    ----------
    loaded : LoadedCase

    Returns
    -------
    list of Problem
        Errors, then warnings; each by file and line.
    """
    context = Context(loaded.case, loaded.source)
    return sorted_problems([problem for rule in RULES for problem in rule(context)])


def load_checked(path: Path) -> tuple[LoadedCase, list[Problem]]:
    """Return a case that is fit to be analysed, and the warnings on it.

    Raises
    ------
    InputError
        With every error; warnings are left out then.
    """
    with collector_at_rest():
        loaded = load_case(path)
        problems = check(loaded)
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise InputError(errors)
    return loaded, problems
