"""Every uncertain number of a case, found in one walk and named by its JSON pointer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.kinds import SCALES, Found, Kind
from detente.case.models import Case, Change, Lever
from detente.case.numbers_carried_out import carried_out
from detente.case.numbers_hypotheses import hypotheses
from detente.case.numbers_learning import learning
from detente.case.numbers_reports import reports
from detente.case.quantity import Basis, Quantity

__all__ = ["SCALES", "CaseNumber", "Kind", "first_known", "numbers"]


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One number of a case.

    Attributes
    ----------
    pointer : str
        JSON pointer in the resolved case; also the key of its random stream.
    kind : str
        What it measures; fixes the scale it can be widened to.
    quantity : Quantity
    basis : Basis or None
        Its own, or the nearest enclosing block's.
    known_from : date or None
        Its own, or the latest of its basis' record items; None: always known.
    owner : str
        Party whose value it is, or empty.
    label : str
        In words, for a reader.
    """

    pointer: str
    kind: Kind
    quantity: Quantity
    basis: Basis | None
    known_from: datetime.date | None
    owner: str
    label: str

    @property
    def on_record(self) -> bool:
        """Whether an item of the record stands behind the number."""
        return self.basis is not None and bool(self.basis.record)


def first_known(case: Case, quantity: Quantity, basis: Basis | None) -> datetime.date | None:
    """Return the day from which a quantity was known; None: always.

    Its own ``known_from``, else the latest of its basis' record items.
    """
    if quantity.known_from is not None:
        return quantity.known_from
    if basis is None:
        return None
    days = [case.record[i].known_from for i in basis.record if i in case.record]
    return max(days, default=None)


def numbers(case: Case) -> dict[str, CaseNumber]:
    """Return every number of the case, in the order of the case.

    Parameters
    ----------
    case : Case

    Returns
    -------
    dict of str to CaseNumber
        Keyed by JSON pointer.
    """
    found: dict[str, CaseNumber] = {}
    for pointer, kind, quantity, inherited, owner, label in _walk(case):
        basis = quantity.basis or inherited
        found[pointer] = CaseNumber(
            pointer, kind, quantity, basis, first_known(case, quantity, basis), owner, label
        )
    return found


def _walk(case: Case) -> Iterator[Found]:
    yield from _parties(case)
    yield from _values(case)
    yield from _setting(case)
    for slug, belief in case.beliefs.items():
        yield from _changes(belief.changes, f"/beliefs/{slug}", belief.basis, belief.label)
    for slug, event in case.events.items():
        at = f"/events/{slug}"
        yield f"{at}/in_days", "days", event.in_days, event.basis, "", f"{event.label}: days until"
        yield from _changes(event.changes, at, event.basis, event.label)
    for slug, lever in case.levers.items():
        yield from _lever(f"/levers/{slug}", lever)
    yield from carried_out(case)
    yield from hypotheses(case)
    yield from reports(case)
    yield from learning(case)


def _parties(case: Case) -> Iterator[Found]:
    for slug, party in case.parties.items():
        at = f"/parties/{slug}"
        if party.threshold is not None:
            label = f"{party.label}: gain it asks for before it ratifies"
            yield f"{at}/threshold", "threshold", party.threshold, party.basis, slug, label
        if party.audience_cost is not None:
            label = f"{party.label}: cost to the leader of overriding it"
            yield (
                f"{at}/audience_cost",
                "audience-cost",
                party.audience_cost,
                party.basis,
                slug,
                label,
            )


