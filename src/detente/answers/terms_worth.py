"""What readings are worth: packages under each, and what it gains to learn or settle one.

The value of a plan is the share of draws in which it is acceptable; beside it, the mean over
draws of the gain of the signatory that gains least.  Plans are chosen on the selection draws
and judged on the held-out ones, so that a gain may come out a little below 0 by chance.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.beliefs.packages import feasible_packages
from detente.beliefs.revision import NO_REVISION, Revision
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import Utilities
from detente.deals.acceptance import accepts, package_values
from detente.deals.analysis.packages import Named
from detente.deals.analysis.workspace import HELD_OUT, Workspace
from detente.deals.ascent import ascend
from detente.deals.shares import mean, spread
from detente.finding import Spread
from detente.levers.effects import pull
from detente.terms.analysis import probabilities
from detente.terms.findings import SettlingFinding, WorthFinding
from detente.terms.information import act_by_group, best_act

CHOOSING = 2_048
CANDIDATES = 60
LEAST_GROUP = 40
"""Draws below which a plan is chosen as if nothing had been learnt."""


def worth(ready: Workspace, named: Named) -> WorthFinding:
    """Return what a package is worth to each party under its own and the others' readings.

    Parameters
    ----------
    ready : Workspace
    named : Named
        With several completions the mean over them.
    """
    acceptors, options = ready.model.structure.acceptors, ready.model.structure.options
    start, stop = SELECTION, SELECTION + min(HELD_OUT, ready.draws)
    own = ready.held_out
    signed = accepts(own, named.full, acceptors)
    held = ready.holds(named.full, signed, start, stop)
    left_open = {options.ambiguous[o][0] for o in ready.ambiguous if (named.full == o).any()}
    return WorthFinding(
        named.slug,
        named.label,
        tuple(t for t in ready.study.case.terms if t in left_open),
        _gains(ready, own, named.full),
        {
            reader: _gains(ready, ready.revised(start, stop, reader=reader), named.full)
            for reader in (ready.signatories if left_open else ())
        },
        mean(signed.mean(axis=0), own.weights),
        mean(held.mean(axis=0), own.weights),
    )


def _gains(ready: Workspace, utilities: Utilities, packages: np.ndarray) -> dict[str, Spread]:
    margins = (package_values(utilities, packages) - utilities.floor[:, None, :]).mean(axis=1)
    names = ready.model.structure.acceptors.names
    return {p: spread(margins[k], utilities.weights) for k, p in enumerate(names)}


def settling(ready: Workspace) -> tuple[SettlingFinding, ...]:
    """Return what it gains to learn and to settle each term that an option leaves open.

    The one to settle first comes first: by the larger of its two gains in acceptability.

    Parameters
    ----------
    ready : Workspace
    """
    options = ready.model.structure.options
    live = {options.ambiguous[int(o)][0] for o in ready.ambiguous if options.on_table[o]}
    chosen = [t for t in ready.study.case.terms if t in live]
    plans = _plans(ready, chosen)
    found = [_settling(ready, term, plans) for term in chosen]
    return tuple(sorted(found, key=lambda f: -max(f.learning.value, f.settling.value)))


def _among(ready: Workspace, term: str) -> tuple[str, ...]:
    """Return the readings of a term that an open option gives a meaning."""
    means = [m for t, m in ready.model.structure.options.ambiguous.values() if t == term]
    return tuple(r for r in ready.study.case.terms[term].readings if all(r in m for m in means))


def _plans(ready: Workspace, terms: list[str]) -> np.ndarray:
    """Return the plans to choose from: the raced ones and the best under each settled reading."""
    structure = ready.model.structure
    pool = [ready.race.packages[:CANDIDATES], ready.best_signed[None, :]]
    starts = np.unique(ready.race.packages[:2], axis=0)
    for term in terms:
        for reading in _among(ready, term):
            there = ready.revised(0, 512, Revision(readings=((term, reading),)))
            pool.append(ascend(structure, there, starts, structure.options.on_table)[0])
    plans = np.unique(np.vstack(pool), axis=0)
    return np.asarray(plans[feasible_packages(structure, plans)])


def _payoffs(ready: Workspace, plans: np.ndarray, utilities: Utilities) -> list[np.ndarray]:
    """Return acceptance, and the least gain of a signatory; each of shape (plans, draws)."""
    signs = ready.model.structure.acceptors.signatories
    margins = package_values(utilities, plans)[:signs] - utilities.floor[:signs, None, :]
    good = accepts(utilities, plans, ready.model.structure.acceptors).astype(float)
    return [good, np.asarray(margins.min(axis=0))]


def _settling(ready: Workspace, term: str, plans: np.ndarray) -> SettlingFinding:
    stop = SELECTION + min(HELD_OUT, ready.draws)
    spans = ((0, CHOOSING), (SELECTION, stop))
    samples = [ready.revised(*span) for span in spans]
    choose, judge = samples[0].weights, samples[1].weights
    first, then = (_payoffs(ready, plans, sample) for sample in samples)
    groups = [_read(ready, term, *span) for span in spans]
    agreed, agreed_by = _agreed(ready, term)
    learnt, gained = [], [np.zeros_like(judge), np.zeros_like(judge)]
    bases = [best_act(a, choose) for a in first]
    for k, base in enumerate(bases):
        policy = act_by_group(first[k], choose, groups[0])
        few = {g for g in policy if (groups[0] == g).sum() < LEAST_GROUP}
        acts = [base if g in few else policy.get(g, base) for g in groups[1].tolist()]
        learnt.append(then[k][acts, np.arange(len(judge))] - then[k][base])
    settled = {}
    for reading, weight in agreed.items():
        revision = replace(NO_REVISION, readings=((term, reading),))
        one, two = (_payoffs(ready, plans, ready.revised(*span, revision)) for span in spans)
        for k, base in enumerate(bases):
            act = best_act(one[k], choose)
            if k == 0:
                settled[reading] = mean(two[k][act], judge)
            gained[k] += weight * (two[k][act] - then[k][base])
    return SettlingFinding(
        term,
        agreed,
        agreed_by,
        mean(learnt[0], judge),
        mean(gained[0], judge),
        mean(learnt[1], judge),
        mean(gained[1], judge),
        settled,
    )


def _read(ready: Workspace, term: str, start: int, stop: int) -> np.ndarray:
    """Return how the signatories read a term, as one number a draw; int, shape (draws,)."""
    among, found = _among(ready, term), np.zeros(stop - start, dtype=int)
    for party in ready.signatories:
        blocks = range(start // BLOCK, (stop - 1) // BLOCK + 1)
        read = [ready.model.reading(term, party, party, b, among) for b in blocks]
        found = found * len(among) + np.concatenate(read)[: stop - start]
    return found


def _agreed(ready: Workspace, term: str) -> tuple[dict[str, float], str]:
    """Return how likely each reading is to be agreed, and the lever that says so."""
    study, among = ready.study, _among(ready, term)
    for slug, lever in study.case.levers.items():
        late = study.as_of and lever.known_from and lever.known_from > study.as_of
        several = isinstance(lever.reading, dict) and len(lever.reading) > 1
        if lever.kind == "settle-reading" and lever.term == term and several and not late:
            options = ready.model.structure.options
            cases = pull(slug, lever, study.case, options, study.as_of).cases
            return {dict(c.revision.readings)[term]: c.weight for c in cases}, slug
    rows = [probabilities(study, term, p, 500).mean(axis=1) for p in ready.signatories]
    known = list(study.case.terms[term].readings)
    weights = {r: float(np.mean(rows, axis=0)[known.index(r)]) for r in among}
    total = sum(weights.values())
    return {r: w / total for r, w in weights.items()}, ""
