"""The end of every command that answers one question: JSON, or one screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import say_json

if TYPE_CHECKING:  # loaded only where an answer is told
    from detente.report.document import Report
    from detente.report.one_answer import Told


def say_answer(
    finding: object,
    composed: Report,
    told: Mapping[str, Told],
    out: Path | None,
    as_json: bool,
) -> int:
    """Print an answer and return the exit code.

    Parameters
    ----------
    finding : dataclass
        Printed whole with ``--json``.
    composed : Report
    told : dict of slug to Told
        What of the first page a screen shows.
    out : Path or None
        Where the whole was written.
    as_json : bool
    """
    if as_json:
        from detente.finding import plain

        say_json(plain(finding))
        return 0
    import shutil

    from detente.report.one_answer import screen

    where = str(out / "report.html") if out is not None else ""
    click.echo("\n".join(screen(composed, told, shutil.get_terminal_size().columns, where)))
    return 0
