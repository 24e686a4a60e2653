"""Trust thresholds and signals, against the payoffs of every course, written out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.trust.threshold import (
    bearable_share,
    cooperates,
    signalling_share,
    trust_needed,
)

POINTS = st.integers(0, 40)
SHARE = st.integers(0, 20).map(lambda k: k / 20)
# Three payoffs in descending order, and one more.
DESCENDING = st.lists(POINTS, min_size=3, max_size=3).map(lambda x: sorted(x, reverse=True))


def one_game(mine: str, trust: float, r: float, t: float, p: float, s: float) -> float:
    """Expected payoff of one game in which the trustworthy cooperate and others do not."""
    game = {("c", "c"): r, ("d", "c"): t, ("d", "d"): p, ("c", "d"): s}
    return trust * game[mine, "c"] + (1 - trust) * game[mine, "d"]


def two_games(
    first: str, second: str, share: float, trust: float, r: float, t: float, p: float, s: float
) -> float:
    """Both games when the trustworthy show it in the first and answer it in the second."""
    game = {("c", "c"): r, ("d", "c"): t, ("d", "d"): p, ("c", "d"): s}
    total = 0.0
    for theirs, chance in (("c", trust), ("d", 1 - trust)):
        # A trustworthy other goes on only with one who cooperated in the first.
        answer = "c" if theirs == "c" and first == "c" else "d"
        mine = second if theirs == "c" else "d"
        total += chance * (share * game[first, theirs] + (1 - share) * game[mine, answer])
    return total


@given(SHARE, POINTS, POINTS, POINTS, POINTS)
def test_cooperation_is_chosen_when_it_pays(trust: float, r: int, t: int, p: int, s: int) -> None:
    gain = one_game("c", trust, r, t, p, s) - one_game("d", trust, r, t, p, s)
    assert cooperates(trust, r, t, p, s) == (gain > -1e-9)


@given(POINTS, POINTS, POINTS, POINTS)
def test_the_threshold_divides_trust(r: int, t: int, p: int, s: int) -> None:
    assume(p >= s)
    needed = float(trust_needed(r, t, p, s))
    for trust in np.linspace(0, 1, 21):
        gain = one_game("c", trust, r, t, p, s) - one_game("d", trust, r, t, p, s)
        if np.isnan(needed):
            # One who is always believed and never cheated may be indifferent at most.
            assert gain < 1e-9
            assert r < t
        elif abs(trust - needed) > 1e-9:
            assert (gain >= -1e-9) == (trust > needed)
    if not np.isnan(needed):
        assert cooperates(needed, r, t, p, s)


def test_thresholds_by_draw() -> None:
    found = trust_needed([4, 4, 2], 3, [1, 0, 1], 0)
    np.testing.assert_allclose(found, [0.5, 0, np.nan])


@given(SHARE, DESCENDING, st.integers(1, 40))
def test_the_least_share_that_is_not_mimicked(trust: float, tps: list[int], gain: int) -> None:
    (t, p, s), r = tps, tps[0] - gain
    least = float(signalling_share(trust, r, t, p, s))
    assert 0 <= least <= 1
    for share in np.linspace(0, 1, 21):
        honest = two_games("d", "d", share, trust, r, t, p, s)
        mimic = two_games("c", "d", share, trust, r, t, p, s)
        if abs(share - least) > 1e-9:
            assert (honest >= mimic - 1e-9) == (share > least or abs(honest - mimic) < 1e-9)
    assert two_games("d", "d", least, trust, r, t, p, s) >= (
        two_games("c", "d", least, trust, r, t, p, s) - 1e-9
    )


@given(SHARE, DESCENDING, st.integers(0, 40))
def test_the_greatest_share_with_which_the_trustworthy_begin(
    trust: float, rps: list[int], loss: int
) -> None:
    (r, p, s), t = rps, rps[0] - loss
    most = float(bearable_share(trust, r, t, p, s))
    assert 0 <= most <= 1
    for share in np.linspace(0, 1, 21):
        begin = two_games("c", "c", share, trust, r, t, p, s)
        wait = two_games("d", "d", share, trust, r, t, p, s)
        if abs(share - most) > 1e-9:
            assert (begin >= wait - 1e-9) == (share < most or abs(begin - wait) < 1e-9)


def test_a_share_that_tells_the_two_kinds_apart() -> None:
    # Untrustworthy: bait .5 * 4, price .5 * 1 + .5 * 1. Trustworthy, one with much to lose.
    assert signalling_share(0.5, 4, 5, 1, 0) == pytest.approx(2 / 3)
    assert bearable_share(0.5, 4, 3, 1, 0) == 1
    assert bearable_share(0.5, 4, 3, 1, -5) == pytest.approx(1.5 / 4)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match=r"must lie between 0 and 1; found 1\.5"):
        cooperates(1.5, 4, 3, 1, 0)
    with pytest.raises(UsageError, match="being cheated must not be better"):
        trust_needed(4, 3, 1, 2)
    with pytest.raises(UsageError, match="cheats > both"):
        signalling_share(0.5, 4, 4, 1, 0)
    with pytest.raises(UsageError, match="both >= cheats"):
        bearable_share(0.5, 3, 4, 1, 0)
    with pytest.raises(UsageError, match="finite"):
        trust_needed(4, np.nan, 1, 0)
