"""A long record: Hanoi 2019 with 10,000 items, from its YAML files to a checked case.

The items of the case are repeated under other names, texts, notes and addresses included,
in one file more.
"""

from __future__ import annotations

import re
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from detente.case.checking import load_checked

CASE = Path(__file__).parents[1] / "cases" / "hanoi-2019"
SIZES = (1_000, 10_000)
RUNS = 5


def long_record(folder: Path, items: int) -> Path:
    """Write Hanoi 2019 with a record of ``items`` items into a new folder, and return it."""
    shutil.copytree(CASE, folder)
    record = (folder / "record.yaml").read_text(encoding="utf-8").partition("\nrecord:\n")[2]
    blocks = re.split(r"^(?=  [a-z0-9-]+:$)", record.rstrip("\n") + "\n", flags=re.MULTILINE)[1:]
    more = [
        re.sub(r"\A  ([a-z0-9-]+):", rf"  \1-again-{k}:", blocks[k % len(blocks)])
        for k in range(items - len(blocks))
    ]
    (folder / "more.yaml").write_text("record:\n" + "".join(more), encoding="utf-8")
    main = folder / "case.yaml"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("  - record.yaml\n", "  - record.yaml\n  - more.yaml\n"), "utf-8")
    return folder


def seconds(folder: Path) -> float:
    """Return the processor time of loading and checking a case once."""
    start = time.process_time()
    load_checked(folder)
    return time.process_time() - start


def run() -> None:
    """Print a table: seconds of processor time, and memory."""
    print("| items | YAML, MB | processor seconds (median of 5) | least | peak memory, MiB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for items in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            case = long_record(Path(folder) / "case", items)
            size = sum(f.stat().st_size for f in case.glob("*.yaml")) / 1e6
            times = [seconds(case) for _ in range(RUNS)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        middle = statistics.median(times)
        print(f"| {items:,} | {size:.1f} | {middle:.1f} | {min(times):.1f} | {peak:,.0f} |")
