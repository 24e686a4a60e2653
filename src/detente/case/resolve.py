"""The resolved case as canonical text, and the hash that identifies a run."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from detente.case.models import Case


def resolved_json(case: Case) -> str:
    """Return a case as canonical JSON: sorted keys, no defaults, dates in ISO form.

    Comments, the split into files and the order of keys leave no trace, so that
    two cases with the same content give the same text.
    """
    data = case.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude_none=True)
    return _canonical(data)


def case_hash(case: Case, **context: Any) -> str:
    """Return the SHA-256 of a case and of what it is looked at with, in hexadecimal.

    Parameters
    ----------
    case : Case
    **context : str, number, date or None
        Such as ``as_of``, ``belief`` and ``analyst``; ``None`` is the same as absent.
    """
    stated = {k: _plain(v) for k, v in context.items() if v is not None}
    text = f'{{"case":{resolved_json(case)},"context":{_canonical(stated)}}}'
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _canonical(data: Any) -> str:
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
