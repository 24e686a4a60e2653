"""How one learns: rival accounts of one offer, how strictly offers follow value."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.tree import step
from detente.errors import Problem


def learning(context: Context) -> Iterator[Problem]:
    """Yield problems of what one learns from, and how."""
    yield from _accounts(context)
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
