"""Fixtures shared by all tests; plain helpers live in ``builders.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.builders import tiny_case_data


@pytest.fixture
def tiny_data() -> dict[str, Any]:
    """Plain data of the tiny case, free to change."""
    return tiny_case_data()


@pytest.fixture
def write_case(tmp_path: Path):
    """Return ``write(data_or_text, name="case.yaml")``: a case folder on disk."""

    def write(content: dict[str, Any] | str | bytes, name: str = "case.yaml") -> Path:
        from ruamel.yaml import YAML

        folder = tmp_path / "case"
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        elif isinstance(content, str):
            file.write_text(content, encoding="utf-8")
        else:
            with file.open("w", encoding="utf-8") as stream:
                YAML(typ="safe", pure=True).dump(content, stream)
        return folder

    return write
