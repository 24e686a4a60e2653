"""What a page is given says, unchanged, what the program says of the same draws."""

from pathlib import Path

import numpy as np
import pytest

from detente.answers.dissent import dissent
from detente.answers.reach import workspace
from detente.answers.sampling import sample
from detente.case.checking import load_checked
from detente.deals.acceptance import accepts

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize(("name", "most"), [("panama-1974", 0), ("hanoi-2019", 3)])
def test_without_a_change_the_page_counts_what_the_engine_counts(name: str, most: int) -> None:
    """Numbers travel as 16 bits: only draws within a hair of no deal may turn over."""
    loaded, _ = load_checked(CASES / name)
    ready = workspace(loaded, 2_000)
    shipped = sample(ready)
    engine = accepts(
        ready.held_out.cut(0, shipped.draws),
        np.array(shipped.packages),
        ready.model.structure.acceptors,
    )
    assert shipped.draws == 1_000
    apart = np.abs(np.array(dissent(shipped, {}).accepted) - engine.sum(axis=1))
    assert apart.max() <= most


def test_a_change_that_matters_is_seen() -> None:
    loaded, _ = load_checked(CASES / "hanoi-2019")
    shipped = sample(workspace(loaded, 1_000))
    pointer = "/values/united-states/no_deal/courses/status-quo/value"
    before, after = dissent(shipped, {}), dissent(shipped, {pointer: (40.0, 60.0)})
    assert after.accepted[0] < before.accepted[0]
