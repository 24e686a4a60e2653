"""The main job: processor time and memory of ``detente reach`` on the real case.

The whole command is measured as a user starts it, figures and documents
included; the first run (which compiles Python files) is not counted.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

CASE = Path(__file__).resolve().parents[1] / "cases" / "hanoi-2019"
RUNS = 3


def once(draws: int, out: str) -> tuple[float, float]:
    """Return processor seconds and peak MiB of one run in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "detente", "reach", str(CASE), "--draws", str(draws)]
    subprocess.run(
        [*command, "--out", out], check=True, stdout=subprocess.DEVNULL, env=dict(os.environ)
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, after.ru_maxrss / 1024


def run() -> None:
    """Print the table."""
    print("| draws | processor seconds (median of 3) | peak memory, MiB |")
    print("| ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        once(1_000, f"{folder}/warm")
        for draws in (1_000, 10_000, 100_000):
            runs = [once(draws, f"{folder}/{draws}") for _ in range(RUNS)]
            seconds = statistics.median(s for s, _ in runs)
            print(f"| {draws:,} | {seconds:.1f} | {max(m for _, m in runs):.0f} |", flush=True)
