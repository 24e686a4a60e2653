"""Errors a user can mend: where, what was found, what is allowed, what to do.

A :class:`Problem` is one mistake in the user's input; an :class:`InputError`
carries all of them at once and becomes one message and exit code 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; ``line`` and ``column`` count from 1.

    In a spreadsheet they are the row and the column, and ``cell`` names sheet
    and cell: ``values!D14``.
    """

    file: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None

    @property
    def short(self) -> str:
        """File and line, or file and cell."""
        if self.cell is not None:
            return f"{self.file}:{self.cell}"
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        if self.cell is not None:
            return self.short
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake (or doubt) in a case, with its place and its mend.

    Parameters
    ----------
    message : str
        What is wrong, in one sentence, naming what was found.
    place : Place
        Where it stands.
    pointer : str
        JSON pointer of the value in the resolved case, ``""`` for the whole.
    allowed : str
        What would be allowed there, or empty.
    hint : str
        The likely intention ("did you mean ...?") or the mend, or empty.
    severity : {"error", "warning"}
        Errors stop the work; warnings are shown and the work goes on.
    code : str
        Stable short name of the kind of problem, for scripts.
    """

    message: str
    place: Place
    pointer: str = ""
    allowed: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"
    code: str = "invalid"

    def text(self) -> str:
        """Return the problem as ``file:line:column: severity: message``."""
        lines = [f"{self.place}: {self.severity}: {self.message}"]
        if self.allowed:
            lines.append(f"    allowed: {self.allowed}")
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)


class DetenteError(Exception):
    """Base of every error whose text is meant for the user."""

    exit_code = 2


class InputError(DetenteError):
    """Bad input: one or more problems, all of them listed.

    Parameters
    ----------
    problems : sequence of Problem
        At least one; errors before warnings.
    """

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(p.text() for p in self.problems))


class UsageError(DetenteError):
    """A request that cannot be carried out as asked (unknown name, no such folder)."""


def did_you_mean(word: str, known: list[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest known word, or an empty string."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
