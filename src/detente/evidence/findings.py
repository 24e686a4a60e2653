"""What is found about competing explanations, without any formatting."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from detente.finding import Share, Spread

Timing = Literal["before", "testimony", "after", "undated"]
"""Against the outcome: happened by then; said later of what came before; came after; no day."""


@dataclass(frozen=True)
class HypothesisFinding:
    """One explanation.

    Attributes
    ----------
    slug : str
        Empty for "something else" where the case names none.
    label : str
    prior, posterior : Spread
        Over the draws, 0 to 1.
    error : float
        Standard error of the mean posterior, from the number of draws.
    low, high : float
        Least and greatest posterior that the ranges allow.
    leads : Share
        Share of draws in which it is the most probable.
    inconsistency : float
        Weighted inconsistency of the matrix of marks, 0 or below.
    structural : str or None
    """

    slug: str
    label: str
    prior: Spread
    posterior: Spread
    error: float
    low: float
    high: float
    leads: Share
    inconsistency: float
    structural: str | None


@dataclass(frozen=True)
class RowFinding:
    """One row of evidence that counts.

    Attributes
    ----------
    slug, label : str
    record : tuple of str
    happened, known_from : date or None
        The last of what it rests on.
    timing : str
    assumption : str or None
    marks : dict of hypothesis to mark
        As written, or that of the band in which the mean likelihood lies.
    likelihood : dict of hypothesis to (low, high)
    credibility, relevance : str
    bits : float
        Mutual information of hypothesis and row, on mean priors and likelihoods.
    ratio : float or None
        Greatest likelihood ratio between two hypotheses at the mean values; None: infinite.
    most, least : str
        Under which hypothesis it is most and least likely.
    without : dict of hypothesis to float
        Mean posterior when it is left out.
    leader_without : str
    rival : str
        Who would lead first if the row said something else; empty for one hypothesis.
    ratio_now, ratio_turn : float or None
        Likelihood ratio of leader to rival given the other rows, and the one below which the
        rival leads.
    turns : bool
        Whether somewhere in the row's own ranges another hypothesis leads.
    """

    slug: str
    label: str
    record: tuple[str, ...]
    happened: datetime.date | None
    known_from: datetime.date | None
    timing: Timing
    assumption: str | None
    marks: dict[str, str]
    likelihood: dict[str, tuple[float, float]]
    credibility: str
    relevance: str
    bits: float
    ratio: float | None
    most: str
    least: str
    without: dict[str, float]
    leader_without: str
    rival: str
    ratio_now: float | None
    ratio_turn: float | None
    turns: bool


@dataclass(frozen=True)
class LeftOutFinding:
    """One row that came after the outcome, and so says nothing of what caused it."""

    slug: str
    label: str
    happened: datetime.date | None


@dataclass(frozen=True)
class AssumptionFinding:
    """What several rows rest on: how likely it is to hold, before and after the evidence."""

    slug: str
    label: str
    rows: int
    before: Spread
    after: Spread


@dataclass(frozen=True)
class SoughtFinding:
    """Something not known yet: what the answer is expected to tell, in bits, and per cost."""

    slug: str
    label: str
    how: str
    bits: float
    cost: float
    per_cost: float


@dataclass(frozen=True)
class AnalystFinding:
    """One analyst's answer.

    Attributes
    ----------
    slug, label : str
    stated : float
        What the analyst's priors add up to, at their mean; 1 is coherent.
    incoherence : float
        Distance to the nearest coherent priors.
    coherent : dict of hypothesis to float
        Those priors.
    posterior : dict of hypothesis to float
    apart : float
        Distance from the pool, 0 to 1.
    """

    slug: str
    label: str
    stated: float
    incoherence: float
    coherent: dict[str, float]
    posterior: dict[str, float]
    apart: float


@dataclass(frozen=True)
class Explained:
    """Which explanation of an outcome fits the record, and what would change that.

    Attributes
    ----------
    outcome : str or None
    outcome_day : date or None
    foreseen : bool
        Whether the day of the run lies before the outcome.
    hypotheses : tuple of HypothesisFinding
        As in the case.
    rows : tuple of RowFinding
    after : tuple of LeftOutFinding
    unknown : int
        Rows not known on the day of the run.
    assumptions : tuple of AssumptionFinding
    sought : tuple of SoughtFinding
        Most expected information per cost first.
    analysts : tuple of AnalystFinding
    pooled : dict of hypothesis to float
    leader, runner_up : str
        By mean posterior.
    ahead : float or None
        Odds of the leader against the runner-up, of mean posteriors; None: infinite.
    draws : int
    exact : bool
        Whether low and high are exact, or safe ends.
    other_added : bool
    method : tuple of str
        Keys of sentences on what the answer rests on.
    """

    outcome: str | None
    outcome_day: datetime.date | None
    foreseen: bool
    hypotheses: tuple[HypothesisFinding, ...]
    rows: tuple[RowFinding, ...]
    after: tuple[LeftOutFinding, ...]
    unknown: int
    assumptions: tuple[AssumptionFinding, ...]
    sought: tuple[SoughtFinding, ...]
    analysts: tuple[AnalystFinding, ...]
    pooled: dict[str, float]
    leader: str
    runner_up: str
    ahead: float | None
    draws: int
    exact: bool
    other_added: bool
    method: tuple[str, ...]
