"""Deals to be drafted: of the cases, and random small ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from detente.answers.draft import in_edition
from detente.case.loading import load_case
from detente.case.models import Case
from detente.drafting.analysis.deal import Deal
from detente.drafting.patterns import Library
from detente.drafting.plan import Plan, Step, Visits
from detente.schedule.analysis.reading import commitments_of
from tests.builders import tiny_case_data

CASES = Path(__file__).parents[2] / "cases"


def deal_of(
    case: Case, options: dict[str, str], edition: str | None = None, steps: int = 2
) -> Deal:
    """Return a package of a case to be drafted, its commitments dealt out to so many steps."""
    whole = {slug: issue.status_quo for slug, issue in case.issues.items()} | options
    commitments = commitments_of(case, whole)[0]
    dealt = [commitments[k::steps] for k in range(steps)]
    plan = Plan(
        tuple(Step(k + 1, slugs, 1_000 * k) for k, slugs in enumerate(d for d in dealt if d)),
        True,
        "best",
    )
    visits = tuple(
        Visits(slug, watch.visits, tuple((f, 3) for f, place in case.facilities.items()
                                         if place.of == watch.of and place.declared))
        for slug, watch in case.verification.items()
    )  # fmt: skip
    readings = {
        slug: {p: next(iter(r.readings)) for p, r in term.read_by.items()}
        for slug, term in case.terms.items()
    }
    deal = Deal(case, Library("en"), whole, commitments, readings, plan, visits, case.as_of)
    if edition is None:
        return in_edition(deal, None)
    there = _edition_of_hanoi(edition) if case is hanoi() else in_edition(deal, edition)
    return replace(deal, case=there.case, library=there.library)


def first_options(case: Case, package: str) -> dict[str, str]:
    """Return the first reading of a package of the record."""
    return {
        issue: chosen if isinstance(chosen, str) else chosen[-1]
        for issue, chosen in case.packages[package].options.items()
    }


@cache
def hanoi() -> Case:
    """Return the case of Hanoi."""
    return load_case(CASES / "hanoi-2019").case


@cache
def _edition_of_hanoi(edition: str) -> Deal:
    """Return an empty deal of Hanoi in an edition: putting all names in takes a moment."""
    return in_edition(Deal(hanoi(), Library("en"), {}, (), {}, None, (), None), edition)


WORDS = st.sampled_from(["the sluice", "fish", "grain", "the old road", "two barges"])
GRADES = ["shall", "undertakes", "endeavour", "will", "should", "may"]


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    """Draw a small case with commitments, words, guarantees and perhaps a template, and a deal."""
    data: dict[str, Any] = tiny_case_data()
    names = [f"do-{k}" for k in range(draw(st.integers(1, 6)))]
    data["terms"] = {
        "sluice": {
            "label": "the sluice",
            "elements": {"gate": "the gate", "wall": "the wall", "weir": "the weir"},
            "readings": {
                "narrow": {"label": "the gate alone", "elements": ["gate"]},
                "wide": {"label": "all of it", "elements": ["gate", "wall", "weir"]},
                "other": {"label": "gate and weir", "elements": ["gate", "weir"]},
            },
            "read_by": {
                party: {"readings": {reading: 60}}
                for party, reading in draw(
                    st.dictionaries(st.sampled_from(["north", "south"]),
                                    st.sampled_from(["narrow", "wide", "other"]))
                ).items()
            },
        },
        "road": {
            "label": "the old road",
            "readings": {"paved": {"label": "its paved part"}, "whole": {"label": "its length"}},
        },
    }  # fmt: skip
    data["commitments"] = {}
    for k, name in enumerate(names):
        clause: dict[str, Any] = {"grade": draw(st.sampled_from(GRADES))}
        if draw(st.booleans()):
            clause |= {"text": "look after {term} with {quantity}", "term": "sluice",
                       "quantity": "care"}  # fmt: skip
        data["commitments"][name] = {
            "label": f"Deed {k}",
            "actor": draw(st.sampled_from(["north", "south"])),
            "what": f"Keep {draw(WORDS)} in order.",
            "prerequisites": [n for n in names[:k] if draw(st.integers(0, 4)) == 0],
            "clause": clause,
            **({"verified_by": "A visit"} if draw(st.booleans()) else {}),
        }
    options: dict[str, str] = {}
    for issue, option in (("water", "half"), ("mill", "open"), ("bridge", "built")):
        own: dict[str, Any] = data["issues"][issue]["options"][option]
        own["commitments"] = [n for n in names if draw(st.booleans())]
        if draw(st.booleans()):
            own["names"] = {"sluice": draw(st.sampled_from(["narrow", "wide"]))}
        if draw(st.booleans()):
            options[issue] = option
    data["guarantees"] = {
        name: {
            "label": f"Loss {name}", "kind": "other", "points": 3,
            "on": draw(st.sampled_from(["north", "south"])),
            "stages": {s: {"label": f"Stage {s}", "days": 5} for s in draw(st.sets(
                st.sampled_from(["one", "two"])))},
        }
        for name in draw(st.sets(st.sampled_from(["fine", "ban"])))
    }  # fmt: skip
    if draw(st.booleans()):
        data["documents"] = {
            "charter": {
                "label": "River Charter",
                "known_from": "2019-01-01",
                "articles": {
                    f"article-{k}": {"text": "On the river.", "issues": ["water"],
                                     "commitments": [n for n in names if draw(st.booleans())]}
                    for k in (1, 2)
                },
            }
        }  # fmt: skip
    return deal_of(Case.model_validate(data), options, steps=draw(st.integers(1, 3)))
