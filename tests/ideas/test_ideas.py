"""Measures for a case: who, why, how well, and as a lever of the case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from detente.answers.ideas import as_lever, ideas
from detente.answers.interests import demands_of, interests_of, preferred
from detente.answers.reach import workspace
from detente.case.checking import check, load_checked
from detente.case.loading import load_case
from detente.case.models import Lever
from detente.deals.analysis.answer import deals
from detente.errors import InputError, UsageError
from detente.finding import plain
from detente.ideas.analysis import loading
from detente.ideas.analysis.loading import Ideas, published
from detente.ideas.analysis.proposals import propose
from detente.ideas.findings import Demand
from detente.levers.analysis import gain
from detente.report.sentences.ideas import ideas_text, why
from tests.ideas.towns import measure, towns_data

CASES = Path(__file__).parents[2] / "cases"
DEMANDS = (Demand("north", "water", 0.5), Demand("south", "mill", 0.25))
EMPTY = Ideas(published(), frozenset(), {}, {}, {})


def write_yaml(path: Path, content: object) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(content, stream)
    return path


@pytest.fixture
def towns(write_case):
    """Return ``towns(ideas_file)``: the loaded case with an ideas.yaml beside it."""

    def build(file: object = None, data: dict | None = None):
        folder = write_case(data or towns_data())
        if file is not None:
            write_yaml(folder / "ideas.yaml", file)
        return load_checked(folder)[0]

    return build


def test_every_idea_meets_an_interest_at_stake_by_its_kind(towns) -> None:
    case = towns().case
    found, _ = propose(case, EMPTY, DEMANDS)
    assert found
    for idea in found:
        assert idea.fit > 0
        assert idea.meets
        for meets in idea.meets:
            kind = case.interests[meets.interest].kind
            assert any(s.interest == kind for s in published()[idea.measure].serves)
            assert meets.stake > 0
        total = sum(m.stake * (1.0 if m.how == "mainly" else 0.5) for m in idea.meets)
        assert idea.fit == pytest.approx(total)


def test_ideas_come_by_worth_and_the_catalogues_order_does_not_matter(towns) -> None:
    case = towns().case
    found, pairs = propose(case, EMPTY, DEMANDS)
    worth = [round(i.worth, 12) for i in found]
    assert worth == sorted(worth, reverse=True)
    backwards = dict(reversed(published().items()))
    again, again_pairs = propose(case, replace(EMPTY, measures=backwards), DEMANDS)
    assert again == found
    assert again_pairs == pairs


def test_a_measure_one_gives_another_has_a_direction(towns) -> None:
    case = towns().case
    found, _ = propose(case, EMPTY, DEMANDS)
    food = [i for i in found if i.measure == "monitored-food-aid"]
    # North's people need it; South gives it.
    assert [(i.giver, i.receiver) for i in food] == [("south", "north")]


def test_the_other_sides_interests_do_not_make_a_gift_dear(towns) -> None:
    case = towns().case
    only_south = (Demand("south", "mill", 0.25),)
    found, _ = propose(case, EMPTY, only_south)
    assert all(case.interests[m.interest].of == "south" for i in found for m in i.meets)
    assert "monitored-food-aid" not in {i.measure for i in found}


def test_a_strain_on_the_giver_makes_a_measure_dearer(towns) -> None:
    data = towns_data()
    before, _ = propose(towns(data=data).case, EMPTY, DEMANDS)
    data["interests"]["face"] = {
        "label": "Face",
        "of": "north",
        "kind": "room-to-move",
        "served_by": ["bridge/built"],
        "basis": {"judgement": "tests"},
    }
    after, _ = propose(towns(data=data).case, EMPTY, DEMANDS)
    plain_price, dear = (
        next(i for i in found if i.measure == "most-favoured-step") for found in (before, after)
    )
    assert plain_price.level == "low"
    assert plain_price.strains == ()
    assert dear.level == "medium"
    assert dear.strains == ("face",)
    assert dear.worth == pytest.approx(plain_price.worth / 2)


def test_measures_set_aside_are_gone_and_those_in_the_case_are_marked(towns) -> None:
    known = replace(
        EMPTY, aside={"peace-fund": "no"}, already={"monitored-food-aid": ("water/half",)}
    )
    case = towns().case
    found, pairs = propose(case, known, DEMANDS)
    assert "peace-fund" not in {i.measure for i in found}
    assert {i.already for i in found if i.measure == "monitored-food-aid"} == {("water/half",)}
    assert all(not found[k].already for p in pairs for k in p.ideas)


def test_pairs_serve_two_parties(towns) -> None:
    found, pairs = propose(towns().case, EMPTY, DEMANDS)
    assert pairs
    for pair in pairs:
        assert set(pair.serves) == {"north", "south"}
        assert pair.fit <= sum(found[k].fit for k in pair.ideas) + 1e-12


@pytest.mark.parametrize(("veto", "outside"), [(True, True), (False, False)])
def test_one_with_a_veto_of_its_own_counts_as_an_outsider(towns, veto, outside) -> None:
    data = towns_data()
    data["parties"]["council"]["veto"] = veto
    data["interests"]["order"] = {
        "label": "Order",
        "of": "council",
        "kind": "rules",
        "served_by": ["bridge/no"],
        "basis": {"judgement": "tests"},
    }
    found, _ = propose(towns(data=data).case, EMPTY, (Demand("council", None, 0.5),))
    # The endorsement of a council serves the rules of others, neither giver nor receiver.
    assert ("council-endorsement" in {i.measure for i in found}) == outside


def test_preferred_options_and_the_deals_looked_at(towns) -> None:
    ready = workspace(towns(), 300, 1)
    assert preferred(ready) == {
        "north": {"water": "full", "mill": "closed", "bridge": "built"},
        "south": {"water": "none", "mill": "open", "bridge": "built"},
    }
    answer = deals(ready)
    found = interests_of(ready, answer)
    assert found.deals[0] == answer.best.slug
    assert found.demands
    refused = 1 - answer.best.a_sign.value
    nothing = 1 - answer.zone.zone.value
    assert all(0 < d.share <= max(refused, nothing) for d in found.demands)
    about_water = demands_of(answer, "water")
    assert about_water == tuple(d for d in found.demands if d.issue == "water")


VALUES = {
    "values": {
        "monitored-food-aid": {"points": {"north": [2, 20], "south": [-1, 1]}},
        "economic-zone": {"points": {"south": [5, 20]}, "when": ["mill/open"]},
    }
}


def test_gains_are_those_of_the_same_lever_declared_in_the_case(towns) -> None:
    loaded = towns(VALUES)
    found = ideas(loaded, draws=400)
    judged = {i.measure: i for i in found.ideas if i.gain is not None}
    assert set(judged) == {"monitored-food-aid", "economic-zone"}
    levers = {
        f"idea-{slug}": Lever.model_validate(
            {"label": "x", "kind": "add-measure", "author": "x", "cost": {"text": "x"}, **value}
        )
        for slug, value in VALUES["values"].items()
    }
    case = loaded.case.model_copy(update={"levers": levers})
    ready = workspace(replace(loaded, case=case), 400, 1)
    for slug, idea in judged.items():
        assert idea.gain == gain(ready, f"idea-{slug}")
        assert idea.gain.value > 0
        assert idea.gain.se > 0
        assert idea.gain.value >= idea.gain_fixed.value - 1e-12


def test_a_pair_with_values_is_worth_at_least_its_better_half(towns) -> None:
    found = ideas(towns(VALUES), draws=400)
    both = [p for p in found.pairs if p.gain is not None]
    for pair in both:
        assert pair.gain.value >= max(found.ideas[k].gain.value for k in pair.ideas) - 0.02


def test_the_finding_is_plain_and_counts_add_up(towns) -> None:
    found = ideas(towns({"aside": {"peace-fund": "no"}}), draws=200)
    data = plain(found)
    assert data["header"]["kind"] == "ideas"
    assert found.catalogue == len(published())
    used = {i.measure for i in found.ideas}
    assert len(used) + found.idle + len(found.aside) == found.catalogue


def test_the_text_says_why_with_labels_and_basis(towns) -> None:
    loaded = towns({**VALUES, "already": {"water-commission": ["water/half"]}})
    found = ideas(loaded, draws=200)
    text = "\n".join(ideas_text(found, loaded.case, 5))
    first = next(i for i in found.ideas if not i.already)
    assert first.label in text
    assert "Why: It would meet “" in text
    assert "a judgement" in why(first, loaded.case)
    assert "In the case already: Water commission with data and a referee (water/half)" in text
    for word in ("optimal", "fair ", "rational", "Nash", "lambda", "utility", "unbiased"):
        assert word not in text


def test_one_issue_can_be_asked_for(towns) -> None:
    found = ideas(towns(), issue="mill", draws=200)
    assert {d.issue for d in found.interests.demands} == {"mill"}
    with pytest.raises(UsageError, match=r"no issue 'mil'.*did you mean 'mill'\?"):
        ideas(towns(), issue="mil")


def test_a_case_without_interests_says_what_to_add(towns) -> None:
    data = towns_data()
    del data["interests"]
    with pytest.raises(UsageError, match="names no interests"):
        ideas(towns(data=data))


@pytest.mark.parametrize("slug", published())
def test_every_measure_as_a_lever_is_valid_in_the_case(towns, tmp_path, slug) -> None:
    loaded = towns()
    text = as_lever(loaded, slug)
    (tmp_path / "case" / "levers.yaml").write_text(text, encoding="utf-8")
    data = {**towns_data(), "include": ["levers.yaml"]}
    write_yaml(tmp_path / "case" / "case.yaml", data)
    again = load_case(tmp_path / "case")
    assert check(again) == []
    lever = again.case.levers[f"idea-{slug}"]
    assert lever.kind == "add-measure"
    assert "to be replaced" in lever.basis.judgement
    assert all(q.range[0] >= 0 for q in lever.points.values())


def test_a_lever_takes_the_users_values_and_the_giver_can_be_named(towns) -> None:
    loaded = towns(VALUES)
    assert "north: [2.0, 20.0]" in as_lever(loaded, "monitored-food-aid")
    given = as_lever(loaded, "monitored-food-aid", "south")
    assert "north: [0.0, 2.0]" in given
    assert "south: [0.0, 0.5]" in given
    with pytest.raises(UsageError, match=r"'council' does not sign"):
        as_lever(loaded, "monitored-food-aid", "council")
    with pytest.raises(UsageError, match=r"no measure 'peace-fond'; did you mean 'peace-fund'\?"):
        as_lever(loaded, "peace-fond")


def test_the_users_own_measures_stand_beside_ours(towns, tmp_path) -> None:
    loaded = towns({"measures": {"wells": measure()}})
    extra = write_yaml(tmp_path / "mine.yaml", {"measures": {"more-wells": measure()}})
    found = ideas(loaded, extra, draws=200)
    own = {i.measure for i in found.ideas if i.own}
    assert own == {"wells", "more-wells"}
    assert found.catalogue == len(published()) + 2


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("just words", "the file is no catalogue"),
        ("", "the file is empty"),
        ("measures: [", "not valid YAML"),
        ("measure: {}", "unknown key 'measure'"),
        ({"measures": {"Bad Name": measure()}}, "is not a name"),
        ({"measures": {"wells": measure(by="giver and taker")}}, "'by' cannot be"),
        ({"measures": {"wells": measure(serves=[])}}, "'serves' is empty"),
        (
            {"measures": {"wells": measure(serves=[{"interest": "happiness"}])}},
            "'interest' cannot be 'happiness'",
        ),
        ({"measures": {"wells": measure(cots="x")}}, "unknown key 'cots'"),
        (
            {
                "measures": {
                    "wells": measure(
                        precedents=[{"name": "n", "date": "1972", "where": "w", "fared": "f"}]
                    )
                }
            },
            "a precedent has either checked",
        ),
        (
            {
                "measures": {
                    "wells": measure(
                        precedents=[
                            {
                                "name": "n",
                                "date": "long ago",
                                "where": "w",
                                "fared": "f",
                                "unverified": True,
                            }
                        ]
                    )
                }
            },
            "names no year",
        ),
        ({"measures": {"peace-fund": measure()}}, "there is a measure 'peace-fund' already"),
        ({"already": {"peace-fond": ["water/half"]}}, "there is no measure 'peace-fond'"),
        ({"already": {"peace-fund": ["water/halv"]}}, "there is no option or lever 'water/halv'"),
        ({"aside": {"peace-fond": "no"}}, "there is no measure 'peace-fond'"),
        (
            {"aside": {"peace-fund": "no"}, "values": {"peace-fund": {"points": {"north": 1}}}},
            "'peace-fund' is set aside and has a value",
        ),
        ({"values": {"peace-fund": {"points": {"nort": 1}}}}, "there is no party 'nort'"),
        ({"values": {"peace-fund": {"points": {"north": "much"}}}}, "'much' is not a number"),
        (
            {"values": {"peace-fund": {"points": {"north": 1}, "when": ["mill/ajar"]}}},
            "there is no option 'mill/ajar'",
        ),
        (
            {"values": {"peace-fund": {"points": {"north": 1}, "basis": {"record": ["x"]}}}},
            "there is no record item 'x'",
        ),
    ],
)
def test_a_hostile_file_gives_one_clear_error(towns, tmp_path, file, message) -> None:
    path = tmp_path / "mine.yaml"
    if isinstance(file, str):
        path.write_text(file, encoding="utf-8")
    else:
        write_yaml(path, file)
    with pytest.raises(InputError, match=message) as error:
        ideas(towns(), path)
    (problem,) = error.value.problems
    assert problem.place.file == str(path)


def test_what_two_files_both_define_is_told(towns, tmp_path) -> None:
    extra = write_yaml(tmp_path / "mine.yaml", {"measures": {"wells": measure()}})
    with pytest.raises(InputError, match="there is a measure 'wells' already"):
        ideas(towns({"measures": {"wells": measure()}}), extra)


def test_the_cases_own_file_named_again_is_read_once(towns) -> None:
    loaded = towns({"measures": {"wells": measure()}})
    known = loading.ideas_for(loaded, loaded.folder / "ideas.yaml")
    assert known.own == {"wells"}


@pytest.mark.parametrize("file", sorted(CASES.glob("*/ideas.yaml")), ids=lambda f: f.parent.name)
def test_the_files_of_our_cases_are_in_order(file) -> None:
    loaded, _ = load_checked(file.parent)
    known = loading.ideas_for(loaded)
    assert not set(known.already) & set(known.aside)
    assert all(value.basis is not None for value in known.values.values())


def test_a_catalogue_that_is_not_there_is_told(towns, tmp_path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        ideas(towns(), tmp_path / "nowhere.yaml")
    with pytest.raises(InputError, match="is a folder"):
        ideas(towns(), tmp_path)
