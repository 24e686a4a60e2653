"""A group of commands that are imported when they are called, not before."""

from __future__ import annotations

import importlib
import keyword
from collections.abc import Mapping
from typing import Any

import click

from detente.errors import did_you_mean


class LazyGroup(click.Group):
    """A group whose commands stand in modules of their own, as ``command``.

    Parameters
    ----------
    package : str
        Where the modules are; ``apply-patch`` is ``package.apply_patch``.
    lazy : mapping of str to str
        Name and one line of help for each command, so that help needs no import.
    """

    def __init__(self, *args: Any, package: str, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package = package
        self._lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were given."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in self._lazy:
            return None
        name = cmd_name.replace("-", "_")
        # A command may be called like a word of Python, its module may not.
        name = f"{name}_" if keyword.iskeyword(name) else name
        module = importlib.import_module(f"{self._package}.{name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and not args[0].startswith("-") and args[0] not in self._lazy:
            hint = did_you_mean(args[0], list(self._lazy)) or f"commands: {', '.join(self._lazy)}"
            ctx.fail(f"there is no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._lazy.items()))
