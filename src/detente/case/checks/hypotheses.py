"""Whether competing explanations can be weighed: every cell filled, none certain unawares."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.models import Evidence
from detente.case.numbers import numbers
from detente.case.quantity import Quantity
from detente.case.tree import step
from detente.case.words_of_probability import NOT_APPLICABLE, band_of
from detente.errors import Problem


def hypotheses(context: Context) -> Iterator[Problem]:
    """Yield problems of hypotheses, of rows of evidence and of what is said in words."""
    yield from _priors(context)
    for slug, row in context.case.evidence.items():
        at = step("/evidence", slug)
        yield from _cells(context, row, at)
        yield from _rests(context, row, at)
        yield from _days(context, row, at)
    yield from _said(context)
    used = {row.assumption for row in context.case.evidence.values()}
    for slug in context.case.assumptions:
        if slug not in used:
            yield context.warning(
                step("/assumptions", slug),
                f"no row of evidence rests on the assumption '{slug}'",
                "unused-assumption",
                f"add assumption: {slug} to the rows that rest on it",
            )


def _priors(context: Context) -> Iterator[Problem]:
    case = context.case
    others = [slug for slug, h in case.hypotheses.items() if h.other]
    for slug in others[1:]:
        yield context.error(
            step("/hypotheses", slug) + "/other",
            f"'{others[0]}' is something else already",
            "twice",
            hint="one hypothesis at most stands for all that is not named",
        )
    if len(case.hypotheses) - len(others) < 2 and (case.hypotheses or case.evidence):
        yield context.warning(
            "/hypotheses" if case.hypotheses else "/evidence",
            "there are not two named hypotheses to compare",
            "few-hypotheses",
            "name every explanation that somebody takes seriously",
        )
    for slug, hypothesis in case.hypotheses.items():
        if bounds(hypothesis.prior)[1] <= 0:
            yield context.error(
                step("/hypotheses", slug) + "/prior",
                "a prior of 0 can never change, whatever is found out",
                "certain",
                "above 0",
                "remove a hypothesis that nobody takes to be possible",
            )


def _cells(context: Context, row: Evidence, at: str) -> Iterator[Problem]:
    case = context.case
    missing = [
        slug for slug, h in case.hypotheses.items() if not h.other and slug not in row.likelihoods
    ]
    if missing:
        yield context.error(
            f"{at}/likelihoods",
            f"how likely it would be is not said for {', '.join(map(repr, missing))}",
            "missing-likelihood",
            hint="write NA where the row says nothing about a hypothesis",
        )
    if all(q.said == NOT_APPLICABLE for q in row.likelihoods.values()):
        yield context.error(
            f"{at}/likelihoods", "the row applies to no hypothesis", "not-applicable"
        )
    for slug, likelihood in row.likelihoods.items():
        yield from _certain(context, row, likelihood, step(f"{at}/likelihoods", slug))
    if row.otherwise is not None:
        yield from _certain(context, row, row.otherwise, f"{at}/otherwise")


def _certain(context: Context, row: Evidence, quantity: Quantity, at: str) -> Iterator[Problem]:
    low, high = bounds(quantity)
    if low > 0 and high < 100:
        return
    if quantity.normal is not None and quantity.within is None:
        yield context.error(
            at, "a normal likelihood has no ends", "certain", hint="add within: [1, 99]"
        )
    elif not row.impossible:
        yield context.error(
            at,
            f"a likelihood of {0 if low <= 0 else 100} settles the matter whatever else is found",
            "certain",
            "above 0 and below 100",
            "add impossible: true to the row if it is so by definition",
        )


def _rests(context: Context, row: Evidence, at: str) -> Iterator[Problem]:
    if row.assumption is not None and row.otherwise is None:
        yield context.error(
            f"{at}/assumption",
            "how likely the row would be if the assumption does not hold is not said",
            "missing-otherwise",
            hint="add otherwise: a likelihood that is the same whatever hypothesis is so",
        )
    if row.assumption is None and row.otherwise is not None:
        yield context.error(f"{at}/otherwise", "otherwise goes with assumption", "no-assumption")
    if row.otherwise is not None and row.otherwise.said == NOT_APPLICABLE:
        yield context.error(f"{at}/otherwise", "NA is not a likelihood here", "not-applicable")
    if row.to_find is None and not row.record and row.known_from is None:
        yield context.warning(
            at,
            "the row rests on no item of the record",
            "no-record",
            "add record: [an item], or to_find: if it is not known yet",
        )


def _days(context: Context, row: Evidence, at: str) -> Iterator[Problem]:
    items = [context.case.record[i] for i in row.record if i in context.case.record]
    if row.about is not None and items:
        last = max(item.happened for item in items)
        if row.about > last:
            yield context.error(
                f"{at}/about",
                f"it is about {row.about}, after all that it rests on had happened ({last})",
                "dates",
                hint="about is the day of what the row tells of",
            )
    outcome = context.case.outcome
    if outcome is None or row.to_find is not None or row.about is not None or not items:
        return
    if max(item.happened for item in items) > outcome.day:
        yield context.warning(
            at,
            f"it came after the outcome of {outcome.day} and cannot have caused it: no part in it",
            "after-outcome",
            "add about: the day it tells of, if it is testimony on what came before",
        )


def _said(context: Context) -> Iterator[Problem]:
    """Yield an error for every word of probability that is none, or stands elsewhere."""
    for pointer, number in numbers(context.case).items():
        quantity = number.quantity
        each = [quantity, *(quantity.analysts or {}).values()]
        for one in each:
            if one.said is None:
                continue
            if not pointer.startswith("/evidence/"):
                yield context.error(
                    pointer, "words of probability go with likelihoods of evidence", "said"
                )
            elif band_of(one.said) is None:
                yield context.error(
                    pointer, f"'{one.said[:60]}' is not a word of probability or a mark", "said"
                )
