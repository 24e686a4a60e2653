"""Verification of a deal as sentences, tables and figures."""
