"""For whom a brief may be written."""

from __future__ import annotations

from detente.case.models import Case
from detente.errors import UsageError, did_you_mean


def require_reader(case: Case, reader: str | None) -> None:
    """Refuse a reader who is not one of those who sign.

    Raises
    ------
    UsageError
    """
    sides = [s for s, p in case.parties.items() if p.role == "signatory"]
    if reader is None or reader in sides:
        return
    told = (f"those who sign are {', '.join(sides)}", did_you_mean(reader, sides))
    raise UsageError(f"no party '{reader}' signs: {'; '.join(filter(None, told))}")
