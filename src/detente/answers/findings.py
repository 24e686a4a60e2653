"""The answer to the main question, and where its numbers come from."""

from __future__ import annotations

from dataclasses import dataclass

from detente.answers.open_words import OpenDealFinding
from detente.deals.findings import DealsFinding, PointsFinding
from detente.finding import Header, Share
from detente.ideas.findings import InterestsFinding
from detente.levers.findings import LeversFinding
from detente.schedule.findings import ScheduleFinding


@dataclass(frozen=True)
class InputNumber:
    """One number of the case as it stood in the run, with its basis.

    Attributes
    ----------
    pointer, label, kind : str
    text : str
        As written: ``10 to 20``, ``normal, mean 5, sd 2``.
    median : float
    basis_record : tuple of str
        Items of the record.
    judgement, by : str or None
    place : str
        ``file:line`` in the case folder.
    flag : str
        ``not known on this day``, ``no basis``, or empty.
    """

    pointer: str
    label: str
    kind: str
    text: str
    median: float
    basis_record: tuple[str, ...]
    judgement: str | None
    by: str | None
    place: str
    flag: str


@dataclass(frozen=True)
class BeliefFinding:
    """The answer under one named set of beliefs, or by one analyst's values.

    Attributes
    ----------
    slug, label : str
    weight : float
        Stated weight, as a share.
    best_options : dict of issue to option
        Its own most acceptable deal.
    best : Share
    overall_best_here : Share
        Acceptability, under this set, of the most acceptable deal of the mix.
    zone : Share
    levers : tuple of (label, gain)
        What helps most under it: acts first, then what could be waited for.
    """

    slug: str
    label: str
    weight: float
    best_options: dict[str, str]
    best: Share
    overall_best_here: Share
    zone: Share
    levers: tuple[tuple[str, Share], ...]


@dataclass(frozen=True)
class LearnedReach:
    """What learning from the record changed of the main numbers.

    Standard errors of what is so after learning are those of the effective draws.

    Attributes
    ----------
    items : tuple of str
    effective : float
        Least effective sample over all numbers that learned and the shares told here.
    zone_before, zone_after : Share
        Some package is acceptable to all; on the held-out draws.
    best_before : dict of issue to option
        The most acceptable deal before learning.
    best_before_then, best_before_now : Share
        Its acceptability before and after.
    best_after_then, best_after_now : Share
        That of the deal which is most acceptable after.
    same : bool
        Whether the two are one deal.
    beliefs : tuple of (str, float, float)
        Shares of draws of each belief set before and after; empty where that was not learned.
    few : tuple of str
        Belief sets and analysts of which learning leaves too few draws for an answer.
    """

    items: tuple[str, ...]
    effective: float
    zone_before: Share
    zone_after: Share
    best_before: dict[str, str]
    best_before_then: Share
    best_before_now: Share
    best_after_then: Share
    best_after_now: Share
    same: bool
    beliefs: tuple[tuple[str, float, float], ...]
    few: tuple[str, ...]


@dataclass(frozen=True)
class ReachFinding:
    """How can these parties still reach a deal?

    Attributes
    ----------
    header : Header
    question : str
    deals : DealsFinding
    points : PointsFinding
    levers : LeversFinding
    beliefs, analysts : tuple of BeliefFinding
        Empty where the run is conditioned on one already.
    inputs : tuple of InputNumber
    weakest_input : str or None
        Pointer of the input that most deserves work.
    interests : InterestsFinding or None
        What stands behind the demands; None where the case names no interest.
    order : ScheduleFinding or None
        In which order the most acceptable deal can be carried out; None where no commitment
        of the case delivers anything of it.
    learned : LearnedReach or None
        None where the draws are those of the beliefs as stated.
    open_words : tuple of OpenDealFinding
        Deals that leave a word open; empty where none does.
    """

    header: Header
    question: str
    deals: DealsFinding
    points: PointsFinding
    levers: LeversFinding
    beliefs: tuple[BeliefFinding, ...]
    inputs: tuple[InputNumber, ...]
    weakest_input: str | None
    analysts: tuple[BeliefFinding, ...] = ()
    interests: InterestsFinding | None = None
    order: ScheduleFinding | None = None
    learned: LearnedReach | None = None
    open_words: tuple[OpenDealFinding, ...] = ()
