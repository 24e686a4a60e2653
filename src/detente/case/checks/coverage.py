"""Values must be given for everything that can be chosen or can happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.quantity import Quantity
from detente.errors import Problem


def coverage(context: Context) -> Iterator[Problem]:
    """Yield problems of scores and likelihoods that are missing, misplaced or all zero."""
    yield from _scores(context)
    yield from _courses(context)
    yield from _likelihoods(context)


def _scores(context: Context) -> Iterator[Problem]:
    for slug, values in context.case.values.items():
        for name, value in values.issues.items():
            issue = context.case.issues.get(name)
            if issue is None:
                continue
            at = f"/values/{slug}/issues/{name}"
            plain = [o for o, option in issue.options.items() if option.under is None]
            missing = [o for o in plain if o not in value.scores]
            if missing:
                yield context.error(
                    f"{at}/scores" if value.scores else at,
                    f"{context.label(slug)} has no score for {', '.join(map(repr, missing))}",
                    "missing-score",
                    hint="write a number from 0 to 100, or [0, 100] where only the order is known",
                )
            for option, score in value.scores.items():
                where = f"{at}/scores/{option}"
                if option in issue.options and option not in plain:
                    yield context.error(
                        where,
                        f"'{option}' is worth what it is read to mean and has no score of its own",
                        "ambiguous-score",
                        hint="remove the score",
                    )
                yield from _within(context, where, score, "a score", 0, 100)


def _within(
    context: Context, where: str, quantity: Quantity, what: str, least: float, most: float
) -> Iterator[Problem]:
    low, high = bounds(quantity)
    shaped = quantity.normal is not None and quantity.within is None
    if not shaped and (low < least or high > most):
        found = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        allowed = f"{least:g} to {most:g}"
        yield context.error(where, f"{what} cannot be {found}", "out-of-bounds", allowed)


def _courses(context: Context) -> Iterator[Problem]:
    courses = context.case.courses
    for slug, values in context.case.values.items():
        at = f"/values/{slug}/no_deal"
        missing = [c for c in courses if c not in values.no_deal.courses]
        if missing:
            yield context.warning(
                at,
                f"{context.label(slug)} has no value for the course "
                f"{', '.join(map(repr, missing))}: it counts as impossible for it",
                "missing-course",
            )
        for name in values.no_deal.likelihoods:
            if name in courses and name not in values.no_deal.courses:
                yield context.error(
                    f"{at}/likelihoods/{name}",
                    f"'{name}' has a likelihood but no value for {context.label(slug)}",
                    "missing-course",
                    hint=f"add it under {at}/courses",
                )


def _likelihoods(context: Context) -> Iterator[Problem]:
    case = context.case
    blocks: list[tuple[str, Mapping[str, Quantity], str]] = [
        ("/courses", {k: c.likelihood for k, c in case.courses.items()}, "/likelihood")
    ]
    for slug, values in case.values.items():
        blocks.append((f"/values/{slug}/no_deal/likelihoods", values.no_deal.likelihoods, ""))
    for slug, term in case.terms.items():
        for party, read in term.read_by.items():
            blocks.append((f"/terms/{slug}/read_by/{party}/readings", read.readings, ""))
    for slug, lever in case.levers.items():
        if isinstance(lever.reading, dict):
            blocks.append((f"/levers/{slug}/reading", lever.reading, ""))
    for at, block, tail in blocks:
        for name, quantity in block.items():
            if bounds(quantity)[0] < 0 and quantity.normal is None:
                yield context.error(
                    f"{at}/{name}{tail}",
                    f"the likelihood of '{name}' cannot be below 0",
                    "out-of-bounds",
                )
        if block and all(bounds(q)[1] <= 0 for q in block.values()):
            yield context.error(
                at,
                "all likelihoods of this block are 0",
                "zero-likelihood",
                hint="one of them must be above 0; they are scaled to a sum of 100",
            )
