"""Worked values and defining properties of weighing reports, through the command's analysis."""

from __future__ import annotations

import copy
import datetime
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.admiralty import RATES
from detente.errors import UsageError
from detente.evidence.analysis.corroborating import solving
from detente.evidence.analysis.corroborating.claims import disagree
from tests.evidence.random_reports import random_case, speaks
from tests.evidence.said import (
    DAY,
    claim,
    found,
    posteriors,
    probability,
    relay,
    report,
    said,
    states,
    weigh,
)
from tests.published.loading import published

seeds = st.integers(0, 2**32 - 1)
ORIGINS = published("shared-origins")


def agreeing(copied: float, words: tuple[str, ...] = ("affirms",) * 3) -> dict[str, Any]:
    """Return reports of which each after the first may have copied the first."""
    reports = {
        f"r{n}": report(
            100 * ORIGINS["hit"],
            100 * ORIGINS["false_report"],
            **{word: ["c"]},
            **({"may_have_copied": {"r0": copied}} if n else {}),
        )
        for n, word in enumerate(words)
    }
    return said({"c": claim(100 * ORIGINS["prior"])}, reports)


# -- worked values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("copied", "expected"), list(zip(ORIGINS["copied"], ORIGINS["posterior"], strict=True))
)
def test_agreeing_reports_that_may_have_copied_the_first(copied: float, expected: float) -> None:
    one = found(agreeing(100 * copied))
    assert one.states[0].mean.value == pytest.approx(expected, abs=ORIGINS["tolerance"])
    # The two ends: everybody independent, and everybody from one origin.
    assert one.states[0].apart == pytest.approx(ORIGINS["posterior"][0], abs=5e-5)
    assert one.states[0].together == pytest.approx(ORIGINS["posterior"][-1], abs=5e-5)


def test_where_reports_disagree_it_matters_who_came_first() -> None:
    copied = 100 * ORIGINS["disagreeing_copied"]
    last = agreeing(copied, ("affirms", "affirms", "denies"))
    first = agreeing(copied, ("denies", "affirms", "affirms"))
    assert probability(last) == pytest.approx(ORIGINS["against_last"])
    assert probability(first) == pytest.approx(ORIGINS["against_first"])
    assert found(last).states[0].together is None
    assert found(last).sources is None


def test_witnesses_who_name_one_of_six() -> None:
    told = published("kowalewska-urbaniak-2023")
    persons = states({f"p{n}": 10 for n in range(told["persons"])})
    witness = report(100 * told["hit"], 100 * told["false_report"], names={"c": ["p0"]})
    for reports, key in (({"w1": witness}, "one_witness"), ({"w1": witness, "w2": witness},
                                                           "two_witnesses")):  # fmt: skip
        assert probability(said({"c": persons}, reports)) == pytest.approx(
            told[key], abs=told["tolerance"]
        )


def test_three_relays_of_an_origin_nobody_heard_are_worth_its_word_once() -> None:
    origin = report(80, 20)
    three = {f"r{n}": relay("o", affirms=["c"]) for n in range(3)}
    one = found(said({"c": claim()}, {"o": origin, **three}))
    assert one.states[0].mean.value == pytest.approx(0.8)
    assert (one.reports, one.origins) == (3, 1)
    assert one.sources == pytest.approx(1)


# -- properties ------------------------------------------------------------------------------


