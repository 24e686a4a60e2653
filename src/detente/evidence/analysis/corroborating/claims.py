"""One claim, and all clauses of one text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from detente.beliefs.study import Study
from detente.case.admiralty import unknown
from detente.case.said import root
from detente.deals import mean, spread
from detente.evidence.analysis.corroborating.reading import Read
from detente.evidence.analysis.corroborating.solving import Solved
from detente.evidence.corroboration_findings import ClaimFinding, StateFinding, TextFinding
from detente.evidence.effective_sources import effective_sources

_LEAST = 1e-12


def share_of(solved: Solved, mass: np.ndarray, claim: int, states: Iterable[int]) -> float:
    """Return the share of a mass of joint states in which a claim is in some of its states."""
    axis = solved.part.claims.index(claim)
    others = tuple(k for k in range(mass.ndim) if k != axis)
    each = mass.sum(axis=others)
    return float(each[sorted(states)].sum() / each.sum())


def speaking(found: Read, claim: int) -> dict[str, frozenset[int]]:
    """Return the reports that take a stand on a claim, and the states in which each is right."""
    nodes = [n for o in found.origins for n in o.nodes]
    return {n.slug: n.words[claim] for n in nodes if claim in n.words}


def disagree(words: Iterable[frozenset[int]]) -> bool:
    """Return whether two of several words cannot both be right."""
    listed = list(words)
    return any(not (a & b) for k, a in enumerate(listed) for b in listed[:k])


def claim_finding(study: Study, found: Read, solved: Solved, index: int) -> ClaimFinding:
    """Return what is found of one claim."""
    claim = found.claims[index]
    weights, even = solved.evidence, np.ones(found.draws)
    words = speaking(found, index)
    strongest = _strongest(study, found, solved, index, words)
    states = []
    for k, name in enumerate(claim.states):
        after = solved.posterior[index][k]
        alone = None
        if strongest is not None:
            alone = share_of(solved, solved.alone[strongest], index, [k])
        states.append(
            StateFinding(
                name,
                spread(claim.prior[k], even),
                spread(after, weights),
                mean(after, weights),
                share_of(solved, solved.apart, index, [k]),
                alone,
            )
        )
    stands = None
    if claim.standing:
        stands = spread(solved.posterior[index][sorted(claim.standing)].sum(axis=0), weights)
    return ClaimFinding(
        claim.slug,
        study.case.claims[claim.slug].label,
        claim.text,
        tuple(states),
        stands,
        len(words),
        sum(1 for o in found.origins if any(index in n.words for n in o.nodes)),
        disagree(words.values()),
        _sources(study, found, solved, index, words),
        float(weights.sum() ** 2 / (weights**2).sum()),
    )


def _odds(share: float) -> float:
    p = min(max(share, _LEAST), 1.0 - _LEAST)
    return math.log(p / (1.0 - p))


def _agreed(words: dict[str, frozenset[int]]) -> frozenset[int] | None:
    """Return the one set that all name; None where they name several, or nobody names any."""
    sets = set(words.values())
    return next(iter(sets)) if len(sets) == 1 else None


def _shifts(
    study: Study, found: Read, solved: Solved, index: int, words: dict[str, frozenset[int]]
) -> tuple[dict[str, float], float] | None:
    """Return what each report alone would move, in log-odds, and what all move together.

    Silence is no report: all move from where it leaves the claim.  None where reports name
    different sets.  A report of whose source nothing is known moves nothing alone, and is left
    out.
    """
    agreed = _agreed(words)
    if agreed is None:
        return None
    prior = found.claims[index].prior[sorted(agreed)].sum(axis=0)
    before = _odds(float(prior.mean()))
    each = {
        slug: _odds(share_of(solved, solved.alone[slug], index, agreed)) - before
        for slug in words
        if not unknown(found.codes[root(study.case, slug)])
    }
    after = solved.posterior[index][sorted(agreed)].sum(axis=0)
    silent = _odds(share_of(solved, solved.quiet, index, agreed))
    return each, _odds(mean(after, solved.evidence).value) - silent


def _sources(
    study: Study, found: Read, solved: Solved, index: int, words: dict[str, frozenset[int]]
) -> float | None:
    moved = _shifts(study, found, solved, index, words)
    if moved is None or not moved[0]:
        return None
    return effective_sources(moved[1], np.array(list(moved[0].values())))


def _strongest(
    study: Study, found: Read, solved: Solved, index: int, words: dict[str, frozenset[int]]
) -> str | None:
    """Return the report that says most alone; None where reports do not all say the same."""
    moved = _shifts(study, found, solved, index, words)
    if moved is None or not moved[0]:
        return None
    return max(moved[0], key=lambda s: abs(moved[0][s]))


def text_share(solved: Solved, found: Read, mass: np.ndarray, text: str) -> float:
    """Return the share of a mass of joint states in which all clauses of a text stand."""
    inside = mass
    for k, c in enumerate(solved.part.claims):
        if found.claims[c].text == text:
            inside = inside.take(sorted(found.claims[c].standing), axis=k)
    return float(inside.sum() / mass.sum())


def text_findings(study: Study, found: Read, solved: Sequence[Solved]) -> tuple[TextFinding, ...]:
    """Return what is found of each text of which there are clauses."""
    results = []
    for slug, text in study.case.texts.items():
        clauses = [i for i, c in enumerate(found.claims) if c.text == slug]
        part = next((s for s in solved if slug in s.whole), None)
        if part is None:
            continue
        standing = [sorted(found.claims[c].standing) for c in clauses]
        pairs = list(zip(clauses, standing, strict=True))
        before = np.prod([found.claims[c].prior[s].sum(axis=0) for c, s in pairs], axis=0)
        each = [mean(part.posterior[c][s].sum(axis=0), part.evidence).value for c, s in pairs]
        prior = float(before.mean())
        agreed = not any(disagree(speaking(found, c).values()) for c in clauses)
        alone = [text_share(part, found, mass, slug) for mass in part.alone.values()]
        together = None
        if agreed and alone:
            together = max(alone, key=lambda share: abs(_odds(share) - _odds(prior)))
        results.append(
            TextFinding(
                slug,
                text.label,
                tuple(found.claims[c].slug for c in clauses),
                prior,
                spread(part.whole[slug], part.evidence),
                mean(part.whole[slug], part.evidence),
                float(np.prod(each)),
                text_share(part, found, part.apart, slug),
                together,
            )
        )
    return tuple(results)
