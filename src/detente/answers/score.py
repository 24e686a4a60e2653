"""How forecasts came out: scores, calibration, skill, and how far these can be told."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np

import detente
from detente.answers.score_findings import (
    Against,
    ForecasterFinding,
    Planning,
    ScoredForecast,
    ScoreFinding,
)
from detente.answers.score_rows import Answered, gathered
from detente.answers.score_table import Row
from detente.beliefs.streams import block_generator
from detente.case.models import Case
from detente.case.resolve import case_hash
from detente.errors import UsageError
from detente.evidence.calibration import Bin, calibration
from detente.evidence.scores import brier, brier_yes, log_score, ranked_probability
from detente.evidence.skill import REPLICATES, Z_TWO_SIDED, difference, needed_for_chances
from detente.finding import SCHEMA_VERSION, Header

QUESTION = "How good were the forecasts, and can one tell?"
ASSUMPTIONS = ("groups", "last", "scores", "log", "base", "bootstrap", "needed", "together")
NOTHING = 3
"""With so many questions or fewer nothing can be said."""
FEW = 10
"""Below so many the standard deviation itself is too uncertain."""
SIDE_BY_SIDE = 8
"""Forecasters of a table up to which each is compared with every other."""
PLANNED = ((0.7, 0.5), (0.7, 0.6), (0.7, 0.65))
SORTS = ("yes-no", "named", "ordered", "position")
GROUPS = ("sealed", "record", "elsewhere", "after")
MEASURES = ("base-rate", "even", "mean", "middle")


def score(
    case: Case,
    seals: Sequence[dict[str, Any]],
    table: Sequence[Row] = (),
    table_name: str = "",
    seed: int = 1,
) -> ScoreFinding:
    """Score the forecasts of the answered questions of a case, and of a table from elsewhere.

    Parameters
    ----------
    case : Case
    seals : sequence of dict
        Verified, in the order of their chain.
    table : sequence of Row
    table_name : str
    seed : int
        Of the bootstrap.

    Raises
    ------
    UsageError
        Where there is no answered question with a forecast.
    """
    rows, superseded = gathered(case, seals, table)
    answered = sum(1 for q in case.questions.values() if q.resolution is not None)
    if not rows:
        raise UsageError(
            f"there is nothing to score: {answered} of {len(case.questions)} questions are "
            "answered, and none of these has a sealed or stated forecast; "
            "run detente forecast first, or give --csv"
        )
    scored = tuple(scored_forecast(row) for row in rows)
    return ScoreFinding(
        _header(case, seed),
        QUESTION,
        answered + len({r.question for r in table}),
        len(case.questions) - answered,
        scored,
        _forecasters(scored, seed),
        len(seals),
        table_name,
        superseded,
        tuple(Planning(t, o, needed_for_chances(t, o) or 0) for t, o in PLANNED),
        ASSUMPTIONS,
    )


def scored_forecast(row: Answered) -> ScoredForecast:
    """Return a forecast with its scores and those of the base rate on the same question."""
    own, log, cut = _scores(row, row.chances, row.position)
    base = low = high = None
    if row.base or row.base_position is not None:
        base, _, _ = _scores(row, row.base, row.base_position)
    if row.base and row.base_span is not None:
        low, high = _ends(row, row.base_span)
    return ScoredForecast(
        row.question,
        row.label,
        row.sort,
        row.forecaster,
        row.origin,
        row.by,
        row.group,
        row.made_on,
        row.outcomes,
        row.chances,
        row.position,
        row.happened,
        row.came_out,
        own,
        log,
        cut,
        base,
        low,
        high,
    )


def _ends(row: Answered, span: tuple[float, float]) -> tuple[float, float]:
    """Return the least and greatest score over a span of the first outcome's chance."""
    start, stop = span
    at = [start, (start + stop) / 2, stop]
    scores = [_scores(row, _moved(row.base, first), None)[0] for first in at]
    # Every score here is a parabola that opens upwards: its top is at an end, its bottom within.
    curve = scores[0] - 2 * scores[1] + scores[2]
    least = min(scores)
    if curve > 1e-12:
        turn = (start + stop) / 2 + (scores[0] - scores[2]) / (2 * curve) * (stop - start) / 2
        if start < turn < stop:
            least = _scores(row, _moved(row.base, turn), None)[0]
    return least, max(scores)


def _moved(chances: tuple[float, ...], first: float) -> tuple[float, ...]:
    """Return chances with another first one; the rest keep their proportions."""
    rest = sum(chances[1:])
    others = len(chances) - 1
    return (first, *((1 - first) * (c / rest if rest > 0 else 1 / others) for c in chances[1:]))


