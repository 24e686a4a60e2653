"""Each analyst's answer alone, made coherent, compared with the pool of all."""

from __future__ import annotations

import numpy as np

from detente.beliefs.study import Study
from detente.case.numbers_hypotheses import PLACES
from detente.evidence.analysis.reading import read
from detente.evidence.bayes import posterior
from detente.evidence.coherence import apart, incoherence, pooled, to_simplex
from detente.evidence.findings import AnalystFinding


def analyst_findings(
    study: Study, draws: int, rows: tuple[str, ...]
) -> tuple[tuple[AnalystFinding, ...], dict[str, float]]:
    """Return each analyst's answer, and the answers pooled by mean log-odds.

    Empty where one analyst was asked for, or no number here has several people's values.
    """
    people = study.case.analysts
    several = any(
        number.quantity.analysts is not None
        for pointer, number in study.effective.numbers.items()
        if pointer.startswith(PLACES)
    )
    if study.analyst is not None or len(people) < 2 or not several:
        return (), {}
    each = [read(study.sibling(analyst=slug), draws, rows) for slug in people]
    after = np.stack([posterior(found.prior, found.rows).mean(axis=1) for found in each])
    stated = np.stack([found.stated for found in each])
    pool = pooled(after, np.array([a.weight for a in people.values()]))
    coherent, gaps = to_simplex(stated), incoherence(stated)
    slugs = each[0].slugs
    results = tuple(
        AnalystFinding(
            slug,
            analyst.label,
            float(stated[k].sum()),
            float(gaps[k]),
            dict(zip(slugs, coherent[k].tolist(), strict=False)),
            dict(zip(slugs, after[k].tolist(), strict=True)),
            apart(after[k], pool),
        )
        for k, (slug, analyst) in enumerate(people.items())
    )
    return results, dict(zip(slugs, pool.tolist(), strict=True))
