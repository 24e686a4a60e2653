"""Write docs/reference/cli.md from the commands themselves; ``make reference``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
HEAD = """\
# Commands

Written by `make reference` from the program itself; `detente COMMAND --help` says the same.

**Exit codes**, the same for all commands: 0 done; 1 the answer is "no" where a check was asked; 2
bad input or usage; 70 an error of ours; 130 interrupted. `--json` prints JSON alone on standard
output; colours go to a terminal only.
"""


def page() -> str:
    """Return the page: each command with its help as the program prints it."""
    from detente.cli.main import cli

    whole = click.Context(cli, info_name="detente", **cli.context_settings)
    return "\n".join([HEAD, *_sections(cli, whole)])


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n"
    # A fixed width, so that the page does not depend on the writer's terminal; and the command's
    # own settings, as it runs with them (click keeps the help option it made first).
    plain = click.Context(
        command,
        parent=context.parent,
        info_name=context.info_name,
        **{**command.context_settings, "terminal_width": 88, "color": False},
    )
    yield f"```text\n{command.get_help(plain).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _sections(child, click.Context(child, parent=context, info_name=name))


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
