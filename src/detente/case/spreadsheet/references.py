"""What stands in a cell in place of a text that is too long for it."""

from __future__ import annotations

import re
from typing import Final

_REFERENCE: Final = re.compile(r"long text (\d{1,9})")


def reference(number: int) -> str:
    """Return what stands in the cell instead of the text."""
    return f"long text {number}"


def referred(text: str) -> int | None:
    """Return the number of the long text that a cell refers to, or None."""
    found = _REFERENCE.fullmatch(text.strip())
    return int(found[1]) if found else None


def is_reference(text: str) -> bool:
    """Whether a text would be taken for a reference."""
    return referred(text) is not None
