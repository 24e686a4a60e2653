"""Entry point: find the command, run it, turn what goes wrong into text and an exit code.

Exit codes: 0 done; 1 the answer to a check is no; 2 bad input or usage;
70 an error of ours; 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

import detente
from detente.cli.lazy import LazyGroup
from detente.cli.output import say_problems
from detente.cli.process import prepare
from detente.errors import DetenteError, InputError, Place, Problem

COMMANDS: Final = {
    "reach": "How these parties can still reach a deal: answer, figures, report.",
    "brief": "One side for a minister, as Word document and PDF.",
    "deals": "Bargaining points and the packages nobody likes less than no deal.",
    "schedule": "In which order a deal can be carried out so that nobody breaks it.",
    "diagnose": "Why talks failed: by the structure of the case, and by the record beside it.",
    "explain": "Which explanation of what happened fits the record, and what would change that.",
    "corroborate": "How probable what is reported is: shared origins, rival accounts, whom to ask.",
    "learn": "What offers, refusals and statements of the record say about what each side wants.",
    "verify": "What would be seen: detection, inspections, the time that each step buys.",
    "terms": "Words that can mean two things: what each reading is worth, which to settle first.",
    "redline": "What changed between two versions of a text; reads back a marked-up document.",
    "draft": "From a statement and a package to the text of an agreement.",
    "forecast": "Forecast the open questions, sealed so that a later change shows.",
    "score": "How forecasts came out: scores, calibration, and whether one can tell.",
    "rounds": "One text through its versions: what is agreed, who moved, what it is worth.",
    "track": "After signature: what was done, who is ahead, what comes next.",
    "precedents": "Comparable clauses in collections of agreements that you have.",
    "levers": "What would raise the share of beliefs under which a deal is acceptable.",
    "record": "The record: what was said and done, who says so, what was known when.",
    "ideas": "Propose measures that nobody at the table has named, and say why.",
    "check": "Find mistakes and doubtful points in a case.",
    "new": "Write a small example case to start from.",
    "set": "Change one number of a case, keeping comments.",
    "convert": "Write a case folder as a spreadsheet, or back.",
    "apply-patch": "Merge a reader's dissent, saved by the report's page, into a case.",
    "compare": "Two readers' dissents side by side: what matters, what to settle first.",
    "diff": "What changed between two runs, and what that changed in the answer.",
    "agreement": "How far several coders agree, per kind of value (Krippendorff's alpha).",
    "schema": "Print the JSON Schema of case files, for editors.",
}

INTERNAL: Final = 70
INTERRUPTED: Final = 130

_EPILOG = """\b
Example:
  detente new my-case
  detente check my-case
  detente reach my-case
"""


@click.command(
    cls=LazyGroup,
    package="detente.cli",
    lazy=COMMANDS,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(detente.__version__, prog_name="detente")
def cli() -> None:
    """Find how parties in conflict can still reach a deal, and why talks fail."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    prepare()
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing is raised."""
    as_json = "--json" in args
    try:
        code = _invoke(list(args))
        sys.stdout.flush()
    except click.ClickException as error:
        hint = ""
        if isinstance(error, click.UsageError) and error.ctx is not None:
            hint = f"see '{error.ctx.command_path} --help'"
        return _fail(error.format_message(), as_json, "usage", 2, hint)
    except InputError as error:
        return _problems(error.problems, as_json, 2)
    except DetenteError as error:
        return _fail(str(error), as_json, "usage", error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has enough of it
        _silence()
        return 0
    except MemoryError:
        return _fail(
            "not enough memory",
            as_json,
            "memory",
            2,
            "try fewer draws with --draws, or close other programs",
        )
    except OSError as error:
        if error.errno == errno.ENOSPC:
            _silence()
        where = f" '{error.filename}'" if error.filename else ""
        return _fail(f"{error.strerror or error}{where}", as_json, "system", 2)
    except Exception as error:  # the last resort: a stranger never sees a traceback
        return _internal(error, as_json)
    return code


def _invoke(args: list[str]) -> int:
    color = False if os.environ.get("NO_COLOR") else None
    try:
        with cli.make_context("detente", args, color=color) as context:
            result = cli.invoke(context)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return result if isinstance(result, int) else 0


def _internal(error: Exception, as_json: bool) -> int:
    if os.environ.get("DETENTE_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    return _fail(
        f"internal error ({type(error).__name__}): this is a mistake in detente, please report it",
        as_json,
        "internal",
        INTERNAL,
        "DETENTE_DEBUG=1 shows where it happened",
    )


def _fail(message: str, as_json: bool, code: str, leave: int, hint: str = "") -> int:
    return _problems([Problem(message, Place(""), hint=hint, code=code)], as_json, leave)


def _problems(problems: Sequence[Problem], as_json: bool, leave: int) -> int:
    try:
        say_problems(problems, as_json)
    except OSError:  # nobody is left to tell
        _silence()
    return leave


def _silence() -> None:
    """Send what is left in the buffer nowhere, so that leaving does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
