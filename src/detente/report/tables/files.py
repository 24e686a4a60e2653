"""Tables as CSV that a spreadsheet can open without running anything in it."""

from __future__ import annotations

import csv
import io

from detente.report.document import Cell, Table

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 -- full-width forms start formulas too


def to_csv(table: Table) -> str:
    """Return a table as CSV in UTF-8 text, one heading row, lines ended by CR LF (RFC 4180).

    Parameters
    ----------
    table : Table
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([c.key for c in table.columns])
    for row in table.rows:
        writer.writerow([_field(c) for c in row])
    return stream.getvalue()


def _field(found: Cell) -> str:
    value = found.text if found.value is None else found.value
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, int):
        return str(value)
    return safe(value)


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    A leading apostrophe makes it text (OWASP, CSV injection); numbers stay numbers.
    """
    if not text.lstrip(" ").startswith(_RISKY):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
