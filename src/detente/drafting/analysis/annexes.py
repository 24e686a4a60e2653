"""The annexes: the schedule of steps, and how each measure is verified."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from detente.drafting.analysis.days import day
from detente.drafting.analysis.deal import Deal
from detente.drafting.building import Part, article
from detente.drafting.plan import LeftOut, Step
from detente.drafting.text import Annex, Article, Origin

Places = Mapping[str, str]
"""Number of the paragraph of each commitment."""

SCHEDULE, VERIFICATION = "annex-schedule", "annex-verification"


def schedule_annex(deal: Deal, places: Places, number: str) -> Annex:
    """Return the annex with the steps; every commitment stands in exactly one."""
    assert deal.plan is not None
    wait = "schedule-gates" if deal.plan.gates else "schedule-no-gates"
    parts = [_step(deal, step, places) for step in deal.plan.steps]
    if len(deal.plan.steps) > 1:
        origins = (Origin("schedule", deal.plan.source), Origin("pattern", wait))
        parts.append(Part("waiting", deal.library.say(wait), origins, numbered=False))
    heading = deal.library.text("schedule-part")
    origin = (Origin("schedule", deal.plan.source),)
    return Annex(
        SCHEDULE,
        number,
        deal.library.text("schedule-annex"),
        (article(f"{SCHEDULE}/steps", "", heading, parts, origin),),
    )


def _step(deal: Deal, step: Step, places: Places) -> Part:
    assert deal.plan is not None
    library = deal.library
    name, until = "schedule-step", {"days": f"{step.days:,}"}
    if step.date is not None:
        name, until = "schedule-step-date", {"date": day(deal, step.date)}
    elif step.days == 0:
        name, until = "schedule-step-now", {}
    items = _items(
        step.commitments,
        lambda slug, last: Part(
            f"step-{step.number}-{slug}",
            library.say(
                _last("schedule-measure", last),
                party=deal.short(deal.case.commitments[slug].actor),
                measure=deal.case.commitments[slug].label,
                place=places[slug],
            ),
            (Origin("commitment", slug), Origin("pattern", _last("schedule-measure", last))),
            "item",
        ),
    )
    origins = (Origin("schedule", deal.plan.source), Origin("pattern", name))
    # What is delivered by several on one day is what makes the order hold: one waits for the other.
    actors = {deal.case.commitments[c].actor for c in step.commitments}
    together = library.text("schedule-together") if len(actors) > 1 else ""
    said = library.say(name, step=str(step.number), together=together, **until)
    return Part(f"step-{step.number}", said, origins, "step", numbered=False, items=items)


def _last(pattern: str, last: bool) -> str:
    """Return the name of a list item's pattern: the last one ends the sentence."""
    return f"{pattern}-last" if last else pattern


def _items(slugs: Sequence[str], make: Callable[[str, bool], Part]) -> tuple[Part, ...]:
    return tuple(make(slug, k == len(slugs) - 1) for k, slug in enumerate(slugs))


def verification_annex(
    deal: Deal, places: Places, number: str
) -> tuple[Annex | None, tuple[LeftOut, ...]]:
    """Return the annex on verification, and what of the case it leaves out."""
    parts = []
    if means := _means(deal, places):
        parts.append(means)
    visits, left = _visits(deal)
    if visits:
        parts.append(visits)
    if not parts:
        return None, left
    annex = Annex(VERIFICATION, number, deal.library.text("verification-annex"), tuple(parts))
    return annex, left


def _means(deal: Deal, places: Places) -> Article | None:
    library, case = deal.library, deal.case
    stated = [c for c in deal.commitments if case.commitments[c].verified_by]
    open_ones = [c for c in deal.commitments if not case.commitments[c].verified_by]
    if not stated:
        return None
    stated.sort(key=lambda c: _key(places[c]))
    items = _items(
        stated,
        lambda slug, last: Part(
            f"means-{slug}",
            library.say(
                _last("verification-mean", last),
                place=places[slug],
                measure=case.commitments[slug].label,
                means=(case.commitments[slug].verified_by or "").rstrip("."),
            ),
            (Origin("commitment", slug), Origin("pattern", _last("verification-mean", last))),
            "item",
        ),
    )
    parts = [
        Part(
            "means",
            library.say("verification-means"),
            (Origin("pattern", "verification-means"),),
            items=items,
        )
    ]
    if open_ones:
        named = ", ".join(places[c] for c in sorted(open_ones, key=lambda c: _key(places[c])))
        origins = tuple(Origin("commitment", c) for c in open_ones)
        content = library.say("verification-open", places=named)
        parts.append(Part("open", content, (*origins, Origin("pattern", "verification-open"))))
    heading = library.text("verification-means-part")
    return article(f"{VERIFICATION}/means", "1", heading, parts)


def _key(place: str) -> tuple[int, ...]:
    return tuple(int(p) for p in place.split("."))


def _visits(deal: Deal) -> tuple[Article | None, tuple[LeftOut, ...]]:
    parts, left = [], []
    for visits in deal.visits:
        watch = deal.case.verification[visits.watch]
        made = [
            (slug, n) for slug, n in visits.places if n > 0 and deal.case.facilities[slug].declared
        ]
        if not made:
            continue
        # A visit binds whoever is visited: it needs a commitment of the package that admits it.
        if {*watch.admitted_by} & {*deal.commitments}:
            parts.append(_watched(deal, visits.watch, made))
        else:
            left.append(LeftOut("visits", visits.watch, watch.label))
    left += _undeclared(deal)
    if not parts:
        return None, tuple(left)
    heading = deal.library.text("verification-visits-part")
    return article(f"{VERIFICATION}/visits", "2", heading, parts), tuple(left)


def _watched(deal: Deal, slug: str, made: list[tuple[str, int]]) -> Part:
    library, watch = deal.library, deal.case.verification[slug]
    items = tuple(
        Part(
            f"{slug}-{place}",
            library.say(
                _last("verification-place", k == len(made) - 1),
                place=deal.case.facilities[place].label,
                visits=str(n),
            ),
            (
                Origin("verification", f"{slug}/{place}"),
                Origin("pattern", _last("verification-place", k == len(made) - 1)),
            ),
            "item",
        )
        for k, (place, n) in enumerate(made)
    )
    content = library.say(
        "verification-visits",
        party=deal.short(watch.of),
        visits=str(sum(n for _, n in made)),
    )
    origins = (Origin("verification", slug), Origin("pattern", "verification-visits"))
    return Part(slug, content, origins, items=items)


def _undeclared(deal: Deal) -> list[LeftOut]:
    """Return the places that the deal touches and that their owner has not declared."""
    return [
        LeftOut("place", slug, place.label)
        for slug, place in deal.case.facilities.items()
        if not place.declared and {*place.commitments} & {*deal.commitments}
    ]
