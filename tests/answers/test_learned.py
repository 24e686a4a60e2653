"""The main question on draws that have learned: against weights by hand, repeatable, refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.answers import learn_run
from detente.answers.learn_items import items_of
from detente.answers.learn_parties import parties_of
from detente.answers.learned_draws import compared, learned_draws
from detente.beliefs.learning.parties import alone
from detente.beliefs.learning.study import FewParticlesError, Posterior, with_particles
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION, Study
from detente.beliefs.utilities import Utilities, joined
from detente.case.blocks.learning import RATIONALITY
from detente.cli.main import run
from detente.deals.acceptance import accepts
from detente.deals.analysis.answer import deals
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import effective_draws, mean
from detente.errors import UsageError
from tests.builders import case_from, uncertain_case_data

Write = Callable[[dict[str, Any]], Path]


def data() -> dict[str, Any]:
    """Return the uncertain case with offers of both sides and two sets of beliefs."""
    found = uncertain_case_data()
    found["values"]["north"]["no_deal"]["courses"]["drought"]["value"]["range"] = [20, 70]
    found["values"]["south"]["no_deal"]["courses"]["drought"]["value"]["range"] = [50, 110]
    offer = {"kind": "offer", "known_from": "2019-12-01"}
    found["packages"] = {
        "north-offers": {
            **offer, "label": "N", "by": ["north"], "options": {"water": "half", "mill": "open"}
        },
        "south-offers": {
            **offer, "label": "S", "by": ["south"], "options": {"mill": "open"}
        },
    }  # fmt: skip
    return found


def workspace(case: dict[str, Any], draws: int = 4096) -> Workspace:
    return Workspace(Study(case_from(case), 7), draws)


def weights_by_hand(ready: Workspace) -> tuple[np.ndarray, Utilities]:
    """Return likelihoods of fresh draws of the prior, and what those draws are worth."""
    prior = replace_seed(ready, 99)
    blocks = 6
    parties = parties_of(ready, items_of(ready))
    total = np.zeros(blocks * BLOCK)
    for items in parties:
        small = alone(prior.model, items.party)
        small.study = prior.study
        for b in range(blocks):
            from detente.beliefs.learning.parties import block_logs

            study = with_particles(prior.study, {})
            study.first = 0
            logs = block_logs(small, study, items, RATIONALITY, b)
            total[b * BLOCK : (b + 1) * BLOCK] += items.combined(logs).sum(axis=0)
    drawn = joined([prior.model.block(b) for b in range(blocks)])
    return np.exp(total - total.max()), drawn


def replace_seed(ready: Workspace, seed: int) -> Workspace:
    made = Workspace(Study(ready.study.case, seed, ready.study.as_of), ready.draws, ready)
    return made


def test_shares_after_are_those_of_weighted_draws() -> None:
    ready = workspace(data(), 8192)
    found = learned_draws(ready)
    told = compared(found)
    weights, drawn = weights_by_hand(ready)
    assert effective_draws(weights) > 500
    pair = np.stack([ready.best_signed, found.ready.best_signed])
    good = accepts(drawn, pair, ready.model.structure.acceptors)
    for row, now in zip(good, (told.best_before_now, told.best_after_now), strict=True):
        by_hand = mean(row.astype(float), weights)
        assert abs(by_hand.value - now.value) < 4 * np.hypot(by_hand.se, now.se)
    # Something was learned, else nothing was tested.
    moved = abs(told.best_before_now.value - told.best_before_then.value)
    assert moved > 4 * np.hypot(told.best_before_now.se, told.best_before_then.se)


def test_every_analysis_reads_the_learned_draws() -> None:
    ready = workspace(data())
    found = learned_draws(ready)
    answer = deals(found.ready)
    told = compared(found)
    assert answer.best.a_sign.value == pytest.approx(told.best_after_now.value)
    assert answer.zone.zone.value == pytest.approx(told.zone_after.value)
    # Related draws tell less: the error is never less than that of as many independent ones.
    assert told.best_after_now.se >= answer.best.a_sign.se * (1 - 1e-9)
    assert 200 < told.effective <= ready.draws


def test_the_same_seed_gives_the_same_answer() -> None:
    one, two = (compared(learned_draws(workspace(data()))) for _ in range(2))
    assert one == two


def test_draws_as_stated_are_untouched() -> None:
    ready = workspace(data())
    before = ready.held_out.floor.copy()
    learned_draws(ready)
    assert (Workspace(ready.study, ready.draws).held_out.floor == before).all()
    assert ready.study.learned == ()
    assert not isinstance(ready.study, Posterior)


def believing() -> dict[str, Any]:
    """Return a case in which one set of beliefs makes the offer of north likelier."""
    case = data()
    at = "/values/north/no_deal/courses/drought/value"
    case["beliefs"] = {
        "poor": {"label": "Poor", "weight": 50, "changes": [{"number": at, "set": [0, 10]}]},
        "rich": {"label": "Rich", "weight": 50, "changes": [{"number": at, "set": [80, 99]}]},
    }
    del case["packages"]["south-offers"]
    return case


def test_sets_of_beliefs_are_learned_and_their_draws_are_particles() -> None:
    ready = workspace(believing(), 8192)
    found = learned_draws(ready)
    study = found.ready.study
    assert isinstance(study, Posterior)
    told = {slug: (before, after) for slug, before, after in compared(found).beliefs}
    weights, _ = weights_by_hand(ready)
    drawn = np.concatenate([replace_seed(ready, 99).study.beliefs(b) for b in range(6)])
    by_hand = mean((drawn == 0).astype(float), weights)
    assert told["poor"][0] == 0.5
    assert told["poor"][1] == pytest.approx(by_hand.value, abs=4 * by_hand.se + 0.02)
    assert abs(told["poor"][1] - 0.5) > 0.02
    inside = study.sibling(believe="rich")
    assert (inside.beliefs(0) == 1).all()
    kept = study.only("believe", "rich")
    assert kept is not None
    number = "/values/north/issues/water/importance"
    assert (
        number not in study.particles
        or np.isin(inside.stream(number, 0), study.particles[number][kept]).all()
    )
    shares = inside.shares("north", 0)
    learned = study.particles["shares:north"][:, kept]
    assert np.isin(shares[0], learned[0]).all()
    # Draws that choose and draws that report have no particle in common.
    chosen = {*np.concatenate([inside.shares("north", b)[0] for b in (0, 1)])}
    told_on = {*inside.shares("north", SELECTION // BLOCK)[0]}
    assert len(chosen & told_on) < 0.02 * len(told_on)


def test_a_set_that_the_record_all_but_rules_out_is_told_and_left_out() -> None:
    ready = workspace(believing())
    found = learned_draws(ready)
    study = found.ready.study
    assert isinstance(study, Posterior)
    study.particles["beliefs"] = np.full_like(study.particles["beliefs"], 0.01)
    with pytest.raises(FewParticlesError):
        study.sibling(believe="rich")
    assert compared(found).few == ("rich",)


def test_too_few_effective_draws_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn_run, "FLOOR", 1e6)
    with pytest.raises(UsageError, match="effective draws are left after learning"):
        learned_draws(workspace(data()))


def test_a_record_with_nothing_to_learn_from_is_refused() -> None:
    case = data()
    case["packages"] = {}
    with pytest.raises(UsageError, match="no offer, refusal or statement"):
        learned_draws(workspace(case))


def test_the_hash_says_what_was_learned_from(
    write_case: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write_case(data()))
    headers = []
    for args in ([], ["--learned"], ["--learned", "--without", "south-offers"]):
        assert run(["deals", path, "--draws", "4096", "--json", *args]) == 0
        headers.append(json.loads(capsys.readouterr().out)["header"])
    assert [h["learned"] for h in headers] == [[], ["north-offers", "south-offers"],
                                               ["north-offers"]]  # fmt: skip
    assert len({h["case_hash"] for h in headers}) == 3
    assert headers[0]["n_eff"] == 4096
    assert 200 < headers[1]["n_eff"] <= 4096
    assert run(["reach", path, "--without", "south-offers"]) == 2
    assert "add --learned" in capsys.readouterr().err


def test_widened_ranges_keep_the_place_of_what_was_learned() -> None:
    from detente.beliefs.effective import Variant

    found = learned_draws(workspace(data()))
    study = found.ready.study
    wide = study.sibling(variant=Variant("twice", 2.0))
    at = "/values/north/no_deal/courses/drought/value"
    plain = study.number(at, 3)
    wider = wide.number(at, 3)
    assert np.corrcoef(plain, wider)[0, 1] > 0.98
    assert wider.std() > 1.3 * plain.std()


def test_the_report_tells_before_and_after(write_case: Write, tmp_path: Path) -> None:
    path, out = write_case(data()), tmp_path / "out"
    assert run(["reach", str(path), "--learned", "--draws", "4096", "--out", str(out)]) == 0
    found = json.loads((out / "findings.json").read_text("utf-8"))["learned"]
    assert found["items"] == ["north-offers", "south-offers"]
    (table,) = out.glob("tables/before-after.csv")
    rows = {r["what"]: r for r in csv.DictReader(io.StringIO(table.read_text("utf-8-sig")))}
    assert float(rows["zone"]["after"]) == pytest.approx(found["zone_after"]["value"])
    assert float(rows["best-before"]["before"]) == pytest.approx(found["best_before_then"]["value"])
    page = (out / "report.html").read_text("utf-8")
    assert page.count('id="learned"') == page.count('id="before-after"') == 1
    assert "North Town offers “N”" in page
    assert "learned from 2 items of the record" in page
    assert "With the option --learned" not in page
