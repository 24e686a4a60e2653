"""Measures proposed for a case, in plain sentences."""

from __future__ import annotations

import textwrap

from detente.case.models import Case
from detente.finding import Share
from detente.ideas.findings import IdeaFinding, IdeasFinding, Meets, PairFinding, PrecedentFinding
from detente.report import words
from detente.report.names import Names
from detente.report.sentences.interests import in_the_way, positions

COLUMNS = 96
NAMED = 3
"""Interests named for one measure."""
RECORDED = 3
"""Items of the record named for one interest."""


def ideas_text(finding: IdeasFinding, case: Case, top: int) -> list[str]:
    """Return the proposals as lines of text.

    Parameters
    ----------
    finding : IdeasFinding
    case : Case
        For the names of things.
    top : int
        Measures to tell; those of the case itself are told apart.
    """
    names = Names(case)
    fresh = [i for i in finding.ideas if not i.already]
    lines = _wrapped(_lead(finding, names))
    lines += [
        "",
        "What stands in the way of the most acceptable deal and the best on record",
    ]
    for sentence in in_the_way(finding.interests, names):
        lines += _item(sentence)
    if not fresh:
        lines += ["", "No measure that is not in the case already would meet any of this."]
    for number, idea in enumerate(fresh[:top], 1):
        lines += ["", *_idea(number, idea, case, names)]
    if finding.pairs:
        lines += ["", "Two together, each for another party"]
        for pair in finding.pairs:
            lines += _item(_pair(pair, finding, case, names))
    told = positions(finding.interests, names)
    if told:
        lines += ["", "Where positions conflict and interests need not"]
        for sentence in told:
            lines += _item(sentence)
    lines += _rest(finding)
    return lines


def why(idea: IdeaFinding, case: Case) -> str:
    """Return why a measure is proposed: which interests of whom it would meet, and on what basis.

    Parameters
    ----------
    idea : IdeaFinding
    case : Case
    """
    names = Names(case)
    told = [_meets(m, case, names) for m in idea.meets[:NAMED]]
    rest = len(idea.meets) - NAMED
    more = f"; and {words.count(rest, 'more interest')}" if rest > 0 else ""
    return f"It would meet {'; '.join(told)}{more}."


def _meets(meets: Meets, case: Case, names: Names) -> str:
    interest = case.interests[meets.interest]
    how = "" if meets.how == "mainly" else "in part "
    stake = words.belief_sets(meets.stake)
    asked = f"what it asks on {names.issues(meets.issues)}" if meets.issues else "its consent"
    record = interest.basis.record if interest.basis else ()
    if record:
        shown = ", ".join(record[:RECORDED]) + (" ..." if len(record) > RECORDED else "")
        basis = f"record: {shown}"
    else:
        basis = "a judgement"
    return (
        f"{how}{_quoted(interest.label)} of {names.party(interest.of)} ({asked} stands in the way "
        f"{stake}; {basis})"
    )


def between(idea: IdeaFinding, names: Names) -> str:
    """Return who gives a measure to whom."""
    first, second = names.party(idea.giver), names.party(idea.receiver)
    if idea.by == "both":
        return f"{first} and {second} together"
    if idea.by == "third":
        return f"a third party for {first} and {second}"
    return f"{first} to {second}"


def _quoted(label: str) -> str:
    return words.ENGLISH.text("quoted", text=label)


def value_words(gain: Share) -> str:
    """Return a gain under the user's rough values, in words."""
    if abs(gain.value) <= 2 * gain.se or gain.value == 0:
        return "too little to tell apart from nothing on these draws"
    change = words.change_of_100(gain.value)
    return f"{change} belief sets, give or take {words.number(100 * gain.se)} of 100"


def _lead(finding: IdeasFinding, names: Names) -> str:
    about = f" for {names.issue(finding.issue)}" if finding.issue else ""
    return (
        f"Ideas{about}: {words.count(finding.catalogue, 'measure')} looked at; "
        f"{len({i.measure for i in finding.ideas})} would meet an interest that is at stake, "
        f"{finding.idle} would not, {len(finding.aside)} are set aside. The most acceptable deal "
        f"without them is acceptable to all {words.belief_sets(finding.baseline.value)}. "
        "First come those that meet most of what is at stake for what they cost; this is a way to "
        "search, not a forecast."
    )


def _idea(number: int, idea: IdeaFinding, case: Case, names: Names) -> list[str]:
    own = "; from your catalogue" if idea.own else ""
    lines = _wrapped(f"{number}. {idea.label} ({between(idea, names)}; {idea.measure}{own})")
    lines += _item(f"Why: {why(idea, case)}")
    lines += _item(f"What: {idea.description}")
    strained = words.listed([_quoted(case.interests[s].label) for s in idea.strains])
    strain = f" It strains {strained}." if strained else ""
    lines += _item(f"Cost: {idea.level}. {idea.cost}{strain}")
    if idea.gain is not None:
        lines += _item(f"With your rough values: {value_words(idea.gain)}.")
    if idea.preconditions:
        lines += _item(f"Needs: {' '.join(idea.preconditions)}")
    if idea.legal_bars:
        bars = words.listed([b.replace("-", " ") for b in idea.legal_bars])
        lines += _item(f"Law that may stand against it: {bars}.")
    for precedent in idea.precedents:
        lines += _item(_precedent(precedent))
    return lines


def _precedent(found: PrecedentFinding) -> str:
    source = f"checked: {found.source}" if found.source else "unverified"
    return f"Before: {found.name}, {found.date}, {found.where}. {found.fared} [{source}]"


def _pair(pair: PairFinding, finding: IdeasFinding, case: Case, names: Names) -> str:
    one, other = (finding.ideas[k] for k in pair.ideas)
    told = [
        f"{i.label} ({between(i, names)}) for {_quoted(_first(i, party, case))} "
        f"of {names.party(party)}"
        for i, party in zip((one, other), pair.serves, strict=True)
    ]
    gain = f" With your rough values: {value_words(pair.gain)}." if pair.gain else ""
    return f"{told[0]}, with {told[1]}.{gain}"


def _first(idea: IdeaFinding, party: str, case: Case) -> str:
    """Return the interest of a party that a measure meets most."""
    told = [case.interests[m.interest] for m in idea.meets]
    return next(interest.label for interest in told if interest.of == party)


def _rest(finding: IdeasFinding) -> list[str]:
    lines: list[str] = []
    already = {i.measure: i for i in finding.ideas if i.already}
    if already:
        told = "; ".join(f"{i.label} ({', '.join(i.already)})" for i in already.values())
        lines += ["", *_wrapped(f"In the case already: {told}.")]
    if finding.aside:
        told = "; ".join(f"{a.label} ({a.why.rstrip('.')})" for a in finding.aside)
        lines += ["", *_wrapped(f"Set aside: {told}.")]
    first = next((i for i in finding.ideas if not i.already), None)
    if first is not None:
        lines += ["", f"As a lever of the case: detente ideas CASE --as-lever {first.measure}"]
    return lines


def _item(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent="   ",
        subsequent_indent="     ",
        break_on_hyphens=False,
    )


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, subsequent_indent="   ", break_on_hyphens=False)
