"""Which reports cannot both be right, and whom to ask next."""

from __future__ import annotations

import numpy as np

from detente.beliefs.study import Study
from detente.deals import mean
from detente.evidence.analysis.corroborating.claims import speaking
from detente.evidence.analysis.corroborating.reading import Read, Reader
from detente.evidence.analysis.corroborating.solving import Solved
from detente.evidence.corroboration_findings import ConflictFinding, EnquiryFinding
from detente.evidence.whom_to_ask import expected_bits


def probability(solved: Solved, claim: int, states: frozenset[int]) -> float:
    """Return the mean posterior that a claim is in some of its states."""
    return mean(solved.posterior[claim][sorted(states)].sum(axis=0), solved.evidence).value


def conflicts(found: Read, home: dict[int, Solved]) -> tuple[ConflictFinding, ...]:
    """Return every pair of reports that cannot both be right about a claim.

    A relay that says what its origin does is not told beside it.
    """
    repeated = _repeating(found)
    results = []
    for c, claim in enumerate(found.claims):
        words = speaking(found, c)
        told = [(s, w) for s, w in words.items() if (s, c) not in repeated]
        for k, (first, one) in enumerate(told):
            for second, other in told[k + 1 :]:
                if one & other:
                    continue
                right = probability(home[c], c, one), probability(home[c], c, other)
                neither = max(0.0, 1.0 - sum(right))
                results.append(ConflictFinding(claim.slug, first, second, *right, neither))
    return tuple(results)


def _repeating(found: Read) -> set[tuple[str, int]]:
    """Return (report, claim) where one above it in its chain said the same."""
    repeated = set()
    for origin in found.origins:
        for k, node in enumerate(origin.nodes):
            above = origin.parent[k]
            while above >= 0:
                for c, words in node.words.items():
                    if origin.nodes[above].words.get(c) == words:
                        repeated.add((node.slug, c))
                above = origin.parent[above]
    return repeated


def enquiries(study: Study, found: Read, home: dict[int, Solved]) -> tuple[EnquiryFinding, ...]:
    """Return what each question is expected to tell, most for its cost first.

    The one asked is taken to answer on his own; rates enter at their means, so that asking one of
    whom nothing is known is expected to tell nothing.
    """
    reader = Reader(study, found.draws)
    results = []
    for slug, enquiry in study.case.enquiries.items():
        hit, false = reader.rates(enquiry, reader.code(enquiry), slug)
        asked = {c: study.case.claims[c].standing for c in enquiry.asks}
        asked |= {c: frozenset(states) for c, states in enquiry.whether.items()}
        for name, states in asked.items():
            c = found.at(name)
            inside = frozenset(found.claims[c].states.index(s) for s in states)
            p = probability(home[c], c, inside)
            bits = float(expected_bits(np.array(p), hit.mean(), false.mean()))
            results.append(
                EnquiryFinding(
                    slug,
                    enquiry.label,
                    enquiry.how,
                    name,
                    tuple(s for s in found.claims[c].states if s in states),
                    bits,
                    enquiry.cost,
                    bits / enquiry.cost,
                )
            )
    return tuple(sorted(results, key=lambda e: -e.per_cost))
