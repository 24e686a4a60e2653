"""What is found about claims from what is reported of them, without any formatting."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.finding import Share, Spread


@dataclass(frozen=True)
class StateFinding:
    """One state of a claim.

    Attributes
    ----------
    slug : str
        ``yes`` or ``no``, or as in the case.
    prior, posterior : Spread
        Over the draws, 0 to 1; the posterior's draws weighted by how well they fit the reports.
    mean : Share
        Mean posterior with its standard error, from the number of draws.
    apart : float
        If all reports were independent.
    together : float or None
        If all went back to the one that says most; None where they disagree.
    """

    slug: str
    prior: Spread
    posterior: Spread
    mean: Share
    apart: float
    together: float | None


@dataclass(frozen=True)
class ClaimFinding:
    """One claim.

    Attributes
    ----------
    slug, label : str
    text : str or None
    states : tuple of StateFinding
    stands : Spread or None
        That it is so, or, as a clause, stands in the text; None for a claim without a yes.
    reports : int
        Reports that take a stand on it.
    origins : int
        Origins that those go back to.
    disagree : bool
        Whether two of them cannot both be right.
    sources : float or None
        Effective number of independent sources; None where it is not defined.
    n_eff : float
        Effective number of draws.
    """

    slug: str
    label: str
    text: str | None
    states: tuple[StateFinding, ...]
    stands: Spread | None
    reports: int
    origins: int
    disagree: bool
    sources: float | None
    n_eff: float


@dataclass(frozen=True)
class TextFinding:
    """All clauses of one text together.

    Attributes
    ----------
    slug, label : str
    clauses : tuple of str
    prior : float
        That all stand, before the reports.
    posterior : Spread
    mean : Share
    product : float
        What one would get by multiplying the clauses, as if they were independent.
    apart : float
        If all reports were independent.
    together : float or None
        If all went back to the one that says most.
    """

    slug: str
    label: str
    clauses: tuple[str, ...]
    prior: float
    posterior: Spread
    mean: Share
    product: float
    apart: float
    together: float | None


@dataclass(frozen=True)
class ReportFinding:
    """One report.

    Attributes
    ----------
    slug, label : str
    source : str or None
    code : str
        Admiralty code, or ``own``.
    hit, false_report : Spread or None
        None for a relay, which has its origin's word.
    known_from : date or None
    known : bool
        Whether it was known on the day of the run.
    heard : bool
        Whether it says anything, or stands for an origin that nobody heard.
    relays : str or None
    origin : str
    copies : dict of report to float
        Mean chance that it copied it.
    words : dict of claim to tuple of str
        The states in which it is right.
    left_open, silent_on, serves, against : tuple of str
    text : str or None
    genuine_before, genuine : Spread or None
    without : dict of claim to float
        Mean posterior of the claim if the report had not been made: of its standing, else of the
        state that is most probable now.
    text_without : float or None
        Mean posterior of its whole text without it.
    """

    slug: str
    label: str
    source: str | None
    code: str
    hit: Spread | None
    false_report: Spread | None
    known_from: datetime.date | None
    known: bool
    heard: bool
    relays: str | None
    origin: str
    copies: dict[str, float]
    words: dict[str, tuple[str, ...]]
    left_open: tuple[str, ...]
    silent_on: tuple[str, ...]
    serves: tuple[str, ...]
    against: tuple[str, ...]
    text: str | None
    genuine_before: Spread | None
    genuine: Spread | None
    without: dict[str, float]
    text_without: float | None


@dataclass(frozen=True)
class ConflictFinding:
    """Two reports that cannot both be right about a claim.

    ``first_right``, ``second_right`` and ``neither`` are mean posteriors of what each says.
    """

    claim: str
    first: str
    second: str
    first_right: float
    second_right: float
    neither: float


@dataclass(frozen=True)
class EnquiryFinding:
    """One question that could still be asked; ``states`` are those it asks about."""

    slug: str
    label: str
    how: str
    claim: str
    states: tuple[str, ...]
    bits: float
    cost: float
    per_cost: float


@dataclass(frozen=True)
class Corroborated:
    """How probable each claim is by what is reported, and what that rests on.

    Attributes
    ----------
    claims : tuple of ClaimFinding
        As in the case.
    texts : tuple of TextFinding
    reports : tuple of ReportFinding
    conflicts : tuple of ConflictFinding
    enquiries : tuple of EnquiryFinding
        Most expected information for its cost first.
    codes : dict of code to (hit, false report)
        Mean rates of the codes in use, and of ``F`` and ``6`` a half each, which says nothing.
    draws : int
    method : tuple of str
        Keys of sentences on what the answer rests on.
    """

    claims: tuple[ClaimFinding, ...]
    texts: tuple[TextFinding, ...]
    reports: tuple[ReportFinding, ...]
    conflicts: tuple[ConflictFinding, ...]
    enquiries: tuple[EnquiryFinding, ...]
    codes: dict[str, tuple[float, float]]
    draws: int
    method: tuple[str, ...]
