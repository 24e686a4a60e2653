"""What one must believe to find a package acceptable.

Central weights in the sense of stochastic multicriteria acceptability analysis
(Lahdelma & Salminen 2001): the mean inputs over the draws in which the package
is acceptable, against the mean over those in which it is not.
"""

from __future__ import annotations

import numpy as np

from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION, Study
from detente.beliefs.utilities import Utilities
from detente.deals.acceptance import accepts
from detente.deals.analysis.packages import Named
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import MustBelieve, NeededBelief
from detente.deals.shares import share

SHOWN = 12
_KINDS = {"score", "synergy", "no-deal", "likelihood", "threshold", "audience-cost", "reading"}


def inputs(study: Study, block: int) -> dict[str, np.ndarray]:
    """Return a block of draws of every number that can move acceptance, by pointer.

    Importances are the normalised weights in percent; scores are in their
    stated order.
    """
    case = study.case
    drawn: dict[str, np.ndarray] = {}
    for pointer, number in study.effective.numbers.items():
        moving = number.kind in _KINDS and not pointer.startswith(
            ("/levers", "/beliefs", "/events")
        )
        if moving and number.kind != "score":
            drawn[pointer] = study.number(pointer, block)
    deciding = [p for p, party in case.parties.items() if party.role in ("signatory", "ratifier")]
    for party in deciding:
        shares = study.shares(party, block)
        for i, issue in enumerate(case.issues):
            if issue not in case.values[party].issues:
                continue
            at = f"/values/{party}/issues/{issue}"
            drawn[f"{at}/importance"] = 100.0 * shares[i]
            for option, values in study.scores(party, issue, block).items():
                drawn[f"{at}/scores/{option}"] = values
    return {p: v for p, v in drawn.items() if v.std() > 1e-9}


def must_believe(workspace: Workspace, named: list[Named]) -> tuple[MustBelieve, ...]:
    """Return what tells the draws that accept each package from those that refuse it.

    Several completions count as accepted where any of them is.
    """
    utilities = workspace.held_out
    size = utilities.draws
    drawn = inputs(workspace.study, SELECTION // BLOCK)
    values = np.stack([v[:size] for v in drawn.values()]) if drawn else np.zeros((0, size))
    pointers = list(drawn)
    return tuple(_of_package(workspace, item, utilities, pointers, values) for item in named)


def _of_package(
    workspace: Workspace,
    named: Named,
    utilities: Utilities,
    pointers: list[str],
    values: np.ndarray,
) -> MustBelieve:
    study, size = workspace.study, utilities.draws
    each = accepts(utilities, named.full, workspace.model.structure.acceptors)
    good = np.asarray(each.any(axis=0))
    weights = utilities.weights
    several = 20 <= good.sum() <= size - 20
    needed = []
    if several:
        accepting = values @ (good * weights) / weights[good].sum()
        refusing = values @ (~good * weights) / weights[~good].sum()
        deviation = values.std(axis=1)
        for k, pointer in enumerate(pointers):
            yes, no = float(accepting[k]), float(refusing[k])
            number = study.effective.numbers.get(pointer)
            needed.append(
                NeededBelief(
                    pointer,
                    number.label if number else pointer,
                    yes,
                    no,
                    (yes - no) / float(deviation[k]),
                    bool(number and number.on_record),
                )
            )
    needed.sort(key=lambda n: (-abs(n.distance), n.pointer))
    central: dict[str, dict[str, tuple[float, float]]] = {}
    for item in needed:
        parts = item.pointer.strip("/").split("/")
        if parts[-1] == "importance":
            central.setdefault(parts[1], {})[parts[3]] = (item.accepting, item.refusing)
    beliefs = study.beliefs(SELECTION // BLOCK)[:size]
    return MustBelieve(
        named.slug,
        share(good, weights),
        central,
        tuple(needed[:SHOWN]),
        {
            name: share(good[beliefs == k], weights[beliefs == k])
            for k, name in enumerate(study.case.beliefs)
            if (beliefs == k).any()
        },
    )
