"""The first page: the versions, what is not agreed, who moved, what it all is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.answers.rounds_findings import EffectFinding, RoundsFinding, VersionFinding
from detente.drafting.rounds.moves import KINDS
from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.rounds.naming import authors, called, listed, place, sets, who

_MOST = 6
"""Paragraphs that one sentence names."""


def first_page(finding: RoundsFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : RoundsFinding
    names : Names
    """
    return (
        tree(finding, names),
        waiting(finding, names),
        moved(finding, names),
        worth(finding, names),
        changes(finding, names),
    )


def tree(finding: RoundsFinding, names: Names) -> Part:
    """Return the versions, each after the one it was made from."""
    words = names.words
    items = []
    for version in finding.versions:
        key = "first" if version.parent is None else "next"
        day = words.text("rounds.tree.day", day=words.day(version.date)) if version.date else ""
        items.append(
            words.say(
                f"rounds.tree.{key}",
                version=called(version.slug, names),
                by=authors(version, names),
                day=day,
                standing=_standing(version, names),
                **({"parent": called(version.parent, names)} if version.parent else {}),
            )
        )
    lead = words.say("rounds.tree.lead")
    return Part("rounds-tree", words.text("rounds.tree.heading"), (lead,), tuple(items))


def _standing(version: VersionFinding, names: Names) -> str:
    found, text = version.standing, names.words.text
    return text(
        "rounds.tree.standing",
        agreed=found.agreed,
        n=found.agreed + found.ad_referendum + found.open,
        referendum=found.ad_referendum,
        open=found.open,
        brackets=text("rounds.tree.brackets", n=found.brackets),
        reservations=text("rounds.tree.reservations", n=found.reservations),
    )


def waiting(finding: RoundsFinding, names: Names) -> Part:
    """Return how many paragraphs of the latest versions are not agreed, and which."""
    words = names.words
    items = []
    for version in finding.versions:
        if version.slug not in finding.latest:
            continue
        name, left = called(version.slug, names), version.standing.waiting
        if version.standing.whole:
            items.append(words.say("rounds.open.none", version=name))
            continue
        which = ", ".join(place(one, version, names) for one in left[:_MOST])
        if len(left) > _MOST:
            which = words.text("rounds.open.more", which=which, n=len(left) - _MOST)
        items.append(words.say("rounds.open.some", version=name, n=len(left), which=which))
    return Part("rounds-open", words.text("rounds.open.heading"), (), tuple(items))


def moved(finding: RoundsFinding, names: Names) -> Part:
    """Return who moved in which version, everybody side by side."""
    words = names.words
    items = []
    for version in finding.versions:
        if version.parent is None:
            continue
        name = called(version.slug, names)
        parties = finding.acceptors[: finding.signatories]
        for slug in dict.fromkeys((*version.by, *parties, *(m.party for m in version.moves))):
            counted = Counter(m.kind for m in version.moves if m.party == slug)
            what = [
                words.text(f"rounds.moves.{kind}", n=counted[kind])
                for kind in KINDS
                if counted[kind]
            ]
            party = who(slug, names)
            if what:
                said = listed(what)
                items.append(words.say("rounds.moves.of", version=name, party=party, what=said))
            else:
                items.append(words.say("rounds.moves.still", version=name, party=party))
    lead = () if items else (words.say("rounds.moves.none"),)
    return Part("rounds-moves", words.text("rounds.moves.heading"), lead, tuple(items))


def worth(finding: RoundsFinding, names: Names) -> Part:
    """Return to whom each version is acceptable, and how often."""
    words = names.words
    items = [s for v in finding.versions for s in _worth(v, finding, names)]
    lead = (words.say("rounds.worth.lead"),)
    return Part("rounds-worth", words.text("rounds.worth.heading"), lead, tuple(items))


def _worth(version: VersionFinding, finding: RoundsFinding, names: Names) -> Iterator[Sentence]:
    words, name, value = names.words, called(version.slug, names), version.value
    if value is None:
        yield words.say("rounds.worth.nothing", version=name)
        return
    each = [
        words.text(
            "rounds.worth.party",
            party=names.party(slug),
            share=sets(value.worth[slug].accepts_low, value.worth[slug].accepts_high, names),
        )
        for slug in finding.acceptors
    ]
    together = sets(value.everybody_low, value.everybody_high, names)
    yield words.say("rounds.worth.of", version=name, each=listed(each), all=together)
    if not value.feasible:
        yield words.say("rounds.worth.infeasible", version=name)
    if value.cut:
        yield words.say("rounds.worth.cut", version=name, n=value.packages)
    if value.contradictory:
        yield words.say("rounds.worth.contradictory", version=name)


def changes(finding: RoundsFinding, names: Names) -> Part:
    """Return whom each change makes better off, and how often."""
    words = names.words
    items = []
    for version in finding.versions:
        name = called(version.slug, names)
        valued = [change for change in version.changes if not change.none]
        for change in valued:
            said = _better(change.effect, finding, names)
            where = place(change.paragraph, version, names)
            items.append(words.say("rounds.changes.of", version=name, paragraph=where, each=said))
        if len(valued) > 1 and version.total:
            said = _better(version.total, finding, names)
            items.append(words.say("rounds.changes.total", version=name, each=said))
        if none := len(version.changes) - len(valued):
            items.append(words.say("rounds.changes.without", version=name, n=none))
    lead = () if items else (words.say("rounds.changes.none"),)
    return Part("rounds-changes", words.text("rounds.changes.heading"), lead, tuple(items))


def _better(effect: dict[str, EffectFinding], finding: RoundsFinding, names: Names) -> str:
    return listed(
        names.words.text(
            "rounds.changes.better",
            party=names.party(slug),
            share=sets(effect[slug].better_low, effect[slug].better_high, names),
        )
        for slug in finding.acceptors
    )
