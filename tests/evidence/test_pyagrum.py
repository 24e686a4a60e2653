"""Our exact answers beside those of pyAgrum, on published networks and on random ones."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.bayes import (
    ALONE,
    Rows,
    alone,
    assumptions_hold,
    given_others,
    log_likelihood,
    posterior,
    without_each,
)
from detente.evidence.copying import Account, Copied, together
from detente.evidence.genuine import account, joint, marginal
from detente.evidence.next_to_find import expected_information
from detente.evidence.origins import ROOT, UNHEARD, Chain, likelihood
from detente.evidence.sets import rate_of_set
from detente.evidence.silence import silent, spoken
from detente.evidence.whom_to_ask import expected_bits
from tests.evidence.nets import Net
from tests.evidence.random_rows import problems
from tests.published.loading import published

CLOSE = 1e-9
seeds = st.integers(0, 2**32 - 1)


def yes(p: float, so: int) -> float:
    return p if so else 1 - p


def some(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.uniform(0.02, 0.98, shape)


# -- published networks ------------------------------------------------------------------


@pytest.mark.parametrize("calls", list(itertools.product((0, 1), repeat=2)))
def test_the_burglar_alarm(calls: tuple[int, int]) -> None:
    told = published("russell-norvig-alarm")
    net = Net()
    net.add("burglary", lambda: told["burglary"])
    net.add("earthquake", lambda: told["earthquake"])
    net.add("alarm", lambda b, e: told["alarm"][3 - 2 * b - e], ["burglary", "earthquake"])
    for who in ("john", "mary"):
        net.add(who, lambda a, who=who: told[who][1 - a], ["alarm"])
    states = list(itertools.product((0, 1), repeat=3))
    prior = [
        yes(told["burglary"], b) * yes(told["earthquake"], e) * yes(told["alarm"][3 - 2 * b - e], a)
        for b, e, a in states
    ]
    rows = [
        [yes(told[who][1 - a], so) for _, _, a in states]
        for who, so in zip(("john", "mary"), calls, strict=True)
    ]
    after = posterior(np.array(prior)[:, None], alone(np.array(rows)[:, :, None]))[:, 0]
    seen = dict(zip(("john", "mary"), calls, strict=True))
    for k, name in enumerate(("burglary", "earthquake", "alarm")):
        found = sum(p for p, s in zip(after, states, strict=True) if s[k])
        assert found == pytest.approx(net.after(name, seen)[1], abs=CLOSE)
    if calls == (1, 1):
        assert net.after("burglary", seen)[1] == pytest.approx(
            told["burglary_given_both"], abs=told["tolerance"]
        )


@pytest.mark.parametrize("signs", list(itertools.product((0, 1), repeat=2)))
def test_the_chest_clinic(signs: tuple[int, int]) -> None:
    told = published("lauritzen-spiegelhalter-1988")
    net = Net()
    net.add("asia", lambda: told["asia"])
    net.add("smoke", lambda: told["smoke"])
    net.add("tub", lambda a: told["tub"][1 - a], ["asia"])
    net.add("lung", lambda s: told["lung"][1 - s], ["smoke"])
    net.add("bronc", lambda s: told["bronc"][1 - s], ["smoke"])
    net.add("either", lambda t, c: float(t or c), ["tub", "lung"])
    net.add("xray", lambda e: told["xray"][1 - e], ["either"])
    net.add("dysp", lambda e, b: told["dysp"][2 * (1 - e) + 1 - b], ["either", "bronc"])
    names = ("asia", "smoke", "tub", "lung", "bronc")
    states = list(itertools.product((0, 1), repeat=5))
    prior = [
        yes(told["asia"], a)
        * yes(told["smoke"], s)
        * yes(told["tub"][1 - a], t)
        * yes(told["lung"][1 - s], c)
        * yes(told["bronc"][1 - s], b)
        for a, s, t, c, b in states
    ]
    xray, dysp = signs
    rows = [
        [yes(told["xray"][1 - (t or c)], xray) for _, _, t, c, _ in states],
        [yes(told["dysp"][2 * (1 - (t or c)) + 1 - b], dysp) for _, _, t, c, b in states],
    ]
    given_both = alone(np.array(rows)[:, :, None])
    after = posterior(np.array(prior)[:, None], given_both)[:, 0]
    seen = {"xray": xray, "dysp": dysp}
    for k, name in enumerate(names):
        found = sum(p for p, s in zip(after, states, strict=True) if s[k])
        assert found == pytest.approx(net.after(name, seen)[1], abs=CLOSE)
    total = (np.array(prior) * np.exp(log_likelihood(given_both))[:, 0]).sum()
    assert total == pytest.approx(net.how_likely(seen), abs=CLOSE)


@pytest.mark.parametrize("named", [(2,), (2, 2), (2, 4), (2, 2, 4)])
def test_witnesses_who_name_one_of_six(named: tuple[int, ...]) -> None:
    told = published("kowalewska-urbaniak-2023")
    count = told["persons"]
    hit, wrong = told["hit"], told["false_report"]
    net = Net()
    net.add("guilty", lambda: [1 / count] * count, states=count)
    prior, likely = np.full((count, 1), 1 / count), np.ones((count, 1))
    for k, who in enumerate(named):
        net.add(f"w{k}", lambda g, who=who: hit if g == who else wrong, ["guilty"])
        rate = rate_of_set(count, {who}, np.array([hit]), np.array([wrong]))
        likely = likely * account({0: rate}, [prior])
    after, evidence = joint([prior], likely)
    seen = {f"w{k}": 1 for k in range(len(named))}
    assert after[:, 0] == pytest.approx(net.after("guilty", seen), abs=CLOSE)
    assert evidence[0] == pytest.approx(net.how_likely(seen), abs=CLOSE)


@pytest.mark.parametrize("shared", [False, True])
def test_reports_of_consequences_by_witnesses_who_may_not_be_reliable(shared: bool) -> None:
    """The networks of Bovens and Hartmann (2003), ch. 3-4: one reliability each, or one for all."""
    prior, randomised = 0.1, 0.3
    follows, anyway, reliable = (0.9, 0.7, 0.6), (0.2, 0.4, 0.1), (0.5, 0.8, 0.3)
    net = Net()
    net.add("hypothesis", lambda: prior)
    group = [0 if shared else k for k in range(3)]
    for g in sorted(set(group)):
        net.add(f"reliable{g}", lambda g=g: reliable[g])
    for k in range(3):
        net.add(f"so{k}", lambda h, k=k: follows[k] if h else anyway[k], ["hypothesis"])
        net.add(
            f"says{k}",
            lambda so, trusted: float(so) if trusted else randomised,
            [f"so{k}", f"reliable{group[k]}"],
        )
    rows = Rows(
        np.stack([follows, anyway], axis=1)[:, :, None],
        np.array(group),
        np.array(reliable)[: len(set(group)), None],
        np.full((3, 1), randomised),
    )
    seen = {f"says{k}": 1 for k in range(3)}
    after = posterior(np.array([[prior], [1 - prior]]), rows)
    assert after[0, 0] == pytest.approx(net.after("hypothesis", seen)[1], abs=CLOSE)
    held = assumptions_hold(np.array([[prior], [1 - prior]]), rows)
    for g in set(group):
        assert held[g, 0] == pytest.approx(net.after(f"reliable{g}", seen)[1], abs=CLOSE)


# -- random networks ---------------------------------------------------------------------


def matrix_net(prior: np.ndarray, rows: Rows) -> Net:
    """Return hypotheses, assumptions and rows (``row0``, ...) of the first draw as a network."""
    net = Net()
    chances = prior[:, 0] / prior[:, 0].sum()
    net.add("h", lambda: chances.tolist(), states=len(prior))
    for g, holds in enumerate(rows.holds[:, 0].tolist()):
        net.add(f"a{g}", lambda holds=holds: holds)
    for r, g in enumerate(rows.group.tolist()):
        likely, otherwise = rows.likelihood[r, :, 0].tolist(), float(rows.otherwise[r, 0])
        if g == ALONE:
            net.add(f"row{r}", lambda h, likely=likely: likely[h], ["h"])
        else:
            net.add(
                f"row{r}",
                lambda h, a, likely=likely, otherwise=otherwise: likely[h] if a else otherwise,
                ["h", f"a{g}"],
            )
    return net


@given(problems(most_rows=6))
def test_hypotheses_and_evidence(problem: tuple[np.ndarray, Rows]) -> None:
    prior, rows = problem
    net = matrix_net(prior, rows)
    seen = {f"row{r}": 1 for r in range(len(rows.group))}
    assert posterior(prior, rows)[:, 0] == pytest.approx(net.after("h", seen), abs=CLOSE)
    weight = (prior[:, 0] / prior[:, 0].sum()) @ np.exp(log_likelihood(rows)[:, 0])
    assert weight == pytest.approx(net.how_likely(seen), abs=CLOSE)
    held = assumptions_hold(prior, rows)
    for g in range(len(rows.holds)):
        assert held[g, 0] == pytest.approx(net.after(f"a{g}", seen)[1], abs=CLOSE)
    each = zip(without_each(prior, rows), given_others(rows), strict=True)
    for r, (left, holds) in enumerate(each):
        others = {name: so for name, so in seen.items() if name != f"row{r}"}
        assert left[:, 0] == pytest.approx(net.after("h", others), abs=CLOSE)
        if rows.group[r] != ALONE:
            under = net.after(f"a{rows.group[r]}", {**others, "h": 0})[1]
            assert holds[0, 0] == pytest.approx(under, abs=CLOSE)


@given(problems(most_rows=6), st.integers(0, 5))
def test_what_an_answer_is_expected_to_tell(problem: tuple[np.ndarray, Rows], sought: int) -> None:
    prior, rows = problem
    if not len(rows.group):
        return
    one = Rows(rows.likelihood[..., :1], rows.group, rows.holds[:, :1], rows.otherwise[:, :1])
    r = sought % len(rows.group)
    known = one.chosen(np.arange(len(rows.group)) != r)
    bits = expected_information(prior[:, :1], known, one.chosen(np.array([r])))[0]
    seen = {f"row{k}": 1 for k in range(len(rows.group)) if k != r}
    assert bits == pytest.approx(matrix_net(prior, rows).bits("h", f"row{r}", seen), abs=CLOSE)


@given(seeds, st.integers(1, 7), st.integers(2, 3))
def test_an_origin_and_its_relays(seed: int, count: int, states: int) -> None:
    rng = np.random.default_rng(seed)
    parent = (ROOT, *(int(rng.integers(0, n)) for n in range(1, count)))
    says = tuple(int(w) for w in rng.integers(-1, 2, count))
    fidelity, rate, prior = some(rng, count, 1), some(rng, states, 1), some(rng, states)
    net = Net()
    net.add("claim", lambda: (prior / prior.sum()).tolist(), states=states)
    net.add("n0", lambda c: float(rate[c, 0]), ["claim"])
    for n in range(1, count):
        net.add(f"n{n}", lambda w, f=float(fidelity[n, 0]): yes(f, w), [f"n{parent[n]}"])
    seen = {f"n{n}": word for n, word in enumerate(says) if word != UNHEARD}
    found = likelihood(Chain(parent, says, fidelity), rate)
    for state in range(states):
        whole = net.how_likely({**seen, "claim": state}) / net.how_likely({"claim": state})
        assert found[state, 0] == pytest.approx(whole, abs=CLOSE)


@given(seeds, st.integers(2, 5))
def test_reports_that_may_have_copied_an_earlier_one(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    words = rng.integers(0, 2, count).tolist()
    rate, prior = some(rng, count, 2, 1), float(some(rng))
    net = Net()
    net.add("claim", lambda: prior)
    accounts = []
    for n in range(count):
        earlier = [k for k in range(n) if rng.random() < 0.7]
        chances = rng.dirichlet(np.ones(len(earlier) + 1)).tolist()  # the last: none of them
        if earlier:
            net.add(f"whom{n}", lambda chances=chances: chances, states=len(chances))
        own = [float(rate[n, s, 0]) for s in (0, 1)]

        def table(claim: int, whom: int = -1, *said: int, own: list[float] = own) -> float:
            return float(said[whom]) if 0 <= whom < len(said) else own[claim]

        above = [f"whom{n}", *(f"r{k}" for k in earlier)] if earlier else []
        net.add(f"r{n}", table, ["claim", *above])
        copies = tuple(
            Copied(k, np.array([chance]), words[k] == words[n], np.ones(1))
            for k, chance in zip(earlier, chances, strict=False)
        )
        accounts.append(Account(rate[n] if words[n] else 1 - rate[n], copies))
    found = together(accounts)[:, 0]
    seen = {f"r{n}": word for n, word in enumerate(words)}
    for claim in (0, 1):
        whole = net.how_likely({**seen, "claim": claim}) / yes(prior, claim)
        assert found[claim] == pytest.approx(whole, abs=CLOSE)


@given(seeds, st.integers(1, 3), st.integers(1, 3))
def test_accounts_that_may_not_be_of_a_genuine_text(seed: int, clauses: int, accounts: int) -> None:
    rng = np.random.default_rng(seed)
    so, genuine = some(rng, clauses), some(rng, accounts)
    rate = some(rng, accounts, clauses, 2)
    priors = [np.array([[1 - p], [p]]) for p in so]
    net, total = Net(), np.ones((1,) * (clauses + 1))
    for c in range(clauses):
        net.add(f"c{c}", lambda p=float(so[c]): p)
    for a in range(accounts):
        net.add(f"g{a}", lambda p=float(genuine[a]): p)
        for c in range(clauses):
            likely = rate[a, c].tolist()
            average = float(rate[a, c] @ priors[c][:, 0])
            net.add(
                f"s{a}-{c}",
                lambda claim, real, likely=likely, average=average: (
                    likely[claim] if real else average
                ),
                [f"c{c}", f"g{a}"],
            )
        parts = {c: rate[a, c][:, None] for c in range(clauses)}
        total = total * account(parts, priors, genuine[a : a + 1])
    after, evidence = joint(priors, total)
    seen = {f"s{a}-{c}": 1 for a in range(accounts) for c in range(clauses)}
    assert evidence[0] == pytest.approx(net.how_likely(seen), abs=CLOSE)
    for c in range(clauses):
        assert marginal(after, c)[:, 0] == pytest.approx(net.after(f"c{c}", seen), abs=CLOSE)


@given(seeds)
def test_silence_and_one_more_report(seed: int) -> None:
    rng = np.random.default_rng(seed)
    prior, quiet, hit = float(some(rng)), some(rng, 2), some(rng, 2)
    net = Net()
    net.add("claim", lambda: prior)
    net.add("quiet", lambda c: float(quiet[c]), ["claim"])
    # No, yes, nothing.
    net.add(
        "says",
        lambda c, q: [0.0, 0.0, 1.0] if q else [1 - float(hit[c]), float(hit[c]), 0.0],
        ["claim", "quiet"],
        states=3,
    )
    net.add("asked", lambda c: float(hit[c]), ["claim"])
    silence = silent(quiet[1:], quiet[:1])
    weight = np.array([[prior], [1 - prior]])
    for said, likely in ((2, silence), (1, spoken(hit[::-1, None], silence))):
        after, evidence = joint([weight], likely)
        assert after[0, 0] == pytest.approx(net.after("claim", {"says": said})[1], abs=CLOSE)
        assert evidence[0] == pytest.approx(net.how_likely({"says": said}), abs=CLOSE)
    bits = expected_bits(np.array(prior), hit[1], hit[0])
    assert float(bits) == pytest.approx(net.bits("claim", "asked", {}), abs=CLOSE)
