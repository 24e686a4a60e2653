"""What the agreed consequences allow, in words: clocks with dates, expiry, what was taken back."""

from __future__ import annotations

from detente.report.document import Part, Sentence, say
from detente.report.names import Names
from detente.report.track.naming import entry_of, quoted, status, what
from detente.schedule.tracking_findings import ClockFinding, GuaranteeFinding, TrackFinding


def consequences(finding: TrackFinding, names: Names) -> Part:
    """Return what each guarantee allows.

    Parameters
    ----------
    finding : TrackFinding
    names : Names
    """
    words, paragraphs, items = names.words, [], []
    if not finding.guarantees:
        paragraphs.append(words.say("track.consequence.none"))
    plain = [guarantee(g, names) for g in finding.guarantees if not g.clocks and not g.expired]
    for one in finding.guarantees:
        items += [_clock(one, clock, finding, names) for clock in one.clocks]
        if one.until is None:
            continue
        if one.expired or not any(c.too_late for c in one.clocks):
            key = "expired" if one.expired else "until"
            told, day = guarantee(one, names), words.day(one.until)
            items.append(words.say(f"track.consequence.{key}", guarantee=told, day=day))
    if plain:
        paragraphs.append(words.say("track.consequence.plain", guarantees=words.listed(plain)))
    items += _withdrawn(finding, names)
    heading = words.text("track.consequence.heading")
    return Part("track-consequences", heading, tuple(paragraphs), tuple(items), items_first=True)


def guarantee(one: GuaranteeFinding, names: Names) -> str:
    """Return a guarantee with the party it is on."""
    known = names.case.guarantees.get(one.slug)
    label = known.label if known else one.label
    return names.words.text("track.consequence.named", guarantee=label, party=names.party(one.on))


def stage(slug: str, one: GuaranteeFinding, names: Names) -> str:
    """Return the name of a stage of a guarantee."""
    known = names.case.guarantees.get(one.slug)
    found = known.stages.get(slug) if known else None
    return found.label if found else slug


def _clock(
    one: GuaranteeFinding, clock: ClockFinding, finding: TrackFinding, names: Names
) -> Sentence:
    words, told = names.words, guarantee(one, names)
    if clock.occasion == "today":
        listed = [
            words.text(
                "track.consequence.stage", stage=stage(s.slug, one, names), day=words.day(s.last)
            )
            for s in clock.stages
        ]
        day = words.day(clock.back_from)
        stages = "; ".join(listed)
        said = words.say("track.consequence.today", guarantee=told, stages=stages, day=day)
    else:
        entry = entry_of(clock.entry, finding)
        values = {"guarantee": told, "what": quoted(entry.commitment, names) if entry else ""}
        values |= {"day": words.day(clock.started), "position": _position(one, clock, names)}
        said = words.say(f"track.consequence.{clock.occasion}", **values)
    if clock.too_late and one.until is not None:
        late = words.say("track.consequence.too-late", day=words.day(one.until))
        said = say(said, " ", late)
    return said


def _position(one: GuaranteeFinding, clock: ClockFinding, names: Names) -> str:
    words, day = names.words, names.words.day(clock.back_from)
    if clock.in_force:
        return words.text("track.consequence.in-force", day=day)
    if not clock.stage:
        return words.text("track.consequence.stopped")
    at = stage(clock.stage, one, names)
    return words.text("track.consequence.at", stage=at, day=day)


def _withdrawn(finding: TrackFinding, names: Names) -> list[Sentence]:
    """Return disputes and reported breaches that a later entry took back."""
    words, found = names.words, []
    for entry in finding.log:
        later = entry_of(entry.settled_by, finding) if entry.settled_by else None
        if later is None:
            continue
        found.append(
            words.say(
                "track.consequence.withdrawn",
                what=what(entry.commitment, names),
                day=words.day(entry.happened),
                status=status(entry.status, names),
                later=words.day(later.happened),
                other_status=status(later.status, names),
            )
        )
    return found
