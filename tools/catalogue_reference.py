"""Write docs/reference/catalogue.md from the catalogue of measures; ``make reference``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from detente.case.blocks.interests import INTEREST_KINDS
from detente.ideas.analysis.catalogue import Measure, Precedent
from detente.ideas.analysis.loading import FILES, published_file

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "catalogue.md"
TITLES = {
    "words": "Statements and ways of writing a text",
    "diplomacy": "Offices, channels, bodies and guarantors",
    "military": "Forces",
    "arms": "Arms and the plants that make them",
    "economy": "Money, trade and shared resources",
    "people": "People",
    "law": "What makes a promise hold",
}
WHOSE = {
    "receiver": "the receiver's",
    "giver": "the giver's",
    "both": "of both",
    "others": "of others",
}
WHO = {"giver": "one party for the other", "both": "both together", "third": "a third party"}
HEAD = """\
# Catalogue of measures

Written by `make reference` from the catalogue itself. `detente ideas` ranks these for a case: see
[Find ideas](../how-to/find-ideas.md). The measures were written for this project; they name roles
(giver, receiver, others), never a state, so that any party may stand in either.

A precedent marked *checked* was looked up on the page named, as stored when this catalogue was
written; one marked *unverified* is told from general knowledge and should be looked up before it
is quoted.
"""


def page() -> str:
    """Return the page: the kinds of interest, then each measure with its precedents."""
    lines = [HEAD, "## Kinds of interest\n", "| kind | in words |", "|---|---|"]
    lines += [f"| `{kind}` | {text} |" for kind, text in INTEREST_KINDS.items()]
    for name in FILES:
        lines += ["", f"## {TITLES[name]}"]
        for slug, measure in published_file(name).items():
            lines += ["", *_measure(slug, measure)]
    return "\n".join(lines) + "\n"


def _measure(slug: str, measure: Measure) -> Iterator[str]:
    yield f"### {measure.label}\n"
    yield f"`{slug}` · {WHO[measure.by]} · cost to the giver: {measure.cost.level}\n"
    yield f"{measure.description} {measure.gives}\n"
    serves = "; ".join(
        f"{'' if s.how == 'mainly' else 'also '}{INTEREST_KINDS[s.interest]} ({WHOSE[s.of]})"
        for s in measure.serves
    )
    yield f"- Serves: {serves}"
    strains = ", ".join(INTEREST_KINDS[k] for k in measure.cost.strains)
    yield f"- Cost: {measure.cost.why}" + (f" Strains: {strains}." if strains else "")
    if measure.preconditions:
        yield f"- Needs: {' '.join(measure.preconditions)}"
    if measure.legal_bars:
        yield f"- Law that may stand against it: {', '.join(measure.legal_bars).replace('-', ' ')}"
    for precedent in measure.precedents:
        yield f"- {_precedent(precedent)}"


def _precedent(precedent: Precedent) -> str:
    told = f"**{precedent.name}**, {precedent.date}, {precedent.where}. {precedent.fared}"
    if precedent.checked is None:
        return f"{told} *Unverified.*"
    return f"{told} *Checked:* [{precedent.checked.title}]({precedent.checked.url})."


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
