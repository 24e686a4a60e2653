"""How to divide the visits, in the open and by lot, and when to go."""

from __future__ import annotations

from detente.report.document import Part, Sentence, joined
from detente.report.names import Names
from detente.report.verify.naming import chance, chances, divided, hundredths, place, visits
from detente.schedule.verification_findings import (
    PlaceFinding,
    PlanFinding,
    VerificationFinding,
    WatchFinding,
)

_NOTHING = 0.005
"""Differences below half a hundredth are not told."""


def plan(finding: VerificationFinding, names: Names) -> Part | None:
    """Return the division of the visits of each side, and what a violator could still expect."""
    items = [_plan(one, names) for one in finding.watches if one.plan is not None]
    if not items:
        return None
    return Part("verify-plan", names.words.text("verify.plan.heading"), (), tuple(items))


def _plan(one: WatchFinding, names: Names) -> Sentence:
    words, found, who = names.words, one.plan, names.party(one.of)
    if found is None:
        return ()
    told = []
    if found.visits:
        counts = {p.slug: p.visits for p in one.places if p.declared}
        told.append(
            words.say(
                "verify.plan.lead",
                party=who,
                visits=visits(found.visits, names),
                divided=divided(counts, names),
            )
        )
    else:
        told.append(words.say("verify.plan.lead-none", party=who))
    told += _expected(one, found, names)
    if len(found.lots) > 1:
        told.append(words.say("verify.plan.lot", n=len(found.lots)))
    if (short := _least_visited(one)) is not None:
        told.append(_short(short, names))
    told += [_surprise(p, names) for p in one.places if p.surprise is not None]
    if found.visits and one.deterrence is not None and one.deterrence.alarm.mean > 0:
        said = chances(one.deterrence.alarm, names)
        told.append(words.say("verify.plan.alarms", chance=said))
    return joined(told, " ")


def _expected(one: WatchFinding, found: PlanFinding, names: Names) -> list[Sentence]:
    words, told = names.words, []
    if found.enough is None:
        told.append(words.say("verify.plan.enough-never"))
    elif found.enough == 0:
        told.append(words.say("verify.plan.enough-none"))
    else:
        told.append(words.say("verify.plan.enough", visits=visits(found.enough, names)))
    if found.worst <= 0:
        return told
    gain = {p.slug: p.gain.mean for p in one.places}
    worth = hundredths(found.worst / gain[found.at])
    told.append(words.say("verify.plan.pays", place=place(found.at, names), n=worth))
    if found.worst - found.worst_by_lot > _NOTHING * gain[found.at]:
        by_lot = max(hundredths(found.worst_by_lot / gain[found.at]), 0)
        told.append(words.say("verify.plan.pays-lot", n=by_lot))
    return told


def _least_visited(one: WatchFinding) -> PlaceFinding | None:
    """Return the place whose plan by lot leaves a violator the most."""
    drawn = [p for p in one.places if p.game is not None]
    return max(drawn, key=lambda p: p.game.value / p.gain.mean if p.game else 0.0, default=None)


def _short(one: PlaceFinding, names: Names) -> Sentence:
    game = one.game
    if game is None:
        return ()
    return names.words.say(
        "verify.plan.short",
        periods=game.periods,
        place=place(one.slug, names),
        visits=visits(game.visits, names),
        chance=chance(game.first, names),
        n=hundredths(game.value / one.gain.mean),
    )


def _surprise(one: PlaceFinding, names: Names) -> Sentence:
    found = one.surprise
    if found is None:
        return ()
    return names.words.say(
        "verify.plan.surprise",
        place=place(one.slug, names),
        latest=hundredths(found.latest),
        delay=hundredths(found.delay),
    )
