"""How many items to check where items are counted."""

from __future__ import annotations

from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.verify.naming import chance, place
from detente.report.words import exact
from detente.schedule.verification_findings import PlaceFinding, SampleFinding, VerificationFinding

TOLD = "high"
"""Of the planned probabilities of detection, the one that the first page tells."""


def samples(finding: VerificationFinding, names: Names) -> Part | None:
    """Return the sample of every place where items are counted."""
    items = [
        _told(one, one.sample, names)
        for watch in finding.watches
        for one in watch.places
        if one.sample is not None
    ]
    if not items:
        return None
    return Part("verify-samples", names.words.text("verify.samples.heading"), (), tuple(items))


def material(found: SampleFinding, names: Names) -> str:
    """Return what the items hold."""
    return names.words.text(f"verify.material.{found.material}")


def _told(one: PlaceFinding, found: SampleFinding, names: Names) -> Sentence:
    words = names.words
    values: dict[str, str | int] = {
        "place": place(one.slug, names),
        "items": found.items,
        "goal": exact(found.goal),
        "material": material(found, names),
    }
    if not found.levels:
        mass = exact(found.kilograms)
        return words.say("verify.samples.too-little", **values, mass=mass)
    level = next(x for x in found.levels if x.level == TOLD)
    values["chance"] = chance(level.detection, names)
    if level.exact is None:
        sees = chance(found.sees, names)
        return words.say("verify.samples.not-enough", **values, sees=sees)
    formula = level.formula
    return words.say(
        "verify.samples.told",
        **values,
        mass=exact(found.kilograms),
        exact=level.exact,
        formula=words.text("verify.samples.formula-none") if formula is None else str(formula),
        months=words.text("verify.samples.months", n=found.months),
    )
