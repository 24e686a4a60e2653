"""Adding a file to a case: checked as a whole first, then written, or nothing is."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.case.checking import check
from detente.case.includes import read_source
from detente.case.loaded import LoadedCase
from detente.case.loading import shape
from detente.case.reading import read_file
from detente.case.rewriting import WIDTH
from detente.case.spreadsheet.package import is_spreadsheet
from detente.errors import InputError, UsageError
from detente.files import write_atomic

LINE = 96
"""Columns after which prose goes on in the next line."""


def add_file(path: Path, name: str, text: str) -> Path:
    """Add a file to a case and name it under ``include``.

    Parameters
    ----------
    path : Path
        A case folder or its main file.
    name : str
        Of the file, from the case folder, with forward slashes.
    text : str
        YAML.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    InputError
        When the case has errors, or would have; nothing is written then.
    UsageError
        When the file is there already, or cannot be written.
    """
    source, problems = read_source(path)
    if problems:
        raise InputError(problems)
    main = source.files[0]
    if is_spreadsheet(main):
        raise UsageError(f"'{path}' is a spreadsheet: drafts stand in YAML; convert it first")
    file = source.folder / name
    if os.path.lexists(file):
        raise UsageError(f"'{file}' exists: choose another name")
    before = read_file(main)
    after = _including(before, name)
    _must_check(path, {main: after, file: text})
    made = not file.parent.exists()
    try:
        file.parent.mkdir(exist_ok=True)
        # First the file that nothing names yet, then its name: in between the case is as it was.
        write_atomic(file, text)
        write_atomic(main, after)
    except BaseException as error:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
            if made:
                file.parent.rmdir()
        if isinstance(error, OSError):
            raise UsageError(f"'{file.parent}' cannot be written") from error
        raise
    return file


def _must_check(path: Path, texts: Mapping[Path, str]) -> None:
    source, problems = read_source(path, texts)
    case, more = shape(source)
    problems += more
    if case is not None and not problems:
        problems = [p for p in check(LoadedCase(case, source)) if p.severity == "error"]
    if problems:
        raise InputError(problems)


def _including(text: str, name: str) -> str:
    """Return the text of a case file with one more file under ``include``."""
    yaml = _yaml(WIDTH)
    yaml.explicit_start = text.startswith("---")
    document = yaml.load(text.replace("\r\n", "\n"))
    if "include" in document:
        listed = document["include"]
        listed.append(name)
        _move_comment(listed)
    else:
        document["include"] = [name]
    changed = _dumped(yaml, document)
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _move_comment(listed: Any) -> None:
    """Move what stands below a list of lines behind the line that was added."""
    last = len(listed) - 2
    held = listed.ca.items.get(last)
    if not listed.fa.flow_style() and held and held[0] is not None:
        first, _, rest = held[0].value.partition("\n")
        if rest.strip():
            from ruamel.yaml.error import CommentMark
            from ruamel.yaml.tokens import CommentToken

            held[0].value = f"{first}\n"
            if not first.strip():
                del listed.ca.items[last]
            listed.ca.items[last + 1] = [CommentToken(f"\n{rest}", CommentMark(0), None), None]


def draft_file(slug: str, draft: Mapping[str, Any]) -> str:
    """Return the text of a file with one version of a negotiating text.

    Parameters
    ----------
    slug : str
    draft : mapping
        Plain data of the version.
    """
    return _dumped(_yaml(LINE), {"drafts": {slug: _styled(dict(draft))}})


_INLINE = ("by", "options", "origins")


def _styled(value: Any, key: str = "") -> Any:
    """Return plain data with short lists in one line and prose in quotes."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, dict):
        block = CommentedMap((k, _styled(v, k)) for k, v in value.items())
        if key in _INLINE:
            block.fa.set_flow_style()
        return block
    if isinstance(value, (list, tuple)):
        items = CommentedSeq(_styled(v, key if isinstance(v, str) else "") for v in value)
        if key in _INLINE:
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and key in ("content", "text", "reservation", "title", "heading"):
        return DoubleQuotedScalarString(value)
    return value


def _yaml(width: int) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = width
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(yaml: Any, document: Any) -> str:
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()
