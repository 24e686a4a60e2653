"""What the analyses of interests and ideas answer: frozen, serialisable, without formatting."""

from __future__ import annotations

from dataclasses import dataclass

from detente.finding import Header, Share


@dataclass(frozen=True)
class Demand:
    """A demand that stands in the way of a deal.

    Attributes
    ----------
    party : str
    issue : str or None
        None: a ratifier's consent as a whole.
    share : float
        Largest share of belief sets in which it stands in the way of one of
        the deals looked at.
    """

    party: str
    issue: str | None
    share: float


@dataclass(frozen=True)
class OptionTouch:
    """Which interests an option serves and harms, by their slugs."""

    option: str
    served: tuple[str, ...]
    harmed: tuple[str, ...]


@dataclass(frozen=True)
class BlockedIssue:
    """An issue in conflict, who makes demands on it, and what each option touches.

    Attributes
    ----------
    issue : str
    share : float
        The largest share of its demands.
    demanders : tuple of str
        By falling share.
    options : tuple of OptionTouch
        Options that touch an interest, in the order of the case.
    """

    issue: str
    share: float
    demanders: tuple[str, ...]
    options: tuple[OptionTouch, ...]


@dataclass(frozen=True)
class Way:
    """An option that harms none of two parties' named interests, and what it serves.

    ``both`` says whether it serves an interest of each.
    """

    option: str
    on_table: bool
    serves: tuple[str, ...]
    both: bool


@dataclass(frozen=True)
class ReconcilableFinding:
    """Positions of two parties that conflict while the interests behind them need not.

    Attributes
    ----------
    issue : str
    parties : (str, str)
    preferred : (str, str)
        The option each likes best, by expected value.
    behind : (tuple of str, tuple of str)
        Interests of each that its preferred option serves.
    ways : tuple of Way
    """

    issue: str
    parties: tuple[str, str]
    preferred: tuple[str, str]
    behind: tuple[tuple[str, ...], tuple[str, ...]]
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class InterestFinding:
    """One interest as the case states it, and how much it is at stake.

    Attributes
    ----------
    slug, label, of : str
    kind : str or None
    stake : float
        Share of belief sets in which a demand behind which it may stand is in
        the way; 0 where it is not.
    record : tuple of str
    judgement : str or None
    """

    slug: str
    label: str
    of: str
    kind: str | None
    stake: float
    record: tuple[str, ...]
    judgement: str | None


@dataclass(frozen=True)
class InterestsFinding:
    """Which interests of whom the blocked issues touch.

    Attributes
    ----------
    demands : tuple of Demand
        By falling share.
    interests : tuple of InterestFinding
        All of the case, in its order.
    blocked : tuple of BlockedIssue
        By falling share.
    reconcilable : tuple of ReconcilableFinding
    deals : tuple of str
        Packages whose obstacles were looked at, by slug.
    method : str
    """

    demands: tuple[Demand, ...]
    interests: tuple[InterestFinding, ...]
    blocked: tuple[BlockedIssue, ...]
    reconcilable: tuple[ReconcilableFinding, ...]
    deals: tuple[str, ...]
    method: str


@dataclass(frozen=True)
class Meets:
    """One interest that a measure would meet.

    Attributes
    ----------
    interest : str
    how : {"mainly", "also"}
    issues : tuple of str
        Issues in conflict on which its owner's demand stands in the way.
    stake : float
    """

    interest: str
    how: str
    issues: tuple[str, ...]
    stake: float


@dataclass(frozen=True)
class PrecedentFinding:
    """Where a measure has been taken before; ``source`` is None where nobody looked it up."""

    name: str
    date: str
    where: str
    fared: str
    source: str | None
    url: str | None


@dataclass(frozen=True)
class IdeaFinding:
    """One measure between two parties, and why it is proposed.

    Attributes
    ----------
    measure, label, description, gives : str
    by : {"giver", "both", "third"}
    giver, receiver : str
        For measures taken together, the two in the order of the case.
    level : {"low", "medium", "high"}
        What it costs the giver here: one level up from the usual where it
        strains an interest of the giver that the case names.
    cost : str
    strains : tuple of str
        Those interests.
    fit : float
        Sum over the interests it meets of their stakes, half where it serves
        an interest beside its main purpose.
    worth : float
        ``fit`` for its price (1, 2 and 4, doubled by a strain).
    meets : tuple of Meets
    preconditions, legal_bars : tuple of str
    precedents : tuple of PrecedentFinding
    own : bool
        From the user's catalogue.
    already : tuple of str
        Options and levers of the case that are this measure.
    gain, gain_fixed : Share or None
        Gain in acceptability under the user's rough values, with the deal
        chosen anew and as it stands.
    """

    measure: str
    label: str
    description: str
    by: str
    giver: str
    receiver: str
    gives: str
    level: str
    cost: str
    strains: tuple[str, ...]
    fit: float
    worth: float
    meets: tuple[Meets, ...]
    preconditions: tuple[str, ...]
    legal_bars: tuple[str, ...]
    precedents: tuple[PrecedentFinding, ...]
    own: bool
    already: tuple[str, ...]
    gain: Share | None = None
    gain_fixed: Share | None = None


@dataclass(frozen=True)
class PairFinding:
    """Two measures together, each for another party.

    Attributes
    ----------
    ideas : (int, int)
        Positions in ``IdeasFinding.ideas``.
    serves : (str, str)
        The party for which each meets most.
    fit, worth : float
    gain : Share or None
        Of both together, where both have rough values.
    """

    ideas: tuple[int, int]
    serves: tuple[str, str]
    fit: float
    worth: float
    gain: Share | None = None


@dataclass(frozen=True)
class AsideFinding:
    """A measure that the user has set aside, and why."""

    measure: str
    label: str
    why: str


@dataclass(frozen=True)
class IdeasFinding:
    """Measures that nobody at the table has named, by what they meet for what they cost.

    Attributes
    ----------
    header : Header
    interests : InterestsFinding
    ideas : tuple of IdeaFinding
        Those that meet something at stake, best first; measures that are in
        the case already are among them, marked.
    pairs : tuple of PairFinding
    aside : tuple of AsideFinding
    catalogue : int
        Measures looked at.
    idle : int
        Measures that meet nothing at stake.
    issue : str or None
        Only demands on this issue were looked at.
    baseline : Share
        Acceptability of the most acceptable deal, on the draws that judge gains.
    method : str
    """

    header: Header
    interests: InterestsFinding
    ideas: tuple[IdeaFinding, ...]
    pairs: tuple[PairFinding, ...]
    aside: tuple[AsideFinding, ...]
    catalogue: int
    idle: int
    issue: str | None
    baseline: Share
    method: str
