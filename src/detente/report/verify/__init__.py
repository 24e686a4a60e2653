"""Verification of a deal as sentences, tables, figures and files."""
