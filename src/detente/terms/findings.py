"""What is said of the words of a deal: readings, breaches, their worth, what to settle first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.finding import Share, Spread


@dataclass(frozen=True, slots=True)
class ReaderFinding:
    """How one party reads a term.

    Attributes
    ----------
    party : str
    stated : bool
        Whether the case says so; else its leader's reading, or all readings alike.
    readings : dict of reading to Spread
        Probabilities, 0 to 1, over the draws.
    """

    party: str
    stated: bool
    readings: dict[str, Spread]


@dataclass(frozen=True, slots=True)
class DifferingFinding:
    """How likely two parties read a term differently.

    Attributes
    ----------
    parties : tuple of str
        Two.
    differs : Spread
        Probability that their readings cover different elements.
    elements : float
        Elements that can be expected to be read differently.
    """

    parties: tuple[str, str]
    differs: Spread
    elements: float


@dataclass(frozen=True, slots=True)
class BreachFinding:
    """One pair of readings, of the one who carries out and of the other signatory.

    Attributes
    ----------
    of, under : str
        Who keeps its own reading, and under whose reading it is judged.
    own, other : str
        The two readings.
    missing : tuple of str
        Elements of the other's reading that its own leaves out; none: no breach.
    likely : float
        Mean probability of this pair.
    """

    of: str
    under: str
    own: str
    other: str
    missing: tuple[str, ...]
    likely: float


@dataclass(frozen=True, slots=True)
class CalledFinding:
    """What one signatory would call a breach by another, each keeping its own reading.

    Attributes
    ----------
    of, by : str
        Who carries out, and who calls it a breach.
    likely : Spread
        Probability that there is something to call so.
    elements : dict of element to float
        Mean probability that each element is called owed and not given.
    """

    of: str
    by: str
    likely: Spread
    elements: dict[str, float]


@dataclass(frozen=True, slots=True)
class DeferralFinding:
    """A lever that leaves the matter to a named forum and a date."""

    lever: str
    label: str
    forum: str
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class TermFinding:
    """One term.

    Attributes
    ----------
    slug, label, ambiguity : str
        Ambiguity as the case marks it: deliberate, accidental, deferred or unknown.
    elements : dict of element to str
    extension : dict of reading to tuple of str
        The elements that each reading covers.
    readers : tuple of ReaderFinding
    differing : tuple of DifferingFinding
    breaches : tuple of BreachFinding
        Every pair of readings, for each signatory that carries an option with the term out.
    called : tuple of CalledFinding
    carried_out_by : tuple of str
        Actors of the commitments of the options that use the term.
    open_in : tuple of str
        Options (``issue/option``) whose meaning depends on the reading.
    named_in : tuple of str
        Options that name one reading.
    deferrals : tuple of DeferralFinding
    """

    slug: str
    label: str
    ambiguity: str
    elements: dict[str, str]
    extension: dict[str, tuple[str, ...]]
    readers: tuple[ReaderFinding, ...]
    differing: tuple[DifferingFinding, ...]
    breaches: tuple[BreachFinding, ...]
    called: tuple[CalledFinding, ...]
    carried_out_by: tuple[str, ...]
    open_in: tuple[str, ...]
    named_in: tuple[str, ...]
    deferrals: tuple[DeferralFinding, ...]


@dataclass(frozen=True, slots=True)
class RemarkFinding:
    """Something a rule found in the words of the case, to be looked at.

    Attributes
    ----------
    kind : str
        ``never-used``, ``undefined`` or ``vague``.
    where : str
        JSON pointer.
    text : str
        The term, phrase or words found.
    """

    kind: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class WorthFinding:
    """What a package with an open word is worth under several readings.

    Attributes
    ----------
    slug, label : str
    terms : tuple of str
        Terms that it leaves open.
    own : dict of party to Spread
        Gain over no deal, in its own points, each reading as it does.
    under : dict of reader to (dict of party to Spread)
        The same when everybody reads as that signatory does.
    a_sign, a_hold : Share
    """

    slug: str
    label: str
    terms: tuple[str, ...]
    own: dict[str, Spread]
    under: dict[str, dict[str, Spread]]
    a_sign: Share
    a_hold: Share


@dataclass(frozen=True, slots=True)
class SettlingFinding:
    """What it is worth to learn, or to settle, how a term is read.

    Attributes
    ----------
    term : str
    agreed : dict of reading to float
        How likely each reading is to be agreed; sums to 1.
    agreed_by : str
        The lever that says so; empty: as the signatories read on average.
    learning, settling : Share
        Gain in the share of draws in which the best deal is acceptable.
    learning_least, settling_least : Share
        Gain in the mean over draws of the least gain among the signatories, own points.
    settled : dict of reading to Share
        Acceptability of the best deal when all hold that reading.
    """

    term: str
    agreed: dict[str, float]
    agreed_by: str
    learning: Share
    settling: Share
    learning_least: Share
    settling_least: Share
    settled: dict[str, Share]
