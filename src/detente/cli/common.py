"""Arguments and options that several commands share, and the sign of progress."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

F = TypeVar("F", bound=Callable[..., Any])


class DayType(click.ParamType[datetime.date]):
    """A day written YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """Return the day, or say what is allowed."""
        if isinstance(value, datetime.date):
            return value
        try:
            if len(str(value)) != 10:
                raise ValueError
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a day: write YYYY-MM-DD", param, ctx)


def case_argument(command: F) -> F:
    """Add the argument CASE: a case folder, its main file or a spreadsheet."""
    return click.argument("case", type=click.Path(path_type=Path))(command)


def json_option(command: F) -> F:
    """Add ``--json``: JSON alone on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON only.")(command)


def seed_option(command: F) -> F:
    """Add ``--seed``."""
    return click.option(
        "--seed",
        type=click.IntRange(0, 2**63 - 1),
        default=1,
        show_default=True,
        help="The same seed gives the same numbers.",
    )(command)


def draws_option(command: F) -> F:
    """Add ``--draws``."""
    return click.option(
        "--draws",
        type=click.IntRange(100, 10_000_000),
        default=100_000,
        show_default=True,
        help="How many sets of beliefs to draw.",
    )(command)


def as_of_option(command: F) -> F:
    """Add ``--as-of``."""
    return click.option(
        "--as-of",
        type=DayType(),
        metavar="DATE",
        help="Use only what was known by this day (YYYY-MM-DD).",
    )(command)


def believe_option(command: F) -> F:
    """Add ``--believe``."""
    return click.option(
        "--believe",
        metavar="NAME",
        help="Take one named set of beliefs as true, rather than mixing them.",
    )(command)


def edition_option(command: F) -> F:
    """Add ``--edition``."""
    return click.option(
        "--edition",
        metavar="NAME",
        help="Use the names and the language of one of the case's editions.",
    )(command)


def handling_option(command: F) -> F:
    """Add ``--handling``."""
    return click.option(
        "--handling",
        metavar="TEXT",
        default="",
        help="How the brief may be passed on; printed at its head.",
    )(command)


def out_option(command: F) -> F:
    """Add ``--out``."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Folder for what is written.",
    )(command)


def refuse_unused(why: str, used: Sequence[str]) -> None:
    """Refuse an option that was given and that the way a command is used takes no heed of.

    Parameters
    ----------
    why : str
        What is said of it, after its name.
    used : sequence of str
        Names of the parameters that count.

    Raises
    ------
    click.UsageError
    """
    context = click.get_current_context()
    given = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    for one in context.command.params:
        name = one.name or ""
        unused = isinstance(one, click.Option) and name not in used
        if unused and context.get_parameter_source(name) in given:
            raise click.UsageError(f"{one.opts[0]} {why}")


@contextmanager
def progress(text: str) -> Iterator[Callable[[str], None]]:
    """Show what is being done on standard error, if that is a terminal.

    Parameters
    ----------
    text : str
        The first step.

    Yields
    ------
    callable
        Call it with the text of the next step.
    """
    import sys

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(text) as status:
        yield lambda step: status.update(step)
