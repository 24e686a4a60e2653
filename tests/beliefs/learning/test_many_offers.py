"""Two hundred offers in a real case: how long, and how many effective draws, whatever they say."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from detente.answers.learn_parties import chances as others_accept
from detente.answers.reach import workspace
from detente.beliefs.learning.learn import learn
from detente.beliefs.learning.parties import Menu, PartyItems
from detente.beliefs.learning.smc import effective_sample
from detente.case.checking import load_checked
from detente.case.quantity import Quantity
from detente.deals.acceptance import package_values

HANOI = Path(__file__).parents[3] / "cases" / "hanoi-2019"
OFFERS = 100


@pytest.mark.slow
@pytest.mark.parametrize("chances_of", ["stated", "random"])
def test_200_offers_leave_2000_effective_draws(chances_of: str) -> None:
    ready = workspace(load_checked(HANOI)[0], 8192, 1)
    rng = np.random.default_rng(0)
    some = ready.everything[np.sort(rng.choice(len(ready.everything), 100, replace=False))]
    drawn = ready.selection.cut(0, 512)
    margins = package_values(drawn, some) - drawn.floor[:, None, :]
    none = Menu(some[:0], np.zeros(0, dtype=int), 0)
    parties = []
    for p, party in enumerate(("united-states", "north-korea")):
        # Where any package has a chance with the others, each offer says far more.
        chances = rng.random(100) if chances_of == "random" else others_accept(ready, party, some)
        v = 5 * chances * margins[p, :, 7] / 100
        offers = rng.choice(100, OFFERS, p=np.exp(v) / np.exp(v).sum())
        menu = Menu(some, np.arange(100), 100)
        parties.append(
            PartyItems(
                party, menu, chances, offers, none, (), np.ones(OFFERS),
                tuple(map(str, range(OFFERS))),
            )
        )  # fmt: skip
    begin = time.process_time()
    beta = Quantity(range=(2.0, 10.0))
    _, learned = learn(ready.model, tuple(parties), beta, 8192, np.random.default_rng(1))
    took = time.process_time() - begin
    rows = [row for v in learned.state.values() for row in np.atleast_2d(v)]
    least = min(effective_sample(row, learned.ancestors) for row in rows)
    print(f"{took:.1f} s, {least:.0f} effective draws, {len(learned.powers)} steps")
    assert least >= 2000
    assert took < 20
