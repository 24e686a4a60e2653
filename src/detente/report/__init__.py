"""Findings as text, figures, HTML, PDF and tables.  Nothing is computed here but layout."""
