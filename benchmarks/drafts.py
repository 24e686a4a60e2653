"""Drafting: a text of 200 articles and 1,000 commitments with schedule and verification annexes.

No peer writes such texts; the limit is our own, 3 seconds of processor time.
"""

from __future__ import annotations

import time
from typing import Any

from detente.case.models import Case
from detente.drafting.analysis.composing import compose
from detente.drafting.analysis.deal import Deal
from detente.drafting.patterns import Library
from detente.drafting.plan import Plan, Step
from detente.drafting.text import paragraphs

ARTICLES, EACH = 200, 5
LIMIT = 3.0


def many(articles: int = ARTICLES, each: int = EACH) -> Deal:
    """Return a deal with a template of so many articles, so many commitments in each."""
    names = [[f"do-{a}-{k}" for k in range(each)] for a in range(articles)]
    commitments = {
        slug: {
            "label": f"Deed {slug}",
            "actor": ("north", "south")[k % 2],
            "what": f"Carry out deed {slug} at the sluice {k}.",
            "verified_by": "A visit",
        }
        for row in names
        for k, slug in enumerate(row)
    }
    flat = [slug for row in names for slug in row]
    data: dict[str, Any] = {
        "detente": 1,
        "title": "Large",
        "parties": {p: {"label": p.title(), "role": "signatory"} for p in ("north", "south")},
        "issues": {
            "all": {
                "label": "All",
                "status_quo": "no",
                "options": {
                    "no": {"label": "No"},
                    "yes": {"label": "Yes", "commitments": flat},
                },
            }
        },
        "terms": {
            f"word-{k}": {
                "label": f"sluice {k}",
                "elements": {"gate": "the gate", "wall": "the wall"},
                "readings": {
                    "narrow": {"label": "the gate", "elements": ["gate"]},
                    "wide": {"label": "both", "elements": ["gate", "wall"]},
                },
            }
            for k in range(each)
        },
        "values": {},
        "courses": {"none": {"label": "Nothing", "starts": "2020-01-01", "likelihood": 100}},
        "commitments": commitments,
        "documents": {
            "charter": {
                "label": "Charter",
                "known_from": "2020-01-01",
                "articles": {
                    f"article-{a + 1}": {"text": "Of the river.", "commitments": row}
                    for a, row in enumerate(names)
                },
            }
        },
    }
    case = Case.model_validate(data)
    steps = tuple(Step(k + 1, tuple(flat[k::20]), 30 * k) for k in range(20))
    plan = Plan(steps, True, "best")
    return Deal(case, Library("en"), {"all": "yes"}, tuple(flat), {}, plan, (), None)


def run() -> float:
    """Return the processor time of writing the text once, patterns read before."""
    deal = many()
    deal.library.text("title")
    start = time.process_time()
    text = compose(deal).text
    spent = time.process_time() - start
    print(
        f"{len(text.articles)} articles, {sum(1 for _ in paragraphs(text))} paragraphs: "
        f"{spent:.2f} s of processor time"
    )
    return spent


if __name__ == "__main__":
    run()
