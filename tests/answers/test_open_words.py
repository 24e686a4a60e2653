"""Deals that leave a word open: whether they hold, and who would call what a breach."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from detente.answers.open_words import OpenDealFinding, clear, open_deals
from detente.beliefs.study import SELECTION, Study
from detente.deals.acceptance import accepts, package_values
from detente.deals.analysis.packages import found, recorded
from detente.deals.analysis.workspace import Workspace
from detente.finding import Share
from tests.answers.failures import GOOD, tabled, undefined
from tests.builders import case_from, uncertain_case_data

DRAWS = 300


def open_case(*, carried_out: bool = True) -> dict[str, Any]:
    """Return talks in which a share of the water is all that is on the table."""
    data = undefined()
    water = data["issues"]["water"]["options"]
    water["half"]["on_table"] = water["full"]["on_table"] = False
    data["packages"]["offer"]["options"] = {**GOOD, "water": "share"}
    if carried_out:
        data["commitments"] = {"give": {"label": "Give", "actor": "south", "what": "gives water"}}
        water["share"]["commitments"] = ["give"]
    return data


def ready(data: dict[str, Any]) -> Workspace:
    return Workspace(Study(case_from(data), 1), DRAWS)


def told(w: Workspace, a_sign: float = 1.0, a_hold: float = 0.0) -> list[OpenDealFinding]:
    """Return the open deals of everything found and recorded, at shares that are made up."""
    described = [
        SimpleNamespace(
            slug=item.slug, label=item.label, origin=item.origin,
            a_sign=Share(a_sign, 0.01), a_hold=Share(a_hold, 0.01),
        )
        for item in (*found(w), *recorded(w))
    ]  # fmt: skip
    return list(open_deals(w, described))  # type: ignore[arg-type] -- what it reads of them


def test_whose_reading_may_bind_can_be_added_up_by_hand() -> None:
    (best, offer) = told(ready(open_case()))
    assert (best.slug, offer.slug) == ("most-acceptable", "offer")
    for deal in (best, offer):
        assert deal.open == ("share",)
        # All the water suits both; half of it is worth 56 to north, who wants 60.
        assert deal.binds == {"north": Share(1.0, 0.0), "south": Share(0.0, 0.0)}
        assert deal.leaves == {"north": {}, "south": {"north": Share(1.0, 0.0)}}
    assert offer.terms == ()


def test_only_who_carries_it_out_in_this_deal_can_be_in_breach() -> None:
    (best, _) = told(ready(open_case()))
    (term,) = best.terms
    assert term.carried_out_by == ("south",)
    (called,) = term.called
    assert (called.of, called.by) == ("south", "north")
    # South gives a little, and north reads all of it.
    assert called.likely.mean == pytest.approx(1)
    assert called.elements == {"summer": pytest.approx(0), "winter": pytest.approx(1)}
    (likely,) = [b for b in term.breaches if b.likely > 0.5]
    assert (likely.own, likely.other, likely.missing) == ("little", "much", ("winter",))
    assert all(b.missing for b in term.breaches)
    assert term.differing[0].differs.mean == pytest.approx(1)


def test_who_carries_out_another_option_under_the_word_is_not_told_of_here() -> None:
    data = open_case()
    data["commitments"]["show"] = {"label": "Show", "actor": "north", "what": "shows the books"}
    data["issues"]["bridge"]["options"]["built"] |= {
        "names": {"share": "little"},
        "commitments": ["show"],
    }
    (best, _) = told(ready(data))
    assert best.terms[0].carried_out_by == ("south",)
    assert {c.of for c in best.terms[0].called} == {"south"}
    assert {b.of for b in best.terms[0].breaches} == {"south"}


def test_what_nobody_carries_out_is_no_breach() -> None:
    (best, _) = told(ready(open_case(carried_out=False)))
    (term,) = best.terms
    assert (term.carried_out_by, term.called, term.breaches) == ((), (), ())


def test_a_deal_that_names_its_reading_is_left_out() -> None:
    data = open_case()
    data["packages"]["plain"] = tabled(GOOD)
    assert [d.slug for d in told(ready(data))] == ["most-acceptable", "offer"]
    del data["terms"], data["issues"]["water"]["options"]["share"]
    data["packages"] = {"plain": tabled(GOOD)}
    for option in data["issues"]["water"]["options"].values():
        option["on_table"] = True
    assert told(ready(data)) == []


def test_the_shares_are_those_of_plain_loops() -> None:
    data = uncertain_case_data()
    data["packages"] = {"offer": tabled({**GOOD, "water": ["share", "half"]})}
    for party, value in (("north", [10, 70]), ("south", [40, 95]), ("council", [40, 95])):
        for course in data["values"][party]["no_deal"]["courses"].values():
            course["value"] = value
    w = ready(data)
    offer = next(d for d in told(w) if d.slug == "offer")
    (item,) = recorded(w)
    own, acceptors = w.held_out, w.model.structure.acceptors
    signed = accepts(own, item.full, acceptors)
    held = w.holds(item.full, signed, SELECTION, SELECTION + DRAWS)
    values = {r: w.revised(SELECTION, SELECTION + DRAWS, reader=r) for r in ("north", "south")}
    for reader, there in values.items():
        still, left = 0.0, dict.fromkeys(acceptors.names, 0.0)
        good = accepts(there, item.full, acceptors)
        now = package_values(there, item.full) - there.floor[:, None, :]
        was = package_values(own, item.full) - own.floor[:, None, :]
        for k in range(len(item.full)):
            for d in range(DRAWS):
                still += signed[k, d] and good[k, d]
                for a, name in enumerate(acceptors.names):
                    left[name] += signed[k, d] and was[a, k, d] >= -1e-6 > now[a, k, d]
        total = len(item.full) * DRAWS
        assert offer.binds[reader].value == pytest.approx(still / total)
        found_left = {p: s.value for p, s in offer.leaves[reader].items()}
        assert found_left == pytest.approx({p: n / total for p, n in left.items() if n})
        assert held.mean() <= offer.binds[reader].value <= signed.mean()
    assert np.mean([offer.binds[r].value < signed.mean() for r in values]) > 0


@pytest.mark.parametrize(
    ("signed", "held", "said"),
    [((0.8, 0.001), (0.5, 0.001), True), ((0.8, 0.1), (0.5, 0.1), False),
     ((0.8, 0.001), (0.77, 0.001), False), ((0.8, 0.0), (0.8, 0.0), False)],
)  # fmt: skip
def test_much_less_is_beyond_two_errors_and_worth_telling(
    signed: tuple[float, float], held: tuple[float, float], said: bool
) -> None:
    deal = OpenDealFinding("x", "x", "found", Share(*signed), Share(*held), {}, {}, (), ())
    assert clear(deal, 0.05) is said
