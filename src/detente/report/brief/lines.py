"""The lines of a brief that tell the answer itself."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.report.brief.called import Quoting, called
from detente.report.brief.line import Line
from detente.report.document import plain_text
from detente.report.language import number
from detente.report.names import Names
from detente.report.sentences.answer import bottom_line
from detente.report.sentences.certainty import basis_words, weakest_input
from detente.report.sentences.deal import party_gains
from detente.report.sentences.obstacles import helpful

BEST = "/deals/packages/0"
TWICE = "ranges twice as wide"
OF_100 = frozenset({"importance", "score", "no-deal", "likelihood"})
"""Kinds of numbers whose scale ends at 100."""


def bottom_lines(finding: ReachFinding, names: Names, fullness: int) -> tuple[Line, ...]:
    """Return the answer, how it stands with looser ranges, and how to read it."""
    words, best = names.words, finding.deals.best
    told = plain_text(bottom_line(finding, names))
    places = ["/deals/zone/zone", f"{BEST}/a_sign"]
    if best.a_sign.value > 0 and TWICE in best.widened:
        told += " " + words.text("brief.twice", share=words.in_100(best.widened[TWICE].value))
        places.append(f"{BEST}/widened/{TWICE}")
    if best.a_sign.value > 0 and names.case.terms:
        told += " " + words.text("brief.hold", share=words.in_100(best.a_hold.value))
        places.append(f"{BEST}/a_hold")
    if fullness:
        told += " " + words.text("brief.guide")
    return (Line(told, tuple(places)),)


def deal_lines(
    finding: ReachFinding, names: Names, fullness: int
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return what stays as it is, and what changes, as paragraphs and as a list."""
    words, best = names.words, finding.deals.best
    place = (f"{BEST}/options",)
    if best.a_sign.value == 0:
        return (Line(plain_text(words.say("deal.none")), place),), ()
    changed = [i for i, o in best.options.items() if not names.is_status_quo(i, o)]
    kept = [i for i in best.options if i not in changed]
    if not changed:
        return (Line(words.text("deal.nothing"), place),), ()
    items = tuple(
        Line(
            words.text(
                "names.settled", issue=names.issue(i), option=names.options(i, best.options[i])
            ),
            (f"{BEST}/options/{i}",),
        )
        for i in changed
    )
    stays = (Line(words.text("brief.kept", issues=names.issues(kept)), place),)
    return (stays if kept and fullness else ()), items


def gains_lines(finding: ReachFinding, names: Names, fullness: int) -> tuple[Line, ...]:
    """Return the consequences of the deal, and who gains and gives where."""
    words, best = names.words, finding.deals.best
    if best.a_sign.value == 0:
        return ()
    quoting = Quoting(names.case, words.code)
    brought = {
        c: words.text(
            "brief.consequence",
            consequence=names.consequence(c),
            amount=words.span(s.p05, s.p95, names.unit(c)),
        )
        for c, s in best.consequences.items()
        if s.p95 != 0 or s.p05 != 0
    }
    lines = []
    if brought:
        told = words.text("brief.brings", consequences="; ".join(brought.values()))
        lines.append(Line(told, tuple(f"{BEST}/consequences/{c}" for c in brought)))
    lines += [
        Line(
            plain_text(party_gains(best, p, quoting)),
            (f"{BEST}/by_issue/{p}", f"{BEST}/accepted_by/{p}"),
        )
        for p in names.signatories()
        if p in best.accepted_by
    ]
    others = [r for r in names.ratifiers() if r in best.accepted_by]
    if others and fullness:
        shares = [
            words.text(
                "gains.ratifier",
                party=names.party(r),
                share=words.belief_sets(best.accepted_by[r].value),
            )
            for r in others
        ]
        told = words.text("gains.ratifiers", shares=words.listed(shares))
        lines.append(Line(told, tuple(f"{BEST}/accepted_by/{r}" for r in others)))
    return tuple(lines)


def beliefs_line(finding: ReachFinding, names: Names) -> tuple[Line, ...]:
    """Return how acceptable the deal is under each named set of beliefs."""
    words = names.words
    if not finding.beliefs or finding.deals.best.a_sign.value == 0:
        return ()
    told = "; ".join(
        words.text(
            "brief.belief",
            belief=b.label,
            share=words.belief_sets(b.overall_best_here.value),
        )
        for b in finding.beliefs
    )
    places = tuple(f"/beliefs/{k}/overall_best_here" for k in range(len(finding.beliefs)))
    return (Line(words.text("brief.beliefs", beliefs=told), places),)


def help_lines(finding: ReachFinding, names: Names, fullness: int) -> tuple[Line, ...]:
    """Return the acts that would raise acceptability most."""
    words = names.words
    useful = helpful(finding)[0][: 1 + fullness]
    if not useful:
        return ()
    told = [
        words.text("brief.lever", lever=x.label, share=words.in_100(x.acceptability.value))
        for x in useful
    ]
    order = finding.levers.levers
    places = tuple(f"/levers/levers/{order.index(x)}/acceptability" for x in useful)
    return (Line(words.text("brief.help", levers="; ".join(told)), places),)


def mind_lines(finding: ReachFinding, names: Names, fullness: int) -> tuple[Line, ...]:
    """Return the numbers on which acceptance of the deal turns most."""
    found = finding.deals.must_believe
    if not found or finding.deals.best.a_sign.value == 0:
        return ()
    kinds = {i.pointer: i.kind for i in finding.inputs}
    return tuple(
        Line(
            names.words.text(
                ("brief.lower" if n.accepting < n.refusing else "brief.higher")
                + ("-of-100" if kinds.get(n.pointer) in OF_100 else ""),
                number=called(n.pointer, n.label, names),
                accepting=number(n.accepting),
                refusing=number(n.refusing),
            ),
            (f"/deals/must_believe/0/numbers/{k}",),
        )
        for k, n in enumerate(found[0].numbers[: 2 + fullness // 2])
    )


def weakest_lines(finding: ReachFinding, names: Names) -> tuple[Line, ...]:
    """Return the input that most deserves work."""
    weakest = weakest_input(finding)
    if weakest is None:
        return ()
    told = names.words.text(
        "brief.weakest",
        input=called(weakest.pointer, weakest.label, names),
        basis=basis_words(weakest, names),
    )
    return (Line(told, ("/weakest_input", f"/inputs/{finding.inputs.index(weakest)}")),)
