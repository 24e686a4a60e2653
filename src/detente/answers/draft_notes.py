"""What stands behind a draft: sources of each paragraph, open places, numbers, balance."""

from __future__ import annotations

from collections.abc import Iterator

from detente.answers.draft_findings import (
    BalanceFinding,
    FigureFinding,
    ItemFinding,
    NoteFinding,
    OpenFinding,
)
from detente.case.quantity import Basis
from detente.drafting.analysis.deal import Deal
from detente.drafting.text import Bracket, Origin, Text, paragraphs


def notes_of(
    deal: Deal, text: Text
) -> tuple[dict[str, tuple[NoteFinding, ...]], dict[str, ItemFinding]]:
    """Return what stands behind each paragraph, and the texts of the record named there.

    Parameters
    ----------
    deal : Deal
        In the edition of the text.
    text : Text
    """
    found = {p.id: tuple(_notes(deal, p.origins)) for p in paragraphs(text)}
    found = {name: notes for name, notes in found.items() if notes}
    named = {slug for notes in found.values() for note in notes for slug in note.record}
    record = {
        slug: ItemFinding(item.text, item.happened, item.url[0] if item.url else "")
        for slug, item in deal.case.record.items()
        if slug in named
    }
    return found, record


def _notes(deal: Deal, origins: tuple[Origin, ...]) -> Iterator[NoteFinding]:
    for origin in origins:
        if origin.kind not in ("pattern", "schedule"):
            label, said, basis, record = _behind(deal, origin)
            judged = basis.judgement if basis and basis.judgement else ""
            by = basis.by if basis and basis.by else ""
            known = (*record, *(basis.record if basis else ()))
            known = tuple(s for s in dict.fromkeys(known) if _known(deal, s))
            yield NoteFinding(origin.kind, origin.name, label, said, judged, by, known)


def _known(deal: Deal, item: str) -> bool:
    return deal.as_of is None or deal.case.record[item].known_from <= deal.as_of


def _behind(deal: Deal, origin: Origin) -> tuple[str, str, Basis | None, tuple[str, ...]]:
    """Return label, words, basis and further items of the record of an origin."""
    case, name = deal.case, origin.name
    if origin.kind == "commitment":
        commitment = case.commitments[name]
        return commitment.label, commitment.what, commitment.basis, ()
    if origin.kind == "term":
        term = case.terms[name]
        return term.label, term.description or "", term.basis, ()
    if origin.kind == "guarantee":
        guarantee = case.guarantees[name]
        return guarantee.label, "", guarantee.basis, ()
    if origin.kind == "issue":
        issue = case.issues[name]
        return issue.label, issue.description or "", None, ()
    if origin.kind == "verification":
        watch, _, place = name.partition("/")
        if place:
            return case.facilities[place].label, "", case.facilities[place].basis, ()
        return case.verification[watch].label, "", case.verification[watch].basis, ()
    slug, _, article = name.partition("/")
    document = case.documents[slug]
    said = document.articles[article].text if article else ""
    return document.label, said, None, document.record


def open_places(text: Text) -> tuple[OpenFinding, ...]:
    """Return every bracket of a text."""
    return tuple(
        OpenFinding(
            p.id,
            p.number,
            "reading" if p.kind == "definition" else "blank",
            tuple((a.by, a.text) for a in piece.alternatives),
        )
        for p in paragraphs(text)
        for piece in p.content
        if isinstance(piece, Bracket)
    )


def figures_of(deal: Deal, text: Text) -> tuple[FigureFinding, ...]:
    """Return the numbers of a text with the numbers of the case that they rest on."""
    case = deal.case
    steps = {f"step-{s.number}": s for s in deal.plan.steps} if deal.plan else {}
    visits = {f"{v.watch}/{place}": n for v in deal.visits for place, n in v.places}
    found = []
    for paragraph in paragraphs(text):
        name = paragraph.id.rpartition("/")[2]
        kinds = {o.kind: o.name for o in paragraph.origins}
        if paragraph.kind == "step" and name in steps:
            step = steps[name]
            on = [
                f"/commitments/{c}/{key}"
                for c in step.commitments
                for key in ("duration_days", "detection_lag_days", "not_before", "due")
                if getattr(case.commitments[c], key) is not None
            ]
            found.append(FigureFinding(paragraph.id, "days", step.days, tuple(on)))
        for origin in paragraph.origins:
            if origin.kind == "verification" and origin.name in visits:
                watch, _, place = origin.name.partition("/")
                on = [f"/verification/{watch}/visits"]
                on += [
                    f"/facilities/{place}/{key}"
                    for key in ("gain", "detection")
                    if getattr(case.facilities[place], key) is not None
                ]
                found.append(FigureFinding(paragraph.id, "visits", visits[origin.name], tuple(on)))
        if paragraph.kind == "item" and "guarantee" in kinds:
            slug = kinds["guarantee"]
            stage = name.removeprefix(f"{slug}-")
            days = case.guarantees[slug].stages[stage].days
            at = f"/guarantees/{slug}/stages/{stage}/days"
            found.append(FigureFinding(paragraph.id, "stage", days, (at,)))
    return tuple(found)


def balance_of(deal: Deal) -> tuple[BalanceFinding, ...]:
    """Return what each party takes upon itself, by the same count for all."""
    found = []
    for party in deal.signatories:
        own = [c for c in deal.commitments if deal.case.commitments[c].actor == party]
        steps = [s for c in own if deal.plan and (s := deal.plan.step_of(c))]
        bites = sum(g.on == party for g in deal.guarantees.values())
        first, last = (min(steps), max(steps)) if steps else (None, None)
        label = deal.short(party)
        found.append(BalanceFinding(party, label, len(own), first, last, bites))
    return tuple(found)
