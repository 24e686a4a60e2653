"""Competing explanations: 30 hypotheses, 200 rows of ranges, 50 sources, from model to answer.

Half of the rows rest on one of ten assumptions, ten more are still to be found.
"""

from __future__ import annotations

import resource
import statistics
import time
from typing import Any

import numpy as np

from detente.answers.explain import answer_why, usual_draws
from detente.beliefs.study import Study
from detente.case.models import Case

SIZES = ((9, 25, None), (30, 200, None), (30, 200, 4_096))
"""Hypotheses, rows, and draws: those of the command unless told otherwise for None."""
SOURCES = 50
RUNS = 3


def case(hypotheses: int, rows: int) -> Case:
    """Return a case with random ranges."""
    rng = np.random.default_rng(0)
    judged = {"judgement": "random"}

    def some() -> list[float]:
        low, high = np.sort(5 + 90 * rng.random(2))
        return [float(low), float(high)]

    names = [f"h{k}" for k in range(hypotheses)]

    def row(k: int) -> dict[str, Any]:
        found: dict[str, Any] = {
            "label": f"Row {k}",
            "likelihoods": {h: some() for h in names},
            "record": [f"i{k % SOURCES}"],
            "basis": judged,
        }
        if k % 2:
            found |= {"assumption": f"a{k % 10}", "otherwise": some()}
        if k >= rows:
            found["to_find"] = {"how": "ask", "cost": 1 + k % 5}
        return found

    item = {
        "happened": "2020-01-01",
        "known_from": "2020-01-01",
        "actor": "p",
        "kind": "report",
        "text": "Something.",
        "credibility": 2,
    }
    party = {"issues": {"x": {"importance": 100, "scores": {"no": 0, "yes": 100}}}}
    party["no_deal"] = {"courses": {"none": {"value": 0}}}
    return Case.model_validate(
        {
            "detente": 1,
            "title": "Random",
            "parties": {p: {"label": p, "role": "signatory"} for p in ("p", "q")},
            "issues": {
                "x": {
                    "label": "X",
                    "status_quo": "no",
                    "options": {o: {"label": o} for o in ("no", "yes")},
                }
            },
            "values": {"p": party, "q": party},
            "courses": {"none": {"label": "None", "starts": "2020-01-01", "likelihood": 100}},
            "sources": {f"s{k}": {"label": f"S{k}", "reliability": "B"} for k in range(SOURCES)},
            "record": {f"i{k}": {**item, "sources": [f"s{k}"]} for k in range(SOURCES)},
            "hypotheses": {h: {"label": h, "prior": some()} for h in names},
            "assumptions": {f"a{k}": {"label": f"A{k}", "holds": some()} for k in range(10)},
            "evidence": {f"r{k}": row(k) for k in range(rows + 10)},
        }
    )


def run() -> None:
    """Print a table: seconds of processor time, medians."""
    print("| hypotheses | rows | draws | processor seconds (median of 3) | peak memory, MiB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for hypotheses, rows, draws in SIZES:
        made, times = case(hypotheses, rows), []
        count = draws or usual_draws(made)
        for k in range(RUNS):
            start = time.process_time()
            answer_why(Study(made, k), count)
            times.append(time.process_time() - start)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        middle = statistics.median(times)
        print(f"| {hypotheses} | {rows} | {count:,} | {middle:.1f} | {peak:,.0f} |", flush=True)
