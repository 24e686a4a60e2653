"""Rounds of one negotiating text as a report."""
