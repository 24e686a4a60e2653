"""What versions and changes are worth, against adding up by hand over every way to read them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.answers.rounds import rounds
from detente.answers.rounds_findings import RoundsFinding, VersionFinding
from detente.beliefs.study import Study
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from tests.builders import case_from, tiny_case_data
from tests.drafting.rounds.tree import tree_data

OPTIONS = (("none", "half", "full"), ("closed", "open"), ("no", "built"))
QUO = {"water": "none", "mill": "closed", "bridge": "no"}


def answered(data: dict[str, Any]) -> RoundsFinding:
    return rounds(Workspace(Study(case_from(data), seed=3), 200))


def by_slug(found: RoundsFinding) -> dict[str, VersionFinding]:
    return {v.slug: v for v in found.versions}


def points(data: dict[str, Any], party: str, package: dict[str, str]) -> float:
    """Return what a package is worth over no deal: added up by hand, worst to best 0 to 100."""
    values = data["values"][party]

    def total(one: dict[str, str]) -> float:
        return sum(
            values["issues"][i]["importance"] * values["issues"][i]["scores"][o] / 100
            for i, o in one.items()
        )

    every = [dict(zip(QUO, chosen, strict=True)) for chosen in product(*OPTIONS)]
    each = [total(p) for p in every if p["water"] != "full" or p["bridge"] == "built"]
    scaled = (total(package) - min(each)) / (max(each) - min(each)) * 100
    return scaled - values["no_deal"]["courses"]["drought"]["value"]


# Every way to read a version, slowly and by another road: choose first, then look what stands.
def ways(draft: dict[str, Any]) -> list[dict[str, str] | None]:
    paragraphs = [p for a in draft["articles"] for p in a["paragraphs"]]
    brackets = [b for p in paragraphs for b in p["content"] if isinstance(b, dict)]
    found = []
    for chosen in product(*(range(len(b["alternatives"])) for b in brackets)):
        at = iter(chosen)
        options: dict[str, set[str]] = {}
        for p in paragraphs:
            words, here = "", []
            for piece in p["content"]:
                if isinstance(piece, str):
                    words += piece
                    continue
                way = piece["alternatives"][next(at)]
                words += way["text"]
                here += way.get("options", {}).items()
            if words.strip():
                here += p.get("options", {}).items()
            for issue, option in here:
                options.setdefault(issue, set()).add(option)
        if any(len(o) > 1 for o in options.values()):
            found.append(None)
            continue
        found.append({i: next(iter(options[i])) if i in options else q for i, q in QUO.items()})
    return found


SETTLES = st.sampled_from(
    [{}, {"water": "half"}, {"water": "full"}, {"mill": "open"}, {"bridge": "built"}]
)


@st.composite
def contents(draw: st.DrawFn) -> list[Any]:
    words = st.sampled_from(["", "x", "y"])
    way = st.fixed_dictionaries({"text": words, "by": st.just(["north"]), "options": SETTLES})
    bracket = st.fixed_dictionaries({"alternatives": st.lists(way, min_size=2, max_size=3)})
    return draw(st.lists(st.one_of(words, bracket), min_size=1, max_size=2))


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from("abc"), unique=True, max_size=3))
    paragraphs = [
        {"id": f"a/{n}", "content": draw(contents()), "options": draw(SETTLES)} for n in names
    ]
    # Two fixed paragraphs that contradict each other are refused when the case is read.
    seen: dict[str, str] = {}
    for p in paragraphs:
        p["options"] = {i: o for i, o in p["options"].items() if seen.setdefault(i, o) == o}
    article = {"id": "a", "heading": "A", "paragraphs": paragraphs}
    return {"label": "A version", "title": "T", "articles": [article]}


@settings(deadline=None, max_examples=60)
@given(drafts(), drafts())
def test_versions_are_worth_what_adding_up_by_hand_gives(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    data = tiny_case_data()
    data["drafts"] = {"old": old, "new": {**new, "parent": "old"}}
    found = by_slug(answered(data))
    for slug, draft in (("old", old), ("new", new)):
        packages = [w for w in ways(draft) if w is not None]
        value = found[slug].value
        if not packages:
            assert value is None
            continue
        assert value is not None
        assert value.packages == len({tuple(sorted(p.items())) for p in packages})
        for party in ("north", "south", "council"):
            hand = [points(data, party, p) for p in packages]
            one = value.worth[party]
            assert (one.low.value, one.high.value) == pytest.approx((min(hand), max(hand)))
            content = [h >= -1e-9 for h in hand]
            assert one.accepts_low.value in (0.0, 1.0)
            if party == "council":
                assert one.accepts_low.value == float(min(content))
                assert one.accepts_high.value == float(max(content))
    _changes(data, old, new, found["new"])


def _changes(
    data: dict[str, Any], old: dict[str, Any], new: dict[str, Any], found: VersionFinding
) -> None:
    """Hold each change against the difference by hand; brackets that stay are read alike."""
    before = {p["id"]: p for p in old["articles"][0]["paragraphs"]}
    after = {p["id"]: p for p in new["articles"][0]["paragraphs"]}
    for change in found.changes:
        name = change.paragraph
        rest = [p for k, p in before.items() if k != name]
        gaps: dict[str, list[float]] = {"north": [], "south": []}
        same = True
        for fixed in product(*(_read(p) for p in rest)):
            for one in _read(before.get(name)):
                for other in _read(after.get(name)):
                    pair = [_package([*fixed, x]) for x in (one, other)]
                    if None in pair:
                        continue
                    same &= pair[0] == pair[1]
                    for party, found_gaps in gaps.items():
                        found_gaps.append(
                            points(data, party, pair[1]) - points(data, party, pair[0])
                        )
        assert change.none == same
        if not change.none:
            for party, each in gaps.items():
                effect = change.effect[party]
                assert (effect.low.value, effect.high.value) == pytest.approx(
                    (min(each), max(each)), abs=1e-9
                )
                assert effect.better_high.value == float(max(each) > 1e-6)


def _read(paragraph: dict[str, Any] | None) -> list[list[tuple[str, str]]]:
    if paragraph is None:
        return [[]]
    found = []
    brackets = [b for b in paragraph["content"] if isinstance(b, dict)]
    for chosen in product(*(b["alternatives"] for b in brackets)):
        at = iter(chosen)
        taken = [x if isinstance(x, str) else next(at) for x in paragraph["content"]]
        words = "".join(x if isinstance(x, str) else x["text"] for x in taken)
        options = [o for x in taken if isinstance(x, dict) for o in x["options"].items()]
        if words.strip():
            options += paragraph["options"].items()
        found.append(options)
    return found


def _package(read: list[list[tuple[str, str]]]) -> dict[str, str] | None:
    options: dict[str, set[str]] = {}
    for issue, option in (o for one in read for o in one):
        options.setdefault(issue, set()).add(option)
    if any(len(o) > 1 for o in options.values()):
        return None
    return {i: next(iter(options[i])) if i in options else q for i, q in QUO.items()}


def test_the_package_holds_until_its_paragraph_is_struck_out() -> None:
    data = tree_data()
    found = by_slug(answered(data))
    assert found["first"].value is not None
    first = found["first"].value.options
    assert first == {"water": ("half",), "mill": ("open",), "bridge": ("no",)}
    del data["drafts"]["second"]["articles"][0]["paragraphs"][1]
    second = by_slug(answered(data))["second"]
    assert second.value is not None
    assert second.value.options["mill"] == ("closed",)
    assert second.value.options["water"] == ("half", "none")
    struck = next(c for c in second.changes if c.paragraph == "article-1/mill")
    assert struck.effect["south"].high.value == pytest.approx(-60 / 0.9)


def test_an_issue_goes_back_to_today_when_its_own_paragraph_is_struck_out() -> None:
    """Although the package of the first version still names it."""
    data = tree_data()
    del data["drafts"]["second"]["articles"][0]["paragraphs"][0]
    second = by_slug(answered(data))["second"]
    assert second.package == "offer"
    assert second.value is not None
    assert second.value.options["water"] == ("none",)
    assert second.value.options["mill"] == ("open",)


def test_brackets_read_as_one_party_proposes() -> None:
    second = by_slug(answered(tree_data()))["second"]
    assert second.value is not None
    low, high = second.value.proposed["south"]["south"]
    assert low == high
    assert low.value == pytest.approx(100 - 20)
    assert second.value.proposed["north"]["south"][0].value == pytest.approx((90 - 10) / 0.9 - 20)


def test_words_alone_have_no_effect_in_the_model() -> None:
    second = by_slug(answered(tree_data()))["second"]
    softer = next(c for c in second.changes if c.paragraph == "article-1/mill")
    assert softer.none
    assert softer.effect == {}


def test_a_proposal_alone_in_brackets_may_be_there_or_not() -> None:
    data = tree_data()
    bridge = data["drafts"]["second"]["articles"][0]["paragraphs"][2]
    bridge["content"] = [{"alternatives": [{"text": bridge["content"], "by": ["south"]}]}]
    second = by_slug(answered(data))["second"]
    assert second.value is not None
    assert set(second.value.options["bridge"]) == {"built", "no"}


def test_what_came_later_is_not_known_yet() -> None:
    data = tree_data()
    data["as_of"] = "2019-08-15"
    found = rounds(Workspace(Study(case_from(data), seed=3), 200))
    assert [v.slug for v in found.versions] == ["first", "second"]
    assert found.latest == ("second",)
    data["as_of"] = "2019-01-01"
    with pytest.raises(UsageError, match="no version of a text is known on this day"):
        rounds(Workspace(Study(case_from(data), seed=3), 200))
