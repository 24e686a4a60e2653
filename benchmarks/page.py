"""The page one argues with: from a changed range to the new sentences, in Chromium.

The report of the real case is made as a user makes it and opened from disk, offline.
Random numbers of the case are given random ranges through their own fields, one
change on top of the other.  Processor time is that of the page's main thread: the
clock also counts whatever else the machine is doing.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

CASES = Path(__file__).resolve().parents[1] / "cases"
NAMES = ("hanoi-2019", "panama-1974")
CHANGES = 30
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

FRAME = "const frame = () => new Promise((done) => requestAnimationFrame(done));"
# Shows a party's numbers on one issue.
PICK = f"""
async ([party, topic]) => {{
  {FRAME}
  for (const [id, at] of [['argue-party', party], ['argue-topic', topic]]) {{
    const list = document.getElementById(id);
    list.selectedIndex = Math.floor(at * list.options.length);
    list.dispatchEvent(new Event('change'));
  }}
  await frame(); await frame();
}}
"""
# Sets the range of one of them, and waits until the frame that tells the answer is drawn.
CHANGE = f"""
async ([field, low, high]) => {{
  {FRAME}
  const boxes = document.querySelectorAll('#argue-numbers fieldset');
  const typed = boxes[Math.floor(field * boxes.length)].querySelectorAll('input[type=number]');
  if (typed.length < 2) return -1;
  const least = Number(typed[0].min), most = Number(typed[0].max);
  const began = performance.now();
  typed[0].value = String(least + low * (most - least));
  typed[1].value = String(least + high * (most - least));
  typed[0].dispatchEvent(new Event('input'));
  await frame(); await frame();
  return performance.now() - began;
}}
"""


def changes(browser: Any, address: str) -> list[tuple[float, float]]:
    """Return milliseconds of processor and of the clock for each change."""
    page = browser.new_context(offline=True).new_page()
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used() -> float:
        found = meter.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(m["value"]) for m in found if m["name"] == "TaskDuration")

    page.goto(address)
    rng = np.random.default_rng(1)
    taken = []
    for _ in range(CHANGES):
        page.evaluate(PICK, rng.random(2).tolist())
        before = used()
        clock = page.evaluate(CHANGE, [rng.random(), *sorted(rng.random(2).round(2).tolist())])
        if clock >= 0:
            taken.append((used() - before, clock))
    return taken


def run() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    found = next((p for name in BROWSERS if (p := shutil.which(name))), None)
    if found is None:
        print("(not run: no Chromium on this machine)")
        return
    print("| case | page, MB | changes | processor, ms: median | largest | clock, ms: median |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name in NAMES:
            out = Path(folder) / name
            command = [sys.executable, "-m", "detente", "reach", str(CASES / name)]
            subprocess.run([*command, "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
            file = out / "report.html"
            used, clock = zip(*changes(browser, file.as_uri()), strict=True)
            median = statistics.median(used)
            print(
                f"| {name} | {file.stat().st_size / 1e6:.1f} | {len(used)} | "
                f"{median:.0f} | {max(used):.0f} | {statistics.median(clock):.0f} |",
                flush=True,
            )
        browser.close()
