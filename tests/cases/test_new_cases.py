"""The cases on carrying out an agreement, and the same blocks of Hanoi.

They are sound, they add up, they keep their sides apart and treat them by one method.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from detente.case.checking import check
from detente.case.labels import labels
from detente.case.loading import load_case
from detente.case.models import Case, Commitment
from detente.case.numbers import numbers
from detente.case.orders import parse_order
from detente.case.quantity import Quantity

CASES = Path(__file__).parents[2] / "cases"
NEW = ("jpoa-2014", "six-party-2007", "minsk-2")
ALL = (*NEW, "hanoi-2019")
FIELDS = ("recoverable", "detection", "detection_lag_days")


@cache
def load(name: str) -> Case:
    return load_case(CASES / name).case


@pytest.fixture(scope="module")
def hanoi() -> Case:
    return load("hanoi-2019")


@pytest.fixture(scope="module")
def jpoa() -> Case:
    return load("jpoa-2014")


@pytest.fixture(scope="module")
def six_party() -> Case:
    return load("six-party-2007")


@pytest.fixture(scope="module")
def minsk() -> Case:
    return load("minsk-2")


def ends(quantity: Quantity | None) -> tuple[float, float]:
    """Return low and high of a point or a range."""
    assert quantity is not None
    if quantity.range is not None:
        return quantity.range
    assert quantity.point is not None
    return (quantity.point, quantity.point)


# -- every case ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NEW)
def test_new_case_has_no_errors_and_no_warnings(name: str) -> None:
    assert [p.text() for p in check(load_case(CASES / name))] == []


@pytest.mark.parametrize("name", ALL)
def test_every_number_on_carrying_out_has_a_basis(name: str) -> None:
    bare = [p for p, number in numbers(load(name)).items() if number.basis is None]
    assert bare == []


@pytest.mark.parametrize("name", ALL)
def test_every_commitment_says_how_it_is_seen_and_undone(name: str) -> None:
    for slug, commitment in load(name).commitments.items():
        assert commitment.basis is not None, slug
        assert commitment.basis.judgement, slug
        for field in FIELDS:
            quantity = getattr(commitment, field)
            assert quantity is not None, (slug, field)
            low, high = ends(quantity)
            assert low < high, (slug, field)


@pytest.mark.parametrize("name", ALL)
def test_values_of_others_are_ranges(name: str) -> None:
    # Only the two ends of a scale may be points; dates, amounts and single days are not values.
    for pointer, number in numbers(load(name)).items():
        own = (
            "/values/",
            "/guarantees/",
            "/trust/",
            "/sequence/",
            "/facilities/",
            "/verification/",
        )
        if number.quantity.point is not None and pointer.startswith(own):
            assert number.kind == "score", pointer
            assert number.quantity.point in (0, 100), pointer


@pytest.mark.parametrize("name", ALL)
def test_every_commitment_is_in_an_option_and_an_article(name: str) -> None:
    case = load(name)
    options = [o for issue in case.issues.values() for o in issue.options.values()]
    articles = [a for d in case.documents.values() for a in d.articles.values()]
    assert {c for o in options for c in o.commitments} == set(case.commitments)
    assert {c for a in articles for c in a.commitments} == set(case.commitments)


@pytest.mark.parametrize("name", ALL)
def test_options_of_several_commitments_are_divided(name: str) -> None:
    case = load(name)
    for issue, whole in case.issues.items():
        for option in whole.options.values():
            for slug in option.commitments if len(option.commitments) > 1 else ():
                assert case.commitments[slug].share is not None, (issue, slug)


@pytest.mark.parametrize("name", NEW)
def test_dates_are_in_order_and_can_be_kept(name: str) -> None:
    case = load(name)
    assert case.sequence is not None
    start = case.sequence.starts
    assert start is not None
    done: dict[str, datetime.date] = {}
    for slug in order_of(case.commitments):
        commitment = case.commitments[slug]
        begin = max([start, *(done[p] for p in commitment.prerequisites)])
        done[slug] = begin + datetime.timedelta(days=int(ends(commitment.duration_days)[0]))
        if commitment.due is not None:
            assert commitment.due >= start, slug
            assert done[slug] <= commitment.due, slug
            for first in commitment.prerequisites:
                due = case.commitments[first].due
                assert due is None or due <= commitment.due, (slug, first)


@pytest.mark.parametrize("name", NEW)
def test_memory_is_marked_and_not_too_sure(name: str) -> None:
    for slug, item in load(name).record.items():
        assert item.sources, slug
        if item.provenance == "memory":
            assert item.credibility >= 3, slug
            assert "second source" in (item.note or ""), slug
        else:
            assert item.url, slug


@pytest.mark.parametrize("name", ["jpoa-2014", "six-party-2007"])
def test_the_log_rests_on_what_was_known(name: str) -> None:
    case = load(name)
    assert case.performance
    assert case.as_of is not None
    for slug, entry in case.performance.items():
        assert entry.record, slug
        first = max(case.record[item].known_from for item in entry.record)
        assert first <= entry.known_from <= case.as_of, slug
        due = case.commitments[entry.commitment].due
        if entry.status == "late" and entry.level == 3:
            assert due is not None, slug
            assert entry.happened > due, slug


def order_of(commitments: dict[str, Commitment]) -> Iterable[str]:
    return TopologicalSorter({s: c.prerequisites for s, c in commitments.items()}).static_order()


# -- Joint Plan of Action ----------------------------------------------------------------------


def tranches(case: Case) -> list[Commitment]:
    return [c for slug, c in case.commitments.items() if slug.startswith("tranche-")]


def test_tranches_add_up_to_what_was_agreed(jpoa: Case) -> None:
    found = tranches(jpoa)
    amounts = [ends(c.share)[0] for c in found]
    assert amounts == [550, 450, 550, 550, 450, 550, 550, 550, 500, 500, 400, 500, 500, 400]
    assert sum(amounts[:8]) == 4200
    assert sum(amounts[8:]) == 2800
    # The amount stands in words too, and in the consequences of the options that list the tranche.
    assert amounts == [float(re.findall(r"US\$(\d+) million", c.what)[0]) for c in found]
    for name in ("first-period", "both-periods"):
        option = jpoa.issues["funds"].options[name]
        total = sum(ends(jpoa.commitments[c].share)[0] for c in option.commitments)
        assert (total, total) == ends(option.consequences["funds"])


def test_tranches_fall_on_the_days_of_the_schedule(jpoa: Case) -> None:
    days = [c.due for c in tranches(jpoa)]
    assert None not in days
    assert days == sorted(d for d in days if d is not None)
    # "Every 34 days" from 1 February, the last on day 180: 20 July (official of 12 January 2014).
    first = datetime.date(2014, 2, 1)
    regular = [first + datetime.timedelta(days=34 * i) for i in range(5)]
    assert [days[i] for i in (0, 2, 3, 5, 6)] == regular
    assert days[7] == datetime.date(2014, 7, 20)


def test_two_tranches_wait_for_dilution(jpoa: Case) -> None:
    waits = {
        slug: [p for p in c.prerequisites if p.startswith("dilute")]
        for slug, c in jpoa.commitments.items()
        if slug.startswith("tranche-")
    }
    assert {slug: p for slug, p in waits.items() if p} == {
        "tranche-2": ["dilute-first-half"],
        "tranche-5": ["dilute-second-half"],
    }
    for slug in ("tranche-2", "tranche-5"):
        assert ends(jpoa.commitments[slug].share) == (450, 450)


# -- Six-Party Talks -----------------------------------------------------------------------------


def test_six_party_dates_are_counted_from_the_day_of_the_text(six_party: Case) -> None:
    day = datetime.date(2007, 2, 13)
    due = {slug: c.due for slug, c in six_party.commitments.items()}
    assert due["convene-groups"] == day + datetime.timedelta(days=30)
    for slug in ("shut-and-seal", "readmit-inspectors", "first-oil"):
        assert due[slug] == day + datetime.timedelta(days=60), slug
    for slug in (
        "disable-reactor",
        "disable-reprocessing",
        "disable-fuel-plant",
        "declare-programmes",
    ):
        assert due[slug] == datetime.date(2007, 12, 31), slug


def test_six_party_oil_adds_up(six_party: Case) -> None:
    for name, total in (("first", 50), ("million", 1000)):
        option = six_party.issues["energy"].options[name]
        assert sum(ends(six_party.commitments[c].share)[0] for c in option.commitments) == total
        assert ends(option.consequences["oil"]) == (total, total)


def test_six_party_log_knows_slips_of_both_sides(six_party: Case) -> None:
    late = {
        six_party.commitments[entry.commitment].actor
        for entry in six_party.performance.values()
        if entry.status == "late"
    }
    assert late == {"north-korea", "five-others"}


# -- Minsk II ------------------------------------------------------------------------------------


def before(case: Case, *readings: str) -> dict[str, set[str]]:
    """Return what comes first by the prerequisites and by some readings of the order."""
    graph = {slug: set(c.prerequisites) for slug, c in case.commitments.items()}
    for reading in readings:
        for text in case.orders[reading].after:
            for term in parse_order(text):
                graph[term.greater].add(term.lesser)
    return graph


def comes_first(case: Case, reading: str, first: str, then: str) -> bool:
    graph, todo = before(case, reading), [then]
    seen: set[str] = set()
    while todo:
        new = graph[todo.pop()] - seen
        seen |= new
        todo += new
    return first in seen


@pytest.mark.parametrize("name", ALL)
def test_each_reading_alone_can_be_followed(name: str) -> None:
    case = load(name)
    for reading in case.orders:
        assert list(TopologicalSorter(before(case, reading)).static_order())


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("minsk-2", "politics-first", "security-first"),
        ("hanoi-2019", "denuclearization-first", "step-by-step"),
    ],
)
def test_rival_readings_contradict(name: str, first: str, second: str) -> None:
    case = load(name)
    assert not set(case.orders[first].by) & set(case.orders[second].by)
    with pytest.raises(CycleError):
        list(TopologicalSorter(before(case, first, second)).static_order())


def test_minsk_readings_rest_on_their_readers_own_words(minsk: Case) -> None:
    assert set(minsk.orders) == {"politics-first", "security-first"}
    said_by = {
        "politics-first": "Foreign minister of Russia",
        "security-first": "President of Ukraine",
    }
    for reading, actor in said_by.items():
        basis = minsk.orders[reading].basis
        assert basis is not None
        assert actor in {minsk.record[item].actor for item in basis.record}
    assert comes_first(minsk, "politics-first", "hold-elections", "complete-border")
    assert comes_first(minsk, "security-first", "complete-border", "hold-elections")
    readers = [party for order in minsk.orders.values() for party in order.by]
    assert sorted(readers) == sorted(minsk.parties)


# -- treated alike -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_each_signatory_is_held_and_rewarded_by_the_same_method(name: str) -> None:
    case = load(name)
    signatories = [s for s, party in case.parties.items() if party.role == "signatory"]
    assert sorted(g.on for g in case.guarantees.values()) == sorted(signatories)
    assert len({ends(g.credibility) for g in case.guarantees.values()}) == 1
    assert case.sequence is not None
    assert sorted(case.sequence.rents) == sorted(signatories)
    assert len({ends(r) for r in case.sequence.rents.values()}) == 1


@pytest.mark.parametrize("name", NEW)
def test_what_signatories_want_weighs_alike(name: str) -> None:
    case = load(name)
    wanted = []
    for values in case.values.values():
        moves = []
        for issue, value in values.issues.items():
            whole = case.issues[issue]
            full = list(whole.options)[-1]  # options rise from the status quo to the whole deal
            change = sum(ends(value.scores[full])) - sum(ends(value.scores[whole.status_quo]))
            moves.append(change * sum(ends(value.importance)))
        wanted.append(sum(m for m in moves if m > 0) / sum(abs(m) for m in moves))
    assert min(wanted) > 0.55
    assert max(wanted) < 0.7
    assert max(wanted) - min(wanted) < 0.1


@pytest.mark.parametrize("name", NEW)
def test_no_deal_is_valued_alike_and_from_things_as_they_are(name: str) -> None:
    case = load(name)
    floors = [values.no_deal for values in case.values.values()]
    assert {floor.relative_to for floor in floors} == {"status-quo"}
    for floor in floors[1:]:
        assert floor.courses == floors[0].courses


def test_hanoi_trust_is_the_same_on_both_sides(hanoi: Case) -> None:
    first, second = hanoi.trust["united-states"], hanoi.trust["north-korea"]
    assert (first.of, second.of) == ("north-korea", "united-states")
    assert first.model_copy(update={"of": second.of}) == second


def test_hanoi_pairs_of_like_steps_have_like_numbers(hanoi: Case) -> None:
    for ours, theirs in (
        ("open-office-washington", "open-office-pyongyang"),
        ("written-assurance", "written-test-halt"),
        ("agree-roadmap", "agree-definition"),
    ):
        one, other = hanoi.commitments[ours], hanoi.commitments[theirs]
        assert one.actor != other.actor
        for field in FIELDS[1:]:
            assert getattr(one, field) == getattr(other, field), (ours, field)
    # What can be withdrawn at once is as recoverable on either side, and what somebody stands
    # beside is as surely seen.
    commitments = hanoi.commitments
    assert (
        commitments["grant-exemptions"].recoverable
        == commitments["license-trade"].recoverable
        == commitments["halt-production"].recoverable
        == commitments["halt-weapons-work"].recoverable
        == commitments["written-test-halt"].recoverable
        == commitments["written-assurance"].recoverable
    )
    assert commitments["license-trade"].detection == commitments["dismantle-plutonium"].detection


def test_hanoi_watches_both_sides(hanoi: Case) -> None:
    signatories = {"united-states", "north-korea"}
    assert {place.of for place in hanoi.facilities.values()} == signatories
    assert {watch.of for watch in hanoi.verification.values()} == signatories
    one, other = hanoi.verification.values()
    for field in (
        "visits",
        "periods",
        "false_alarms",
        "false_alarm_cost",
        "lag_days",
        "instrument",
    ):
        assert getattr(one, field) == getattr(other, field), field


def test_hanoi_plants_agree_with_the_options(hanoi: Case) -> None:
    # An option's months are those of all plants together: no plant may take longer.
    options = hanoi.issues["yongbyon"].options
    meant = {"freeze": "halt", "disable": "disabled", "dismantle": "named-plants"}
    for slug, place in hanoi.facilities.items():
        for action, months in place.months_to_rebuild.items():
            longest = ends(options[meant[action]].consequences["months-to-rebuild"])[1]
            assert ends(months)[1] <= longest, (slug, action)
    assert {slug for slug, place in hanoi.facilities.items() if not place.declared} == {
        "enrichment-elsewhere",
        "weapons-workshops",
    }


def test_hanoi_new_names_have_korean_ones(hanoi: Case) -> None:
    blocks = ("guarantees", "escrows", "coalitions", "orders", "facilities", "verification")
    korean = hanoi.editions["korean"].names
    named = [pointer for pointer in labels(hanoi) if pointer.split("/")[1] in blocks]
    assert len(named) > 15
    assert [pointer for pointer in named if pointer not in korean] == []
