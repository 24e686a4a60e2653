"""Whether claims, reports and enquiries can be weighed: who repeats whom, and what is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.checks.relays import relays
from detente.case.models import Claim, Enquiry, Report
from detente.case.quantity import Quantity
from detente.case.said import silent
from detente.case.tree import step
from detente.errors import Problem

_WITH_ORIGINS = ("text", "genuine", "hit", "false_report")
_LISTS = ("may_have_copied", "silent_on", "serves", "against")


def reports(context: Context) -> Iterator[Problem]:
    """Yield problems of claims, of what codes are worth, of reports and of enquiries."""
    case = context.case
    for slug, claim in case.claims.items():
        yield from _claim(context, claim, step("/claims", slug))
    for code, rates in case.admiralty.items():
        at = step("/admiralty", code)
        yield from certain(context, rates.hit, f"{at}/hit")
        yield from certain(context, rates.false_report, f"{at}/false_report")
    factors = case.interest_factors
    for name in ("serving", "against") if factors is not None else ():
        low, _ = bounds(getattr(factors, name))
        if low <= 0:
            yield context.error(
                f"/interest_factors/{name}", "odds are multiplied by something above 0", "factor"
            )
    for slug, report in case.reports.items():
        at = step("/reports", slug)
        yield from _words(context, report, at)
        yield from _worth(context, report, at)
        yield from _relay(context, report, at)
    yield from relays(context)
    for slug, enquiry in case.enquiries.items():
        yield from _enquiry(context, enquiry, step("/enquiries", slug))
    yield from _unused(context)


def certain(
    context: Context, quantity: Quantity | None, at: str, meant: bool = False
) -> Iterator[Problem]:
    """Yield an error for a likelihood that may be 0 or 100, unless that is meant."""
    if quantity is None or meant:
        return
    each = quantity.analysts.values() if quantity.analysts else (quantity,)
    for one in each:
        low, high = bounds(one)
        # A beta density has no mass at its ends.
        if (low > 0 and high < 100) or (one.beta is not None and low >= 0 and high <= 100):
            continue
        yield context.error(
            at,
            f"a likelihood of {0 if low <= 0 else 100} settles the matter whatever else is found",
            "certain",
            "above 0 and below 100",
            "add impossible: true to the block if it is so by definition, or within: [1, 99]",
        )
        return


def _claim(context: Context, claim: Claim, at: str) -> Iterator[Problem]:
    priors = {f"{at}/prior": claim.prior} if claim.prior is not None else {}
    priors |= {f"{step(f'{at}/states', n)}/prior": s.prior for n, s in claim.states.items()}
    for pointer, prior in priors.items():
        low, high = bounds(prior)
        if high <= 0 or low >= 100:
            yield context.error(
                pointer,
                f"a prior of {0 if high <= 0 else 100} can never change, whatever is reported",
                "certain",
                "above 0 and below 100",
            )
    yield from _states(context, claim.so, claim, f"{at}/so")
    if claim.states and claim.text is not None and not claim.so:
        yield context.error(
            at,
            "the clause has states, but it is not said in which of them it stands in the text",
            "no-so",
            hint="add so: [the states in which the clause is there]",
        )


def _states(context: Context, words: Iterable[str], claim: Claim, at: str) -> Iterator[Problem]:
    """Yield problems of states of a claim that are named somewhere."""
    named = list(words)
    for i, name in enumerate(named):
        if name not in claim.states:
            yield context.unknown(f"{at}/{i}", "state", name, list(claim.states))
    if claim.states and set(named) >= set(claim.states):
        yield context.error(at, "every state is named: that says nothing", "all-states")


def _words(context: Context, report: Report, at: str) -> Iterator[Problem]:
    case = context.case
    seen: set[str] = set()
    for name in ("affirms", "denies", "leaves_open", "names", "silent_on"):
        words = getattr(report, name)
        for i, slug in enumerate(words):
            here = step(f"{at}/{name}", slug) if isinstance(words, dict) else f"{at}/{name}/{i}"
            if slug in seen:
                yield context.error(here, f"it says something of '{slug}' already", "twice")
            seen.add(slug)
            claim = case.claims.get(slug)
            if claim is None:
                continue
            if name in ("affirms", "denies") and not claim.standing:
                yield context.error(
                    here,
                    f"'{slug}' has states: it cannot be affirmed or denied",
                    "states",
                    hint="write names: {claim: [states]}, or add so: to the claim",
                )
            if name == "names":
                yield from _named(context, report.names[slug], claim, here)
    for name in ("serves", "against"):
        for i, slug in enumerate(getattr(report, name)):
            if slug not in (*report.affirms, *report.denies, *report.names):
                yield context.error(
                    f"{at}/{name}/{i}", f"it takes no stand on '{slug}'", "not-spoken"
                )
            if name == "against" and slug in report.serves:
                yield context.error(f"{at}/{name}/{i}", f"'{slug}' stands in serves too", "twice")


def _named(context: Context, words: tuple[str, ...], claim: Claim, here: str) -> Iterator[Problem]:
    if not claim.states:
        yield context.error(
            here, "the claim is yes or no", "states", hint="write affirms: or denies:"
        )
    elif not words:
        yield context.error(here, "no state is named", "no-states", hint="or write leaves_open:")
    else:
        yield from _states(context, words, claim, here)


def _worth(context: Context, report: Report, at: str) -> Iterator[Problem]:
    for name in ("hit", "false_report", "genuine"):
        yield from certain(context, getattr(report, name), f"{at}/{name}", report.impossible)
    yield from _pair(context, report.hit, report.false_report, at)
    for slug, silence in report.silent_on.items():
        here = step(f"{at}/silent_on", slug)
        yield from certain(context, silence.if_so, f"{here}/if_so", report.impossible)
        yield from certain(context, silence.if_not, f"{here}/if_not", report.impossible)
    if report.hit is not None and (report.serves or report.against):
        yield context.error(
            f"{at}/hit",
            "its own rates hold what interest does to them already",
            "interest",
            hint="remove serves: and against:, or hit: and false_report:",
        )
    if report.genuine is not None and report.text is None:
        yield context.error(f"{at}/genuine", "genuine goes with text", "no-text")
    if (
        report.text is not None
        and not silent(report)
        and not any(
            context.case.claims[c].text == report.text
            for c in report.claims
            if c in context.case.claims
        )
    ):
        yield context.error(f"{at}/text", f"it says nothing of '{report.text}'", "no-clause")
    if not silent(report) and not report.record and report.known_from is None:
        yield context.warning(
            at,
            "the report rests on no item of the record",
            "no-record",
            "add record: [an item], or known_from: the day it was made",
        )


def _pair(
    context: Context, hit: Quantity | None, false_report: Quantity | None, at: str
) -> Iterator[Problem]:
    if (hit is None) != (false_report is None):
        name = "hit" if hit is not None else "false_report"
        yield context.error(f"{at}/{name}", "hit and false_report go together", "one-rate")
    elif hit is not None and false_report is not None and bounds(hit)[1] < bounds(false_report)[0]:
        yield context.warning(
            at,
            "it says so more often if it is not so than if it is",
            "upside-down",
            "swap hit and false_report, unless it is known to mislead",
        )


def _relay(context: Context, report: Report, at: str) -> Iterator[Problem]:
    if report.relays is None:
        if report.fidelity is not None:
            yield context.error(f"{at}/fidelity", "fidelity goes with relays", "no-relays")
        return
    if report.fidelity is not None and bounds(report.fidelity)[0] <= 0:
        yield context.error(
            f"{at}/fidelity", "one who never repeats rightly is no relay", "certain", "above 0"
        )
    for name in (*_WITH_ORIGINS, *_LISTS):
        value = getattr(report, name)
        if value is not None and value != () and value != {}:
            yield context.error(
                f"{at}/{name}",
                f"{name} goes with an account of its own; this one relays '{report.relays}'",
                "relay",
                hint="write it at the origin, or enter what is its own as a further report",
            )


def _enquiry(context: Context, enquiry: Enquiry, at: str) -> Iterator[Problem]:
    case = context.case
    for name in ("hit", "false_report"):
        yield from certain(context, getattr(enquiry, name), f"{at}/{name}", enquiry.impossible)
    yield from _pair(context, enquiry.hit, enquiry.false_report, at)
    if not enquiry.asks and not enquiry.whether:
        yield context.error(at, "it is not said what to ask", "nothing-asked", hint="add asks:")
    for i, slug in enumerate(enquiry.asks):
        if slug in case.claims and not case.claims[slug].standing:
            yield context.error(
                f"{at}/asks/{i}",
                f"'{slug}' has states: say about which of them to ask",
                "states",
                hint="write whether: {claim: [states]}",
            )
    for slug, words in enquiry.whether.items():
        if slug in case.claims:
            here = step(f"{at}/whether", slug)
            yield from _named(context, words, case.claims[slug], here)


def _unused(context: Context) -> Iterator[Problem]:
    case = context.case
    spoken = {c for r in case.reports.values() for c in r.claims}
    relayed = {r.relays for r in case.reports.values()}
    texts = {c.text for c in case.claims.values()}
    for slug in case.claims:
        if slug not in spoken:
            yield context.warning(
                step("/claims", slug), f"no report speaks of '{slug}'", "unused-claim"
            )
    for slug, report in case.reports.items():
        if silent(report) and slug not in relayed:
            yield context.warning(
                step("/reports", slug),
                "it says nothing, and nobody relays it",
                "unused-report",
                "add affirms:, denies:, names: or leaves_open:",
            )
    for slug in case.texts:
        if slug not in texts:
            yield context.warning(
                step("/texts", slug), f"no claim is a clause of '{slug}'", "unused-text"
            )
