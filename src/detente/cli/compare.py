"""``detente compare``: two readers' dissents side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import case_argument, json_option, progress, seed_option
from detente.cli.output import say_json

if TYPE_CHECKING:
    from rich.table import Table

    from detente.answers.dissents_findings import Disagreement, DissentsFinding
    from detente.finding import Share
    from detente.report.names import Names

_EPILOG = """\b
A and B are what the report's page saves under "Save my dissent".  To compare two runs of
'detente reach', use 'detente diff'.

\b
Example:
  detente compare my-case ann.yaml bob.yaml
  detente compare my-case ann.yaml              Ann against the case as stated
"""


@click.command("compare", epilog=_EPILOG)
@case_argument
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path), required=False)
@seed_option
@click.option(
    "--draws",
    type=click.IntRange(100, 2_000),
    default=2_000,
    show_default=True,
    help="How many sets of beliefs to judge by.",
)
@json_option
def command(case: Path, a: Path, b: Path | None, seed: int, draws: int, as_json: bool) -> int:
    """Compare the dissents A and B from CASE: where they differ, and whether it matters.

    For each number on which the two differ: how far the answer moves when that number
    alone goes from A's to B's, the others being A's, and the others being B's.  The
    disagreement that moves it most comes first.
    """
    from detente.answers.dissents import compare_dissents
    from detente.case.checking import load_checked
    from detente.cli.output import say_problems
    from detente.finding import plain

    loaded, _ = load_checked(case)
    with progress("reading the dissents") as tick:
        found, warnings = compare_dissents(loaded, a, b, seed, draws, tick)
    say_problems(warnings, False)
    if as_json:
        say_json(plain(found))
    else:
        from detente.report.names import Names

        _show(found, Names(loaded.case))
    return 0


def _show(found: DissentsFinding, names: Names) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(f"A: {found.a.name}    B: {found.b.name}"))
    console.print(Text(_verdict(found)), style="bold")
    console.print()
    console.print(_answers(found))
    for line in _deals(found, names):
        console.print(Text(line))
    if found.disagreements:
        console.print()
        console.print(_numbers(found))
        console.print(Text(_first(found)))
    if found.agreed:
        console.print(Text(f"Both differ from the case alike on {len(found.agreed)} more."))
    console.print()
    console.print(
        Text(
            f"Judged: {found.deals} deals in {found.header.draws} belief sets; after ±, the "
            "standard error."
        )
    )


def _verdict(found: DissentsFinding) -> str:
    if not found.disagreements:
        return "The two do not differ on any number."
    if not found.matters:
        return "They differ, and the answer is the same for both but for noise."
    if found.same_deal:
        return "The same deal is the most acceptable for both, but not as widely."
    return "They come to different deals."


def _answers(found: DissentsFinding) -> Table:
    from rich.table import Table

    table = Table(title="Of 100 belief sets, in how many all prefer it to no deal")
    for head in ("", "as stated", "A", "B", "A and B at once"):
        table.add_column(head, justify="right" if head else "left")
    columns = (found.stated, found.under_a, found.under_b, found.both)
    table.add_row("the most acceptable deal", *(_in_100(c.best) for c in columns))
    if not found.same_deal:
        _crossed(found, table)
    table.add_row("some deal", *(_in_100(c.zone) for c in columns))
    return table


def _crossed(found: DissentsFinding, table: Table) -> None:
    """Add how each one's deal fares by the other's numbers."""
    table.add_row("A's deal", "", _in_100(found.under_a.best), _in_100(found.a_deal_under_b), "")
    table.add_row("B's deal", "", _in_100(found.b_deal_under_a), _in_100(found.under_b.best), "")


def _deals(found: DissentsFinding, names: Names) -> list[str]:
    a: dict[str, str | tuple[str, ...]] = {**found.under_a.deal}
    b: dict[str, str | tuple[str, ...]] = {**found.under_b.deal}
    both: dict[str, str | tuple[str, ...]] = {**found.both.deal}
    lines = ["A's deal: " + "; ".join(names.differences({}, a))]
    if not found.same_deal:
        lines.append("B's deal differs in: " + "; ".join(names.differences(a, b)))
    if both not in (a, b):
        told = "; ".join(names.differences(a, both))
        lines.append("The deal most acceptable by both readers' numbers differs in: " + told)
    return lines


def _numbers(found: DissentsFinding) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Where they differ, what to settle first on top")
    table.add_column("number", ratio=1)
    for head in ("stated", "A", "B", "from A's to B's, rest A's", "rest B's"):
        table.add_column(head, justify="right")
    for d in found.disagreements:
        table.add_row(
            Text(d.label),
            *(_range(r) for r in (d.stated, d.a, d.b)),
            *(_in_100(e, signed=True) for e in (d.effect_at_a, d.effect_at_b)),
            style="dim" if d.noise else None,
        )
    return table


def _first(found: DissentsFinding) -> str:
    top: Disagreement = found.disagreements[0]
    if found.first is None:
        return "None of these alone changes the answer beyond noise: there is none to settle first."
    reasons = [f"{side}: {why}" for side, why in (("A", top.why_a), ("B", top.why_b)) if why]
    said = f" ({'; '.join(reasons)})" if reasons else ""
    return f"Settle first: {top.label}{said}"


def _range(ends: tuple[float, float]) -> str:
    low, high = ends
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _in_100(share: Share, signed: bool = False) -> str:
    value = f"{share.value * 100:+.0f}" if signed else f"{share.value * 100:.0f}"
    return f"{value} ± {share.se * 100:.1f}"
