"""The lines of a brief that look ahead: the likely answer, and the fallback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.answers.findings import ReachFinding
from detente.report.brief.line import Line
from detente.report.names import Names
from detente.report.sentences.deal import HELD, held_better

BEST = "/deals/packages/0"
ASKED = 2
"""Issues named for each side."""


def reply_lines(finding: ReachFinding, names: Names, reader: str | None) -> tuple[Line, ...]:
    """Return what each side would still ask for, and whose consent is most often lacking.

    Parameters
    ----------
    finding : ReachFinding
    names : Names
    reader : str or None
        The side that reads the brief, whose own answer is left out.
    """
    if finding.deals.best.a_sign.value == 0:
        return ()
    sides = [p for p in names.signatories() if p != reader]
    lines = [_side(finding, names, party) for party in sides]
    return (*lines, *_consent(finding, names))


def _side(finding: ReachFinding, names: Names, party: str) -> Line:
    words, best = names.words, finding.deals.best
    share = words.belief_sets(best.accepted_by[party].value)
    asked: dict[str, str] = {}
    places = [f"{BEST}/accepted_by/{party}"]
    for k, conflict in enumerate(best.obstacles):
        for demand in conflict.demands:
            if demand.party != party or demand.issue is None or demand.issue in asked:
                continue
            if len(asked) < ASKED:
                asked[demand.issue] = words.text(
                    "brief.asked",
                    issue=names.issue(demand.issue),
                    share=words.in_100(conflict.share.value),
                )
                places.append(f"{BEST}/obstacles/{k}")
    key = "asks" if asked else "content"
    told = words.text(
        f"brief.{key}",
        party=names.party(party),
        share=share,
        asked=words.listed(list(asked.values())),
    )
    return Line(told, tuple(places))


def _consent(finding: ReachFinding, names: Names) -> Iterator[Line]:
    words = names.words
    for k, conflict in enumerate(finding.deals.best.obstacles):
        for demand in conflict.demands:
            if demand.issue is None:
                share = words.in_100(conflict.share.value)
                refused = words.text("brief.refused", party=names.party(demand.party), share=share)
                yield Line(words.text("brief.consent", refused=refused), (f"{BEST}/obstacles/{k}",))
                return


def fallback_lines(finding: ReachFinding, names: Names) -> tuple[Line, ...]:
    """Return the deal to fall back on.

    First the one that holds better under the other side's reading of the words, then the next
    on the line between acceptability and what the sides gain, then one that cannot be told apart.
    """
    words, deals = names.words, finding.deals
    if deals.best.a_sign.value == 0:
        return ()
    held = held_better(finding)
    told = _other(names, deals.best.options, held.options) if held else ""
    if held and told:
        at = next(k for k, p in enumerate(deals.packages) if p.slug == HELD)
        return (
            Line(
                words.text(
                    "brief.fallback-held",
                    differences=told,
                    share=words.belief_sets(held.a_sign.value),
                    held=words.belief_sets(held.a_hold.value),
                ),
                tuple(f"/deals/packages/{at}/{x}" for x in ("options", "a_sign", "a_hold")),
            ),
        )
    for key, block in (("next", "alternatives"), ("rival", "rivals")):
        for k, found in enumerate(getattr(deals, block)):
            told = _other(names, deals.best.options, {i: (o,) for i, o in found.options.items()})
            if told:
                share = words.belief_sets(found.a_sign.value)
                text = words.text(f"brief.fallback-{key}", differences=told, share=share)
                return (Line(text, (f"/deals/{block}/{k}",)),)
    return (Line(words.text("brief.fallback-none"), ("/deals/alternatives",)),)


def _other(
    names: Names,
    best: Mapping[str, tuple[str, ...]],
    other: Mapping[str, tuple[str, ...]],
) -> str:
    return names.shortened(names.differences(best, other))
