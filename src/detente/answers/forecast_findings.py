"""What a forecast says, before any formatting."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from detente.evidence.seals import Flaw
from detente.finding import Header

Origin = Literal["stated", "reference", "computed", "base-rate", "even", "mean", "middle"]
"""Stated by somebody; stated, to measure others against; a share of belief sets; how often such
questions come out so; all outcomes alike; weighted mean of positions; 50 on the scale."""


@dataclass(frozen=True)
class Made:
    """One forecast of one question.

    Attributes
    ----------
    forecaster : str
        Stable name: that in the case where it was stated, else the origin.
    origin : str
    by : str
        Who stated it; empty where nobody did.
    made_on : date or None
        The day on which it was stated; None: the day of the seal.
    chances : tuple of float
        0 to 1, one an outcome; empty for a position.
    position : float or None
    se : float or None
        Standard error of a computed share, from the number of draws.
    computed : str
        ``zone``, ``package:NAME`` or ``option:NAME``; else empty.
    stands_for : str
        The outcome of which a computed share was taken; the rest follows the base rate.
    basis : str
        In the words of the case.
    record : tuple of str
    """

    forecaster: str
    origin: Origin
    by: str
    made_on: datetime.date | None
    chances: tuple[float, ...]
    position: float | None
    se: float | None
    computed: str
    stands_for: str
    basis: str
    record: tuple[str, ...]


@dataclass(frozen=True)
class QuestionForecast:
    """A question and all forecasts of it on a day.

    Attributes
    ----------
    slug, label, kind, rule : str
    resolves_on : date
    outcomes : tuple of str
        Names in order.
    base_span : (float, float) or None
        Span of the base rate of the first outcome, where it is a judgement.
    judged : bool
        Whether the base rate rests on a judgement.
    after_the_fact : bool
        Whether the answer was known, or its day was over, when the forecast was made.
    made : tuple of Made
    """

    slug: str
    label: str
    kind: str
    rule: str
    resolves_on: datetime.date
    outcomes: tuple[str, ...]
    base_span: tuple[float, float] | None
    judged: bool
    after_the_fact: bool
    made: tuple[Made, ...]


@dataclass(frozen=True)
class SealFinding:
    """A seal: its file, its hash, the hash of the one before, and when it was made."""

    file: str
    hash: str
    previous: str
    sealed_at: str


@dataclass(frozen=True)
class ForecastFinding:
    """What is forecast on a day.

    Attributes
    ----------
    header : Header
    question : str
    day : date
        On which the forecasts stand.
    made_at : str
        When they were made, in UTC.
    inputs_hash : str
        Of the case without its questions, so that an answer given later leaves it alone.
    questions : tuple of QuestionForecast
    left_out : tuple of (str, str)
        Questions of the case not forecast, and why: ``resolved``, ``over``, ``not-asked``.
    seal : SealFinding or None
        None where nothing was sealed.
    seals : int
        In the chain, this one included.
    assumptions : tuple of str
    """

    header: Header
    question: str
    day: datetime.date
    made_at: str
    inputs_hash: str
    questions: tuple[QuestionForecast, ...]
    left_out: tuple[tuple[str, str], ...]
    seal: SealFinding | None
    seals: int
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class VerifyFinding:
    """Whether the seals of a case are as they were sealed.

    Attributes
    ----------
    folder : str
    seals : tuple of SealFinding
        In the order of their chain.
    flaws : tuple of Flaw
        Empty where all is as sealed.
    changed_rules : tuple of (str, str)
        Question and seal file: the question reads otherwise in the case today.
    """

    folder: str
    seals: tuple[SealFinding, ...]
    flaws: tuple[Flaw, ...]
    changed_rules: tuple[tuple[str, str], ...]
