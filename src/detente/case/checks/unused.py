"""What is written and plays no part: options nobody values, terms and factors nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from detente.case.checks.context import Context
from detente.case.fields import holding
from detente.case.models import Case
from detente.case.quantity import Quantity
from detente.errors import Problem


def unused(context: Context) -> Iterator[Problem]:
    """Yield warnings on what has no effect on any answer."""
    case = context.case
    yield from _issues(context)
    for slug in case.terms:
        if slug not in _terms_used(case):
            yield context.warning(
                f"/terms/{slug}",
                f"no option uses the term '{slug}'",
                "unused-term",
                "name it in an option, under: or names:",
            )
    factors = set(_factors(case))
    for slug in case.factors:
        if slug not in factors:
            yield context.warning(
                f"/factors/{slug}",
                f"no number moves with the factor '{slug}'",
                "unused-factor",
                f"add factors: {{{slug}: 0.5}} to the numbers that it moves",
            )


def _issues(context: Context) -> Iterator[Problem]:
    case = context.case
    for slug, issue in case.issues.items():
        judged = [v.issues[slug] for v in case.values.values() if slug in v.issues]
        if not judged:
            yield context.warning(
                f"/issues/{slug}",
                f"no party values the issue '{slug}'",
                "unvalued",
                f"add '{slug}' to the values of those who care, or remove the issue",
            )
            continue
        for name, option in issue.options.items():
            if option.under is None and not any(name in v.scores for v in judged):
                yield context.warning(
                    f"/issues/{slug}/options/{name}",
                    f"no party values the option '{slug}/{name}'",
                    "unvalued",
                )


def _terms_used(case: Case) -> set[str]:
    options = [o for issue in case.issues.values() for o in issue.options.values()]
    named = {term for option in options for term in option.names}
    return named | {option.under.term for option in options if option.under is not None}


def _factors(value: Any) -> Iterator[str]:
    if isinstance(value, Quantity):
        yield from value.factors
    if isinstance(value, BaseModel):
        for name, _ in holding(type(value), Quantity):
            yield from _factors(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _factors(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _factors(inner)
