"""Origins, relays, copies, clauses of one text: against all joint states, and properties."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.copying import Account, Copied, circles, together
from detente.evidence.effective_sources import effective_sources
from detente.evidence.genuine import account, joint, marginal
from detente.evidence.origins import ROOT, UNHEARD, Chain, likelihood
from detente.evidence.silence import silent, spoken
from detente.evidence.whom_to_ask import expected_bits

DRAWS = 3
seeds = st.integers(0, 2**32 - 1)


def inside(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.uniform(0.05, 0.95, (*shape, DRAWS))


def chain_of(rng: np.random.Generator, count: int) -> Chain:
    parent = (ROOT, *(int(rng.integers(0, n)) for n in range(1, count)))
    says = tuple(int(w) for w in rng.integers(-1, 2, count))
    return Chain(parent, says, inside(rng, count))


def every_state(chain: Chain, rate: np.ndarray) -> np.ndarray:
    """Sum over all words of all nodes: slow and obvious."""
    total = np.zeros_like(rate)
    for words in itertools.product((0, 1), repeat=len(chain.parent)):
        if any(s not in (UNHEARD, w) for s, w in zip(chain.says, words, strict=True)):
            continue
        p = rate if words[0] else 1 - rate
        for n in range(1, len(words)):
            same = words[n] == words[chain.parent[n]]
            p = p * (chain.fidelity[n] if same else 1 - chain.fidelity[n])
        total = total + p
    return total


@given(seeds, st.integers(1, 6))
def test_chains_agree_with_all_joint_states(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    chain, rate = chain_of(rng, count), inside(rng, 2)
    np.testing.assert_allclose(likelihood(chain, rate), every_state(chain, rate))


@given(seeds, st.integers(1, 5), st.sampled_from([0, 1]))
def test_faithful_copies_of_a_known_origin_add_nothing(seed: int, count: int, word: int) -> None:
    rate = inside(np.random.default_rng(seed), 2)
    alone = rate if word else 1 - rate
    says = (word,) * (count + 1)
    parent = (ROOT, *range(count))
    found = likelihood(Chain(parent, says, np.ones((count + 1, DRAWS))), rate)
    np.testing.assert_allclose(found, alone)
    # An origin that is not heard: all of them together are worth its word once.
    unheard = (UNHEARD, *says[1:])
    flat = (ROOT, *[0] * count)
    found = likelihood(Chain(flat, unheard, np.ones((count + 1, DRAWS))), rate)
    np.testing.assert_allclose(found, alone)


@pytest.mark.parametrize("parent", [(ROOT, 1), (ROOT, 2, 1), (0,), (), (ROOT, ROOT)])
def test_a_citation_cycle_is_refused(parent: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="after what it relays"):
        Chain(parent, (1,) * len(parent), np.ones((len(parent), 1)))


def copied(rate: np.ndarray, words: list[int], probability: float) -> list[Account]:
    own = [rate if w else 1 - rate for w in words]
    chance = np.full(DRAWS, probability)
    return [
        Account(o, () if not n else (Copied(0, chance, words[n] == words[0], np.ones(1)),))
        for n, o in enumerate(own)
    ]


@given(seeds, st.integers(2, 5))
def test_between_one_report_and_the_product(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    low, high = np.sort(inside(rng, 2), axis=0)
    rate = np.stack([high, low])
    words = [1] * count
    odds = []
    for probability in np.linspace(0, 1, 6):
        found = together(copied(rate, words, probability))
        odds.append(found[0] / found[1])
    np.testing.assert_allclose(odds[0], (high / low) ** count)
    np.testing.assert_allclose(odds[-1], high / low)
    assert (np.diff(np.stack(odds), axis=0) <= 1e-9).all()


@given(seeds, st.integers(2, 4))
def test_who_came_first_is_averaged_where_it_is_not_known(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    rate = inside(rng, 2)
    words = [int(w) for w in rng.integers(0, 2, count)]
    chance = np.full(DRAWS, 0.4)
    mutual = [
        Account(
            rate if words[n] else 1 - rate,
            tuple(
                Copied(k, chance, words[n] == words[k], np.ones(1)) for k in range(count) if k != n
            ),
        )
        for n in range(count)
    ]
    orders = []
    for first in range(count):
        rest = [w for n, w in enumerate(words) if n != first]
        orders.append(together(copied(rate, [words[first], *rest], 0.4)))
    np.testing.assert_allclose(together(mutual), np.mean(orders, axis=0))
    if len(set(words)) == 1:
        np.testing.assert_allclose(together(mutual), orders[0])


def test_circles() -> None:
    assert circles([[1], [2], [1], []]) == [(0,), (1, 2), (3,)]


@given(seeds, st.integers(1, 3), st.integers(1, 3))
def test_accounts_of_a_text_agree_with_all_joint_states(
    seed: int, clauses: int, accounts: int
) -> None:
    rng = np.random.default_rng(seed)
    so = inside(rng, clauses)
    priors = [np.stack([p, 1 - p]) for p in so]
    likely = inside(rng, accounts, clauses, 2)
    genuine = inside(rng, accounts)
    product = np.ones((1,) * (clauses + 1))
    for a in range(accounts):
        product = product * account(dict(enumerate(likely[a])), priors, genuine[a])
    after, evidence = joint(priors, product)
    total, first = np.zeros(DRAWS), np.zeros(DRAWS)
    for states in itertools.product((0, 1), repeat=clauses):
        for real in itertools.product((0, 1), repeat=accounts):
            p = np.ones(DRAWS)
            for c, state in enumerate(states):
                p = p * priors[c][state]
            for a in range(accounts):
                p = p * (genuine[a] if real[a] else 1 - genuine[a])
                for c, state in enumerate(states):
                    average = (priors[c] * likely[a, c]).sum(axis=0)
                    p = p * (likely[a, c, state] if real[a] else average)
            total = total + p
            first = first + (p if states[0] == 0 else 0)
    np.testing.assert_allclose(evidence, total)
    np.testing.assert_allclose(marginal(after, 0)[0], first / total)


def test_a_confirmed_clause_makes_the_others_of_that_account_more_probable() -> None:
    priors = [np.array([[0.3], [0.7]])] * 2
    says = np.array([[0.8], [0.2]])
    whole = account({0: says, 1: says}, priors, np.array([0.5]))
    confirmed = whole * account({0: says}, priors)
    before, after = (marginal(joint(priors, x)[0], 1)[0, 0] for x in (whole, confirmed))
    assert after > before + 0.01
    apart = account({0: says, 1: says}, priors)
    before, after = (
        marginal(joint(priors, x)[0], 1)[0, 0] for x in (apart, apart * account({0: says}, priors))
    )
    assert after == pytest.approx(before)


def test_what_is_impossible_has_no_posterior() -> None:
    after, evidence = joint([np.array([[0.5], [0.5]])], np.zeros((2, 1)))
    assert evidence.tolist() == [0]
    assert after.tolist() == [[0], [0]]


def test_silence_and_speech_share_the_whole() -> None:
    quiet = silent(np.array([0.6]), np.array([0.9]))
    rate = np.array([[0.8], [0.2]])
    whole = quiet + spoken(rate, quiet) + spoken(1 - rate, quiet)
    np.testing.assert_allclose(whole, 1)


@given(seeds, st.integers(1, 6))
def test_effective_sources(seed: int, count: int) -> None:
    ratio = np.random.default_rng(seed).uniform(0.1, 3)
    assert effective_sources(ratio, np.full(count, ratio)) == pytest.approx(1)
    assert effective_sources(count * ratio, np.full(count, ratio)) == pytest.approx(count)
    assert effective_sources(-ratio, np.full(count, -ratio)) == pytest.approx(1)
    assert effective_sources(ratio, np.array([ratio, -ratio])) is None
    assert effective_sources(0.0, np.array([])) is None


@given(st.floats(0.01, 0.99), st.floats(0, 1), st.floats(0, 1))
def test_expected_bits(p: float, h: float, f: float) -> None:
    cells = np.array([[p * h, p * (1 - h)], [(1 - p) * f, (1 - p) * (1 - f)]])
    product = np.outer(cells.sum(axis=1), cells.sum(axis=0))
    some = (cells > 0) & (product > 0)
    slow = (cells[some] * np.log2(cells[some] / product[some])).sum()
    found = float(expected_bits(np.array(p), np.array(h), np.array(f)))
    assert found == pytest.approx(max(slow, 0), abs=1e-9)
    assert float(expected_bits(np.array(p), np.array(h), np.array(h))) == pytest.approx(0, abs=1e-9)
