"""What the rounds of a negotiating text answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.drafting.rounds.moves import Move
from detente.drafting.rounds.standing import Standing
from detente.drafting.text import Text
from detente.finding import Header, Share


@dataclass(frozen=True)
class WorthFinding:
    """What a version is worth to one whose consent is needed, against no deal, in its points.

    The lowest and the highest of the ways to read its brackets, by their means; equal where
    the brackets make no difference.

    Attributes
    ----------
    low, high : Share
        Mean over draws, with its standard error.
    p05, p95 : float
        Of the lowest and of the highest: 90 in 100 of draws lie between.
    accepts_low, accepts_high : Share
        Of draws in which it is at least as good as no deal.
    """

    low: Share
    high: Share
    p05: float
    p95: float
    accepts_low: Share
    accepts_high: Share


@dataclass(frozen=True)
class ValueFinding:
    """What a version is worth.

    Attributes
    ----------
    options : dict of issue to tuple of option
        All that it may stand for.
    packages : int
    cut : bool
        Whether there are more than were looked at.
    contradictory : bool
        Whether some ways to read its brackets contradict one another and were left out.
    feasible : bool
        Whether every one of the packages keeps the linkages of the case.
    worth : dict of acceptor to WorthFinding
    everybody_low, everybody_high : Share
        Of draws in which everybody whose consent is needed accepts.
    proposed : dict of party to dict of acceptor to (Share, Share)
        The same, lowest and highest mean, with brackets read as the party proposes.
    """

    options: dict[str, tuple[str, ...]]
    packages: int
    cut: bool
    contradictory: bool
    feasible: bool
    worth: dict[str, WorthFinding]
    everybody_low: Share
    everybody_high: Share
    proposed: dict[str, dict[str, tuple[Share, Share]]]


@dataclass(frozen=True)
class EffectFinding:
    """What a change is worth to one whose consent is needed, in its points.

    Attributes
    ----------
    low, high : Share
        Mean over draws, with its standard error, over the ways to read the brackets.
    p05, p95 : float
    better_low, better_high : Share
        Of draws in which it is better off by the change.
    """

    low: Share
    high: Share
    p05: float
    p95: float
    better_low: Share
    better_high: Share


@dataclass(frozen=True)
class ChangeFinding:
    """One change of a version, taken alone: everything else as in the version before.

    Attributes
    ----------
    paragraph : str
        ``package`` where the version states another package.
    old, new : str
        As printed.
    none : bool
        It has no effect in the model; it may matter all the same.
    effect : dict of acceptor to EffectFinding
        Empty where it has none.
    """

    paragraph: str
    old: str
    new: str
    none: bool
    effect: dict[str, EffectFinding]


@dataclass(frozen=True)
class VersionFinding:
    """One version.

    Attributes
    ----------
    slug, label : str
    parent : str or None
    level : int
        How many versions it goes back to.
    by : tuple of str
        Parties or ``mediator``.
    date : date or None
    language, package : str
        The package is empty where none is stated.
    completed : str
        How the package was completed where the record leaves it open.
    standing : Standing
    printed : dict of str to str
        What stands before the words of a paragraph, by its id; of this version and the one
        before it.
    moves : tuple of Move
        Against the version it was made from.
    value : ValueFinding or None
        None where every way to read it contradicts itself.
    changes : tuple of ChangeFinding
    total : dict of acceptor to EffectFinding
        Of all changes together; empty without a parent, and where they have no effect.
    came_back : int
        Changes that a document brought, each kept with its author.
    """

    slug: str
    label: str
    parent: str | None
    level: int
    by: tuple[str, ...]
    date: datetime.date | None
    language: str
    package: str
    completed: str
    standing: Standing
    printed: dict[str, str]
    moves: tuple[Move, ...]
    value: ValueFinding | None
    changes: tuple[ChangeFinding, ...]
    total: dict[str, EffectFinding]
    came_back: int


@dataclass(frozen=True)
class ExportFinding:
    """One version as it is given away.

    Attributes
    ----------
    header : Header
    question : str
    standing : Standing
    text : Text
    """

    header: Header
    question: str
    standing: Standing
    text: Text


@dataclass(frozen=True)
class RoundsFinding:
    """How far is the text, who moved, and what was each change worth?

    Attributes
    ----------
    header : Header
    question : str
    draws : int
        On which values rest.
    acceptors : tuple of str
    signatories : int
        Of the acceptors, the first ones.
    versions : tuple of VersionFinding
        Each after the one that it was made from.
    latest : tuple of str
        Versions from which no other was made.
    """

    header: Header
    question: str
    draws: int
    acceptors: tuple[str, ...]
    signatories: int
    versions: tuple[VersionFinding, ...]
    latest: tuple[str, ...]
