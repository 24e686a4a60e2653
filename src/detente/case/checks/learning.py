"""How one learns: rival accounts of one offer, chances that something was not meant."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.quantity import Quantity
from detente.case.tree import step
from detente.errors import Problem


def learning(context: Context) -> Iterator[Problem]:
    """Yield problems of what one learns from, and how."""
    yield from _accounts(context)
    for slug, package in context.case.packages.items():
        yield from _chance(context, package.tactical, step("/packages", slug) + "/tactical")
    for slug, refusal in context.case.refusals.items():
        yield from _chance(context, refusal.tactical, step("/refusals", slug) + "/tactical")
    stated = context.case.learning
    if stated is None:
        return
    if bounds(stated.rationality)[0] < 0:
        yield context.error(
            "/learning/rationality",
            "how sharply offers follow value cannot be below 0",
            "out-of-range",
            "0 or more",
            "write a range such as [2, 10]",
        )
    if stated.basis is None:
        yield context.warning(
            "/learning",
            "the settings of learning have no basis",
            "no-basis",
            "add basis: {judgement: why, by: who} or basis: {record: [item]}",
        )


def _accounts(context: Context) -> Iterator[Problem]:
    offers: dict[str, list[str]] = {}
    for slug, package in context.case.packages.items():
        if package.account_of is not None:
            offers.setdefault(package.account_of, []).append(slug)
    packages = context.case.packages
    for offer, accounts in offers.items():
        first = accounts[0]
        if len(accounts) == 1:
            yield context.warning(
                step("/packages", first) + "/account_of",
                f"'{first}' is the only account of '{offer}'",
                "one-account",
                "give every rival account the same account_of",
            )
        for slug in accounts[1:]:
            if set(packages[slug].by) != set(packages[first].by):
                yield context.error(
                    step("/packages", slug) + "/account_of",
                    f"'{slug}' and '{first}' are accounts of one offer by different parties",
                    "accounts",
                    "the same by:",
                    "give an offer by another party another account_of",
                )


def _chance(context: Context, chance: Quantity | None, at: str) -> Iterator[Problem]:
    if chance is None:
        return
    low, high = bounds(chance)
    if low < 0 or high > 100:
        yield context.error(
            at, "a chance lies between 0 and 100 percent", "out-of-range", "0 to 100"
        )
