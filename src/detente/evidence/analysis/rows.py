"""What each row of evidence adds: how it tells apart, and what would be without it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.beliefs.study import Study
from detente.case.words_of_probability import MARKS, NOT_APPLICABLE, mark_at
from detente.evidence.analysis.reading import Read
from detente.evidence.analysis.timing import happened, known_from, timing
from detente.evidence.bayes import ALONE, Rows, given_others, without_each
from detente.evidence.diagnosticity import greatest_log_ratio, information
from detente.evidence.findings import RowFinding
from detente.evidence.sensitivity import turns


def middle(rows: Rows) -> Rows:
    """Return rows at their means, as one draw."""
    return Rows(
        rows.likelihood.mean(axis=-1, keepdims=True),
        rows.group,
        rows.holds.mean(axis=-1, keepdims=True),
        rows.otherwise.mean(axis=-1, keepdims=True),
    )


def row_findings(
    study: Study, found: Read, names: Sequence[str], after: np.ndarray
) -> tuple[RowFinding, ...]:
    """Return what each row adds, in the order of the case.

    Parameters
    ----------
    study : Study
    found : Read
    names : sequence of str
        The rows that were read.
    after : ndarray of float64, shape (hypotheses,)
        Mean posterior.
    """
    if not names:
        return ()
    slugs = found.slugs
    rows = middle(found.rows)
    held = np.stack([h[:, 0] for h in given_others(rows)])
    added = _added(rows, held, rows.likelihood[:, :, 0])
    leader, turning = turns(after, added)
    bits, ratio, ends = _apart(found, rows)
    results = []
    each = without_each(found.prior, found.rows)
    for r, (name, others) in enumerate(zip(names, each, strict=True)):
        row = study.case.evidence[name]
        without = others.mean(axis=1)
        turn = turning[r] if turning else None
        cells = found.ranges.likelihood[r]
        results.append(
            RowFinding(
                name,
                row.label,
                row.record,
                happened(study.case, row),
                known_from(study.case, row),
                timing(study.case, row),
                row.assumption,
                _marks(study, found, name, rows.likelihood[r, :, 0]),
                {s: (float(c[0]), float(c[1])) for s, c in zip(slugs, cells, strict=True)},
                row.credibility,
                row.relevance,
                float(bits[r]),
                _finite(ratio[r]),
                slugs[ends[r][0]],
                slugs[ends[r][1]],
                dict(zip(slugs, without.tolist(), strict=True)),
                slugs[int(np.argmax(without))],
                slugs[turn.rival] if turn else "",
                _finite(turn.now) if turn else None,
                _finite(turn.at) if turn else None,
                bool(turn)
                and _turns(after, added[r], _worst(rows, held, r, leader, cells), leader),
            )
        )
    return tuple(results)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _apart(found: Read, rows: Rows) -> tuple[np.ndarray, np.ndarray, list[tuple[int, int]]]:
    """Return bits, greatest ratio and where it stands, of each row with its assumption."""
    prior = found.prior.mean(axis=1, keepdims=True)
    seen = [_marginal(rows, r) for r in range(len(rows.group))]
    # Ranges are not information: they are averaged before bits are counted, not after.
    bits = [information(prior, s)[0] for s in seen]
    with np.errstate(divide="ignore"):
        logs = [greatest_log_ratio(np.log(s))[0] for s in seen]
    ends = [(int(np.argmax(s[:, 0])), int(np.argmin(s[:, 0]))) for s in seen]
    return np.array(bits), np.exp(np.array(logs)), ends


def _marginal(rows: Rows, r: int) -> np.ndarray:
    """Return a row's likelihood with its assumption summed out; shape (hypotheses, draws)."""
    g = rows.group[r]
    if g == ALONE:
        return np.asarray(rows.likelihood[r])
    holds = rows.holds[g]
    return np.asarray(holds * rows.likelihood[r] + (1.0 - holds) * rows.otherwise[r])


def _added(rows: Rows, held: np.ndarray, likelihood: np.ndarray) -> np.ndarray:
    """Return what rows contribute given the others; shape (rows, hypotheses)."""
    return np.asarray(held * likelihood + (1.0 - held) * rows.otherwise)


def _worst(rows: Rows, held: np.ndarray, r: int, leader: int, cells: np.ndarray) -> np.ndarray:
    """Return what a row contributes where its own ranges are worst for the leader."""
    worst = cells[:, 1].copy()
    worst[leader] = cells[leader, 0]
    return np.asarray(held[r] * worst + (1.0 - held[r]) * rows.otherwise[r])


def _turns(after: np.ndarray, added: np.ndarray, worst: np.ndarray, leader: int) -> bool:
    """Say whether another leads when the row contributes the worst."""
    change = np.divide(worst, added, out=np.ones_like(worst), where=added > 0)
    return int(np.argmax(after * change)) != leader


def _marks(study: Study, found: Read, name: str, means: np.ndarray) -> dict[str, str]:
    """Return the marks of a row: as written, else by the band of the mean likelihood."""
    written = study.case.evidence[name].likelihoods
    marks = {}
    for slug, mean in zip(found.slugs, means, strict=True):
        said = written[slug].said if slug in written else NOT_APPLICABLE
        marks[slug] = said if said in (*MARKS, NOT_APPLICABLE) else mark_at(float(mean))
    return marks
