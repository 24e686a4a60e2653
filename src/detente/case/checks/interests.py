"""Interests: each touches something, rests on something, and no option cuts both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.checks.context import Context
from detente.errors import Problem


def interests(context: Context) -> Iterator[Problem]:
    """Yield problems of interests; names that do not exist are told elsewhere."""
    for slug, interest in context.case.interests.items():
        at = f"/interests/{slug}"
        for i, option in enumerate(interest.harmed_by):
            if option in interest.served_by:
                yield context.error(
                    f"{at}/harmed_by/{i}",
                    f"'{option}' both serves and harms '{slug}'",
                    "served-and-harmed",
                    hint="keep one of the two; where it does both, these are two interests",
                )
        yield from _twice(context, interest.served_by, f"{at}/served_by")
        yield from _twice(context, interest.harmed_by, f"{at}/harmed_by")
        if not interest.served_by and not interest.harmed_by:
            yield context.warning(
                at,
                f"no option touches the interest '{slug}'",
                "untouched-interest",
                "name options under served_by: or harmed_by:",
            )
        if interest.basis is None:
            yield context.warning(
                at,
                f"the interest '{slug}' has no basis",
                "no-basis",
                "add basis: {judgement: why, by: who} or basis: {record: [item]}",
            )
        if interest.kind is None:
            yield context.warning(
                at,
                f"the interest '{slug}' has no kind",
                "no-kind",
                "add kind:, so that 'detente ideas' can find measures that serve it",
            )


def _twice(context: Context, options: Sequence[str], at: str) -> Iterator[Problem]:
    for i, option in enumerate(options):
        if option in options[:i]:
            yield context.error(f"{at}/{i}", f"'{option}' stands here twice", "twice")
