"""Measures of the catalogue for one case: who gives what to whom, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final

import numpy as np

from detente.case.models import Case
from detente.ideas.analysis.catalogue import Measure
from detente.ideas.analysis.interests import Table
from detente.ideas.analysis.loading import Ideas
from detente.ideas.findings import (
    Demand,
    IdeaFinding,
    Meets,
    PairFinding,
    PrecedentFinding,
)
from detente.ideas.pairs import pairs
from detente.ideas.ranking import fits, ranked

LEVELS: Final = ("low", "medium", "high")
HOW: Final = {"mainly": 1.0, "also": 0.5}


@dataclass(frozen=True)
class _Candidate:
    """A measure between two parties."""

    slug: str
    measure: Measure
    giver: str
    receiver: str

    @property
    def names(self) -> tuple[str, ...]:
        return self.slug, self.giver, self.receiver


def propose(
    case: Case, ideas: Ideas, demands: tuple[Demand, ...]
) -> tuple[tuple[IdeaFinding, ...], tuple[PairFinding, ...]]:
    """Return the measures that meet something at stake, best first, and pairs of them.

    Parameters
    ----------
    case : Case
    ideas : Ideas
    demands : tuple of Demand

    Returns
    -------
    tuple of IdeaFinding
        A measure that one party gives another may stand there in both
        directions.
    tuple of PairFinding
    """
    table = Table(case)
    stakes = table.stakes(demands)
    candidates = list(_candidates(case, ideas))
    meets = np.array([[_meets(case, c, n) for n in table.slugs] for c in candidates])
    meets = meets.reshape(len(candidates), len(table.slugs))
    strained = [_strained(case, c) for c in candidates]
    price = np.array(
        [
            2.0 ** (LEVELS.index(c.measure.cost.level) + bool(s))
            for c, s in zip(candidates, strained, strict=True)
        ]
    )
    fit = fits(stakes, meets)
    names = [c.names for c in candidates]
    order = [i for i in ranked(fit, price, names) if fit[i] > 0]
    place = {i: k for k, i in enumerate(order)}
    found = tuple(
        _finding(
            ideas,
            candidates[i],
            strained[i],
            float(fit[i]),
            float(fit[i] / price[i]),
            _why(table, meets[i], stakes, demands),
        )
        for i in order
    )
    # What the case has already is no part of a new proposal.
    fresh = np.array([c.slug not in ideas.already for c in candidates], dtype=bool)
    together = pairs(stakes, table.owner, meets * fresh[:, None], price, names)
    return found, tuple(
        PairFinding(
            (place[p.first], place[p.second]),
            (table.parties[p.serves[0]], table.parties[p.serves[1]]),
            p.fit,
            p.fit / p.price,
        )
        for p in together
    )


def directions(case: Case, measure: Measure) -> list[tuple[str, str]]:
    """Return between whom a measure could be taken: giver and receiver.

    One party gives it to another in either direction; what both do together,
    or a third does for them, is listed once for each two.
    """
    signatories = [slug for slug, party in case.parties.items() if party.role == "signatory"]
    if measure.by == "giver":
        return list(permutations(signatories, 2))
    return list(combinations(signatories, 2))


def _candidates(case: Case, ideas: Ideas) -> Iterator[_Candidate]:
    for slug, measure in ideas.measures.items():
        if slug not in ideas.aside:
            for giver, receiver in directions(case, measure):
                yield _Candidate(slug, measure, giver, receiver)


def _sides(case: Case, party: str, giver: str, receiver: str) -> set[str]:
    """Return which roles a party has between the two; a ratifier shares its signatory's."""
    found = set()
    stands_with = case.parties[party].ratifies_for or party
    if stands_with == giver:
        found |= {"giver", "both"}
    if stands_with == receiver:
        found |= {"receiver", "both"}
    # One with a veto of its own is an outsider, for whomever it ratifies.
    told = case.parties[party]
    if party not in (giver, receiver) and (told.role != "ratifier" or told.veto):
        found.add("others")
    return found


def _meets(case: Case, candidate: _Candidate, slug: str) -> float:
    interest = case.interests[slug]
    sides = _sides(case, interest.of, candidate.giver, candidate.receiver)
    return max(
        (
            HOW[s.how]
            for s in candidate.measure.serves
            if s.interest == interest.kind and s.of in sides
        ),
        default=0.0,
    )


def _strained(case: Case, candidate: _Candidate) -> tuple[str, ...]:
    """Return the interests of the giver's side that giving the measure would strain."""
    measure = candidate.measure
    bound = {candidate.giver} if measure.by == "giver" else {candidate.giver, candidate.receiver}
    return tuple(
        slug
        for slug, interest in case.interests.items()
        if interest.of in bound and interest.kind in measure.cost.strains
    )


def _why(
    table: Table, meets: np.ndarray, stakes: np.ndarray, demands: tuple[Demand, ...]
) -> tuple[Meets, ...]:
    found = []
    for n in np.argsort(-meets * stakes, kind="stable"):
        if meets[n] * stakes[n] <= 0:
            break
        owner = table.parties[table.owner[n]]
        issues = tuple(
            d.issue
            for d in sorted(demands, key=lambda d: (-d.share, d.issue or ""))
            if d.party == owner and d.issue and table.touches[n, table.issues.index(d.issue)]
        )
        how = "mainly" if meets[n] == 1.0 else "also"
        found.append(Meets(table.slugs[n], how, issues, float(stakes[n])))
    return tuple(found)


def _finding(
    ideas: Ideas,
    candidate: _Candidate,
    strained: tuple[str, ...],
    fit: float,
    worth: float,
    why: tuple[Meets, ...],
) -> IdeaFinding:
    measure = candidate.measure
    step = LEVELS.index(measure.cost.level) + bool(strained)
    return IdeaFinding(
        candidate.slug,
        measure.label,
        measure.description,
        measure.by,
        candidate.giver,
        candidate.receiver,
        measure.gives,
        LEVELS[min(step, len(LEVELS) - 1)],
        measure.cost.why,
        strained,
        fit,
        worth,
        why,
        measure.preconditions,
        measure.legal_bars,
        tuple(
            PrecedentFinding(
                p.name,
                p.date,
                p.where,
                p.fared,
                p.checked.title if p.checked else None,
                p.checked.url if p.checked else None,
            )
            for p in measure.precedents
        ),
        candidate.slug in ideas.own,
        ideas.already.get(candidate.slug, ()),
    )