def _values(case: Case) -> Iterator[Found]:
    for slug, values in case.values.items():
        at = f"/values/{slug}"
        who = case.parties[slug].label if slug in case.parties else slug
        for name, issue in values.issues.items():
            here = f"{at}/issues/{name}"
            basis = issue.basis or values.basis
            what = case.issues[name].label if name in case.issues else name
            if issue.importance is not None:
                label = f"{who}: importance of {what}"
                yield f"{here}/importance", "importance", issue.importance, basis, slug, label
            for option, score in issue.scores.items():
                known = case.issues[name].options if name in case.issues else {}
                chosen = known[option].label if option in known else option
                label = f"{who}: score of {what}: {chosen}"
                yield f"{here}/scores/{option}", "score", score, basis, slug, label
        for name, synergy in values.synergies.items():
            label = f"{who}: {' with '.join(synergy.of)}"
            basis = synergy.basis or values.basis
            yield f"{at}/synergies/{name}/points", "synergy", synergy.points, basis, slug, label
        no_deal = values.no_deal
        for name, course in no_deal.courses.items():
            here = f"{at}/no_deal/courses/{name}"
            basis = course.basis or no_deal.basis or values.basis
            what = case.courses[name].label if name in case.courses else name
            yield f"{here}/value", "no-deal", course.value, basis, slug, f"{who}: no deal, {what}"
            if course.drift is not None:
                label = f"{who}: no deal, {what}: change a month"
                yield f"{here}/drift", "drift", course.drift, basis, slug, label
        for name, likelihood in no_deal.likelihoods.items():
            label = f"{who}: how likely it thinks {name}"
            basis = no_deal.basis or values.basis
            yield f"{at}/no_deal/likelihoods/{name}", "likelihood", likelihood, basis, slug, label
        if values.waiting_cost is not None:
            label = f"{who}: cost of waiting, a month"
            yield (
                f"{at}/waiting_cost",
                "waiting-cost",
                values.waiting_cost,
                values.basis,
                slug,
                label,
            )


def _setting(case: Case) -> Iterator[Found]:
    for slug, course in case.courses.items():
        label = f"Likelihood without a deal of: {course.label}"
        yield (
            f"/courses/{slug}/likelihood",
            "likelihood",
            course.likelihood,
            course.basis,
            "",
            label,
        )
    for slug, term in case.terms.items():
        for party, read in term.read_by.items():
            who = case.parties[party].label if party in case.parties else party
            for name, share in read.readings.items():
                meant = term.readings[name].label if name in term.readings else name
                label = f"{who} reads {term.label} as: {meant}"
                at = f"/terms/{slug}/read_by/{party}/readings/{name}"
                yield at, "reading", share, read.basis or term.basis, party, label
    for slug, issue in case.issues.items():
        for name, option in issue.options.items():
            for what, size in option.consequences.items():
                known = case.consequences.get(what)
                label = f"{known.label if known else what}: {option.label}"
                at = f"/issues/{slug}/options/{name}/consequences/{what}"
                yield at, "consequence", size, option.basis, "", label


def _changes(
    changes: tuple[Change, ...], at: str, basis: Basis | None, label: str
) -> Iterator[Found]:
    for i, change in enumerate(changes):
        for how in ("set", "add", "times"):
            quantity = getattr(change, how)
            if quantity is not None:
                words = f"{label}: {how} {change.number}"
                yield (
                    f"{at}/changes/{i}/{how}",
                    "change",
                    quantity,
                    change.basis or basis,
                    "",
                    words,
                )


def _lever(at: str, lever: Lever) -> Iterator[Found]:
    for party, quantity in lever.points.items():
        yield (
            f"{at}/points/{party}",
            "points",
            quantity,
            lever.basis,
            party,
            f"{lever.label}: {party}",
        )
    for party, quantity in lever.cost.points.items():
        label = f"{lever.label}: cost to {party}"
        yield f"{at}/cost/points/{party}", "points", quantity, lever.basis, party, label
    if isinstance(lever.reading, dict):
        for name, quantity in lever.reading.items():
            label = f"{lever.label}: likelihood of {name}"
            yield f"{at}/reading/{name}", "likelihood", quantity, lever.basis, "", label
    for party, quantity in lever.guarantee.items():
        label = f"{lever.label}: guarantee of {party}"
        yield f"{at}/guarantee/{party}", "points", quantity, lever.basis, party, label
    if lever.reliability is not None:
        label = f"{lever.label}: reliability of the agent"
        yield f"{at}/reliability", "percent", lever.reliability, lever.basis, "", label
    yield from _changes(lever.changes, at, lever.basis, lever.label)
