"""Reading the data files of published results."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def published(name: str) -> dict[str, Any]:
    """Return the data of one file, e.g. ``nash-1950``."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
