"""What the draft of an agreement answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.drafting.plan import LeftOut
from detente.drafting.text import Text
from detente.finding import Header, Share


@dataclass(frozen=True)
class NoteFinding:
    """What stands behind one origin of a paragraph.

    Attributes
    ----------
    kind, name, label : str
        Of the origin.
    text : str
        Words of the template or of the case that it comes from; empty where none.
    judgement, by : str
        Of its basis.
    record : tuple of str
        Items of the record, by slug.
    """

    kind: str
    name: str
    label: str
    text: str
    judgement: str
    by: str
    record: tuple[str, ...]


@dataclass(frozen=True)
class ItemFinding:
    """An item of the record that an annotation names.

    Attributes
    ----------
    text : str
    happened : date
    url : str
        Empty where there is none.
    """

    text: str
    happened: datetime.date
    url: str


@dataclass(frozen=True)
class OpenFinding:
    """A place where the text is not agreed.

    Attributes
    ----------
    paragraph, number : str
    kind : str
        ``reading`` (parties read a word in different ways) or ``blank`` (the case gives nothing).
    alternatives : tuple of (tuple of str, str)
        Who proposes it, and the words.
    """

    paragraph: str
    number: str
    kind: str
    alternatives: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True)
class FigureFinding:
    """A number in the text, and the numbers of the case that it rests on.

    Attributes
    ----------
    paragraph : str
    what : str
        ``days`` of a step, ``visits`` at a place, ``stage`` of a guarantee, or ``notice``.
    value : float
    rests_on : tuple of str
        JSON pointers of the case.
    """

    paragraph: str
    what: str
    value: float
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class BalanceFinding:
    """What one party takes upon itself in the text.

    Attributes
    ----------
    party, label : str
    commitments : int
    first, last : int or None
        Steps in which it first and last has to do something.
    guarantees : int
        That bite on it.
    """

    party: str
    label: str
    commitments: int
    first: int | None
    last: int | None
    guarantees: int


@dataclass(frozen=True)
class PlanFinding:
    """Where the schedule of the text comes from.

    Attributes
    ----------
    source : str
        ``calendar`` or a doctrine.
    status : str
        Of the length of a calendar: ``PROVED``, ``GAP`` or ``NOT FOUND IN TIME``; else empty.
    gates : bool
    holds : Share
        Share of draws in which no party is ever better off breaking off.
    given : dict of party to float
        Guarantees beyond those there are that the calendar rests on, in points.
    """

    source: str
    status: str
    gates: bool
    holds: Share
    given: dict[str, float]


@dataclass(frozen=True)
class DraftFinding:
    """What would an agreement with this package say?

    Attributes
    ----------
    header : Header
    question : str
    package, label : str
    completed : str
        How a package that the record leaves open was completed; empty where it was not.
    options : dict of issue to option
    text : Text
    beside : Text or None
        The same in another edition.
    templates : tuple of str
        Documents that the text gives substance to.
    terms : tuple of str
        That the text defines.
    left_out : tuple of LeftOut
    open : tuple of OpenFinding
    figures : tuple of FigureFinding
    balance : tuple of BalanceFinding
    plan : PlanFinding
    annotations : dict of paragraph to tuple of NoteFinding
    record : dict of item to ItemFinding
        The items of the record that annotations name.
    """

    header: Header
    question: str
    package: str
    label: str
    completed: str
    options: dict[str, str]
    text: Text
    beside: Text | None
    templates: tuple[str, ...]
    terms: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    open: tuple[OpenFinding, ...]
    figures: tuple[FigureFinding, ...]
    balance: tuple[BalanceFinding, ...]
    plan: PlanFinding
    annotations: dict[str, tuple[NoteFinding, ...]]
    record: dict[str, ItemFinding]
