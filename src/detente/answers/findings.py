"""The answer to the main question, and where its numbers come from."""

from __future__ import annotations

from dataclasses import dataclass

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
