"""How sure the answer is, and on what it rests most."""

from __future__ import annotations

from typing import Final

from detente.answers.findings import InputNumber, ReachFinding
from detente.deals.findings import PackageFinding
from detente.report.anchors import input_anchor
from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.sentences.open_words import held

VARIANTS: Final = {
    "ranges 1.5 times as wide": "half",
    "ranges twice as wide": "twice",
    "ranges without a record widened to the scale": "unknown",
}


def certainty(finding: ReachFinding, names: Names) -> Part:
    """Return how much of the answer is evidence, and how much the width of a guess."""
    words = names.words
    deals = finding.deals
    best = deals.best
    told: list[Sentence] = []
    if best.widened and best.a_sign.value > 0:
        told.append(_widened(best, names, finding.learned is not None))
    if names.case.terms and best.a_sign.value > 0:
        told.append(held(finding, names))
    told.extend(_price(finding, names))
    told.extend(_weakest(finding, names))
    if deals.flagged:
        told.append(words.say("sure.flagged", n=len(deals.flagged)))
    return Part("how-sure", words.text("sure.heading"), tuple(told))


def _widened(best: PackageFinding, names: Names, learned: bool) -> Sentence:
    words = names.words
    share = words.belief_sets(best.a_sign.value)
    if all(s.value == 1 for s in best.widened.values()):
        return words.say("sure.widened-all", share=share)
    variants = [
        words.text("sure.variant", variant=variant_words(v, names), share=words.in_100(s.value))
        for v, s in best.widened.items()
    ]
    key = "sure.widened-learned" if learned else "sure.widened"
    return words.say(key, share=share, variants="; ".join(variants))


def variant_words(name: str, names: Names) -> str:
    """Return a way of widening as ``with ranges twice as wide``."""
    return names.words.text(f"sure.variants.{VARIANTS.get(name, 'named')}", name=name)


def _price(finding: ReachFinding, names: Names) -> list[Sentence]:
    words = names.words
    zone = finding.deals.zone
    if zone.zone.value == 0:
        return []
    if zone.price.value < 0.005:
        return [words.say("sure.no-price")]
    return [
        words.say(
            "sure.price",
            zone=words.in_100(zone.zone.value),
            best=words.in_100(zone.best.value),
            price=words.in_100(zone.price.value),
        )
    ]


def _weakest(finding: ReachFinding, names: Names) -> list[Sentence]:
    """Return the input that most deserves work, with what stands behind it."""
    weakest = weakest_input(finding)
    if weakest is None:
        return []
    return [
        names.words.say(
            "sure.weakest",
            input=weakest.label,
            place=f"#{input_anchor(weakest.pointer)}",
            basis=basis_words(weakest, names),
        )
    ]


def basis_words(number: InputNumber, names: Names) -> str:
    """Return what stands behind a number, in words."""
    key = "on-record" if number.basis_record else "judgement" if number.judgement else "no-basis"
    return names.words.text(f"sure.{key}")


def weakest_input(finding: ReachFinding) -> InputNumber | None:
    """Return the number on which the answer turns most and for which least speaks."""
    named = finding.weakest_input
    return next((i for i in finding.inputs if named in (i.pointer, i.label)), None)
