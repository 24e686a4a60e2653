"""A YAML parser's complaint in plain words, with the mend."""

from __future__ import annotations

import re
from typing import Final

from detente.errors import Place, Problem

_OPENED: Final = re.compile(r"expected ',' or|could not find expected ':'|while scanning a quoted")
"""Complaints whose cause stands where the thing began, not where the reading stopped."""

_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        r"mapping values are not allowed",
        "a colon stands where no key can be",
        "put a text that contains ': ' in quotes, and check the indentation",
    ),
    (
        r"expected ',' or '\]'",
        "a list opened with '[' is not closed, or a comma is missing",
        "close it with ']'",
    ),
    (
        r"expected ',' or '\}'",
        "a mapping opened with '{' is not closed, or a comma is missing",
        "close it with '}'",
    ),
    (
        r"could not find expected ':'",
        "a line that should be 'key: value' has no colon",
        "add the colon, or indent the line if it continues the text above",
    ),
    (
        r"did not find expected '-' indicator|expected <block end>, but found '-'",
        "the items of a list do not begin in the same column",
        "align the dashes",
    ),
    (
        r"did not find expected key|expected <block end>",
        "this line does not fit the block it stands in",
        "align it with the lines above, or put the text above in quotes",
    ),
    (
        r"unexpected end of stream|while scanning a quoted",
        "a quote is opened and never closed",
        "close the quote",
    ),
    (
        r"unknown escape character|hexdecimal|hexadecimal|invalid Unicode character escape",
        "a backslash in double quotes is followed by something unknown",
        "write \\\\ for a backslash, or use single quotes",
    ),
    (
        r"cannot start any token",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    (
        r"expected <?document start",
        "something stands after the end of the document",
        "check the indentation of this line",
    ),
    (r"did not find expected node content", "a value is missing or begins wrongly here", ""),
)


_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def forbidden_character(text: str, file: str) -> Problem | None:
    """Return the first control character of a text as a problem, or ``None``."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Problem(
        f"not valid YAML: the control character U+{ord(found[0]):04X} stands here",
        Place(file, line, column),
        hint="remove it",
        code="yaml",
    )


def explain_syntax(error: Exception, text: str, file: str) -> Problem:
    """Return the problem that a parser's exception stands for.

    Parameters
    ----------
    error : Exception
        Of ruamel.yaml, or a ValueError from inside it.
    text : str
        What was parsed.
    file : str
        Name of the file for the place.
    """
    said = " ".join(
        str(part)
        for part in (getattr(error, "problem", None), getattr(error, "context", None))
        if part
    )
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if _OPENED.search(said):
        marks.reverse()
    mark = next((m for m in marks if m is not None), None)
    if mark is None:
        reason = _shortened(said or str(error))
        return Problem(f"not valid YAML: {reason}", Place(file), code="yaml")
    place = Place(file, mark.line + 1, mark.column + 1)
    lines = text.splitlines()
    here = lines[mark.line][: mark.column + 1] if mark.line < len(lines) else ""
    if "cannot start any token" in said and "\t" in here:
        message, hint = "a tab is used where spaces are needed", "indent with spaces"
        return Problem(f"not valid YAML: {message}", place, hint=hint, code="yaml")
    for pattern, message, hint in _WORDS:
        if re.search(pattern, said):
            return Problem(f"not valid YAML: {message}", place, hint=hint, code="yaml")
    return Problem(f"not valid YAML: {_shortened(said)}", place, code="yaml")


def _shortened(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:200] or "it cannot be read"
