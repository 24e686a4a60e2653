"""A case's plain data as the files of a case folder."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any, Final

from detente.case.scalars import BOOLEANS, NULLS

PARTS: Final = {
    "values.yaml": ("values", "beliefs", "events"),
    "levers.yaml": ("levers",),
    "record.yaml": ("sources", "record", "packages"),
}
"""What stands in files of its own, where the case has it."""
WIDTH: Final = 100
FLAT: Final = 80
_PLAIN: Final = re.compile(r"[a-z][a-z0-9]*([-/][a-z0-9]+)*")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def folder_files(data: dict[str, Any]) -> dict[str, bytes]:
    """Return the files of a case by name, the main one first.

    Parameters
    ----------
    data : dict
        After includes.
    """
    own = {name: {k: data[k] for k in keys if k in data} for name, keys in PARTS.items()}
    own = {name: block for name, block in own.items() if block}
    moved = {key for block in own.values() for key in block}
    main = {key: value for key, value in data.items() if key not in moved}
    # The short facts of the case come first, then what else it includes, then its blocks.
    short = {k: v for k, v in main.items() if not isinstance(v, dict) and k != "linkages"}
    long = {k: v for k, v in main.items() if k not in short}
    if own:
        short["include"] = list(own)
    return {
        "case.yaml": _yaml({**short, **long}),
        **{name: _yaml(block) for name, block in own.items()},
    }


def _yaml(block: dict[str, Any]) -> bytes:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_styled(block), out)
    return out.getvalue().encode("utf-8")


def _styled(value: Any) -> Any:
    """Return plain data with quotes around prose, and numbers and names in one line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, dict):
        block = CommentedMap((_text(k), _styled(v)) for k, v in value.items())
        if value and _is_flat(value) and all(map(_is_number, value.values())):
            block.fa.set_flow_style()
        return block
    if isinstance(value, list):
        items = CommentedSeq(_styled(v) for v in value)
        if all(not isinstance(v, (dict, list)) for v in value) and _is_flat(value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str):
        if _DAY.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:  # looks like a day, is not one: a text
                return DoubleQuotedScalarString(value)
        return _text(value)
    return value


def _text(value: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    # Anything that is not plainly a name is quoted, as prose is.
    is_name = _PLAIN.fullmatch(value) or (value.isascii() and value.isidentifier())
    if is_name and value not in NULLS and value not in BOOLEANS:
        return value
    return DoubleQuotedScalarString(value)


def _is_flat(value: Any) -> bool:
    return len(str(value)) <= FLAT


def _is_number(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) == 2 and all(map(_is_number, value))
    return isinstance(value, (int, float)) and not isinstance(value, bool)
