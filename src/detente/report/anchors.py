"""Anchors inside the report: one place says how each thing's anchor is made."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


def input_anchor(pointer: str) -> str:
    """Return the anchor of an input number."""
    return f"input{_safe(pointer.replace('/', '.'))}"


def record_anchor(item: str) -> str:
    """Return the anchor of an item of the record."""
    return f"record-{_safe(item)}"


def source_anchor(source: str) -> str:
    """Return the anchor of a source."""
    return f"source-{_safe(source)}"


def lever_anchor(slugs: Iterable[str]) -> str:
    """Return the anchor of a lever."""
    return f"lever-{_safe('.'.join(slugs))}"


def portfolio_anchor(slugs: Iterable[str]) -> str:
    """Return the anchor of levers taken together."""
    return f"portfolio-{_safe('.'.join(slugs))}"


def package_anchor(slug: str) -> str:
    """Return the anchor of a package."""
    return f"package-{_safe(slug)}"


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text)
