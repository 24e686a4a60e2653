"""What is bought is time: months along each route, and what is left once it is found."""

from __future__ import annotations

from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.verify.naming import action, month_span, months, places, quoted
from detente.schedule.months_findings import RouteFinding
from detente.schedule.verification_findings import VerificationFinding, WatchFinding


def bought(finding: VerificationFinding, names: Names) -> Part:
    """Return the time that the deal buys on each side."""
    words = names.words
    items = [told for one in finding.watches for told in _side(one, names)]
    return Part("verify-months", words.text("verify.months.heading"), (), tuple(items))


def route_places(one: RouteFinding, names: Names) -> str:
    """Return the places of a route, marked where not all of them are declared."""
    told = places(one.places, names)
    if one.declared:
        return told
    return names.words.text("verify.months.hidden", places=told)


def _side(one: WatchFinding, names: Names) -> list[Sentence]:
    words, found = names.words, one.months
    if not found.routes:
        return [words.say("verify.months.none", party=names.party(one.of))]
    told = [_route(one, route, names) for route in found.routes]
    if len(found.routes) > 1 and found.quickest is not None:
        declared = found.quickest_declared
        if declared is not None and len({r.declared for r in found.routes}) > 1:
            told.append(
                words.say(
                    "verify.months.quickest",
                    months=months(found.quickest, names),
                    declared=months(declared, names),
                )
            )
    for what in found.unsaid:
        told += _readings(what, one, names)
    return told


def _route(one: WatchFinding, route: RouteFinding, names: Names) -> Sentence:
    words = names.words
    values = {"party": names.party(one.of), "places": route_places(route, names)}
    if not route.touched:
        return words.say("verify.months.untouched", **values)
    values["months"] = months(route.after, names)
    values["lag"] = months(one.months.lag, names)
    values["share"] = words.belief_sets(route.in_time.value)
    if route.warning.p50 <= 0:
        return words.say("verify.months.late", **values)
    left = month_span(route.warning.p05, route.warning.p95, names)
    return words.say("verify.months.route", **values, warning=left)


def _readings(what: str, one: WatchFinding, names: Names) -> list[Sentence]:
    """Return what a commitment that does not say what is done would buy, as it is read."""
    words = names.words
    known = names.case.facilities
    told = []
    for route in one.months.routes:
        here = any(what in known[s].commitments for s in route.places if s in known)
        if not here or not route.readings:
            continue
        listed = words.listed(
            [
                words.text(
                    "verify.months.reading", action=action(a, names), months=months(spread, names)
                )
                for a, spread in route.readings.items()
            ]
        )
        values = {"what": quoted(what, names), "places": route_places(route, names)}
        told.append(words.say("verify.months.readings", **values, readings=listed))
    return told
