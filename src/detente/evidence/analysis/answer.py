"""Which explanation of what happened fits the record, and what would change that."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.beliefs.study import Study
from detente.deals import mean, share, spread
from detente.errors import UsageError
from detente.evidence import imprecise
from detente.evidence.ach import weighted_inconsistency
from detente.evidence.analysis.analysts import analyst_findings
from detente.evidence.analysis.reading import Read, read
from detente.evidence.analysis.rows import row_findings
from detente.evidence.analysis.timing import happened, sort_rows
from detente.evidence.bayes import ContradictionError, assumptions_hold, posterior
from detente.evidence.findings import (
    AssumptionFinding,
    Explained,
    HypothesisFinding,
    LeftOutFinding,
    RowFinding,
    SoughtFinding,
)
from detente.evidence.next_to_find import expected_information

Tick = Callable[[str], None]


def explain(study: Study, draws: int, tick: Tick = lambda _: None) -> Explained:
    """Weigh the explanations of a case against its record.

    Parameters
    ----------
    study : Study
    draws : int
        Of everything uncertain; those after the ones that select packages.
    tick : callable

    Raises
    ------
    UsageError
        Where the case names no hypotheses, or its evidence leaves none possible.
    """
    case = study.case
    parts = sort_rows(case, study.as_of)
    tick("hypotheses and evidence")
    found = read(study, draws, parts.used)
    try:
        after = posterior(found.prior, found.rows)
    except ContradictionError as error:
        raise UsageError(
            "the evidence leaves no explanation possible: look at the rows with impossible: true"
        ) from error
    tick("rows of evidence")
    rows = row_findings(study, found, parts.used, after.mean(axis=1))
    hypotheses = _hypotheses(study, found, after, rows)
    ranked = sorted(hypotheses, key=lambda h: -h.posterior.mean)
    assumptions = _assumptions(study, found, rows)
    tick("what to find out next")
    sought = _sought(study, draws, found, parts.sought)
    tick("analysts")
    analysts, pool = analyst_findings(study, draws, parts.used)
    outcome = case.outcome
    return Explained(
        outcome.label if outcome else None,
        outcome.day if outcome else None,
        bool(outcome and study.as_of and study.as_of < outcome.day),
        hypotheses,
        rows,
        tuple(
            LeftOutFinding(n, case.evidence[n].label, happened(case, case.evidence[n]))
            for n in parts.after
        ),
        len(parts.unknown),
        assumptions,
        sought,
        analysts,
        pool,
        ranked[0].slug,
        ranked[1].slug if len(ranked) > 1 else "",
        _ahead(ranked),
        draws,
        found.exact and len(found.rows.holds) <= imprecise.MOST_CORNERS,
        found.added,
        _method(study, found, rows, parts.after),
    )


def _hypotheses(
    study: Study, found: Read, after: np.ndarray, rows: tuple[RowFinding, ...]
) -> tuple[HypothesisFinding, ...]:
    ends = imprecise.bounds(found.ranges)
    draws = after.shape[1]
    weights = np.ones(draws)
    leads = np.argmax(after, axis=0)
    scores = np.zeros(len(found.slugs))
    if rows:
        scores = weighted_inconsistency(
            [[row.marks[s] for s in found.slugs] for row in rows],
            [row.credibility for row in rows],
            [row.relevance for row in rows],
        )
    results = []
    for k, slug in enumerate(found.slugs):
        known = study.case.hypotheses.get(slug)
        results.append(
            HypothesisFinding(
                slug,
                known.label if known else "Something else",
                spread(found.prior[k], weights),
                spread(after[k], weights),
                mean(after[k], weights).se,
                float(ends[k, 0]),
                float(ends[k, 1]),
                share(leads == k, weights),
                float(scores[k]),
                known.structural if known else None,
            )
        )
    return tuple(results)


def _assumptions(
    study: Study, found: Read, rows: tuple[RowFinding, ...]
) -> tuple[AssumptionFinding, ...]:
    after = assumptions_hold(found.prior, found.rows)
    weights = np.ones(found.prior.shape[1])
    results = []
    for k, (slug, assumption) in enumerate(study.case.assumptions.items()):
        count = sum(row.assumption == slug for row in rows)
        before = spread(found.rows.holds[k], weights)
        results.append(
            AssumptionFinding(slug, assumption.label, count, before, spread(after[k], weights))
        )
    return tuple(r for r in results if r.rows)


def _sought(
    study: Study, draws: int, found: Read, names: tuple[str, ...]
) -> tuple[SoughtFinding, ...]:
    if not names:
        return ()
    sought = read(study, draws, names).rows
    told = expected_information(found.prior, found.rows, sought).tolist()
    results = []
    for name, bits in zip(names, told, strict=True):
        row = study.case.evidence[name]
        assert row.to_find is not None
        cost = row.to_find.cost
        results.append(SoughtFinding(name, row.label, row.to_find.how, bits, cost, bits / cost))
    return tuple(sorted(results, key=lambda s: -s.per_cost))


def _ahead(ranked: list[HypothesisFinding]) -> float | None:
    if len(ranked) < 2 or not ranked[1].posterior.mean:
        return None
    return ranked[0].posterior.mean / ranked[1].posterior.mean


def _method(
    study: Study, found: Read, rows: tuple[RowFinding, ...], after: tuple[str, ...]
) -> tuple[str, ...]:
    keys = ["independent", "exclusive", "proportions", "middle", "marks"]
    keys.append("ends" if found.exact else "safe-ends")
    if found.added:
        keys.append("other-added")
    if any("NA" in row.marks.values() for row in rows):
        keys.append("not-applicable")
    if any(row.assumption for row in rows):
        keys.append("assumptions")
    if after:
        keys.append("after")
    if any(row.timing == "testimony" for row in rows):
        keys.append("testimony")
    return tuple(keys)
