"""Side by side: what the structure says of each cause, and what the record says."""

from __future__ import annotations

from dataclasses import dataclass

from detente.answers.diagnose_findings import CAUSES, GateFinding, SideFinding
from detente.answers.explain import usual_draws
from detente.beliefs.study import Study
from detente.evidence.analysis.answer import explain
from detente.evidence.analysis.together import together
from detente.finding import Share, Spread

REST = "rest"


@dataclass(frozen=True)
class Evidential:
    """What the record says, cause by cause.

    Attributes
    ----------
    hypotheses : dict of cause to tuple of str
        ``rest`` holds those that are about no part of the structure.
    probability : dict of cause to Spread
    leader : str
        The most probable explanation; empty for "something else" that was added.
    likely : float
        Its probability.
    about : str or None
        What it is about.
    rows : int
    sought : tuple of str
    """

    hypotheses: dict[str, tuple[str, ...]]
    probability: dict[str, Spread]
    leader: str
    likely: float
    about: str | None
    rows: int
    sought: tuple[str, ...]


def evidential(study: Study) -> Evidential | None:
    """Return what the record of a study says; None where its case names no explanations."""
    if not study.case.hypotheses:
        return None
    draws = usual_draws(study.case)
    found = explain(study, draws)
    groups: dict[str, tuple[str, ...]] = dict.fromkeys((*CAUSES, REST), ())
    for h in found.hypotheses:
        groups[h.structural or REST] += (h.slug,)
    told = {cause: slugs for cause, slugs in groups.items() if slugs}
    first = max(found.hypotheses, key=lambda h: h.posterior.mean)
    return Evidential(
        told,
        together(study, draws, told),
        first.slug,
        first.posterior.mean,
        first.structural,
        len(found.rows),
        tuple(s.slug for s in found.sought),
    )


def sides(
    gates: tuple[GateFinding, ...], passes: Share, record: Evidential | None
) -> tuple[SideFinding, ...]:
    """Return every cause as both see it; the last line is what no cause accounts for."""
    shares: dict[str, Share | None] = {g.gate: g.first for g in gates}
    shares[REST] = passes
    return tuple(_side(cause, shares.get(cause), record) for cause in (*CAUSES, REST))


def _side(cause: str, structural: Share | None, record: Evidential | None) -> SideFinding:
    slugs = record.hypotheses.get(cause, ()) if record else ()
    told = record.probability.get(cause) if record else None
    away = None if structural is None or told is None else apart(structural, told)
    return SideFinding(cause, structural, slugs, told, away)


def apart(structural: Share, evidential: Spread) -> bool:
    """Return whether a share lies outside nine of ten draws by more than two standard errors."""
    low, high = evidential.p05 - 2 * structural.se, evidential.p95 + 2 * structural.se
    return not low <= structural.value <= high


def leader(sizes: dict[str, float]) -> str:
    """Return the cause that comes first; empty where none is above 0."""
    causes = {c: size for c, size in sizes.items() if c != REST and size > 0}
    return max(causes, key=lambda c: causes[c]) if causes else ""
