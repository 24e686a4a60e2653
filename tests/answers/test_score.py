"""Scores of a case: which forecasts count, in which group, and what can be told."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.answers.score import score
from detente.answers.score_findings import ForecasterFinding, ScoreFinding
from detente.answers.score_table import LARGEST, Row, read_table
from detente.answers.seal_folder import checked_seals
from detente.case.models import Case
from detente.errors import InputError, UsageError
from tests.answers.questions import asked, asked_case, made
from tests.answers.test_forecast import unanswered
from tests.builders import case_from, tiny_case

HEAD = "question,forecaster,probability,outcome,made_on\n"


def by(found: ScoreFinding) -> dict[tuple[str, str, str], ForecasterFinding]:
    return {(f.group, f.sort, f.forecaster): f for f in found.forecasters}


def sealed_then_answered(folder: Path, sealed_on: str = "2020-02-01") -> ScoreFinding:
    made(unanswered(), folder, sealed_on, "2020-02-01")
    return score(asked_case(), checked_seals(folder))


def test_scores_of_every_kind_by_hand(tmp_path: Path) -> None:
    found = by(sealed_then_answered(tmp_path / "f"))
    # The text was not signed: the squares of what was said of yes.
    assert found["sealed", "yes-no", "desk"].score == pytest.approx(0.3**2)
    assert found["sealed", "yes-no", "rival"].score == pytest.approx(0.8**2)
    assert found["sealed", "yes-no", "base-rate"].score == pytest.approx((0.4**2 + 0.25**2) / 2)
    assert found["sealed", "yes-no", "even"].score == pytest.approx(0.25)
    assert found["sealed", "named", "computed"].score == pytest.approx(2)
    assert found["sealed", "named", "base-rate"].score == pytest.approx(0.25 + 0.09 + 0.64)
    assert found["sealed", "ordered", "base-rate"].score == pytest.approx((0.04 + 0.25) / 2)
    assert found["sealed", "position", "desk"].score == pytest.approx(15)
    assert found["sealed", "position", "mean"].score == pytest.approx(5)
    assert found["sealed", "position", "middle"].score == pytest.approx(5)
    assert found["sealed", "position", "base-rate"].score == pytest.approx(10)
    assert found["sealed", "named", "computed"].cut == 1
    assert {group for group, _, _ in found} == {"sealed"}


def test_differences_are_on_the_same_questions(tmp_path: Path) -> None:
    found = by(sealed_then_answered(tmp_path / "f"))
    against = {a.other: a for a in found["sealed", "yes-no", "desk"].against}
    assert set(against) == {"base-rate", "even", "rival"}
    assert against["base-rate"].difference.questions == 1
    assert against["base-rate"].difference.mean == pytest.approx(0.4**2 - 0.3**2)
    assert against["rival"].difference.mean == pytest.approx(0.8**2 - 0.3**2)
    assert {a.verdict for a in against.values()} == {"nothing"}
    places = {a.other for a in found["sealed", "position", "desk"].against}
    assert places == {"base-rate", "mean", "middle"}
    assert found["sealed", "yes-no", "base-rate"].against == ()


def test_the_span_of_a_judged_base_rate_is_scored_at_its_ends(tmp_path: Path) -> None:
    found = sealed_then_answered(tmp_path / "f")
    row = next(f for f in found.forecasts if (f.question, f.forecaster) == ("text", "desk"))
    assert (row.base_low, row.base_high) == (pytest.approx(0.2**2), pytest.approx(0.6**2))


def test_the_least_score_of_a_span_may_lie_within_it(tmp_path: Path) -> None:
    data = asked()
    data["questions"]["when"]["base_rate"] |= {"least": 0, "most": 100}
    data["questions"]["when"]["resolution"]["outcome"] = "summer"
    data["questions"]["when"]["forecasts"] = {
        "desk": {
            "by": "A",
            "made_on": "2020-01-05",
            "chances": {"spring": 10, "summer": 80, "later": 10},
        }
    }
    row = next(f for f in score(case_from(data), []).forecasts if f.question == "when")
    grid = np.linspace(0, 1, 20_001)
    # The first bin, then 3 to 5 between the others, as in the base rate.
    scores = (grid**2 + (grid + (1 - grid) * 0.375 - 1) ** 2) / 2
    assert row.base_low == pytest.approx(scores.min(), abs=1e-7)
    assert row.base_high == pytest.approx(scores.max())


@pytest.mark.parametrize(
    ("sealed_on", "group"),
    [("2020-02-01", "sealed"), ("2020-03-09", "sealed"), ("2020-03-10", "after")],
)
def test_what_is_sealed_when_the_answer_was_known_is_kept_apart(
    tmp_path: Path, sealed_on: str, group: str
) -> None:
    # When it was sealed the case did not yet know that the answer was out.
    found = sealed_then_answered(tmp_path / "f", sealed_on)
    assert {f.group for f in found.forecasts} == {group}


def test_groups_are_never_mixed(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    made(unanswered(), folder, "2020-02-01", "2020-02-01")
    made(asked_case(), folder, "2020-06-01", "2020-01-31")
    found = score(asked_case(), checked_seals(folder))
    counts = {(f.group, f.forecaster): f.questions for f in found.forecasters if f.sort == "yes-no"}
    assert counts["sealed", "base-rate"] == counts["after", "base-rate"] == 2
    assert found.superseded == 0


def test_the_last_forecast_before_the_answer_counts(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    made(unanswered(), folder, "2020-02-01", "2020-02-01", only=["text"])
    data = asked()
    data["questions"]["text"].pop("resolution")
    data["questions"]["text"]["forecasts"]["desk"] = {
        "by": "Desk A",
        "made_on": "2020-02-02",
        "chances": {"yes": 10},
    }
    made(case_from(data), folder, "2020-02-02", "2020-02-02", only=["text"])
    found = score(asked_case(), checked_seals(folder))
    row = next(f for f in found.forecasts if f.forecaster == "desk" and f.question == "text")
    assert row.chances == pytest.approx((0.1, 0.9))
    assert found.superseded > 0


def test_without_seals_only_what_the_record_shows_is_from_before() -> None:
    found = score(asked_case(), [])
    text = {
        f.forecaster: f.group
        for f in found.forecasts
        if f.question == "text" and f.origin in ("stated", "reference")
    }
    assert text == {"desk": "record", "rival": "after"}
    data = asked()
    data["questions"]["text"]["forecasts"]["desk"]["record"] = ["end"]
    late = score(case_from(data), [])
    assert "record" not in {f.group for f in late.forecasts}


def test_with_nothing_to_score_it_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="nothing to score: 0 of 0 questions"):
        score(tiny_case(), [])
    with pytest.raises(UsageError, match=r"0 of 5 questions are answered.*detente forecast"):
        score(unanswered(), [])


def rows(n: int, chances: dict[str, list[float]], yes: list[bool]) -> list[Row]:
    import datetime

    day = datetime.date(2024, 1, 1)
    pairs = itertools.product(chances, range(n))
    return [
        Row(f"q{k}", who, chances[who][k], yes[k], day, None, i)
        for i, (who, k) in enumerate(pairs, 2)
    ]


def verdict(n: int, one: float, other: float, *, flip: int = 0) -> str:
    yes = [k >= flip for k in range(n)]
    table = rows(n, {"a": [one] * n, "b": [other] * n}, yes)
    found = by(score(tiny_case(), [], table))["elsewhere", "yes-no", "a"]
    return next(a.verdict for a in found.against if a.other == "b")


def test_how_many_questions_it_takes_to_be_told_anything() -> None:
    assert [verdict(n, 0.9, 0.5) for n in (1, 3, 4, 9, 10)] == [
        "nothing", "nothing", "few", "few", "better",
    ]  # fmt: skip
    assert verdict(12, 0.5, 0.9) == "worse"
    assert verdict(12, 0.7, 0.7) == "same"
    assert verdict(12, 0.9, 0.5, flip=4) == "untold"


def test_each_pair_of_a_table_is_told_once() -> None:
    n = 5
    table = rows(n, {w: [0.5] * n for w in "abc"}, [True] * n)
    found = by(score(tiny_case(), [], table))
    pairs = [(w, a.other) for (_, _, w), f in found.items() for a in f.against]
    assert sorted(pairs) == [
        ("a", "b"), ("a", "base-rate"), ("a", "c"), ("b", "base-rate"), ("b", "c"),
        ("c", "base-rate"),
    ]  # fmt: skip


@settings(max_examples=25)
@given(st.integers(4, 12), st.integers(0, 99))
def test_the_order_of_a_table_does_not_matter_nor_do_lines_told_twice(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    yes = (rng.random(n) < 0.5).tolist()
    table = rows(n, {w: rng.random(n).round(2).tolist() for w in "ab"}, yes)
    one = score(tiny_case(), [], table)
    mixed = [table[k] for k in rng.permutation(len(table))]
    assert score(tiny_case(), [], mixed).forecasters == one.forecasters
    twice = score(tiny_case(), [], [*table, *table])
    assert twice.forecasters == one.forecasters
    assert twice.superseded == len(table)


def test_a_table_is_measured_against_its_own_share_of_yes_or_what_it_gives(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    body = "a,X,30%,no,2024-01-01\nb,X,0.9,1,2024-01-02\nc,X,1,TRUE,2024-01-03\n"
    file.write_text(HEAD + body + "\n", "utf-8")
    found = score(tiny_case(), [], read_table(file), "t.csv")
    assert [f.base for f in found.forecasts] == pytest.approx([4 / 9, 1 / 9, 1 / 9])
    (one,) = found.forecasters
    assert one.parts is not None
    assert one.against[0].difference.mean == pytest.approx(one.parts.uncertainty - one.parts.score)
    given_rate = "".join(line + ",0.5\n" for line in body.splitlines())
    file.write_text(HEAD.strip() + ",base_rate\n" + given_rate, "utf-8")
    found = score(tiny_case(), [], read_table(file))
    assert [f.base for f in found.forecasts] == [0.25] * 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "a,X,1.3,1,2024-01-01\n", r"t\.csv:2:3: error: '1.3' is not probability"),
        (HEAD + "a,X,,1,2024-01-01\n", r"2:3: error: there is no probability"),
        (HEAD + "a,X,nan,1,2024-01-01\n", r"2:3: error: 'nan' is not probability"),
        (HEAD + "a,X,0.3,maybe,2024-01-01\n", r"2:4: error: 'maybe' is not outcome"),
        (HEAD + "a,X,0.3,1,1.1.2024\n", r"2:5: error: '1.1.2024' is not made on"),
        (HEAD + ",X,0.3,1,2024-01-01\n", r"2:1: error: there is no question"),
        (HEAD + "a,X\n", r"2:3: error: there is no probability"),
        (HEAD + "a,X,0.3,1,2024-01-01\na,Y,0.3,0,2024-01-01\n", "3: error: 'a' has another answer"),
        (HEAD.replace("outcome", "outcom"), r"1:4: error: the column 'outcom'(.|\n)*did you"),
        (HEAD.replace("made_on", "outcome"), "1:5: error: the column 'outcome' stands twice"),
    ],
)  # fmt: skip
def test_every_wrong_cell_is_told_by_line_and_column(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=told):
        read_table(file)


def test_what_is_no_table_is_told_with_its_place_and_the_mend(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    for content, told in (
        (b"\xff\xfe\x00", r"t\.csv: error: .*not written in UTF-8\n.*save it as UTF-8"),
        (b"", r"t\.csv: error: the file is empty\n.*question,forecaster"),
        (HEAD.encode(), r"t\.csv: error: .*holds no forecast"),
        (HEAD.encode() + b'a,"' + b"x" * 200_000, r"t\.csv:2: error: not a table with commas"),
    ):
        file.write_bytes(content)
        with pytest.raises(InputError, match=told):
            read_table(file)
    with pytest.raises(InputError, match="cannot read"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(InputError, match="is a folder"):
        read_table(tmp_path)


def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is not an ordinary file"):
        read_table(tmp_path / "pipe.csv")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="too large: at most 100 MB"):
        read_table(tmp_path / "large.csv")


def test_names_in_a_table_that_are_ours_are_still_theirs() -> None:
    n = 4
    table = rows(n, {"even": [0.9] * n, "b": [0.5] * n}, [True] * n)
    found = by(score(tiny_case(), [], table))
    assert found["elsewhere", "yes-no", "even"].against


def test_a_case_of_one_question_is_a_case() -> None:
    data = asked()
    data["questions"] = {"text": data["questions"]["text"]}
    found: Case = case_from(data)
    assert score(found, []).answered == 1
