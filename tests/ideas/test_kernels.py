"""Stakes, ranking, pairs and positions: their defining properties, and slow oracles."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ideas.needs import stakes
from detente.ideas.pairs import pairs
from detente.ideas.positions import reconcilable
from detente.ideas.ranking import fits, ranked
from tests.ideas import oracle

share = st.floats(0, 1).map(lambda v: round(v, 3))
level = st.sampled_from([0.0, 0.5, 1.0])


@st.composite
def proposals(draw, least=1):
    """Stakes, owners, what each measure meets, prices and names."""
    needs = draw(st.integers(1, 5))
    count = draw(st.integers(least, 7))
    at_stake = np.array(draw(st.lists(share, min_size=needs, max_size=needs)))
    owner = np.array(draw(st.lists(st.integers(0, 2), min_size=needs, max_size=needs)))
    meets = np.array(
        draw(
            st.lists(
                st.lists(level, min_size=needs, max_size=needs), min_size=count, max_size=count
            )
        )
    )
    price = np.array(
        draw(st.lists(st.sampled_from([1.0, 2.0, 4.0, 8.0]), min_size=count, max_size=count))
    )
    names = [(f"m{i // 2}", f"p{i % 2}") for i in range(count)]
    return at_stake, owner, meets, price, names


@given(proposals())
def test_ranking_is_the_oracles(given_):
    at_stake, _, meets, price, names = given_
    fit = fits(at_stake, meets)
    assert ranked(fit, price, names) == oracle.ranking(fit.tolist(), price.tolist(), names)


@given(proposals(), st.data())
def test_meeting_more_never_lowers_the_rank(given_, data):
    at_stake, _, meets, price, names = given_
    row = data.draw(st.integers(0, len(meets) - 1))
    column = data.draw(st.integers(0, meets.shape[1] - 1))
    before = ranked(fits(at_stake, meets), price, names).index(row)
    more = meets.copy()
    more[row, column] = 1.0
    assert ranked(fits(at_stake, more), price, names).index(row) <= before


@given(proposals(), st.data())
def test_a_lower_price_never_lowers_the_rank(given_, data):
    at_stake, _, meets, price, names = given_
    row = data.draw(st.integers(0, len(meets) - 1))
    fit = fits(at_stake, meets)
    before = ranked(fit, price, names).index(row)
    less = price.copy()
    less[row] /= 2
    assert ranked(fit, less, names).index(row) <= before


@given(proposals(), st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_does_not_matter(given_, random):
    at_stake, _, meets, price, names = given_
    order = list(range(len(meets)))
    random.shuffle(order)
    first = [names[i] for i in ranked(fits(at_stake, meets), price, names)]
    mixed = [names[i] for i in order]
    second = ranked(fits(at_stake, meets[order]), price[order], mixed)
    assert [mixed[i] for i in second] == first


@given(proposals())
def test_what_meets_nothing_ranks_below_what_meets_something(given_):
    at_stake, _, meets, price, names = given_
    fit = fits(at_stake, meets)
    order = ranked(fit, price, names)
    useless = [fit[i] == 0 for i in order]
    assert useless == sorted(useless)


@given(proposals(least=2))
def test_the_best_pair_is_the_oracles(given_):
    at_stake, owner, meets, price, names = given_
    found = pairs(at_stake, owner, meets, price, names)
    best = oracle.best_pair(at_stake, owner.tolist(), meets.tolist(), price.tolist(), names)
    if best is None:
        assert found == []
    else:
        assert np.isclose(found[0].fit / found[0].price, best)


@given(proposals(least=2))
def test_pairs_serve_two_parties_and_no_measure_is_everywhere(given_):
    at_stake, owner, meets, price, names = given_
    found = pairs(at_stake, owner, meets, price, names, most=5, each=2)
    assert len(found) <= 5
    used = [names[k][0] for p in found for k in (p.first, p.second)]
    assert all(used.count(slug) <= 2 for slug in used)
    for pair in found:
        assert pair.serves[0] != pair.serves[1]
        assert names[pair.first][0] != names[pair.second][0]
        alone = max((meets[k] * at_stake).sum() for k in (pair.first, pair.second))
        total = (meets[[pair.first, pair.second]].sum(axis=0) * at_stake).sum()
        assert alone - 1e-12 <= pair.fit <= total + 1e-12


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 3), share), max_size=6),
    st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, 3))), max_size=6),
)
def test_stakes_are_the_oracles(demands, interests):
    touches = np.array([[i in t for i in range(4)] for _, t in interests], dtype=bool)
    found = stakes(
        np.array([d[0] for d in demands], dtype=int),
        np.array([d[1] for d in demands], dtype=int),
        np.array([d[2] for d in demands], dtype=float),
        np.array([o for o, _ in interests], dtype=int),
        touches.reshape(len(interests), 4),
    )
    wanted = oracle.stakes(demands, [o for o, _ in interests], [t for _, t in interests])
    assert found.tolist() == wanted


ISSUES = {0: [0, 1, 2], 1: [3, 4]}


@st.composite
def tables(draw):
    """Preferred options of three parties on two issues, and some interests."""
    preferred = [
        [draw(st.sampled_from([-1, 0, 1, 2])), draw(st.sampled_from([-1, 3, 4]))] for _ in range(3)
    ]
    count = draw(st.integers(0, 5))
    rows = []
    for _ in range(count):
        served = draw(st.sets(st.integers(0, 4)))
        harmed = draw(st.sets(st.integers(0, 4))) - served
        rows.append((draw(st.integers(-1, 2)), draw(st.integers(-1, 2)), served, harmed))
    return preferred, rows


@settings(max_examples=300)
@given(tables())
def test_reconcilable_positions_are_the_oracles(table):
    preferred, rows = table
    owner = [r[0] for r in rows]
    kind = [r[1] for r in rows]
    served, harmed = [r[2] for r in rows], [r[3] for r in rows]

    def matrix(sets):
        some = np.array([[o in s for o in range(5)] for s in sets], dtype=bool)
        return some.reshape(len(sets), 5)

    found = reconcilable(
        np.array(preferred),
        np.array([0, 0, 0, 1, 1]),
        np.array(owner, dtype=int),
        np.array(kind, dtype=int),
        matrix(served),
        matrix(harmed),
    )
    wanted = oracle.reconcilable(preferred, ISSUES, owner, kind, served, harmed)
    assert {(f.issue, *f.parties): {o for o, _ in f.ways} for f in found} == wanted
    for f in found:
        counts = [len(s) for _, s in f.ways]
        assert counts == sorted(counts, reverse=True)
