"""Verification of a deal: what would be seen, what deters, what each step needs, what it buys."""
