"""The numbers on claims and reports: priors, rates, fidelity, silence, interest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.case.kinds import Found
from detente.case.models import Case
from detente.case.tree import step

PLACES: Final = ("/claims/", "/admiralty/", "/interest_factors/", "/reports/", "/enquiries/")
"""Where these numbers stand; no package and no order of a deal depends on them."""

_REPORT: Final = {
    "fidelity": "repeats what it relays",
    "genuine": "its account is of a genuine text",
    "hit": "says so if it is so",
    "false_report": "says so if it is not",
}
_RATES: Final = ("hit", "false_report")
_ASKED: Final = {"hit": "says yes if it is so", "false_report": "says yes if it is not"}
_FACTORS: Final = {
    "serving": "Odds of a false report that serves its speaker: times",
    "against": "Odds of a false report that hurts its speaker: times",
}


def reports(case: Case) -> Iterator[Found]:
    """Yield the numbers in the order of the case."""
    yield from _claims(case)
    for code, rates in case.admiralty.items():
        for name in _RATES:
            label = f"Code {code}: {_REPORT[name]}"
            at = f"{step('/admiralty', code)}/{name}"
            yield at, "percent", getattr(rates, name), rates.basis, "", label
    factors = case.interest_factors
    if factors is not None:
        for name, label in _FACTORS.items():
            yield f"/interest_factors/{name}", "part", getattr(factors, name), None, "", label
    for slug, report in case.reports.items():
        at, basis = step("/reports", slug), report.basis
        for name, words in _REPORT.items():
            number = getattr(report, name)
            if number is not None:
                yield f"{at}/{name}", "percent", number, basis, "", f"{report.label}: {words}"
        for other, number in report.may_have_copied.items():
            known = case.reports.get(other)
            label = f"{report.label}: copied “{known.label if known else other}”"
            yield step(f"{at}/may_have_copied", other), "percent", number, basis, "", label
        for claim, silence in report.silent_on.items():
            label = f"{report.label}: silence on “{_claim(case, claim)}”"
            here = step(f"{at}/silent_on", claim)
            yield f"{here}/if_so", "percent", silence.if_so, basis, "", f"{label}, if it is so"
            yield (
                f"{here}/if_not",
                "percent",
                silence.if_not,
                basis,
                "",
                f"{label}, if it is not so",
            )
    for slug, enquiry in case.enquiries.items():
        for name in _RATES:
            number = getattr(enquiry, name)
            if number is not None:
                at = f"{step('/enquiries', slug)}/{name}"
                label = f"{enquiry.label}: {_ASKED[name]}"
                yield at, "percent", number, enquiry.basis, "", label


def _claims(case: Case) -> Iterator[Found]:
    for slug, claim in case.claims.items():
        at, label = step("/claims", slug), f"Prior of: {claim.label}"
        if claim.prior is not None:
            yield f"{at}/prior", "percent", claim.prior, claim.basis, "", label
        for name, state in claim.states.items():
            here = f"{step(f'{at}/states', name)}/prior"
            yield here, "percent", state.prior, claim.basis, "", f"{label}: {state.label}"


def _claim(case: Case, slug: str) -> str:
    known = case.claims.get(slug)
    return known.label if known else slug
