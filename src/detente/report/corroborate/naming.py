"""What claims, their states and reports are called."""

from __future__ import annotations

from detente.case.blocks.reports import NO, YES
from detente.evidence.corroboration_findings import ClaimFinding, StateFinding
from detente.finding import Spread
from detente.report.names import Names


def claim(slug: str, names: Names) -> str:
    """Return the name of a claim."""
    known = names.case.claims.get(slug)
    return known.label if known else slug


def state(of: str, slug: str, names: Names) -> str:
    """Return the name of a state of a claim; yes and no where it has none of its own."""
    known = names.case.claims.get(of)
    if known is not None and slug in known.states:
        return known.states[slug].label
    return names.words.text(f"corroborate.{slug}") if slug in (YES, NO) else slug


def claim_state(of: str, slug: str, names: Names) -> str:
    """Return a claim that is so, or ``claim: state``."""
    if slug == YES:
        return claim(of, names)
    return names.words.text(
        "corroborate.claim-state", claim=claim(of, names), state=state(of, slug, names)
    )


def states(of: str, slugs: tuple[str, ...], names: Names) -> str:
    """Return states with ``or`` between them."""
    return names.words.listed([state(of, s, names) for s in slugs], "or")


def report(slug: str, names: Names) -> str:
    """Return the name of a report."""
    known = names.case.reports.get(slug)
    return known.label if known else slug


def text_of(slug: str, names: Names) -> str:
    """Return the name of a text."""
    known = names.case.texts.get(slug)
    return known.label if known else slug


def source(slug: str | None, names: Names) -> str:
    """Return the name of a source; a dash for none."""
    known = names.case.sources.get(slug or "")
    return known.label if known else "–"


def enquiry(slug: str, names: Names) -> str:
    """Return whom an enquiry would ask."""
    known = names.case.enquiries.get(slug)
    return known.label if known else slug


def how(slug: str, names: Names) -> str:
    """Return how an enquiry would be made."""
    known = names.case.enquiries.get(slug)
    return known.how if known else ""


def leading(found: ClaimFinding) -> StateFinding:
    """Return the state by which a claim is told: that it is so, else the most probable."""
    first = found.states[0]
    return first if first.slug == YES else max(found.states, key=lambda s: s.mean.value)


def told(found: ClaimFinding, names: Names) -> tuple[str, Spread]:
    """Return what is told of a claim, and its probability: that it stands, else what leads."""
    known = names.case.claims.get(found.slug)
    if found.stands is not None and known is not None and known.states:
        standing = tuple(s for s in known.states if s in known.so)
        label = names.words.text(
            "corroborate.claim-state",
            claim=claim(found.slug, names),
            state=states(found.slug, standing, names),
        )
        return label, found.stands
    first = leading(found)
    return claim_state(found.slug, first.slug, names), first.posterior


def sources_count(value: float | None, names: Names) -> str:
    """Return an effective number of sources; a dash where it is not defined."""
    return "–" if value is None else f"{value:.1f}"
