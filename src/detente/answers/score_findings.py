"""How forecasts came out, before any formatting."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from detente.evidence.calibration import Bin, Parts
from detente.evidence.skill import Difference
from detente.finding import Header

Group = Literal["sealed", "record", "elsewhere", "after"]
"""Sealed before the answer was known; shown by the record to be from before it; from a table of
forecasts from elsewhere, whose days are as stated there; made after the fact, or with nothing to
show that it was not.  Groups are never mixed."""

Sort = Literal["yes-no", "named", "ordered", "position"]


@dataclass(frozen=True)
class ScoredForecast:
    """One forecast of a question whose answer is known.

    Attributes
    ----------
    question, label : str
    sort : str
    forecaster, origin, by : str
    group : str
    made_on : date or None
    outcomes : tuple of str
    chances : tuple of float
        Empty for a position.
    position : float or None
    happened : int
        Index of the outcome that came about; -1 for a position.
    came_out : float or None
        Position that came about.
    score : float
        Squared error of yes; sum of squares over named outcomes; ranked probability score;
        absolute error of a position.
    log : float or None
        Minus the natural logarithm of the chance given to what came about.
    cut : bool
        Whether that chance was below what the log score counts.
    base : float or None
        Score of the base rate on this question.
    base_low, base_high : float or None
        Its scores at the ends of the span that could be held.
    """

    question: str
    label: str
    sort: Sort
    forecaster: str
    origin: str
    by: str
    group: Group
    made_on: datetime.date | None
    outcomes: tuple[str, ...]
    chances: tuple[float, ...]
    position: float | None
    happened: int
    came_out: float | None
    score: float
    log: float | None
    cut: bool
    base: float | None
    base_low: float | None
    base_high: float | None


@dataclass(frozen=True)
class Against:
    """A forecaster against another on the questions that both forecast.

    Attributes
    ----------
    other : str
    difference : Difference
    verdict : str
        ``nothing`` (three questions or fewer), ``same`` (the same forecasts), ``few`` (fewer
        than ten), ``better``, ``worse`` or ``untold`` (too small to be told from chance).
    """

    other: str
    difference: Difference
    verdict: Literal["nothing", "same", "few", "better", "worse", "untold"]


@dataclass(frozen=True)
class ForecasterFinding:
    """One forecaster's scores on questions of one sort, in one group.

    Attributes
    ----------
    forecaster, origin, by : str
    group : str
    sort : str
    questions : int
    score : float
        Mean.
    log : float or None
        Mean log score.
    cut : int
        Forecasts whose chance the log score counts higher than it was.
    against : tuple of Against
        The base rate first.
    bins : tuple of Bin
        Calibration, for yes or no.
    parts : Parts or None
    """

    forecaster: str
    origin: str
    by: str
    group: Group
    sort: Sort
    questions: int
    score: float
    log: float | None
    cut: int
    against: tuple[Against, ...]
    bins: tuple[Bin, ...]
    parts: Parts | None


@dataclass(frozen=True)
class Planning:
    """How many yes-or-no questions tell two steady forecasters apart."""

    truth: float
    other: float
    needed: int


@dataclass(frozen=True)
class ScoreFinding:
    """How the forecasts of a case, and of a table from elsewhere, came out.

    Attributes
    ----------
    header : Header
    question : str
    answered, open : int
        Questions with and without an answer.
    forecasts : tuple of ScoredForecast
    forecasters : tuple of ForecasterFinding
    seals : int
    table : str
        Name of the file of forecasts from elsewhere; empty for none.
    superseded : int
        Earlier forecasts of the same forecaster on the same question, not scored.
    planning : tuple of Planning
    assumptions : tuple of str
    """

    header: Header
    question: str
    answered: int
    open: int
    forecasts: tuple[ScoredForecast, ...]
    forecasters: tuple[ForecasterFinding, ...]
    seals: int
    table: str
    superseded: int
    planning: tuple[Planning, ...]
    assumptions: tuple[str, ...]
