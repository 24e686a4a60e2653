"""What a report says of each claim: in which states it would be right."""

from __future__ import annotations

from collections.abc import Mapping

from detente.case.models import Case, Report


def said(case: Case, report: Report) -> dict[str, frozenset[str]]:
    """Return the states in which a report is right, by claim that it takes a stand on.

    Parameters
    ----------
    case : Case
    report : Report

    Returns
    -------
    dict of claim to frozenset of states
        Claims that do not exist, and words that cannot be said of a claim, are left out.
    """
    found: dict[str, frozenset[str]] = {}
    for slug in report.affirms:
        if slug in case.claims and case.claims[slug].standing:
            found[slug] = case.claims[slug].standing
    for slug in report.denies:
        if slug in case.claims and (standing := case.claims[slug].standing):
            found[slug] = frozenset(case.claims[slug].names) - standing
    for slug, states in report.names.items():
        if slug in case.claims:
            found[slug] = frozenset(states)
    return found


def root(case: Case, slug: str) -> str:
    """Return the origin that a report goes back to; itself where it relays nothing."""
    seen = {slug}
    while (up := case.reports[slug].relays) in case.reports and up not in seen:
        assert up is not None
        slug = up
        seen.add(slug)
    return slug


def silent(report: Report) -> bool:
    """Return whether a report says nothing at all, and so stands for an origin nobody heard."""
    return not report.claims


def contrary(case: Case, claim: str, words: frozenset[str]) -> frozenset[str]:
    """Return the states in which a word on a claim is wrong."""
    return frozenset(case.claims[claim].names) - words


def first_words(case: Case, members: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Return, by claim, the word of the first of several reports that takes a stand on it."""
    found: dict[str, frozenset[str]] = {}
    for slug in members:
        for claim, words in said(case, case.reports[slug]).items():
            found.setdefault(claim, words)
    return found
