"""The first page: what would be seen, how to visit, what deters, what steps need, the time."""

from __future__ import annotations

from detente.report.document import Part, Sentence, joined
from detente.report.names import Names
from detente.report.verify.bought import bought
from detente.report.verify.naming import between, chances, hundredths, place, visits, watch
from detente.report.verify.plan import plan
from detente.report.verify.samples import samples
from detente.report.verify.steps import steps
from detente.schedule.verification_findings import (
    CompletenessFinding,
    VerificationFinding,
    WatchFinding,
)


def first_page(finding: VerificationFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : VerificationFinding
    names : Names
    """
    parts = (
        seen(finding, names),
        bought(finding, names),
        deterred(finding, names),
        plan(finding, names),
        steps(finding, names),
        samples(finding, names),
    )
    return tuple(part for part in parts if part is not None)


def seen(finding: VerificationFinding, names: Names) -> Part:
    """Return what would be seen, declared and undeclared places apart, side by side."""
    words = names.words
    items = [_seen(one, names) for one in finding.watches]
    items += [
        words.say("verify.seen.unwatched", party=names.party(who)) for who in finding.unwatched
    ]
    return Part("verify-seen", words.text("verify.seen.heading"), (), tuple(items))


def _seen(one: WatchFinding, names: Names) -> Sentence:
    words, found, who = names.words, one.detection, names.party(one.of)
    if found is None:
        return words.say("verify.seen.nowhere", party=who)
    if found.declared is None:
        told = [words.say("verify.seen.declared-none", party=who)]
    else:
        told = [
            words.say(
                "verify.seen.declared",
                party=who,
                visits=visits(one.visits, names),
                watch=watch(one.slug, names),
                chance=chances(found.declared, names),
                place=place(found.least, names),
            )
        ]
    if found.undeclared is None:
        return joined([*told, words.say("verify.seen.all-declared")], " ")
    told.append(words.say("verify.seen.undeclared", chance=chances(found.undeclared, names)))
    if found.declared is not None:
        told.append(
            words.say(
                "verify.seen.worst",
                worst=chances(found.worst, names),
                share=hundredths(found.goes_undeclared.mean),
                mixed=chances(found.mixed, names),
            )
        )
    if one.completeness is not None and one.completeness.after:
        told.append(_complete(one.completeness, names))
    return joined(told, " ")


def _complete(found: CompletenessFinding, names: Names) -> Sentence:
    number, after = found.after[-1]
    return names.words.say(
        "verify.seen.complete",
        stated=between(found.stated, names),
        visits=visits(number, names),
        after=between(after, names),
    )


def deterred(finding: VerificationFinding, names: Names) -> Part | None:
    """Return in how many belief sets a violation does not pay: the same test for each side."""
    words = names.words
    items = [told for one in finding.watches if (told := _deterred(one, names))]
    if not items:
        return None
    lead = words.say("verify.deter.lead")
    return Part("verify-deter", words.text("verify.deter.heading"), (lead,), tuple(items))


def _deterred(one: WatchFinding, names: Names) -> Sentence:
    words, found, who = names.words, one.deterrence, names.party(one.of)
    if found is None or one.detection is None:
        return ()
    told = []
    if found.declared is not None:
        share = words.belief_sets(found.declared.value)
        told.append(words.say("verify.deter.declared", party=who, share=share))
    else:
        told.append(words.say("verify.deter.declared-none", party=who))
    elsewhere = one.detection.undeclared
    if found.undeclared and found.undeclared_needed and elsewhere:
        told.append(
            words.say(
                "verify.deter.undeclared",
                share=words.belief_sets(found.undeclared.value),
                needed=chances(found.undeclared_needed, names),
                has=chances(elsewhere, names),
            )
        )
    if found.declared and found.undeclared:
        both = words.belief_sets(found.nowhere.value)
        told.append(words.say("verify.deter.nowhere", share=both))
    if hundredths(found.nowhere_without_alarms.value) != hundredths(found.nowhere.value):
        share = words.belief_sets(found.nowhere_without_alarms.value)
        told.append(words.say("verify.deter.alarms", share=share))
    if found.loss.p05 <= 0:
        told.append(words.say("verify.deter.loses", party=who))
    return joined(told, " ")
