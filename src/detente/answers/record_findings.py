"""The record as it was known on a day: what the answer consists of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.finding import Header


@dataclass(frozen=True)
class EventFinding:
    """An item as an event between two parties.

    Attributes
    ----------
    code, label : str
        Of CAMEO.
    source, target : str
    mutual : bool
    score : float
        From -10 (conflict) to 10 (cooperation).
    by : str
        Who coded it; empty: the authors of the case.
    """

    code: str
    label: str
    source: str
    target: str
    mutual: bool
    score: float
    by: str


@dataclass(frozen=True)
class ItemFinding:
    """One item of the record.

    Attributes
    ----------
    slug : str
    happened, known_from : date
    actor, party, kind, text : str
        ``party`` is the actor's slug where the actor is just a party of the case.
    sources : tuple of str
    letter : str
        The best reliability among the sources; F where none is said.
    credibility : int
    quotation : bool
    provenance : str
    url, bears_on : tuple of str
    origin : str
        Where it comes from first; empty: it stands for itself.
    relays : tuple of str
        Items known on the day that repeat it, directly or through one another.
    account_of, key : str
        Empty when it is none.
    event : EventFinding or None
    """

    slug: str
    happened: datetime.date
    known_from: datetime.date
    actor: str
    party: str
    kind: str
    text: str
    sources: tuple[str, ...]
    letter: str
    credibility: int
    quotation: bool
    provenance: str
    url: tuple[str, ...]
    bears_on: tuple[str, ...]
    origin: str
    relays: tuple[str, ...]
    account_of: str
    key: str
    event: EventFinding | None


@dataclass(frozen=True)
class RivalFinding:
    """Accounts of one thing, side by side, in the order in which they became known."""

    slug: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class PointFinding:
    """The window that ends on one day.

    Attributes
    ----------
    day : date
    count : int
    total : float
    mean : float or None
        None without an event.
    error : float or None
        Standard error of the mean; None with fewer than two events.
    """

    day: datetime.date
    count: int
    total: float
    mean: float | None
    error: float | None


@dataclass(frozen=True)
class PairFinding:
    """How one party acted towards another over time."""

    source: str
    target: str
    events: int
    points: tuple[PointFinding, ...]


@dataclass(frozen=True)
class RecordFinding:
    """What was known on the day.

    Attributes
    ----------
    header : Header
    question : str
    day : date or None
        None: all that the record holds.
    filters : dict of str to str
        What was asked for: actor, kind, about, source.
    window : int
        Days of the index.
    items : tuple of ItemFinding
        By the day they happened.
    origins : int
        How many of them stand for themselves: relays of one origin count once.
    later : int
        Items left out since they were not known yet.
    other : int
        Items left out by the filters.
    rivals : tuple of RivalFinding
    pairs : tuple of PairFinding
    """

    header: Header
    question: str
    day: datetime.date | None
    filters: dict[str, str]
    window: int
    items: tuple[ItemFinding, ...]
    origins: int
    later: int
    other: int
    rivals: tuple[RivalFinding, ...]
    pairs: tuple[PairFinding, ...]
