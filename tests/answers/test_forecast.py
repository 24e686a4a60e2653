"""Forecasts of a case: what is open on a day, what each analysis gives, seals and their chain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.answers.forecast import contents, inputs_hash, verified
from detente.answers.forecast_findings import Made
from detente.answers.seal_folder import checked_seals
from detente.case.models import Case
from detente.errors import InputError, UsageError
from tests.answers.questions import asked, asked_case, made
from tests.builders import case_from


def by(found: tuple[Made, ...]) -> dict[str, Made]:
    return {m.forecaster: m for m in found}


def unanswered() -> Case:
    data = asked()
    for question in data["questions"].values():
        question.pop("resolution")
    return case_from(data)


def test_each_question_is_forecast_from_what_the_case_gives(tmp_path: Path) -> None:
    found = made(unanswered(), tmp_path / "f", "2020-02-01", "2020-02-01")
    told = {q.slug: by(q.made) for q in found.questions}
    # Of the tiny case every number is a point: a deal exists, the draft is one, always.
    assert told["text"]["computed"].chances == (1.0, 0.0)
    assert told["end"]["computed"].chances == (1.0, 0.0, 0.0)
    assert told["text"]["desk"].chances == (0.3, 0.7)
    assert told["text"]["rival"].origin == "reference"
    assert told["clause"]["base-rate"].chances == (0.25, 0.75)
    assert told["end"]["base-rate"].chances == (0.5, 0.3, 0.2)
    assert told["when"]["even"].chances == pytest.approx((1 / 3,) * 3)
    assert "computed" not in told["when"]
    place = told["place"]
    # 30*80 = 60*40: both weigh the same.
    assert place["mean"].position == pytest.approx(60)
    assert (place["middle"].position, place["base-rate"].position) == (50, 45)
    assert not any(q.after_the_fact for q in found.questions)


def test_a_clause_is_looked_for_among_acceptable_deals(tmp_path: Path) -> None:
    found = made(unanswered(), tmp_path / "f", "2020-02-01", "2020-02-01", only=["clause"])
    (question,) = found.questions
    chance = by(question.made)["computed"].chances[0]
    # By hand: water none/half/full is worth 0/36/60 to north and 20/10/0 to south and its council;
    # the mill open 0/60, closed 20/0; a bridge 20/20.  What south can get lies from 10 to 100, and
    # is counted from 0 to 100, so that its no deal at 20 is 28 of these.
    count = {"none": 0, "half": 0, "full": 0}
    for water, (n, s) in {"none": (0, 20), "half": (36, 10), "full": (60, 0)}.items():
        for mill in ((0, 60), (20, 0)):
            for bridge in ((0, 0), (20, 20)):
                if water == "full" and bridge == (0, 0):
                    continue
                north, south = n + mill[0] + bridge[0], s + mill[1] + bridge[1]
                count[water] += north >= 20 and south >= 28
    assert chance == pytest.approx(count["half"] / sum(count.values()))


def test_what_was_stated_later_is_not_used(tmp_path: Path) -> None:
    found = made(unanswered(), tmp_path / "f", "2020-01-05", "2020-01-05", only=["text"])
    assert "rival" not in by(found.questions[0].made)
    assert "desk" in by(found.questions[0].made)


def test_the_rest_is_divided_as_the_base_rate_divides_it(tmp_path: Path) -> None:
    data = asked()
    data["questions"]["end"]["computed"] = {"package": "first", "outcome": "postponed"}
    for values in data["values"].values():
        values["no_deal"]["courses"]["drought"]["value"] = [0, 100]
    found = made(case_from(data), tmp_path / "f", "2020-02-01", "2020-02-01", only=["end"])
    computed = by(found.questions[0].made)["computed"]
    first, middle, last = computed.chances
    assert 0 < middle < 1
    assert computed.se is not None
    assert computed.se > 0
    assert first + middle + last == pytest.approx(1)
    assert first / last == pytest.approx(50 / 20)


def test_a_question_known_on_the_day_is_refused_by_name_and_left_out_otherwise(
    tmp_path: Path,
) -> None:
    data = asked()
    data["questions"]["when"].pop("resolution")
    case = case_from(data)
    found = made(case, tmp_path / "f", "2020-03-20", "2020-03-20")
    assert [q.slug for q in found.questions] == ["when"]
    assert dict(found.left_out) == dict.fromkeys(("text", "clause", "end", "place"), "resolved")
    with pytest.raises(UsageError, match="'text' cannot be forecast as of 2020-03-20: its answer"):
        made(case, tmp_path / "f", "2020-03-20", "2020-03-20", only=["text"])
    with pytest.raises(UsageError, match="'when' cannot be forecast as of 2020-04-01: its day"):
        made(case, tmp_path / "f", "2020-04-01", "2020-04-01", only=["when"])
    with pytest.raises(UsageError, match="no question is open on 2020-04-01"):
        made(case, tmp_path / "f", "2020-04-01", "2020-04-01")
    with pytest.raises(UsageError, match=r"no question 'wen'.*did you mean 'when'"):
        made(case, tmp_path / "f", "2020-04-01", "2020-04-01", only=["wen"])
    with pytest.raises(UsageError, match="has not come yet"):
        made(case, tmp_path / "f", "2020-03-20", "2020-03-21")


def test_an_old_day_replayed_is_marked_as_after_the_fact(tmp_path: Path) -> None:
    found = made(asked_case(), tmp_path / "f", "2020-03-10", "2020-02-01")
    assert all(q.after_the_fact for q in found.questions)
    # The answer is not in the file, but the day of the question is over.
    found = made(unanswered(), tmp_path / "g", "2020-04-01", "2020-02-01")
    assert all(q.after_the_fact for q in found.questions)
    found = made(unanswered(), tmp_path / "h", "2020-03-31", "2020-02-01")
    assert not any(q.after_the_fact for q in found.questions)


def test_seals_make_a_chain_and_nothing_is_written_over(tmp_path: Path) -> None:
    case, folder = unanswered(), tmp_path / "f"
    one = made(case, folder, "2020-02-01", "2020-02-01")
    first = {f.name: f.read_bytes() for f in folder.iterdir()}
    two = made(case, folder, "2020-02-02", "2020-02-02")
    assert one.seal is not None
    assert two.seal is not None
    assert (one.seal.previous, two.seal.previous) == ("", one.seal.hash)
    assert (one.seals, two.seals) == (1, 2)
    assert {n: (folder / n).read_bytes() for n in first} == first
    seal = json.loads((folder / two.seal.file).read_text("utf-8"))
    assert seal["inputs_hash"] == inputs_hash(case) == inputs_hash(asked_case())
    assert seal["case_hash"] == two.header.case_hash
    assert (seal["day"], seal["seed"], seal["draws"]) == ("2020-02-02", 1, 200)
    assert verified(case, folder).flaws == ()
    with pytest.raises(UsageError, match="set the clock right"):
        made(case, folder, "2020-02-01", "2020-02-01")
    shown = made(case, folder, "2020-02-03", "2020-02-03", seal=False)
    assert shown.seal is None
    assert len(list(folder.iterdir())) == 2


def test_a_broken_chain_takes_no_new_seal_and_says_where(tmp_path: Path) -> None:
    case, folder = unanswered(), tmp_path / "f"
    one = made(case, folder, "2020-02-01", "2020-02-01")
    assert one.seal is not None
    file = folder / one.seal.file
    file.write_text(file.read_text("utf-8").replace("Desk A", "Desk Z", 1), "utf-8")
    with pytest.raises(InputError, match=f"{one.seal.file}:\\d+: error: the forecast of 'text'"):
        made(case, folder, "2020-02-02", "2020-02-02")
    assert [f.name for f in folder.iterdir()] == [file.name]
    with pytest.raises(InputError):
        checked_seals(folder)


def test_a_question_that_reads_otherwise_today_is_told(tmp_path: Path) -> None:
    case, folder = unanswered(), tmp_path / "f"
    made(case, folder, "2020-02-01", "2020-02-01")
    assert verified(case, folder).changed_rules == ()
    # Answers and forecasts may come later; the question may not change.
    assert verified(asked_case(), folder).changed_rules == ()
    data = asked()
    data["questions"]["text"]["rule"] = "As South reports it."
    ((slug, file),) = verified(case_from(data), folder).changed_rules
    assert slug == "text"
    assert (folder / file).exists()


def test_the_order_of_questions_does_not_change_a_forecast(tmp_path: Path) -> None:
    data = asked()
    other = {**data, "questions": dict(reversed(data["questions"].items()))}
    one = made(case_from(data), tmp_path / "f", "2020-02-01", "2020-02-01", seal=False)
    two = made(case_from(other), tmp_path / "f", "2020-02-01", "2020-02-01", seal=False)
    assert {q.slug: q for q in one.questions} == {q.slug: q for q in two.questions}
    assert one.inputs_hash == two.inputs_hash
    sealed = contents(one, case_from(data))
    assert {e["after_the_fact"] for e in sealed["forecasts"]} == {False}
