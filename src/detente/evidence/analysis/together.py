"""Several explanations taken together: how probable it is that one of them is right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from detente.beliefs.study import Study
from detente.deals import spread
from detente.evidence.analysis.reading import read
from detente.evidence.analysis.timing import sort_rows
from detente.evidence.bayes import posterior
from detente.finding import Spread


def together(study: Study, draws: int, groups: Mapping[str, tuple[str, ...]]) -> dict[str, Spread]:
    """Return the probability, after the evidence, that one of a group of explanations holds.

    They exclude one another, so probabilities add up within a draw.  The draws are those of
    :func:`detente.evidence.analysis.answer.explain`.

    Parameters
    ----------
    study : Study
    draws : int
    groups : dict of str to tuple of str
        Names of hypotheses; the empty name is "something else" where it was added.
    """
    found = read(study, draws, sort_rows(study.case, study.as_of).used)
    after = posterior(found.prior, found.rows)
    rows = {slug: k for k, slug in enumerate(found.slugs)}
    weights = np.ones(draws)
    result = {}
    for name, slugs in groups.items():
        known = [rows[s] for s in slugs if s in rows]
        result[name] = spread(after[known].sum(axis=0), weights)
    return result
