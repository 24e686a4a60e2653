"""Dates as a text has them."""

from __future__ import annotations

import datetime

from detente.drafting.analysis.deal import Deal


def day(deal: Deal, date: datetime.date) -> str:
    """Return a date as the text has it."""
    month = deal.library.text(f"month-{date.month}")
    return deal.library.words("date", day=str(date.day), month=month, year=str(date.year))
