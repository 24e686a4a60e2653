"""``detente agreement``: how far coders agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import case_argument, json_option, seed_option
from detente.cli.output import say_json

if TYPE_CHECKING:
    from detente.answers.agreement import AgreementFinding, KindAgreement
    from detente.answers.codings import Coder
    from detente.case.models import Case

_EPILOG = """\b
Example:
  detente agreement my-case                          all analysts of the case
  detente agreement my-case first second             two of its analysts
  detente agreement my-case coder-1/ coder-2.xlsx    two codings of the same case
"""


@click.command("agreement", epilog=_EPILOG)
@case_argument
@click.argument("coders", nargs=-1)
@seed_option
@click.option(
    "--samples",
    type=click.IntRange(100, 100_000),
    default=2000,
    show_default=True,
    help="Bootstrap samples.",
)
@json_option
def command(case: Path, coders: tuple[str, ...], seed: int, samples: int, as_json: bool) -> int:
    """Say how far coders agree on CASE, per kind of value (Krippendorff's alpha).

    A coder is an analyst of CASE, or a case folder or spreadsheet in which
    somebody coded the same case; without any, all analysts are compared.
    1 is perfect agreement, 0 what chance would give.
    """
    from detente.answers.agreement import agreement
    from detente.case.checking import load_checked
    from detente.finding import plain

    loaded, _ = load_checked(case)
    names = coders or tuple(loaded.case.analysts)
    found = agreement(loaded.case, [_coder(loaded.case, n) for n in names], seed, samples)
    if as_json:
        say_json(plain(found))
    else:
        for line in _lines(found):
            click.echo(line)
    return 0


def _coder(case: Case, name: str) -> Coder:
    from detente.answers.codings import Coder
    from detente.case.checking import load_checked
    from detente.errors import UsageError, did_you_mean

    if name in case.analysts:
        return Coder(name, case, name)
    if not Path(name).exists():
        hint = did_you_mean(name, list(case.analysts))
        raise UsageError(
            f"'{name}' is neither an analyst of the case nor a case folder"
            + (f"; {hint}" if hint else "")
        )
    return Coder(name, load_checked(Path(name))[0].case)


def _lines(found: AgreementFinding) -> Iterator[str]:
    coders = ", ".join(f"{n} ({c} coded)" for n, c in zip(found.coders, found.coded, strict=True))
    yield f"Coders: {coders}"
    yield ""
    yield f"{'kind':<14}{'level':<10}{'coded twice':>12}{'alpha':>8}{'s.e.':>7}  95 % interval"
    for kind in found.kinds:
        yield _row(kind)
    for kind in found.kinds:
        if kind.worst:
            yield f"\nWhere they differ most on {kind.kind}"
            for unit in kind.worst:
                yield f"  {unit.label}: {' | '.join(unit.values)}"


def _row(kind: KindAgreement) -> str:
    head = f"{kind.kind:<14}{kind.level:<10}{kind.pairable:>12}"
    if kind.alpha is None:
        return f"{head}{'-':>8}  {kind.verdict}"
    if kind.se is None or kind.low is None or kind.high is None:
        return f"{head}{kind.alpha:>8.2f}  {kind.verdict}"
    interval = f"{kind.low:.2f} to {kind.high:.2f}"
    return f"{head}{kind.alpha:>8.2f}{kind.se:>7.2f}  {interval:<16}{kind.verdict}"