@settings(max_examples=settings().max_examples * 15 // 30)
@given(seeds)
def test_a_faithful_copy_never_moves_a_posterior(seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = random_case(rng)
    heard = [r for r, x in data["reports"].items() if speaks(x) and not x.get("silent_on")]
    before = posteriors(data) if heard else None
    for n, slug in enumerate(heard):
        words = ("affirms", "denies", "leaves_open", "names")
        again = {k: v for k, v in data["reports"][slug].items() if k in words}
        data["reports"][f"again{n}"] = relay(slug, **copy.deepcopy(again))
    if before is not None:
        np.testing.assert_allclose(posteriors(data), before, rtol=1e-9)


@settings(max_examples=settings().max_examples * 8 // 30)
@given(seeds)
def test_a_faithful_copy_moves_nothing_over_ranges_either(seed: int) -> None:
    rng = np.random.default_rng(seed)
    reports = {
        f"r{n}": report(None, credibility=int(rng.integers(1, 7)), source="s", affirms=["c"])
        for n in range(3)
    }
    sources = {"s": {"label": "S", "reliability": str(rng.choice(list("ABCDEF")))}}
    data = said({"c": claim([20, 60])}, reports, sources=sources)  # type: ignore[arg-type]  # a range
    before = posteriors(data, draws=500)
    data["reports"]["again"] = relay("r0", [60, 90], affirms=["c"])  # type: ignore[arg-type]  # a range
    np.testing.assert_allclose(posteriors(data, draws=500), before, rtol=1e-12)


@settings(max_examples=settings().max_examples * 15 // 30)
@given(seeds)
def test_the_order_of_reports_never_matters(seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = random_case(rng)
    if not any(speaks(r) for r in data["reports"].values()):
        return
    before = posteriors(data)
    order = rng.permutation(list(data["reports"]))
    data["reports"] = {str(r): data["reports"][str(r)] for r in order}
    np.testing.assert_allclose(posteriors(data), before, rtol=1e-9)


@settings(max_examples=settings().max_examples * 8 // 30)
@given(seeds, st.integers(2, 5), st.booleans())
def test_the_more_likely_they_share_an_origin_the_less_agreement_adds(
    seed: int, count: int, denied: bool
) -> None:
    rng = np.random.default_rng(seed)
    low, high = sorted(rng.uniform(5, 95, 2))
    told = []
    for copied in (0, 20, 40, 60, 80, 100):
        data = agreeing(copied, ("denies" if denied else "affirms",) * count)
        for one in data["reports"].values():
            one |= {"hit": high, "false_report": low}
        told.append(probability(data))
    steps = np.diff(told)
    assert (steps >= -1e-12).all() if denied else (steps <= 1e-12).all()
    assert abs(told[0] - 0.5) >= abs(told[-1] - 0.5)


@settings(max_examples=settings().max_examples * 12 // 30)
@given(seeds)
def test_effective_sources_lie_between_one_and_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count, copied = int(rng.integers(1, 6)), float(rng.uniform(0, 100))
    one = found(agreeing(copied, ("affirms",) * count))
    assert one.sources is not None
    assert 1 - 1e-9 <= one.sources <= count + 1e-9
    assert found(agreeing(0, ("affirms",) * count)).sources == pytest.approx(count)


@pytest.mark.parametrize(
    ("copied", "expected"), list(zip(ORIGINS["copied"], ORIGINS["posterior"], strict=True))
)
def test_effective_sources_are_what_all_move_over_what_one_moves(
    copied: float, expected: float
) -> None:
    # From even odds one report of 80 and 20 moves the odds to 4.
    all_move = np.log(expected / (1 - expected))
    one = found(agreeing(100 * copied))
    assert one.sources == pytest.approx(all_move / np.log(4), abs=1e-2)


# -- what is not known of a source -----------------------------------------------------------


def of_code(code: str, word: str = "affirms", **more: Any) -> dict[str, Any]:
    data = said(
        {"c": claim(30)},
        {"r": report(None, source="s", credibility=int(code[1]), **{word: ["c"]}, **more)},
    )
    data["sources"] = {"s": {"label": "S", "reliability": code[0]}}
    return data


@pytest.mark.parametrize("code", ["F1", "F3", "B6", "F6"])
@pytest.mark.parametrize("word", ["affirms", "denies"])
def test_a_source_of_which_nothing_is_known_leaves_the_mean_at_the_prior(
    code: str, word: str
) -> None:
    one = found(of_code(code, word), draws=20_000).states[0]
    assert one.mean.value == pytest.approx(0.30, abs=4 * one.mean.se)
    # It is any rate whatever: the draws lie far apart, and their plain mean would be near a half.
    assert one.posterior.p95 - one.posterior.p05 > 0.5
    assert one.mean.se < 0.005


def test_an_unknown_source_leaves_what_others_say_where_it_was() -> None:
    data = of_code("F6")
    data["reports"]["known"] = report(80, 20, affirms=["c"])
    one = found(data, draws=20_000).states[0]
    assert one.mean.value == pytest.approx(0.24 / (0.24 + 0.14), abs=4 * one.mean.se)


def test_two_unknown_sources_are_drawn_apart_and_one_source_once() -> None:
    data = of_code("F6")
    data["reports"]["again"] = dict(data["reports"]["r"], affirms=["d"])
    data["claims"]["d"] = claim(30)
    draws = weigh(data, draws=500)
    same = [r.hit for r in draws.reports]
    assert same[0] == same[1]
    data["sources"]["t"] = {"label": "T", "reliability": "F"}
    data["reports"]["again"]["source"] = "t"
    apart = [r.hit for r in weigh(data, draws=500).reports]
    assert apart[0] != apart[1]


def test_codes_are_ordered_and_a_case_may_replace_them() -> None:
    told = [probability(of_code(f"{a}{b}"), draws=2_000) for a in "ABCDE" for b in "12345"]
    grid = np.array(told).reshape(5, 5)
    assert (np.diff(grid, axis=0) < 0).all()
    assert (np.diff(grid, axis=1) < 0).all()
    assert grid.min() > 0.29
    assert probability(of_code("E5"), draws=2_000) == pytest.approx(0.30, abs=0.01)
    data = of_code("B2")
    data["admiralty"] = {"B2": {"hit": 90, "false_report": 10}}
    assert probability(data) == pytest.approx(0.27 / (0.27 + 0.07))


def test_a_default_written_into_the_case_changes_nothing() -> None:
    data = of_code("C3")
    before = posteriors(data, draws=500)
    rates = RATES["C3"]
    data["admiralty"] = {
        "C3": {
            "hit": list(rates.hit.range or ()),
            "false_report": list(rates.false_report.range or ()),
        }
    }
    np.testing.assert_array_equal(posteriors(data, draws=500), before)


# -- interest, silence, genuine texts --------------------------------------------------------


@pytest.mark.parametrize("word", ["affirms", "denies"])
def test_what_serves_its_speaker_counts_less_and_what_hurts_more(word: str) -> None:
    plain = probability(of_code("C3", word), draws=1_000)
    serving = probability(of_code("C3", word, serves=["c"]), draws=1_000)
    hurting = probability(of_code("C3", word, against=["c"]), draws=1_000)
    shifts = [abs(p - 0.30) for p in (serving, plain, hurting)]
    assert shifts[0] < shifts[1] < shifts[2]


def test_interest_never_turns_a_word_into_evidence_of_the_contrary() -> None:
    data = of_code("C3", "affirms", serves=["c"])
    data["interest_factors"] = {"serving": 1_000, "against": 0.5}
    assert probability(data, draws=1_000) == pytest.approx(0.30)
    unknown = of_code("F3", "affirms", serves=["c"])
    assert probability(unknown, draws=500) == probability(of_code("F3"), draws=500)


def test_silence_counts_as_far_as_its_two_likelihoods_differ() -> None:
    def silent(if_so: float, if_not: float) -> float:
        quiet = {"c": {"if_so": if_so, "if_not": if_not}}
        return probability(said({"c": claim(50)}, {"r": report(silent_on=quiet)}))

    assert silent(60, 60) == pytest.approx(0.5)
    assert silent(20, 80) == pytest.approx(0.2)


def draft(genuine: float | None, confirmed: bool) -> np.ndarray:
    claims = {c: claim(30, text="draft") for c in ("one", "two", "three")}
    known = {} if genuine is None else {"genuine": genuine}
    reports = {"a": report(text="draft", affirms=list(claims), **known)}
    if confirmed:
        reports["b"] = report(affirms=["one"])
    return posteriors(said(claims, reports))[::2]


def test_clauses_of_one_account_rise_together() -> None:
    before, after = draft(50, False), draft(50, True)
    assert (after > before + 0.005).all()
    apart = draft(None, True) - draft(None, False)
    assert apart[0] > 0.1
    np.testing.assert_allclose(apart[1:], 0, atol=1e-12)


def test_an_account_is_more_probably_genuine_where_it_is_confirmed() -> None:
    claims = {c: claim(30, text="draft") for c in ("one", "two")}
    first = report(text="draft", genuine=50, affirms=["one", "two"])
    alone = weigh(said(claims, {"a": first})).reports[0].genuine
    assert alone is not None
    assert alone.mean == pytest.approx(0.5)
    for word, above in (("affirms", True), ("denies", False)):
        data = said(claims, {"a": first, "b": report(**{word: ["one"]})})
        genuine = weigh(data).reports[0].genuine
        assert genuine is not None
        assert (genuine.mean > 0.51) if above else (genuine.mean < 0.49)


def test_the_package_is_more_probable_than_its_clauses_multiplied() -> None:
    claims = {c: claim(30, text="draft") for c in ("one", "two", "three")}
    told = {r: report(text="draft", genuine=50, affirms=list(claims)) for r in ("a", "b")}
    (text,) = weigh(said(claims, told)).texts
    assert text.clauses == ("one", "two", "three")
    assert text.prior == pytest.approx(0.027)
    assert text.mean.value > text.product + 0.01
    assert text.mean.value <= min(found(said(claims, told), c).states[0].mean.value for c in claims)


# -- who differs, who is left out, whom to ask -----------------------------------------------


def test_which_accounts_cannot_both_be_right() -> None:
    choice = states({"all": 30, "some": 40, "none": 30})
    reports = {
        "a": report(names={"c": ["all"]}),
        "again": relay("a", names={"c": ["all"]}),
        "b": report(names={"c": ["all", "some"]}),
        "d": report(names={"c": ["none"]}),
    }
    pairs = weigh(said({"c": choice}, reports)).conflicts
    assert [(p.first, p.second) for p in pairs] == [("a", "d"), ("b", "d")]
    states_ = {s.slug: s.mean.value for s in found(said({"c": choice}, reports)).states}
    assert pairs[0].first_right == pytest.approx(states_["all"])
    assert pairs[1].neither == pytest.approx(0)
    for p in pairs:
        assert p.first_right + p.second_right + p.neither == pytest.approx(1)
    assert not disagree([frozenset({0}), frozenset({0, 1})])


@settings(max_examples=settings().max_examples * 6 // 30)
@given(seeds)
def test_leaving_a_report_out_is_the_case_without_it(seed: int) -> None:
    data = random_case(np.random.default_rng(seed))
    if not any(speaks(r) for r in data["reports"].values()):
        return
    for one in weigh(data).reports:
        fewer = {
            r: x
            for r, x in copy.deepcopy(data["reports"]).items()
            if r != one.slug and not (one.relays is None and r.startswith(f"{one.slug}-relay"))
        }
        if one.relays is not None and any(x.get("relays") == one.slug for x in fewer.values()):
            continue  # a chain through it would have to be joined again by hand
        for x in fewer.values():
            kept = {o: c for o, c in x.get("may_have_copied", {}).items() if o in fewer}
            x["may_have_copied"] = kept
        rest = {**data, "reports": fewer}
        if not one.without or not any(speaks(r) for r in fewer.values()):
            continue
        again = {c.slug: c for c in weigh(rest).claims}
        now = {c.slug: c for c in weigh(data).claims}
        for slug, share in one.without.items():
            known = data["claims"][slug]
            if "so" in known or "states" not in known:
                stands = again[slug].stands
                assert stands is not None
                assert share == pytest.approx(stands.mean)
            else:
                means = [s.mean.value for s in now[slug].states]
                top = int(np.argmax(means))
                assert share == pytest.approx(again[slug].states[top].mean.value)


@settings(max_examples=settings().max_examples * 8 // 30)
@given(seeds)
def test_the_trap_is_the_case_without_relays_and_copies(seed: int) -> None:
    data = random_case(np.random.default_rng(seed))
    alone = {r: x for r, x in data["reports"].items() if "relays" not in x and speaks(x)}
    if not alone:
        return
    copied = {r: x.pop("may_have_copied", {}) for r, x in alone.items()}
    apart = posteriors({**data, "reports": alone})
    for r, edges in copied.items():
        alone[r]["may_have_copied"] = {o: c for o, c in edges.items() if o in alone}
    told = [s.apart for c in weigh({**data, "reports": alone}).claims for s in c.states]
    np.testing.assert_allclose(told, apart, rtol=1e-9)


def test_the_trap_takes_a_relay_by_its_own_code() -> None:
    data = of_code("C3")
    data["sources"]["t"] = {"label": "T", "reliability": "B"}
    by_code = {"source": "t", "credibility": 2, "affirms": ["c"]}
    data["reports"]["again"] = relay("r", 90, **by_code)
    trap = found(data, draws=500).states[0].apart
    data["reports"]["again"] = report(None, **by_code)
    assert trap == pytest.approx(probability(data, draws=500))


def test_nobody_copied_a_report_that_was_not_made() -> None:
    reports = {
        "first": report(60, 40, affirms=["c"]),
        "second": report(80, 20, affirms=["c"], may_have_copied={"first": 50}),
    }
    told = {r.slug: r for r in weigh(said({"c": claim()}, reports)).reports}
    assert told["first"].without["c"] == pytest.approx(0.8)
    assert told["second"].without["c"] == pytest.approx(0.6)


def test_clauses_that_nothing_ties_are_multiplied() -> None:
    claims = {c: claim(30, text="draft") for c in ("one", "two")}
    (text,) = weigh(said(claims, {"a": report(text="draft", affirms=["one", "two"])})).texts
    assert text.mean.value == pytest.approx(text.product)
    assert text.prior == pytest.approx(0.09)


def test_asking_one_who_knows_tells_most_and_one_unknown_nothing() -> None:
    ask = {"label": "X", "how": "Ask", "basis": {"judgement": "x"}, "asks": ["c"]}
    data = said({"c": claim(50)}, {"r": report(60, 40, affirms=["c"])})
    data["enquiries"] = {
        "dear": ask | {"hit": 90, "false_report": 10, "cost": 50},
        "nobody": ask | {"source": "f"},
        "good": ask | {"hit": 90, "false_report": 10},
        "poor": ask | {"hit": 60, "false_report": 40},
    }
    data["sources"] = {"f": {"label": "F", "reliability": "F"}}
    told = weigh(data, draws=4_000).enquiries
    assert [e.slug for e in told] == ["good", "poor", "dear", "nobody"]
    bits = {e.slug: e.bits for e in told}
    assert bits["dear"] == pytest.approx(bits["good"])
    assert bits["nobody"] == pytest.approx(0, abs=1e-3)
    # By hand: H(.55 .. ) of the answer less that of the answer where the truth is known.
    p = 0.6
    yes = p * 0.9 + (1 - p) * 0.1
    by_hand = -sum(q * np.log2(q) for q in (yes, 1 - yes)) + sum(q * np.log2(q) for q in (0.9, 0.1))
    assert bits["good"] == pytest.approx(by_hand)


# -- days, draws, bounds ---------------------------------------------------------------------


def test_what_was_not_known_is_left_out_but_its_relays_still_go_back_to_it() -> None:
    reports = {
        "origin": report(80, 20, affirms=["c"], known_from="2019-06-01"),
        "one": relay("origin", affirms=["c"]),
        "two": relay("origin", affirms=["c"]),
        "late": report(80, 20, affirms=["c"], known_from="2019-06-01"),
    }
    data = said({"c": claim()}, reports)
    day = datetime.date.fromisoformat(DAY)
    told = weigh(data, as_of=day)
    assert told.claims[0].states[0].mean.value == pytest.approx(0.8)
    assert [r.known for r in told.reports] == [False, True, True, False]
    assert probability(data) == pytest.approx(0.64 / 0.68)
    with pytest.raises(UsageError, match="nothing had been reported by this day"):
        weigh(data, as_of=day - datetime.timedelta(days=1))


def test_ranges_are_drawn_and_the_error_falls_with_the_draws() -> None:
    data = of_code("C3")
    few, many = (found(data, draws=n).states[0] for n in (500, 8_000))
    assert few.posterior.p05 < few.mean.value < few.posterior.p95
    assert many.mean.se < few.mean.se / 3
    assert few.mean.value == pytest.approx(many.mean.value, abs=4 * few.mean.se)
    np.testing.assert_array_equal(posteriors(data, draws=500), posteriors(data, draws=500))
    assert (posteriors(data, draws=500) != posteriors(data, draws=500, seed=2)).any()


def test_the_size_of_chunks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = {c: claim([20, 60], text="draft") for c in ("one", "two")}  # type: ignore[arg-type]  # a range
    told = {
        "a": report(text="draft", genuine=50, affirms=["one", "two"]),
        "b": report(denies=["one"]),
    }
    data = said(claims, told)
    whole = weigh(data, draws=300)
    monkeypatch.setattr(solving, "CELLS", 1)
    pieces = weigh(data, draws=300)
    for one, two in zip(whole.claims, pieces.claims, strict=True):
        assert one.states[0].mean.value == pytest.approx(two.states[0].mean.value)
        assert one.states[0].apart == pytest.approx(two.states[0].apart)
    assert whole.reports[0].without == pytest.approx(pieces.reports[0].without)


@pytest.mark.slow
def test_fifty_sources_on_thirty_claims_take_a_second_or_two() -> None:
    rng = np.random.default_rng(0)
    wide: Any = [20, 60]
    claims = {f"t{t}-{k}": claim(wide, text=f"text-{t}") for t in range(3) for k in range(8)}
    claims |= {f"alone-{k}": states({"a": 30, "b": 30, "c": 30}) for k in range(6)}
    reports: dict[str, Any] = {}
    for n in range(50):
        t = int(rng.integers(0, 3))
        words = [c for c in claims if c.startswith(f"t{t}") and rng.random() < 0.7]
        named = {
            c: [str(rng.choice(list("abc")))]
            for c in claims
            if c.startswith("alone") and rng.random() < 0.4
        }
        more = {"text": f"text-{t}", "genuine": 60, "names": named, "source": f"s{n}"}
        digit = int(rng.integers(1, 7))
        reports[f"r{n}"] = report(None, affirms=words, credibility=digit, **more)
        if n % 5 == 4:
            reports[f"r{n}"] = relay(f"r{n - 1}", 90, affirms=reports[f"r{n - 1}"]["affirms"])
    data = said(claims, reports)
    data["sources"] = {
        f"s{n}": {"label": "S", "reliability": str(rng.choice(list("ABCDEF")))} for n in range(50)
    }
    start = time.process_time()
    told = weigh(data, draws=4_096)
    # Meant are two seconds on a quiet laptop.
    assert time.process_time() - start < 8
    assert len(told.claims) == 30


def test_too_many_joint_states_are_refused_with_their_names() -> None:
    claims = {f"clause-{n}": claim(30, text="draft") for n in range(13)}
    data = said(claims, {"a": report(text="draft", genuine=50, affirms=list(claims))})
    with pytest.raises(UsageError, match=r"clause-0, clause-1.*8,192 joint states"):
        weigh(data)


def test_many_reports_do_not_fall_under_the_least_number() -> None:
    reports = {f"r{n}": report(0.02, 0.01, affirms=["c"]) for n in range(120)}
    reports |= {f"s{n}": report(0.01, 0.02, affirms=["c"]) for n in range(120)}
    assert probability(said({"c": claim(40)}, reports)) == pytest.approx(0.4)


def test_what_is_not_possible_together_is_refused() -> None:
    sure = {"impossible": True, "hit": 100, "false_report": 0}
    data = said({"c": claim()}, {"a": report(affirms=["c"]), "b": report(denies=["c"])})
    for one in data["reports"].values():
        one |= sure
    with pytest.raises(UsageError, match="not possible together"):
        weigh(data)


def test_a_case_without_reports_is_told_what_to_add() -> None:
    with pytest.raises(UsageError, match="add claims: and reports:"):
        weigh(said({}, {}))
