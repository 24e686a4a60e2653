"""A draft on the terminal: the text itself, or what was written where."""

from __future__ import annotations

from collections.abc import Iterator

from detente.answers.draft_findings import DraftFinding
from detente.drafting.text import Text
from detente.report.answer_words import deal_name
from detente.report.draft.view import printed, rows
from detente.report.names import Names
from detente.report.terminal import COLUMNS
from detente.report.wrapping import wrapped

_LEVEL = {"item": 4, "definition": 4}
_APART = ("title", "article", "annex", "part", "step", "signature")
_MOST = 12
LEAST = 0.05
"""Points of a guarantee below which it is not told."""


def text_lines(text: Text, width: int) -> list[str]:
    """Return a text wrapped for a terminal.

    Parameters
    ----------
    text : Text
    width : int
        Columns of the terminal.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    found: list[str] = []
    for row in rows(text):
        if row.kind in _APART:
            found.append("")
        before = " " * _LEVEL.get(row.kind, 0)
        said = f"{row.label} {printed(row.pieces)}".strip()
        found += [before + one for one in wrapped(said, columns - len(before), None, "  ")]
    return found[1:]


def told(finding: DraftFinding, names: Names, width: int, written: str = "") -> list[str]:
    """Return what is to be known of a draft beside its text.

    Parameters
    ----------
    finding : DraftFinding
    names : Names
    width : int
        Columns of the terminal.
    written : str
        Folder that it was written to; empty where it was not.
    """
    columns = min(max(width, COLUMNS[0]), COLUMNS[1])
    text = names.words.text
    deal = deal_name(finding.package, finding.label, names)
    found = wrapped(text("draft.of", package=deal, n=len(finding.text.articles)), columns)
    if finding.completed:
        found += wrapped(text("draft.completed"), columns)
    found += wrapped(_plan(finding, names), columns)
    for party in finding.balance:
        said = text("draft.balance", party=names.party(party.party), n=party.commitments)
        found += wrapped("- " + said, columns, None, "  ")
    opened = [*_open(finding, names)]
    found += _block(text("draft.open", n=len(finding.open)), opened, columns)
    left = [text(f"draft.left.{item.kind}", what=item.label) for item in finding.left_out]
    found += _block(text("draft.left-out", n=len(left)), left, columns)
    if written:
        found.append(text("draft.written", place=written))
    return found


def _block(heading: str, items: list[str], columns: int) -> list[str]:
    if not items:
        return []
    found = ["", *wrapped(heading, columns)]
    for item in items[:_MOST]:
        found += wrapped("- " + item, columns, None, "  ")
    if len(items) > _MOST:
        found.append(f"  ({len(items) - _MOST} …)")
    return found


def _plan(finding: DraftFinding, names: Names) -> str:
    text, plan = names.words.text, finding.plan
    key = "calendar" if plan.source == "calendar" else "order"
    share = names.words.belief_sets(plan.holds.value)
    said = text(f"draft.plan.{key}", order=plan.source, share=share)
    more = [party for party, points in plan.given.items() if points > LEAST]
    return f"{said} {text('draft.plan.given', parties=names.parties(more))}" if more else said


def _open(finding: DraftFinding, names: Names) -> Iterator[str]:
    text = names.words.text
    for place in finding.open:
        if place.kind == "reading":
            said = "; ".join(
                f"{names.parties(by)}: {words}" if by else words for by, words in place.alternatives
            )
            yield text("draft.reading", place=place.paragraph, said=said)
    blank = dict.fromkeys(p.paragraph for p in finding.open if p.kind == "blank")
    if blank:
        yield text("draft.blank", places=", ".join(blank))
