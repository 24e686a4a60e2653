"""How sure the answer is, and on what it rests most."""

from __future__ import annotations

import re

from detente.answers.findings import InputNumber, ReachFinding
from detente.deals.findings import PackageFinding
from detente.report import words
from detente.report.anchors import input_anchor
from detente.report.document import Part, Sentence, link, say
from detente.report.names import Names


def certainty(finding: ReachFinding, names: Names) -> Part:
    """Return how much of the answer is evidence, and how much the width of a guess."""
    deals = finding.deals
    best = deals.best
    told: list[Sentence] = []
    if best.widened and best.a_sign.value > 0:
        told.append(_widened(best))
    if names.case.terms and best.a_sign.value > 0:
        told.append(
            say(
                "If each must also accept it as the other reads its words: ",
                link(words.in_100(best.a_hold.value), "#acceptability"),
                ".",
            )
        )
    told.extend(_price(finding))
    told.extend(_weakest(finding, names))
    if deals.flagged:
        told.append(
            say(
                link(words.count(len(deals.flagged), "number"), "#inputs"),
                f" {'was' if len(deals.flagged) == 1 else 'were'} not known on this day and "
                "so may be anything on the scale.",
            )
        )
    return Part("how-sure", "How sure is this?", tuple(told))


def _widened(best: PackageFinding) -> Sentence:
    shares = [f"{variant_words(v)}, {words.in_100(s.value)}" for v, s in best.widened.items()]
    if all(s.value == 1 for s in best.widened.values()):
        shares = ["and also with every range widened"]
    return say(
        "The most acceptable deal is better than no deal for all "
        f"{words.belief_sets(best.a_sign.value)} ",
        link("as stated", "#acceptability"),
        f"; {'; '.join(shares)}.",
    )


def variant_words(name: str) -> str:
    """Return a way of widening as ``with ranges twice as wide``."""
    short = re.sub(r"\b1\.5 times\b", "one and a half times", name)
    short = short.replace("widened to the scale", "taken as unknown")
    return short if short.startswith(("with ", "where ")) else f"with {short}"


def _price(finding: ReachFinding) -> list[Sentence]:
    zone = finding.deals.zone
    price = zone.price.value
    if zone.zone.value == 0:
        return []
    if price < 0.005:
        return [
            say(
                "Knowing exactly what each side wants would add ",
                link("next to nothing", "#acceptability"),
                ".",
            )
        ]
    return [
        say(
            "If we knew everything each side wants, some deal could be found in ",
            link(words.in_100(zone.zone.value), "#acceptability"),
            f" belief sets instead of {words.in_100(zone.best.value)}: not knowing costs "
            f"{words.in_100(price)}.",
        )
    ]


def _weakest(finding: ReachFinding, names: Names) -> list[Sentence]:
    weakest = weakest_input(finding)
    if weakest is None:
        return []
    basis = (
        "the record speaks of it"
        if weakest.basis_record
        else "a judgement, with nothing in the record behind it"
        if weakest.judgement
        else "with no basis given"
    )
    return [
        say(
            "Weakest input: ",
            link(weakest.label, f"#{input_anchor(weakest.pointer)}"),
            f" ({basis}).",
        )
    ]


def weakest_input(finding: ReachFinding) -> InputNumber | None:
    """Return the number on which the answer turns most and for which least speaks."""
    named = finding.weakest_input
    return next((i for i in finding.inputs if named in (i.pointer, i.label)), None)
