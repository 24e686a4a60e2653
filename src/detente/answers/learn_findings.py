"""What learning from the record says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.finding import Header, Share, Spread


@dataclass(frozen=True)
class ItemFinding:
    """One offer, refusal or statement.

    Attributes
    ----------
    slug : str
    kind : str
        ``offer``, ``refusal`` or ``statement``.
    package : str
        The package offered or refused; empty for a statement.
    package_kind : str
    by : str
    weight : float
        Exponent of its likelihood: below 1 for what is tactical or unreliable.
    unknown : bool
        Whether every weight from 0 up to this one is as likely (codes F and 6).
    code : str
        Admiralty code it rests on; empty where no record item stands behind it.
    expected : float
        Mean likelihood under the prior against that of a choice at random.
    contradicts : bool
        Whether the beliefs as stated hardly allow for it.
    moves : tuple of (pointer, float)
        Numbers that are elsewhere without this item, in spreads of the number before.
    left : float
        Effective draws of the reckoning without it.
    account_of : str
        The offer of which it is one of several rival accounts; empty where it is none.
    share_before, share_after : float
        How likely it is that this account is so; 1 where there is no other.
    tactical : Spread or None
        How likely it was not meant, in percent, as stated.
    """

    slug: str
    kind: Literal["offer", "refusal", "statement"]
    package: str
    package_kind: str
    by: str
    weight: float
    unknown: bool
    code: str
    expected: float
    contradicts: bool
    moves: tuple[tuple[str, float], ...]
    left: float
    account_of: str
    share_before: float
    share_after: float
    tactical: Spread | None


@dataclass(frozen=True)
class LearnSettings:
    """How one learned.

    Attributes
    ----------
    values : tuple of (str, str)
        Every setting by name.
    own : tuple of str
        Names of those that the case sets otherwise than usual.
    judgement : str
    record : tuple of str
        The case's basis for them.
    """

    values: tuple[tuple[str, str], ...]
    own: tuple[str, ...]
    judgement: str
    record: tuple[str, ...]


@dataclass(frozen=True)
class LearnedNumber:
    """A number before and after.

    Attributes
    ----------
    pointer, kind, party : str
        Kind is ``importance`` (percent of the whole), ``score`` or ``no-deal`` (points over
        keeping everything as it is).
    before, after : Spread
    moved : float
        Change of the mean in standard deviations before.
    by : str
        The item (or ``OFFER:PARTY`` where an offer is told by rival accounts) without which it
        would have moved least that way; empty where none counts.
    effective : float
        Effective draws behind the mean after.
    """

    pointer: str
    kind: str
    party: str
    before: Spread
    after: Spread
    moved: float
    by: str
    effective: float


@dataclass(frozen=True)
class LearnedPackage:
    """How acceptable a package is before and after."""

    slug: str
    label: str
    before: Share
    after: Share


@dataclass(frozen=True)
class LearnFinding:
    """What offers, refusals and statements of the record say about what each side wants.

    Attributes
    ----------
    header : Header
    question : str
    items : tuple of ItemFinding
    doubles : tuple of (str, str)
        Items left out, and the one that reports the same from the same origin.
    left_out : tuple of (str, str)
        Items of the record not used, and why: ``asked``, ``party`` (its consent is not
        needed), ``values`` (it compares what has no value for the party).
    numbers : tuple of LearnedNumber
        Those that moved most first.
    packages : tuple of LearnedPackage
        The most acceptable deal as found before, then those of the record.
    rationality_before, rationality_after : Spread
    particles : int
    effective : float
        Least effective sample over all numbers.
    powers : tuple of float
    log_evidence : float
    choice_set : int
        Packages of the largest choice set.
    settings : LearnSettings
    assumptions : tuple of str
    """

    header: Header
    question: str
    items: tuple[ItemFinding, ...]
    doubles: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    numbers: tuple[LearnedNumber, ...]
    packages: tuple[LearnedPackage, ...]
    rationality_before: Spread
    rationality_after: Spread
    particles: int
    effective: float
    powers: tuple[float, ...]
    log_evidence: float
    choice_set: int
    settings: LearnSettings
    assumptions: tuple[str, ...]
