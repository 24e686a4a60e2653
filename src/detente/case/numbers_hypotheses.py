"""The numbers on competing hypotheses: priors, likelihoods, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.case.kinds import Found
from detente.case.models import Case
from detente.case.tree import step
from detente.case.words_of_probability import NOT_APPLICABLE

PLACES: Final = ("/hypotheses/", "/assumptions/", "/evidence/")
"""Where these numbers stand; no package and no order of a deal depends on them."""


def hypotheses(case: Case) -> Iterator[Found]:
    """Yield the numbers in the order of the case; a cell marked NA holds none."""
    for slug, hypothesis in case.hypotheses.items():
        at, label = step("/hypotheses", slug), f"Prior of: {hypothesis.label}"
        yield f"{at}/prior", "percent", hypothesis.prior, hypothesis.basis, "", label
    for slug, assumption in case.assumptions.items():
        at, label = step("/assumptions", slug), f"Likely to hold: {assumption.label}"
        yield f"{at}/holds", "percent", assumption.holds, assumption.basis, "", label
    for slug, row in case.evidence.items():
        at = step("/evidence", slug)
        for name, likelihood in row.likelihoods.items():
            if likelihood.said == NOT_APPLICABLE:
                continue
            known = case.hypotheses.get(name)
            label = f"{row.label}: likelihood if {known.label if known else name}"
            yield step(f"{at}/likelihoods", name), "percent", likelihood, row.basis, "", label
        if row.otherwise is not None:
            label = f"{row.label}: likelihood if the assumption does not hold"
            yield f"{at}/otherwise", "percent", row.otherwise, row.basis, "", label
