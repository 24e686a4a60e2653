"""The first page: what was done, who is ahead, what moves, what fails, what is allowed."""

from __future__ import annotations

from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.order.naming import party
from detente.report.track.consequences import consequences
from detente.report.track.done import done
from detente.report.track.naming import amount, some, what
from detente.schedule.tracking_findings import (
    FailingFinding,
    StandingFinding,
    TrackFinding,
)

_EVEN = 1e-9
SHOWN = 4


def first_page(finding: TrackFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : TrackFinding
    names : Names
    """
    return (
        done(finding, names),
        standing(finding, names),
        slipping(finding, names),
        failing(finding, names),
        consequences(finding, names),
    )


def standing(finding: TrackFinding, names: Names) -> Part:
    """Return who is ahead and whether breaking off pays: the same test for each party."""
    words = names.words
    items = [_standing(one, names) for one in finding.standing]
    paragraphs: list[Sentence] = []
    if finding.unknown:
        paragraphs.append(words.say("track.standing.unknown", n=finding.unknown))
    if any(abs(s.advance_disputed - s.advance) > _EVEN for s in finding.standing):
        told = words.listed([_disputed(s, names) for s in finding.standing])
        paragraphs.append(words.say("track.standing.disputed", told=told))
    heading = words.text("track.standing.heading")
    return Part("track-standing", heading, tuple(paragraphs), tuple(items))


def _standing(one: StandingFinding, names: Names) -> Sentence:
    words = names.words
    share = words.belief_sets(one.pays_share.value)
    if one.pays:
        walk = words.text(f"track.standing.{'loses' if one.stake < 0 else 'pays'}", share=share)
    else:
        cap = amount(one.cap, one.own_cost, names)
        walk = words.text("track.standing.goes-on", cap=cap, share=share)
    size = amount(abs(one.advance), one.own_cost, names)
    values = {"party": names.party(one.party), "walk": walk}
    if abs(one.advance) <= _EVEN:
        return words.say("track.standing.level", **values)
    key = "ahead" if one.advance > 0 else "behind"
    return words.say(f"track.standing.{key}", **values, amount=size)


def _disputed(one: StandingFinding, names: Names) -> str:
    words, who = names.words, names.party(one.party)
    if abs(one.advance_disputed) <= _EVEN:
        return words.text("track.standing.disputed-level", party=who)
    key = "ahead" if one.advance_disputed > 0 else "behind"
    size = amount(abs(one.advance_disputed), one.own_cost, names)
    return words.text(f"track.standing.disputed-{key}", party=who, amount=size)


def slipping(finding: TrackFinding, names: Names) -> Part:
    """Return what the delays move, and which overdue commitments hold up the most others."""
    words = names.words
    planned, expected = words.day(finding.end_planned), words.day(finding.end_expected)
    overdue = bool(finding.held) and not finding.supposed
    if not finding.chain:
        lead = words.say("track.slip.over", day=expected)
    elif finding.end_expected > finding.end_planned:
        chain = some(finding.chain, names)
        lead = words.say("track.slip.moved", planned=planned, expected=expected, chain=chain)
    else:
        lead = words.say(f"track.slip.{'stays' if overdue else 'none'}", day=expected)
    items = tuple(
        words.say("track.slip.unlocks", what=what(u.slug, names), n=u.waiting, alone=u.alone)
        for u in finding.unlocks[:SHOWN]
    )
    paragraphs = [lead]
    if overdue and not items:
        paragraphs.append(words.say("track.slip.no-unlocks"))
    return Part("track-slip", words.text("track.slip.heading"), tuple(paragraphs), items)


def failing(finding: TrackFinding, names: Names) -> Part:
    """Return the first condition that fails for each party: the same test for all."""
    words = names.words
    paragraphs: list[Sentence] = []
    gates = "gates" in finding.assumptions
    if finding.held:
        overdue = [c.slug for c in finding.commitments if c.slug in finding.held]
        late = [s for s in overdue if _is_overdue(s, finding)]
        paragraphs.append(words.say("track.next.overdue", what=some(late, names)))
        if gates:
            paragraphs.append(words.say("track.next.gates"))
    elif finding.supposed:
        told = what(finding.supposed, names)
        paragraphs.append(words.say("track.next.supposed", what=told))
    elif not finding.chain:
        paragraphs.append(words.say("track.next.closed"))
    else:
        paragraphs.append(words.say("track.next.planned" if gates else "track.next.robust"))
    items = [_fails(one, finding, names) for one in finding.failing]
    if finding.deadline is not None:
        told_deadline = words.say(
            "track.next.deadline",
            day=words.day(finding.deadline.day),
            what=what(finding.deadline.slug, names),
            waits=some(finding.deadline.waits_for, names),
        )
        items.append(told_deadline)
    return Part("track-next", words.text("track.next.heading"), tuple(paragraphs), tuple(items))


def _is_overdue(slug: str, finding: TrackFinding) -> bool:
    one = next(c for c in finding.commitments if c.slug == slug)
    return one.delivered is None and one.planned < finding.day


def _fails(one: FailingFinding, finding: TrackFinding, names: Names) -> Sentence:
    words, who = names.words, party(one.party, names)
    if one.day is None:
        return words.say("track.next.nothing", party=who)
    cost = {s.party: s.own_cost for s in finding.standing}.get(one.party, 0.0)
    worth = ""
    if cost > 0:
        worth = words.text("track.next.worth", amount=amount(one.gain, cost, names))
    anyway = words.text("track.next.anyway") if one.anyway and finding.held else ""
    values = {"party": who, "worth": worth, "anyway": anyway}
    day = words.day(one.day)
    if one.kind == "cheat":
        return words.say("track.next.cheat", **values, day=day, what=some(one.commitments, names))
    if one.day == finding.day:
        return words.say("track.next.walk-away-now", **values)
    return words.say("track.next.walk-away", **values, day=day)
