"""What was done, told commitment by commitment where there is something to tell."""

from __future__ import annotations

from collections import Counter

from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.track.naming import entry_of, some, status_of, what, who_says, whole
from detente.schedule.tracking_findings import PerformedFinding, TrackFinding

_FIRST = ("disputed", "breach", "overdue", "late", "partial", "behind")
"""In this order, what is not delivered comes before what was delivered late."""


def done(finding: TrackFinding, names: Names) -> Part:
    """Return what was done, in numbers and where it is not as planned.

    Parameters
    ----------
    finding : TrackFinding
    names : Names
    """
    words = names.words
    paragraphs: list[Sentence] = []
    if not finding.log:
        nothing = bool(finding.later or finding.elsewhere)
        paragraphs.append(words.say(f"track.done.{'nothing-yet' if nothing else 'empty'}"))
    paragraphs.append(_counts(finding, names))
    if finding.log:
        paragraphs.append(_aspects(finding, names))
    for key in ("unverified", "ahead", "elsewhere"):
        if listed := getattr(finding, key):
            paragraphs.append(words.say(f"track.done.{key}", what=some(listed, names)))
    items = tuple(_item(c, finding, names) for c in told(finding))
    return Part("track-done", words.text("track.done.heading"), tuple(paragraphs), items)


def told(finding: TrackFinding) -> list[PerformedFinding]:
    """Return what is not as planned: contested, overdue, late, done in part."""
    found = [c for c in finding.commitments if c.status in _FIRST]
    found = [c for c in found if c.delivered is None or c.status == "late"]
    return sorted(found, key=lambda c: (c.delivered is not None, _FIRST.index(c.status)))


def _counts(finding: TrackFinding, names: Names) -> Sentence:
    words = names.words
    open_ones = [c for c in finding.commitments if c.delivered is None]
    others = Counter(c.status for c in open_ones)
    called = {c.status: status_of(c, names) for c in open_ones}
    total = len(finding.commitments)
    if not others:
        return words.say("track.done.all", n=total)
    listed = words.listed(
        [
            words.text("track.done.count", n=others[s], status=called[s])
            for s in (*_FIRST, "not-yet-due")
            if others[s]
        ]
    )
    delivered = total - others.total()
    return words.say("track.done.counts", n=total, delivered=delivered, others=listed)


def _aspects(finding: TrackFinding, names: Names) -> Sentence:
    words, listed = names.words, []
    for one in finding.aspects:
        aspect = words.text(f"track.aspect.{one.aspect}")
        if one.score is None:
            listed.append(words.text("track.done.not-coded", aspect=aspect))
            continue
        score = whole(one.least)
        if one.coded < one.provisions:
            score = words.text("track.done.scores", least=score, most=whole(one.most))
        values = {"aspect": aspect, "score": score}
        values |= {"coded": str(one.coded), "n": str(one.provisions)}
        listed.append(words.text("track.done.scored", **values))
    return words.say("track.done.aspects", aspects=words.listed(listed))


def _item(one: PerformedFinding, finding: TrackFinding, names: Names) -> Sentence:
    words, late = names.words, ""
    if one.days_late:
        key = "late" if one.planned_by == "due" else "late-calendar"
        late = words.text(f"track.done.{key}", n=one.days_late, day=words.day(one.planned))
    who = who_says(entry_of(one.latest, finding), names)
    says = words.say("track.done.silent")
    if who:
        says = words.say("track.done.says", who=who)
    elif one.logged:
        says = ()
    values = {"what": what(one.slug, names), "status": status_of(one, names), "late": late}
    return words.say("track.done.item", **values, says=says)
