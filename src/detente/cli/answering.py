"""What every command that answers one question does: check, ask, write, print.

A command says how its question is asked, in a function with the imports it needs, so that
``detente --help`` and a mistake in the case load nothing heavy::

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[VerifyFinding]:
        from detente.answers.verify import verified
        ...
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "verify", ask, out, edition, as_json)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import click

from detente.cli.common import progress

if TYPE_CHECKING:  # loaded only where an answer is told
    from detente.case.loaded import LoadedCase
    from detente.report.document import Report
    from detente.report.one_answer import Told

F = TypeVar("F")

Tick: TypeAlias = Callable[[str], None]
"""Told of each step."""


@dataclass(frozen=True)
class Answer(Generic[F]):
    """An answer, and how it is told.

    Attributes
    ----------
    finding : dataclass
        Printed whole with ``--json``; written as ``findings.json``.
    report : Report
        In the edition asked for.
    told : dict of slug to Told
        What of the first page a screen shows.
    more : dict of str to str
        Further files of the folder, by name.
    """

    finding: F
    report: Report
    told: Mapping[str, Told]
    more: Mapping[str, str] = field(default_factory=dict)


def answer(
    case: Path,
    kind: str,
    ask: Callable[[LoadedCase, Tick], Answer[F]],
    out: Path | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer a question about a case, and return the exit code.

    Parameters
    ----------
    case : Path
        Folder, main file or spreadsheet.
    kind : str
        Of the finding, as its header names it: only a folder of the same kind is written over.
    ask : callable
        Takes the case and whom to tell of each step.
    out : Path or None
        Where everything is written.
    edition : str or None
        Refused before anything is computed when the case does not have it.
    as_json : bool

    Raises
    ------
    InputError
        When the case has errors.
    UsageError
        When the case has no such edition, or the folder is not ours to write.
    """
    return say(answered(case, kind, ask, out, edition), out, as_json)


def answered(
    case: Path,
    kind: str,
    ask: Callable[[LoadedCase, Tick], Answer[F]],
    out: Path | None,
    edition: str | None,
) -> Answer[F]:
    """Answer a question about a case, and write it when ``out`` is given; print nothing.

    Parameters and errors are those of `answer`.
    """
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.report.editions import require_edition
        from detente.report.folder import refuse_foreign
        from detente.report.one_answer import write_answer

        require_edition(loaded.case, edition)
        if out is not None:
            refuse_foreign(out, kind)
        made = ask(loaded, tick)
        if out is not None:
            write_answer(made.finding, made.report, out, kind, tick, made.more)
    return made


def say(made: Answer[F], out: Path | None, as_json: bool) -> int:
    """Print an answer, as JSON or as one screen, and return the exit code.

    Parameters
    ----------
    made : Answer
    out : Path or None
        Where the whole was written.
    as_json : bool
    """
    if as_json:
        from detente.cli.output import say_json
        from detente.finding import plain

        say_json(plain(made.finding))
        return 0
    import shutil

    from detente.report.one_answer import screen

    where = str(out / "report.html") if out is not None else ""
    columns = shutil.get_terminal_size().columns
    click.echo("\n".join(screen(made.report, made.told, columns, where)))
    return 0
