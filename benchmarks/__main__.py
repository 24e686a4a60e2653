"""Run all benchmarks and print their tables: medians and ratios only."""

from __future__ import annotations

import sys

from benchmarks import drafts, explain, page, points, reach, record, redlines, schedules


def main() -> int:
    """Run every benchmark; return an exit code."""
    for part in (reach, record, page, points, schedules, explain, drafts, redlines):
        print(f"\n## {part.__doc__.strip().splitlines()[0]}\n", flush=True)
        part.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
