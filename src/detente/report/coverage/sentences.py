"""The first page: what is open in the text, what the template never said, who is bound."""

from __future__ import annotations

from collections.abc import Sequence

from detente.answers.coverage import CoverageFinding, TemplateFinding
from detente.drafting.coverage.gaps import Gap
from detente.report.document import Part, Sentence
from detente.report.language import Language
from detente.report.messages.quotes import nested

SLOTS = ("who", "deadline", "verification", "consequence")
"""Slots of which words can tell that they are missing."""


def first_page(finding: CoverageFinding, words: Language) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : CoverageFinding
    words : Language
        Of the reader.
    """
    parts = [open_points(finding, words)]
    if finding.template:
        parts.append(template(finding, words))
    if finding.judged:
        parts.append(balance(finding, words))
    return tuple(parts)


def open_points(finding: CoverageFinding, words: Language) -> Part:
    """Return every gap of the text, as one line with its mend."""
    gaps = finding.gaps
    lead = [words.say("coverage.found", n=len(gaps)) if gaps else words.say("coverage.none")]
    if not finding.judged:
        lead.append(words.say("coverage.unjudged", language=finding.language))
    elif not finding.parties:
        lead.append(words.say("coverage.parties-unknown"))
    if gaps:
        lead.append(words.say("coverage.rules"))
    return Part(
        "coverage-open",
        words.text("coverage.heading"),
        tuple(lead),
        tuple(item(gap, finding, words) for gap in gaps),
    )


def item(gap: Gap, finding: CoverageFinding, words: Language) -> Sentence:
    """Return a gap as one line: where, what, and the mend."""
    place = place_of(gap, finding, words)
    mend = words.text(f"coverage.mend.{gap.kind}")
    return words.say("coverage.at", place=place, said=what_of(gap, finding, words), mend=mend)


def place_of(gap: Gap, finding: CoverageFinding, words: Language) -> str:
    """Return what stands at the place of a gap, shortened."""
    if not gap.line:
        return words.text("coverage.whole")
    return shortened(finding.printed.get(gap.line, gap.line))


def what_of(gap: Gap, finding: CoverageFinding, words: Language) -> str:
    """Return what a gap is, in words."""
    key = f"coverage.gap.{gap.kind}"
    if gap.kind == "slot":
        return words.text(key, slots=slots_said(gap.what, words))
    if gap.kind == "final-clause":
        said = words.listed([words.text(f"coverage.final.{one}") for one in gap.what])
        return words.text(key, what=said)
    if gap.kind == "waits-in-circle":
        shown = [shortened(finding.printed.get(line, line)) for line in gap.what]
        return words.text(key, what=" → ".join([*shown, shown[0]]))
    if gap.kind == "one-sided":
        return words.text(key, what=words.listed([finding.parties.get(p, p) for p in gap.what]))
    if gap.what:
        told = [f"“{nested(one, '“')}”" if gap.kind == "vague" else one for one in gap.what]
        return words.text(key, what=words.listed(told))
    return words.text(key)


def slots_said(slots: Sequence[str], words: Language) -> str:
    """Return slots in words, as a list."""
    return words.listed([words.text(f"coverage.slot.{slot}") for slot in slots])


def template(finding: CoverageFinding, words: Language) -> Part:
    """Return what each article of the template never said."""
    items = tuple(
        words.say(
            "coverage.template.item",
            article=one.cited,
            words=shortened(one.said),
            said=_template_said(one, words),
        )
        for one in finding.template
    )
    lost = [
        words.text(f"coverage.final.{what}")
        for gap in finding.template_gaps
        if gap.kind == "final-clause"
        for what in gap.what
    ]
    rest = (words.say("coverage.template.rest", what=words.listed(lost)),) if lost else ()
    return Part("coverage-template", words.text("coverage.template.heading"), rest, items)


def _template_said(one: TemplateFinding, words: Language) -> str:
    case = words.text("coverage.template.case", n=len(one.commitments), taken=len(one.taken))
    if not one.states:
        return words.text("coverage.template.nothing", case=case)
    missing = [slot for slot in SLOTS if one.states.get(slot) == "missing"]
    if not missing:
        return words.text("coverage.template.complete", case=case)
    return words.text("coverage.template.missing", slots=slots_said(missing, words), case=case)


def balance(finding: CoverageFinding, words: Language) -> Part:
    """Return how many commitments bind each party, by grade."""
    items = list[Sentence]()
    for slug, name in finding.parties.items():
        counts = finding.balance.get(slug, {})
        if not counts:
            items.append(words.say("coverage.binds-none", party=name))
            continue
        grades = [f"{words.text(f'coverage.grade.{g}')} {n}" for g, n in counts.items()]
        items.append(
            words.say(
                "coverage.binds-item",
                party=name,
                n=sum(counts.values()),
                grades=", ".join(grades),
            )
        )
    return Part("coverage-binds", words.text("coverage.binds"), (), tuple(items))


def shortened(said: str, most: int = 70) -> str:
    """Return the beginning of a line; one that is whole without its full stop."""
    said = said.removesuffix(".")
    return said if len(said) <= most else said[: most - 1].rsplit(" ", 1)[0] + " …"
