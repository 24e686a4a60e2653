"""What holds of every answer of ``detente explain``, on random cases."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.answers.explain import answer_why
from detente.beliefs.study import Study
from detente.evidence.findings import Explained
from detente.finding import plain
from tests.builders import case_from
from tests.evidence.cases import explained

DRAWS = 150
WORDS = ("CC", "C", "N", "I", "II", "likely", "very unlikely")
NEAR = 1e-9
seeds = st.integers(0, 2**32 - 1)


def random_case(seed: int) -> dict[str, Any]:
    """Return a case of points, ranges and words, rows alone and rows on assumptions."""
    rng = np.random.default_rng(seed)
    data = explained()

    def some() -> Any:
        low, high = np.sort(rng.uniform(2, 98, 2)).round(1).tolist()
        return [[low, high], low, str(rng.choice(WORDS))][rng.integers(3)]

    def quantity() -> Any:
        while isinstance(found := some(), str):
            pass
        return found

    judged = {"judgement": "random"}
    names = [f"h{k}" for k in range(rng.integers(2, 5))]
    data["hypotheses"] = {
        h: {"label": h, "prior": quantity(), "other": k == 0 and bool(rng.integers(2))}
        for k, h in enumerate(names)
    }
    data["assumptions"] = {
        f"a{k}": {"label": f"A{k}", "holds": quantity(), "basis": judged} for k in range(2)
    }
    data["evidence"] = {}
    for r in range(int(rng.integers(2, 7))):
        cells = {h: some() if k == 0 or rng.random() < 0.8 else "NA" for k, h in enumerate(names)}
        row: dict[str, Any] = {"label": f"Row {r}", "likelihoods": cells, "basis": judged}
        if rng.integers(2):
            row |= {"assumption": f"a{rng.integers(2)}", "otherwise": quantity()}
        if r and not rng.integers(4):
            row["to_find"] = {"how": "ask", "cost": 1}
        data["evidence"][f"r{r}"] = row
    return data


def answer(data: dict[str, Any]) -> Explained:
    return answer_why(Study(case_from(data), 3), DRAWS).explained


def same(found: Any, expected: Any) -> None:
    """Compare two answers whole, numbers up to rounding, lists of rows by their names."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys()
        for key in expected:
            same(found[key], expected[key])
    elif isinstance(expected, list) and expected and isinstance(expected[0], dict):
        one, two = ({x["slug"]: x for x in some} for some in (found, expected))
        same(one, two)
    elif isinstance(expected, list):
        for x, y in zip(found, expected, strict=True):
            same(x, y)
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, rel=NEAR, abs=NEAR)
    else:
        assert found == expected


@given(seeds, st.randoms())
def test_the_order_of_the_evidence_never_matters(seed: int, chance: Any) -> None:
    data = random_case(seed)
    mixed = copy.deepcopy(data)
    for block in ("evidence", "assumptions"):
        entries = list(mixed[block].items())
        chance.shuffle(entries)
        mixed[block] = dict(entries)
    for row in mixed["evidence"].values():
        row["likelihoods"] = dict(sorted(row["likelihoods"].items(), reverse=True))
    same(plain(answer(mixed)), plain(answer(data)))


@given(seeds, st.floats(1, 100), st.sampled_from(["alone", "on an assumption of its own"]))
def test_a_row_that_fits_all_equally_and_shares_no_assumption_changes_nothing(
    seed: int, level: float, how: str
) -> None:
    data = random_case(seed)
    told = plain(answer(data))
    more = copy.deepcopy(data)
    level = round(level, 1)
    flat = {"label": "Flat", "likelihoods": dict.fromkeys(data["hypotheses"], level)}
    if how != "alone":
        more["assumptions"]["own"] = {"label": "Own", "holds": [20, 70]}
        flat |= {"assumption": "own", "otherwise": [5, 60]}
    more["evidence"]["flat"] = flat
    found = plain(answer(more))
    rows = {row["slug"]: row for row in found["rows"]}
    row = rows.pop("flat")
    assert row["bits"] == pytest.approx(0, abs=NEAR)
    assert row["ratio"] == pytest.approx(1)
    assert not row["turns"]
    before = {h["slug"]: h for h in told["hypotheses"]}
    for slug, mean in row["without"].items():
        assert mean == pytest.approx(before[slug]["posterior"]["mean"], abs=NEAR)
    found["rows"] = list(rows.values())
    found["assumptions"] = [a for a in found["assumptions"] if a["slug"] != "own"]
    for answered in (found, told):
        answered.pop("method")  # which may speak of assumptions now
        for h in answered["hypotheses"]:
            h.pop("inconsistency")  # a score that counts rows, not what they tell
    same(found, told)
