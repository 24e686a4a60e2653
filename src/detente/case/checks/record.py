"""Doubts about the record: items without a source, memory too sure of itself, unknown codes."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.blocks.record import Coded
from detente.case.cameo import near, table
from detente.case.checks.context import Context
from detente.errors import Problem


def record(context: Context) -> Iterator[Problem]:
    """Yield problems of coded events, and warnings on items of the record."""
    yield from _occurrences(context)
    for slug, item in context.case.record.items():
        if item.cameo is not None:
            yield from _coded(context, slug, item.cameo)
        if not item.sources and not item.url:
            yield context.warning(
                f"/record/{slug}",
                f"the record item '{slug}' has no source",
                "no-source",
                "add sources: [name] or url: [address]",
            )
        if item.provenance == "memory" and item.credibility <= 2:
            yield context.warning(
                f"/record/{slug}",
                f"the record item '{slug}' has credibility {item.credibility}, "
                "but was written down from memory",
                "memory",
                "look it up and set provenance: page, or lower the credibility to 3 or less sure",
            )


def _coded(context: Context, slug: str, coded: Coded) -> Iterator[Problem]:
    at = f"/record/{slug}/cameo"
    if coded.code not in table():
        yield context.error(
            f"{at}/code",
            f"there is no event code '{coded.code[:20]}'",
            "unknown-event-code",
            allowed="; ".join(f"{c.code}: {c.label}" for c in near(coded.code)),
            hint='put the code in quotes, or its first 0 is lost: code: "036"',
        )
    if coded.source == coded.target:
        yield context.error(
            f"{at}/target",
            f"'{coded.target}' is both sides of the event",
            "event-sides",
            hint="an event is what one party does towards another",
        )


def _occurrences(context: Context) -> Iterator[Problem]:
    told = {item.account_of for item in context.case.record.values()}
    for slug in context.case.occurrences:
        if slug not in told:
            yield context.warning(
                f"/occurrences/{slug}",
                f"no record item is an account of '{slug}'",
                "no-account",
                f"add account_of: {slug} to the items that tell of it",
            )
