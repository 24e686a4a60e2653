"""``detente diff``: two runs compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import json_option
from detente.cli.output import say_json

if TYPE_CHECKING:
    from detente.answers.compare import NumberChange, RunsFinding, ShareChange


_EPILOG = """\b
Exit code 0: the same answer, but for noise; 1: another answer; 2: a run cannot be read.

\b
Example:
  detente reach my-case --out before
  detente set my-case /courses/quarrel/likelihood 55
  detente reach my-case --out after
  detente diff before after
"""
_HOW = {"added": "new", "removed": "gone", "changed": "", "reasons": "reasons only"}
_KINDS = {"package": "package", "conflict": "in the way", "lever": "gain by lever"}


@click.command("diff", epilog=_EPILOG)
@click.argument("run1", type=click.Path(path_type=Path))
@click.argument("run2", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Show noise and all numbers too.")
@json_option
def command(run1: Path, run2: Path, everything: bool, as_json: bool) -> int:
    """Say what changed from RUN1 to RUN2 in the case, and what that changed in the answer.

    A run is a report folder of 'detente reach', or its findings.json.  Every
    difference is held against its standard error; what chance alone would give,
    so many figures being compared, is called noise.
    """
    from detente.answers.compare import compare_runs, read_run
    from detente.finding import plain

    found = compare_runs(read_run(run1), read_run(run2))
    if as_json:
        say_json(plain(found))
    else:
        for line in _lines(found, 10**9 if everything else 12, everything):
            click.echo(line)
    return 1 if found.differs else 0


def _lines(found: RunsFinding, most: int, everything: bool) -> Iterator[str]:
    yield _verdict(found)
    if found.settings:
        yield "\nSettings"
        for setting in found.settings:
            yield f"  {setting.name}: {setting.old} -> {setting.new}"
    if found.numbers:
        yield f"\nNumbers of the case that changed: {len(found.numbers)}"
        yield from _few([_number(n) for n in found.numbers], most)
    if found.deal:
        rival = " (one run could not tell the two apart)" if found.deal_is_rival else ""
        yield f"\nMost acceptable deal{rival}"
        for change in found.deal:
            yield f"  {change.issue}: {change.old} -> {change.new}"
    real = [s for s in found.shares if not s.noise]
    noise = [s for s in found.shares if s.noise]
    if real:
        yield "\nAnswer, of 100 sets of beliefs"
        yield from _few([_share(s) for s in real], most)
    if noise and everything:
        yield "\nWithin noise"
        yield from _few([_share(s) for s in noise], most)
    elif noise:
        yield f"\nWithin noise: {len(noise)} more differences (--all shows them)"
    for name, only in (("first", found.only_old), ("second", found.only_new)):
        if only:
            yield f"\nOnly in the {name} run"
            yield from _few([f"  {label}" for label in only], most)
    if found.weakest:
        yield f"\nWeakest input: {found.weakest.old} -> {found.weakest.new}"


def _verdict(found: RunsFinding) -> str:
    if found.differs:
        return "Another answer."
    if found.shares or found.deal:
        return "The same answer: what differs is within noise."
    return "The same answer, in every figure."


def _few(lines: Sequence[str], most: int) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"  ... and {len(lines) - most} more (--all shows them)"


def _number(change: NumberChange) -> str:
    values = " -> ".join(v for v in (change.old, change.new) if v)
    if change.how == "reasons":
        values = change.new
    how = f" ({_HOW[change.how]})" if _HOW[change.how] else ""
    return f"  {change.label}: {values}{how}\n      {change.pointer}"


def _share(change: ShareChange) -> str:
    kind = f"{_KINDS[change.kind]}: " if change.kind in _KINDS else ""
    return (
        f"  {kind}{change.label}: {_in_100(change.old)} -> {_in_100(change.new)} "
        f"({_in_100(change.difference, signed=True)}, standard error {change.se * 100:.1f})"
    )


def _in_100(share: float, signed: bool = False) -> str:
    return f"{share * 100:+.1f}" if signed else f"{share * 100:.0f}"
