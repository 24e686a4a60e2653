"""Bargaining points and frontier beside NegMAS, on the same random additive cases.

NegMAS is not a dependency: name an interpreter that has it in the environment
variable PEER_PYTHON, else only our own times are printed.  Both are given the
same utilities and both enumerate all packages; the answers are compared.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time

import numpy as np

from detente.deals.frontier import frontier
from detente.deals.points import bargaining_points, pareto

SIZES = ((5, 5), (6, 6), (7, 6))
RUNS = 3

PEER = """
import json, sys, time
from negmas import make_issue, LinearAdditiveUtilityFunction, TableFun
from negmas.outcomes import make_os
from negmas.preferences.ops import nash_points, pareto_frontier
data = json.load(sys.stdin)
issues = [make_issue(len(r), name=f"i{k}") for k, r in enumerate(data["scores"][0])]
space = make_os(issues)
funs = [
    LinearAdditiveUtilityFunction(
        {f"i{k}": TableFun(dict(enumerate(r))) for k, r in enumerate(party)},
        weights={f"i{k}": w for k, w in enumerate(weights)},
        outcome_space=space, reserved_value=0.0,
    )
    for party, weights in zip(data["scores"], data["weights"])
]
start = time.perf_counter()
outcomes = list(space.enumerate_or_sample())
front, _ = pareto_frontier(funs, outcomes=outcomes, sort_by_welfare=True)
found = nash_points(funs, front, outcome_space=space)
print(json.dumps({"seconds": time.perf_counter() - start, "nash": list(found[0][0])}))
"""


def ours(scores: np.ndarray, weights: np.ndarray) -> tuple[float, tuple[float, ...]]:
    """Return seconds and the Nash values by enumerating everything."""
    start = time.perf_counter()
    total = np.zeros((len(scores), 1))
    for i in range(scores.shape[1]):
        part = weights[:, i, None] * scores[:, i]
        total = (total[:, :, None] + part[:, None, :]).reshape(len(scores), -1)
    pareto(total)
    index = int(bargaining_points(total)["nash"][0])
    return time.perf_counter() - start, tuple(float(v) for v in total[:, index])


def theirs(scores: np.ndarray, weights: np.ndarray) -> dict[str, object] | None:
    """Return the peer's seconds and Nash values, or None without a peer."""
    peer = os.environ.get("PEER_PYTHON")
    if not peer:
        return None
    given = json.dumps({"scores": scores.tolist(), "weights": weights.tolist()})
    done = subprocess.run(
        [peer, "-c", PEER], input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"(the peer failed: {done.stderr.strip().splitlines()[-1]})")
        return None
    answer: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def run() -> None:
    """Print the table."""
    print("| issues x options | packages | ours, s | NegMAS, s | ratio | same Nash point |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for issues, options in SIZES:
        rng = np.random.default_rng(issues * 100 + options)
        scores = rng.random((2, issues, options)).round(3)
        weights = rng.dirichlet(np.ones(issues), 2)
        mine = [ours(scores, weights) for _ in range(RUNS)]
        seconds = statistics.median(s for s, _ in mine)
        peer = theirs(scores, weights)
        row = f"| {issues} x {options} | {options**issues:,} | {seconds:.3f} |"
        if peer is None:
            print(f"{row} not run | | |", flush=True)
            continue
        other = float(str(peer["seconds"]))
        nash = np.array(peer["nash"], dtype=float)
        same = "yes" if np.allclose(nash, mine[0][1], atol=1e-6) else f"no: {nash}"
        print(f"{row} {other:.2f} | {other / seconds:.0f} | {same} |", flush=True)
    rng = np.random.default_rng(1)
    parts = rng.random((2, 180)).round(2)
    choices = [np.arange(6 * i, 6 * i + 6) for i in range(30)]
    start = time.perf_counter()
    found = frontier(parts, choices)
    seconds = time.perf_counter() - start
    count = 0 if found is None else len(found)
    print(
        f"\nThe frontier of 30 issues x 6 options (2.2e23 packages): {count} packages in "
        f"{seconds:.3f} s, by summing the issues one after another."
    )