def _scores(
    row: Answered, chances: tuple[float, ...], position: float | None
) -> tuple[float, float | None, bool]:
    if row.sort == "position":
        assert position is not None
        assert row.came_out is not None
        return abs(position - row.came_out), None, False
    stated, happened = np.array([chances]), np.array([row.happened])
    logs, cut = log_score(stated, happened)
    if row.sort == "yes-no":
        value = brier_yes(stated[:, 0], happened == 0)
    elif row.sort == "ordered":
        value = ranked_probability(stated, happened)
    else:
        value = brier(stated, happened)
    return float(value[0]), float(logs[0]), bool(cut[0])


@dataclass(frozen=True)
class _Key:
    group: str
    sort: str
    forecaster: str

    @property
    def place(self) -> tuple[int, int, int, str]:
        known = (*MEASURES, self.forecaster).index(self.forecaster)
        # Measures last, in their own order; whoever stated something first.
        rank = known if known < len(MEASURES) else -1
        return GROUPS.index(self.group), SORTS.index(self.sort), rank, self.forecaster


def _forecasters(scored: tuple[ScoredForecast, ...], seed: int) -> tuple[ForecasterFinding, ...]:
    by: dict[_Key, list[ScoredForecast]] = {}
    for row in scored:
        by.setdefault(_Key(row.group, row.sort, row.forecaster), []).append(row)
    return tuple(_forecaster(key, by, seed) for key in sorted(by, key=lambda k: k.place))


def _forecaster(key: _Key, by: dict[_Key, list[ScoredForecast]], seed: int) -> ForecasterFinding:
    rows = by[key]
    logs = [r.log for r in rows if r.log is not None]
    bins: tuple[Bin, ...] = ()
    parts = None
    if key.sort == "yes-no":
        chance = np.array([r.chances[0] for r in rows])
        bins, parts = calibration(chance, np.array([r.happened == 0 for r in rows]))
    return ForecasterFinding(
        key.forecaster,
        rows[0].origin,
        rows[0].by,
        rows[0].group,
        rows[0].sort,
        len(rows),
        float(np.mean([r.score for r in rows])),
        float(np.mean(logs)) if logs else None,
        sum(r.cut for r in rows),
        () if rows[0].origin in MEASURES else tuple(_against(key, by, seed)),
        bins,
        parts,
    )


def _against(key: _Key, by: dict[_Key, list[ScoredForecast]], seed: int) -> list[Against]:
    """Return a forecaster against the base rate, the other measures and the references."""
    rows = {r.question: r for r in by[key]}
    based = {q: r.base for q, r in rows.items() if r.base is not None}
    others: dict[str, dict[str, float]] = {"base-rate": based} if based else {}
    few = sum(1 for k in by if (k.group, k.sort) == (key.group, key.sort)) <= SIDE_BY_SIDE
    for other, found in sorted(by.items(), key=lambda item: item[0].place):
        same = (other.group, other.sort) == (key.group, key.sort) and other != key
        measured = found[0].origin in (*MEASURES, "reference")
        # Of two who stated something each pair is told once.
        measured |= key.group == "elsewhere" and few and other.place > key.place
        if same and measured and other.forecaster != "base-rate":
            others[other.forecaster] = {r.question: r.score for r in found}
    told = []
    for name, theirs in others.items():
        both = sorted(q for q in rows if q in theirs)
        if both:
            stream = f"score:{key.group}:{key.sort}:{key.forecaster}:{name}"
            told.append(
                _compared(
                    name,
                    np.array([rows[q].score for q in both]),
                    np.array([theirs[q] for q in both]),
                    block_generator(seed, stream, 0),
                )
            )
    return told


def _compared(other: str, own: np.ndarray, theirs: np.ndarray, rng: np.random.Generator) -> Against:
    found = difference(own, theirs, rng, REPLICATES)
    n = found.questions
    if n <= NOTHING:
        return Against(other, found, "nothing")
    if not np.any(np.abs(own - theirs) > 1e-12):
        return Against(other, found, "same")
    if n < FEW:
        return Against(other, found, "few")
    assert found.se is not None
    # A difference that never varies has no error to be within.
    if abs(found.mean) <= Z_TWO_SIDED * found.se or math.isclose(found.mean, 0.0):
        return Against(other, found, "untold")
    return Against(other, found, "better" if found.mean > 0 else "worse")


def _header(case: Case, seed: int) -> Header:
    return Header(
        SCHEMA_VERSION,
        "score",
        case.title,
        case_hash(case),
        seed,
        REPLICATES,
        float(REPLICATES),
        case.as_of.isoformat() if case.as_of else None,
        None,
        None,
        {"detente": detente.__version__, "numpy": version("numpy")},
        datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    )
