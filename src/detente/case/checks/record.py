"""Doubts about the record: items without a source, and memory that is too sure of itself."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.context import Context
from detente.errors import Problem


def record(context: Context) -> Iterator[Problem]:
    """Yield warnings on items of the record."""
    for slug, item in context.case.record.items():
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
