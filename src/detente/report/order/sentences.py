"""The first page of a schedule: the answer, the order, what is missing, trust, readings."""

from __future__ import annotations

from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.order.naming import (
    broken,
    commitment,
    doctrine,
    in_100,
    own_cost,
    party,
    quoted,
)
from detente.schedule.findings import (
    DoctrineFinding,
    OrderReadingFinding,
    RepairFinding,
    ScheduleFinding,
)

SHOWN = 4
_ENOUGH = 1e-9
"""Guarantees below this are none."""


def first_page(finding: ScheduleFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : ScheduleFinding
    names : Names
    """
    parts = (
        answer(finding, names),
        steps(finding, names),
        missing(finding, names),
        compared(finding, names),
        trust(finding, names),
        readings(finding, names),
    )
    return tuple(part for part in parts if part is not None)


def answer(finding: ScheduleFinding, names: Names) -> Part:
    """Return whether an order holds, on expected values and over the belief sets."""
    words = names.words
    told = [bottom_line(finding, names)]
    for who, stake in finding.stake.items():
        if stake.mean < 0:
            told.append(words.say("order.answer.loses", party=names.party(who)))
    told.append(
        words.say(
            "order.answer.holds",
            share=words.belief_sets(chosen(finding).holds.value),
            signed=words.belief_sets(finding.signed.value),
            kept=words.belief_sets(finding.kept.value),
        )
    )
    return Part("order-answer", words.text("order.answer.heading"), tuple(told))


def told_first(finding: ScheduleFinding, names: Names) -> Part:
    """Return the order of the deal in a few sentences, for the first page of the main report."""
    words = names.words
    told = list(answer(finding, names).paragraphs)
    guarantees = guarantee_words(finding.search.needs, finding, names)
    if finding.search.common > 0 and guarantees:
        told.append(words.say("order.missing.lead", guarantees=guarantees))
    told.append(words.say("order.answer.more"))
    return Part("the-order", words.text("order.answer.first"), tuple(told))


def bottom_line(finding: ScheduleFinding, names: Names) -> Sentence:
    """Return the answer in one sentence."""
    words, found = names.words, finding.search
    if found.status == "NOT FOUND IN TIME":
        return words.say("order.answer.not-found")
    if found.common <= 0:
        return words.say("order.answer.yes")
    reason = _reason(finding, names)
    proved = found.bound > 0 and found.confirmed.startswith("shown twice")
    return words.say("order.answer.no" if proved else "order.answer.no-gap", **{"break": reason})


def _reason(finding: ScheduleFinding, names: Names) -> str:
    """Return what stands against every order, or against the best one."""
    clash = [b for b in finding.search.clash if b.gain > 0]
    if clash:
        return names.words.listed([broken(b, finding, 0, names) for b in clash[:2]])
    best = next(d for d in finding.doctrines if d.slug == "best")
    if best.breaks is not None:
        return broken(best.breaks, finding, len(best.steps), names)
    return names.words.text("order.answer.heading")


def chosen(finding: ScheduleFinding) -> DoctrineFinding:
    """Return the order that holds most often."""
    return next(d for d in finding.doctrines if d.slug == finding.chosen)


def steps(finding: ScheduleFinding, names: Names) -> Part:
    """Return the order step by step, with its dates."""
    words, best = names.words, chosen(finding)
    if best.slug == "robust":
        lead = words.say("order.steps.lead")
    else:
        lead = words.say("order.steps.lead-doctrine", doctrine=doctrine(best.slug, names))
    items = []
    for k, step in enumerate(best.steps, 1):
        listed = [
            words.text(
                "order.commitments-listed",
                label=commitment(name, names),
                actor=names.party(_actor(finding, name)),
            )
            for name in step
        ]
        items.append(words.say("order.steps.step", k=k, what=words.listed(listed)))
    return Part(
        "told-steps",
        words.text("order.steps.heading"),
        (lead, _dates(finding, names)),
        tuple(items),
    )


def _actor(finding: ScheduleFinding, name: str) -> str:
    return next((c.actor for c in finding.commitments if c.slug == name), "")


def _dates(finding: ScheduleFinding, names: Names) -> Sentence:
    words, plan = names.words, finding.calendar
    if plan is None:
        return words.say("order.steps.no-dates", why=finding.calendar_status)
    if finding.calendar_status == "agreed":
        proof = words.text("order.steps.proof.agreed")
    elif plan.status == "PROVED":
        proof = words.text("order.steps.proof.PROVED", n=plan.period)
    elif plan.bound > 0:
        proof = words.text("order.steps.proof.GAP")
    else:
        proof = words.text("order.steps.proof.serial", n=round(plan.serial))
    start, end = words.day(plan.starts), words.day(plan.ends)
    return words.say("order.steps.dates", start=start, end=end, proof=proof)


def missing(finding: ScheduleFinding, names: Names) -> Part | None:
    """Return what would supply what is missing, the cheapest first."""
    words, found = names.words, finding.search
    if found.common <= 0:
        told = _helping(finding, names)
        if not told:
            return None
        return Part("order-missing", words.text("order.missing.could"), (), told)
    paragraphs = []
    if guarantees := guarantee_words(found.needs, finding, names):
        paragraphs.append(words.say("order.missing.lead", guarantees=guarantees))
    repairs = [r for r in finding.repairs if r.kind != "guarantee"]
    shown = [r for r in repairs if r.common <= 0][:SHOWN] or repairs[:SHOWN]
    items = tuple(_repair(r, names) for r in shown)
    return Part("order-missing", words.text("order.missing.heading"), tuple(paragraphs), items)


def _helping(finding: ScheduleFinding, names: Names) -> tuple[Sentence, ...]:
    """Return levers of the case that clearly make it hold in more belief sets."""
    words = names.words
    helping = [r for r in finding.repairs if r.gain.value > 2 * r.gain.se]
    helping.sort(key=lambda r: -r.gain.value)
    return tuple(
        words.say(
            "order.missing.raise",
            repair=repair_label(r, names),
            change=words.change_of_100(r.gain.value),
        )
        for r in helping[:SHOWN]
    )


def _repair(found: RepairFinding, names: Names) -> Sentence:
    words = names.words
    key = "enough" if found.common <= 0 else "helps"
    share = words.belief_sets(found.kept.value)
    return words.say(f"order.missing.{key}", repair=repair_label(found, names), share=share)


def repair_label(found: RepairFinding, names: Names) -> str:
    """Return what a repair is called; a lever of the case by its own name."""
    words = names.words
    if found.kind == "lever":
        known = names.case.levers.get(str(found.lever.get("slug", "")))
        return known.label if known else found.label
    if found.kind == "change":
        return change_label(found, names)
    what = [commitment(c, names) for c in found.commitments]
    n = in_100(found.size)
    if found.kind == "credibility":
        change = found.lever["changes"]
        slug = str(change[0]["number"]).split("/")[2] if isinstance(change, list) else ""
        known_guarantee = names.case.guarantees.get(slug)
        label = known_guarantee.label if known_guarantee else slug
        return words.text("order.repair.credibility", guarantee=label, n=n)
    if found.kind == "lag":
        return words.text("order.repair.lag", what=what[0], n=round(found.size))
    if found.kind == "split":
        return words.text("order.repair.split", what=what[0], n=round(found.size))
    if found.kind == "escrow":
        return words.text("order.repair.escrow", what=words.listed(what))
    if found.kind == "detection":
        return words.text("order.repair.detection", what=what[0], n=n)
    return words.text("order.repair.guarantee")


def change_label(found: RepairFinding, names: Names) -> str:
    """Return what another option of one issue is called."""
    issue, old, new = found.party.split("/")
    settled = names.settled(issue, new)
    return names.words.text("order.repair.change", settled=settled, old=names.option(issue, old))


def guarantee_words(needs: dict[str, float], finding: ScheduleFinding, names: Names) -> str:
    """Return the guarantees as shares of each party's own costs; empty where none is needed."""
    words, told = names.words, []
    for who, need in needs.items():
        if need <= _ENOUGH:
            continue
        cost = own_cost(finding, who)
        if cost <= 0 or need > cost:
            share = words.text("order.missing.more-than-all")
        else:
            share = words.text("order.missing.about", n=in_100(need / cost))
        told.append(words.text("order.missing.guarantee", share=share, party=names.party(who)))
    return words.listed(told)


def compared(finding: ScheduleFinding, names: Names) -> Part:
    """Return what each doctrine of order asks, the same test for each."""
    words, items = names.words, []
    for item in finding.doctrines:
        share = words.belief_sets(item.holds.value)
        name = doctrine(item.slug, names)
        if item.breaks is None:
            items.append(words.say("order.doctrines.needs-nothing", doctrine=name, share=share))
            continue
        told = broken(item.breaks, finding, len(item.steps), names)
        values = {"doctrine": name, "break": told, "share": share}
        items.append(words.say("order.doctrines.breaks", **values))
    return Part("told-doctrines", words.text("order.doctrines.heading"), (), tuple(items))


def trust(finding: ScheduleFinding, names: Names) -> Part | None:
    """Return how much trust the first step asks for, and what could be done first and alone."""
    words, told = names.words, []
    for found in finding.trust:
        who = names.party(found.party)
        told.append(
            words.say(
                "order.trust.reached",
                party=who,
                other=names.party(found.of),
                threshold=words.likelihood(found.threshold.mean),
                trust=words.likelihood(found.trustworthy.mean),
                share=words.belief_sets(found.reached.value),
            )
        )
        if found.first_steps:
            first = quoted(found.first_steps, names)
            told.append(words.say("order.trust.first", party=who, steps=first))
        else:
            told.append(words.say("order.trust.first-none", party=who))
    if not told:
        return None
    return Part("order-trust", words.text("order.trust.heading"), tuple(told))


def readings(finding: ScheduleFinding, names: Names) -> Part | None:
    """Return what each reading of the order admits, and whether they contradict each other."""
    words = names.words
    if not finding.readings:
        return None
    items = tuple(_reading(found, finding, names) for found in finding.readings)
    paragraphs: tuple[Sentence, ...] = ()
    if finding.contradiction:
        loop = quoted(finding.contradiction, names)
        paragraphs = (words.say("order.readings.clash", loop=loop),)
    return Part("order-readings", words.text("order.readings.heading"), paragraphs, items)


def _reading(found: OrderReadingFinding, finding: ScheduleFinding, names: Names) -> Sentence:
    words = names.words
    known = names.case.orders.get(found.slug)
    label = known.label if known else found.label
    by = words.listed([party(p, names) for p in found.by]) or words.text("order.readings.nobody")
    if found.circle:
        loop = quoted(found.circle, names)
        return words.say("order.readings.loop", label=label, by=by, loop=loop)
    orders = words.text("order.readings.many")
    if found.orders >= 0:
        orders = words.text("order.readings.orders", n=found.orders)
    guarantees = guarantee_words(found.needs, finding, names)
    if not guarantees:
        return words.say("order.readings.fine", label=label, by=by, orders=orders)
    return words.say(
        "order.readings.needs", label=label, by=by, orders=orders, guarantees=guarantees
    )
