"""How slots and parts are recognised: the expressions of ``data/coverage.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Final

LANGUAGES: Final = ("en", "ko")
"""Languages in which slots can be recognised."""

FINAL_CLAUSES: Final = (
    "entry-into-force",
    "languages",
    "amendment",
    "termination",
    "disputes",
    "depositary",
)


@cache
def expressions(group: str, language: str) -> re.Pattern[str] | None:
    """Return what a group of words looks like in a language; None where nothing is known.

    Parameters
    ----------
    group : str
        ``deadline``, ``verification``, ``consequence``, ``no-agent`` or ``waits``.
    language : str
        BCP 47.
    """
    found = _data()[group].get(language.split("-")[0], [])
    return re.compile("|".join(f"(?:{p})" for p in found), re.IGNORECASE) if found else None


@cache
def of_all(group: str, name: str) -> re.Pattern[str]:
    """Return what a clause that speaks for all measures, or a final clause, looks like.

    Parameters
    ----------
    group : str
        ``general`` or ``final``.
    name : str
    """
    return re.compile("|".join(f"(?:{p})" for p in _data()[group][name]), re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    file = resources.files("detente.drafting") / "data" / "coverage.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
