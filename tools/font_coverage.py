"""Write which characters the shipped fonts can show; ``python -m tools.font_coverage``.

Figures would show a missing character as a box without a word, so the report checks its
texts against this list first.  Reading the fonts needs fonttools, reading the list nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

FONTS = Path(__file__).parents[1] / "src" / "detente" / "report" / "fonts"
COVERAGE = FONTS / "coverage.json"


def ranges(points: set[int]) -> list[list[int]]:
    """Return sorted code points as ``[first, last]`` pairs, both included."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def coverage() -> str:
    """Return the list as JSON: per font family the ranges that every weight covers."""
    from fontTools.ttLib import TTFont

    families: dict[str, set[int]] = {}
    for file in sorted(FONTS.glob("*.[ot]tf")):
        with TTFont(file) as font:
            name, points = font["name"].getDebugName(1), set(font.getBestCmap())
        families[name] = families[name] & points if name in families else points
    return json.dumps({n: ranges(p) for n, p in families.items()}, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    COVERAGE.write_text(coverage(), encoding="utf-8")
