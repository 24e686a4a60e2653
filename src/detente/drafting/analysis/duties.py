"""What each commitment says: who, how firmly, what, and where in the schedule."""

from __future__ import annotations

from detente.drafting.analysis.deal import Deal
from detente.drafting.building import Part
from detente.drafting.filling import filled
from detente.drafting.text import Origin, plain
from detente.drafting.wording import action


def action_of(deal: Deal, commitment: str) -> str:
    """Return what a commitment's actor does, so that it can follow ``shall``."""
    found = deal.case.commitments[commitment]
    clause = found.clause
    if clause is None or not clause.text:
        return action(found.what, deal.library.language)
    values = {
        "term": deal.case.terms[clause.term].label if clause.term else "",
        "quantity": clause.quantity or "",
    }
    return plain(filled(clause.text.strip().rstrip("."), values))


def duty(deal: Deal, commitment: str, annex: str) -> Part:
    """Return the paragraph of a commitment.

    Parameters
    ----------
    deal : Deal
    commitment : str
    annex : str
        Number of the annex with the schedule.
    """
    found, library = deal.case.commitments[commitment], deal.library
    grade = found.clause.grade if found.clause else "shall"
    said = library.words(f"grade-{grade}", action=action_of(deal, commitment))
    step = deal.plan.step_of(commitment) if deal.plan else None
    name = "commitment" if step else "commitment-undated"
    content = library.say(
        name, party=deal.short(found.actor), duty=said, step=str(step or ""), annex=annex
    )
    origins = [Origin("commitment", commitment), Origin("pattern", name)]
    origins.append(Origin("pattern", f"grade-{grade}"))
    if found.clause and found.clause.term and "{term}" in (found.clause.text or ""):
        origins.append(Origin("term", found.clause.term))
    return Part(commitment, content, tuple(origins))
