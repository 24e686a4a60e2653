"""How many items to check at a place where items are counted."""

from __future__ import annotations

from detente.case.blocks.verification import Items
from detente.schedule.verification.attribute_sampling import (
    items_needed,
    non_detection,
    sample_by_formula,
    smallest_sample,
)
from detente.schedule.verification.goal_quantities import DETECTION, SIGNIFICANT, timeliness
from detente.schedule.verification_findings import SampleFinding, SampleLevelFinding

MATERIALS = {
    "plutonium": "plutonium",
    "uranium-233": "u233",
    "high-enriched": "heu",
    "low-enriched": "leu",
}
"""Materials of a case by their short names in the glossary."""


def sample(items: Items, sees: float) -> SampleFinding:
    """Return the sizes of samples for the agency's planned probabilities of detection.

    Parameters
    ----------
    items : Items
    sees : float
        Probability that the check of a falsified item finds it.
    """
    key = MATERIALS[items.material]
    goal = SIGNIFICANT[key].kilograms
    falsified = items_needed(goal, items.mass_kg)
    levels: tuple[SampleLevelFinding, ...] = ()
    if falsified <= items.count:
        levels = tuple(
            _level(name, planned, items.count, falsified, sees)
            for name, planned in DETECTION.items()
        )
    return SampleFinding(
        items.count,
        items.mass_kg,
        items.material,
        goal,
        timeliness(key),
        falsified,
        sees,
        levels,
    )


def _level(
    name: str, planned: float, count: int, falsified: int, sees: float
) -> SampleLevelFinding:
    beta = 1 - planned
    exact = smallest_sample(count, falsified, beta, sees)
    checked = count if exact is None else exact
    return SampleLevelFinding(
        name,
        planned,
        sample_by_formula(count, falsified, beta, sees),
        exact,
        non_detection(count, falsified, checked, sees),
    )
