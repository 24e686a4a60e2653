"""Who must accept a deal, and whether their values are there to judge it by."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.context import Context
from detente.errors import Problem


def roles(context: Context) -> Iterator[Problem]:
    """Yield problems of parties, their roles and the values they need."""
    parties, values = context.case.parties, context.case.values
    signatories = [p for p, party in parties.items() if party.role == "signatory"]
    accepting = [p for p, party in parties.items() if party.role in ("signatory", "ratifier")]
    if not signatories:
        yield context.error(
            "/parties",
            "no party has the role signatory",
            "no-signatory",
            hint="a deal needs somebody to sign it: give two parties role: signatory",
        )
    elif len(accepting) < 2:
        yield context.warning(
            "/parties",
            "only one party must accept the deal",
            "one-party",
            "give the others role: signatory, or role: ratifier with ratifies_for",
        )
    for slug, party in parties.items():
        leader = parties.get(party.ratifies_for or "")
        if leader is not None and leader.role != "signatory":
            yield context.error(
                f"/parties/{slug}/ratifies_for",
                f"'{party.ratifies_for}' has the role {leader.role} and signs nothing",
                "not-a-signatory",
                allowed=", ".join(signatories),
            )
        if slug in accepting and slug not in values:
            yield context.error(
                f"/parties/{slug}",
                f"'{slug}' must accept the deal, but the case has no values for it",
                "no-values",
                hint=f"add values: {slug}: with issues and no_deal",
            )
    for slug in values:
        if slug in parties and slug not in accepting:
            yield context.warning(
                f"/values/{slug}",
                f"'{slug}' has the role {parties[slug].role}, so that its values decide nothing",
                "unused-values",
            )
    yield from _majorities(context)


def _majorities(context: Context) -> Iterator[Problem]:
    parties = context.case.parties
    for slug, party in parties.items():
        if party.ratification is None or party.ratification.rule != "majority":
            continue
        weight = sum(p.weight for p in parties.values() if p.ratifies_for == slug)
        if weight <= 0:
            yield context.error(
                f"/parties/{slug}/ratification",
                f"'{slug}' needs a majority of its ratifiers, but none has any weight",
                "no-ratifier",
                hint=f"add a party with role: ratifier and ratifies_for: {slug}",
            )
