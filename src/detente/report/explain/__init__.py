"""Competing explanations as sentences, tables, figures and files."""
