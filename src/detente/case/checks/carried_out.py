"""Whether what is said of carrying out a deal makes sense."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.case.orders import OrderError, parse_order
from detente.errors import Problem

_NOT_NEGATIVE = {"days", "months", "part"}


def carried_out(context: Context) -> Iterator[Problem]:
    """Yield problems of commitments, guarantees, escrows, orders, the log and verification."""
    yield from _sizes(context)
    yield from _commitments(context)
    yield from _dates(context)
    yield from _escrows(context)
    yield from _coalitions(context)
    yield from _orders(context)
    yield from _trust(context)
    yield from _log(context)
    yield from _facilities(context)
    yield from _actions(context)


def _sizes(context: Context) -> Iterator[Problem]:
    for pointer, number in numbers(context.case).items():
        low, high = bounds(number.quantity)
        if number.quantity.normal is not None:
            continue  # what a normal draws outside is cut to the scale
        if number.kind == "percent" and (low < 0 or high > 100):
            yield context.error(
                pointer,
                f"{low:g} to {high:g} is not a share in percent",
                "out-of-bounds",
                "0 to 100",
            )
        elif number.kind in _NOT_NEGATIVE and low < 0:
            yield context.error(
                pointer, f"{low:g} {number.kind} are below 0", "out-of-bounds", "0 or more"
            )


def _commitments(context: Context) -> Iterator[Problem]:
    for slug, commitment in context.case.commitments.items():
        if commitment.actor in commitment.value:
            yield context.error(
                f"/commitments/{slug}/value/{commitment.actor}",
                f"{context.label(commitment.actor)} carries '{slug}' out: it has a cost to it",
                "own-value",
                hint="write what it costs (or, below 0, brings) the actor under cost",
            )


def _dates(context: Context) -> Iterator[Problem]:
    """Yield an error for every last day that no order can keep, whatever the others do."""
    case = context.case
    begin = case.sequence.starts if case.sequence else None
    ready: dict[str, datetime.date | None] = {}
    for slug in _in_order(case):
        commitment = case.commitments[slug]
        known = [begin, commitment.not_before, *(ready.get(p) for p in commitment.prerequisites)]
        days = [day for day in known if day is not None]
        if not days:
            ready[slug] = None
            continue
        takes = commitment.duration_days
        least = max(bounds(takes)[0], 0.0) if takes is not None else 0.0
        # What has no lower end may be done at once.
        work = math.ceil(least) if math.isfinite(least) else 0
        done = max(days) + datetime.timedelta(days=work)
        ready[slug] = done
        if commitment.due is not None and commitment.due < done:
            yield context.error(
                f"/commitments/{slug}/due",
                f"'{slug}' is due on {commitment.due}; with what must come before it and the "
                f"shortest durations it cannot be done before {done}",
                "dates",
                hint="a later day, a shorter duration or an earlier start",
            )


def _in_order(case: Case) -> list[str]:
    """Return commitments after their prerequisites; those in a circle are left out."""
    before, found = _before(case), list[str]()
    for slug in sorted(case.commitments, key=lambda s: len(before[s])):
        if slug not in before[slug]:
            found.append(slug)
    return found


def _escrows(context: Context) -> Iterator[Problem]:
    held: dict[str, str] = {}
    before = _before(context.case)
    for slug, escrow in context.case.escrows.items():
        at = f"/escrows/{slug}/commitments"
        for i, name in enumerate(escrow.commitments):
            if name in held:
                yield context.error(
                    f"{at}/{i}", f"'{name}' is in the escrow '{held[name]}' already", "twice"
                )
            held.setdefault(name, slug)
            first = sorted(before.get(name, set()) & set(escrow.commitments))
            if first:
                yield context.error(
                    f"{at}/{i}",
                    f"'{name}' waits for '{first[0]}', so they cannot be released together",
                    "escrow-order",
                    hint="take one of the two out of the escrow",
                )


def _before(case: Case) -> dict[str, set[str]]:
    """Return what comes before each commitment, directly or not."""
    found: dict[str, set[str]] = {}
    for slug in case.commitments:
        seen: set[str] = set()
        todo = list(case.commitments[slug].prerequisites)
        while todo:
            name = todo.pop()
            if name not in seen and name in case.commitments:
                seen.add(name)
                todo += case.commitments[name].prerequisites
        found[slug] = seen
    return found


def _coalitions(context: Context) -> Iterator[Problem]:
    for slug, coalition in context.case.coalitions.items():
        for party in coalition.weights:
            if party not in coalition.members and party in context.case.parties:
                yield context.error(
                    f"/coalitions/{slug}/weights/{party}",
                    f"{context.label(party)} is not a member of this coalition",
                    "not-a-member",
                )
        actors = {c.actor for c in context.case.commitments.values()}
        if not actors & set(coalition.members):
            yield context.warning(
                f"/coalitions/{slug}",
                "no member of this coalition has a commitment that it could break",
                "unused-coalition",
            )


def _orders(context: Context) -> Iterator[Problem]:
    known = context.case.commitments
    for slug, order in context.case.orders.items():
        for i, text in enumerate(order.after):
            at = f"/orders/{slug}/after/{i}"
            try:
                terms = parse_order(text)
            except OrderError as error:
                yield context.error(at, str(error), "order", "first < second")
                continue
            if any(t.factor != 1 or t.equal or not t.strict for t in terms):
                yield context.error(
                    at,
                    "an order in time has names and < alone",
                    "order",
                    "first < second",
                )
            for name in {n for t in terms for n in (t.lesser, t.greater)}:
                if name not in known:
                    yield context.unknown(at, "commitment", name, known)


def _trust(context: Context) -> Iterator[Problem]:
    for slug, trust in context.case.trust.items():
        if trust.of == slug:
            yield context.error(
                f"/trust/{slug}/of",
                f"{context.label(slug)} trusts itself here",
                "own-trust",
                hint="name the party that is trusted",
            )


def _log(context: Context) -> Iterator[Problem]:
    for slug, entry in context.case.performance.items():
        if entry.known_from < entry.happened:
            yield context.error(
                f"/performance/{slug}/known_from",
                f"known from {entry.known_from}, before it happened on {entry.happened}",
                "dates",
            )
        if not entry.record and not entry.by:
            yield context.warning(
                f"/performance/{slug}",
                f"nobody is named who says how '{entry.commitment}' was performed",
                "no-basis",
                "add record: [an item], or by: a name",
            )


def _facilities(context: Context) -> Iterator[Problem]:
    case = context.case
    for slug, place in case.facilities.items():
        for i, name in enumerate(place.commitments):
            if name in case.commitments and case.commitments[name].actor != place.of:
                actor = context.label(case.commitments[name].actor)
                yield context.error(
                    f"/facilities/{slug}/commitments/{i}",
                    f"'{name}' is carried out by {actor}, at a place of {context.label(place.of)}",
                    "other-actor",
                    hint="name commitments of the party whose place it is",
                )
    owners = {place.of for place in case.facilities.values()}
    for slug, watch in case.verification.items():
        if watch.of not in owners:
            yield context.warning(
                f"/verification/{slug}",
                f"no facility of {context.label(watch.of)} is listed to be watched",
                "unused-verification",
                "add facilities of that party",
            )


def _actions(context: Context) -> Iterator[Problem]:
    """Yield commitments whose action buys time at no place that they are carried out at."""
    for slug, commitment in context.case.commitments.items():
        action = commitment.action
        if action is None:
            continue
        places = [p for p in context.case.facilities.values() if slug in p.commitments]
        if any(action in place.months_to_rebuild for place in places):
            continue
        where = "no facility that names it" if places else "no facility names it, so that none"
        yield context.warning(
            f"/commitments/{slug}/action",
            f"{where} says how many months it takes to undo '{action}'",
            "unused-action",
            f"add months_to_rebuild: {{{action}: [LOW, HIGH]}} to a facility that lists '{slug}'",
        )
