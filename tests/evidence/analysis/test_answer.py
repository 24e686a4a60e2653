"""From a case to an answer: by hand, chronology, something else, analysts, contradictions."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from detente.beliefs.study import Study
from detente.errors import UsageError
from detente.evidence.analysis.answer import explain
from detente.evidence.analysis.reading import read
from detente.evidence.bayes import posterior
from detente.evidence.findings import Explained
from tests.builders import case_from
from tests.evidence.cases import explained

DRAWS = 500


def answer(data: dict[str, Any], as_of: str | None = None, **options: Any) -> Explained:
    day = datetime.date.fromisoformat(as_of) if as_of else None
    return explain(Study(case_from(data), 1, day, **options), DRAWS)


def means(found: Explained) -> dict[str, float]:
    return {h.slug: h.posterior.mean for h in found.hypotheses}


def by_hand(*rows: tuple[float, float]) -> np.ndarray:
    """Return the posterior of dry, mill and an added something else (prior 10 of 100)."""
    weight = np.array([0.4, 0.6, 1 / 9])
    for dry, mill in rows:
        weight = weight * np.array([dry, mill, (dry + mill) / 2])
    return weight / weight.sum()


def told() -> tuple[float, float]:
    return 0.5 * 0.9 + 0.5 * 0.4, 0.5 * 0.3 + 0.5 * 0.4


def test_the_answer_by_hand() -> None:
    found = answer(explained())
    assert list(means(found).values()) == pytest.approx(by_hand((0.8, 0.2), told()))
    assert found.other_added
    assert "other-added" in found.method
    assert (found.leader, found.runner_up) == ("dry", "mill")
    assert found.draws == DRAWS
    low, speech = found.rows
    assert list(low.without.values()) == pytest.approx(by_hand(told()))
    assert list(speech.without.values()) == pytest.approx(by_hand((0.8, 0.2)))
    assert (by_hand(told()).argmax(), low.leader_without) == (0, "dry")
    assert (low.most, low.least) == ("dry", "mill")
    assert low.ratio == pytest.approx(4)
    assert speech.ratio == pytest.approx(told()[0] / told()[1])
    assert low.marks == {"dry": "C", "mill": "I", "": "NA"}
    ahead = means(found)["dry"] / means(found)["mill"]
    assert found.ahead == pytest.approx(ahead)
    assert low.ratio_turn == pytest.approx(4 / ahead)


def test_an_assumption_is_judged_by_its_rows() -> None:
    found = answer(explained())
    (honest,) = found.assumptions
    weight = np.array([0.4, 0.6, 1 / 9]) * np.array([0.8, 0.2, 0.5])
    yes = (weight * np.array([0.9, 0.3, 0.6])).sum() * 0.5
    no = weight.sum() * 0.4 * 0.5
    assert honest.rows == 1
    assert honest.after.mean == pytest.approx(yes / (yes + no))


def test_what_is_to_be_found_is_no_evidence_yet() -> None:
    data = explained()
    found = answer(data)
    (asked,) = found.sought
    assert asked.bits > 0
    assert asked.per_cost == pytest.approx(asked.bits / 2)
    del data["evidence"]["asked"]
    assert means(answer(data)) == means(found)


def test_what_came_after_the_outcome_has_no_part() -> None:
    data = explained()
    before = means(answer(data))
    late = {"label": "A flood", "record": ["flood"], "likelihoods": {"dry": 1, "mill": 99}}
    data["evidence"]["late"] = late
    found = answer(data)
    assert means(found) == before
    assert [r.slug for r in found.after] == ["late"]
    assert "after" in found.method
    # Testimony on what came before does count, and is told as such.
    data["evidence"]["late"] = {**late, "about": "2019-05-20"}
    found = answer(data)
    assert means(found)["mill"] > before["mill"]
    assert [r.timing for r in found.rows] == ["before", "testimony", "testimony"]


@pytest.mark.parametrize(
    ("as_of", "rows", "unknown", "foreseen"),
    [
        ("2019-04-30", [], 2, True),
        ("2019-05-01", ["low"], 1, True),
        ("2019-07-31", ["low"], 1, False),
        ("2019-08-01", ["low", "told"], 0, False),
    ],
)
def test_the_record_is_replayed(as_of: str, rows: list[str], unknown: int, foreseen: bool) -> None:
    found = answer(explained(), as_of)
    assert [r.slug for r in found.rows] == rows
    assert (found.unknown, found.foreseen) == (unknown, foreseen)
    hand = [pair for slug, pair in {"low": (0.8, 0.2), "told": told()}.items() if slug in rows]
    assert list(means(found).values()) == pytest.approx(by_hand(*hand))


def test_something_else_may_be_stated() -> None:
    data = explained()
    data["hypotheses"]["else"] = {"label": "Else", "prior": 100, "other": True}
    data["evidence"]["low"]["likelihoods"]["else"] = 50
    found = answer(data)
    weight = np.array([0.4 * 0.8, 0.6 * 0.2, 1.0 * 0.5])
    weight = weight * np.array([*told(), sum(told()) / 2])
    assert list(means(found).values()) == pytest.approx(weight / weight.sum())
    assert not found.other_added


def test_a_row_that_says_nothing_of_one_leaves_it_as_it_was() -> None:
    data = explained()
    del data["evidence"]["told"], data["assumptions"]
    data["hypotheses"]["third"] = {"label": "Third", "prior": 50}
    for row in data["evidence"].values():
        row["likelihoods"]["third"] = "NA"
    data["hypotheses"]["dry"]["prior"] = data["hypotheses"]["mill"]["prior"] = 50
    found = answer(data)
    third = next(h for h in found.hypotheses if h.slug == "third")
    assert third.posterior.mean == pytest.approx(third.prior.mean)
    assert "not-applicable" in found.method
    assert not found.exact


def test_the_order_of_the_explanations_never_matters() -> None:
    data = ranged()
    data["evidence"]["low"]["likelihoods"]["dry"] = "NA"
    del data["evidence"]["told"]["likelihoods"]["mill"]
    one = answer(data)
    data["hypotheses"] = dict(reversed(data["hypotheses"].items()))
    two = answer(data)
    assert means(two) == pytest.approx(means(one))
    ends = {h.slug: (h.low, h.high) for h in two.hypotheses}
    for h in one.hypotheses:
        assert (h.low, h.high) == pytest.approx(ends[h.slug])
    for row, again in zip(one.rows, two.rows, strict=True):
        assert again.without == pytest.approx(row.without)
        assert again.bits == pytest.approx(row.bits)
        assert again.likelihood.keys() == row.likelihood.keys()
        for slug, range_ in row.likelihood.items():
            assert again.likelihood[slug] == pytest.approx(range_)


def ranged() -> dict[str, Any]:
    data = explained()
    data["hypotheses"]["dry"]["prior"] = [20, 50]
    data["hypotheses"]["else"] = {"label": "Else", "prior": [5, 20], "other": True}
    data["assumptions"]["honest"]["holds"] = [30, 80]
    data["evidence"]["low"]["likelihoods"] = {"dry": "likely", "mill": [10, 40], "else": "N"}
    data["evidence"]["told"] |= {"likelihoods": {"dry": "CC", "mill": "I", "else": [20, 70]}}
    data["evidence"]["told"]["otherwise"] = [20, 60]
    data["evidence"]["asked"]["likelihoods"]["else"] = 50
    return data


def test_every_draw_lies_within_the_ends_and_errors_are_those_of_the_draws() -> None:
    data = ranged()
    found = answer(data)
    got = read(Study(case_from(data), 1), DRAWS, ("low", "told"))
    after = posterior(got.prior, got.rows)
    assert found.exact
    for k, h in enumerate(found.hypotheses):
        assert h.low <= after[k].min() <= h.posterior.p05 < h.posterior.p95
        assert h.posterior.p95 <= after[k].max() <= h.high
        assert h.error == pytest.approx(after[k].std() / DRAWS**0.5)
    assert sum(h.leads.value for h in found.hypotheses) == pytest.approx(1)
    assert found.rows[0].marks == {"dry": "C", "mill": "I", "else": "N"}
    assert found.rows[1].marks == {"dry": "CC", "mill": "I", "else": "I"}
    assert means(answer(data)) == means(found)


def test_analysts_stand_side_by_side_and_are_pooled() -> None:
    data = explained()
    data["analysts"] = {"ada": {"label": "Ada"}, "ben": {"label": "Ben"}}
    data["hypotheses"]["dry"]["prior"] = {"analysts": {"ada": 90, "ben": 20}}
    data["evidence"]["low"]["likelihoods"]["mill"] = {"analysts": {"ada": "unlikely", "ben": 60}}
    found = answer(data)
    ada, ben = found.analysts
    assert ada.posterior["dry"] > ben.posterior["dry"]
    assert ada.stated == pytest.approx(1.5)
    # 0.9 and 0.6 to the nearest that sum to 1: a quarter less each.
    assert list(ada.coherent.values()) == pytest.approx([0.65, 0.35])
    assert ada.incoherence == pytest.approx(0.25 * 2**0.5)
    assert ben.stated == pytest.approx(0.8)
    assert ben.posterior["dry"] < found.pooled["dry"] < ada.posterior["dry"]
    alone = answer(data, analyst="ada")
    assert means(alone)["dry"] == pytest.approx(ada.posterior["dry"])
    assert alone.analysts == ()


def test_a_case_without_hypotheses_is_told_how() -> None:
    data = explained()
    for block in ("outcome", "hypotheses", "assumptions", "evidence"):
        del data[block]
    with pytest.raises(UsageError, match="add hypotheses: and evidence:"):
        answer(data)


def test_evidence_that_leaves_nothing_possible_is_told() -> None:
    data = explained()
    for name, pair in (("low", (0, 50)), ("told", (50, 0))):
        row = data["evidence"][name]
        row.pop("assumption", None)
        row.pop("otherwise", None)
        row["impossible"] = True
        row["likelihoods"] = dict(zip(("dry", "mill"), pair, strict=True))
    data["hypotheses"]["mill"]["other"] = True
    with pytest.raises(UsageError, match="leaves no explanation possible"):
        answer(data)


def test_without_evidence_priors_stand() -> None:
    data = explained()
    data["evidence"] = {}
    found = answer(data)
    assert list(means(found).values()) == pytest.approx(by_hand())
    assert found.rows == ()


@pytest.mark.parametrize(
    ("dry", "mill", "turns"),
    [([40, 90], 40, False), ([5, 90], 40, True), (60, [30, 60], False), (60, [30, 95], True)],
)
def test_a_row_may_turn_the_answer_within_its_own_ranges(
    dry: object, mill: object, turns: bool
) -> None:
    data = explained()
    del data["evidence"]["told"], data["assumptions"], data["evidence"]["asked"]
    data["hypotheses"]["dry"]["prior"] = data["hypotheses"]["mill"]["prior"] = 50
    data["evidence"]["gauge"] = {"label": "G", "likelihoods": {"dry": 60, "mill": 40}}
    data["evidence"]["low"]["likelihoods"] = {"dry": dry, "mill": mill}
    low = answer(data).rows[0]
    assert low.turns is turns
