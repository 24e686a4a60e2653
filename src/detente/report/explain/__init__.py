"""Competing explanations as sentences, tables and figures."""
