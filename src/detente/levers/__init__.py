"""Levers: what could be done to make a deal acceptable, and what it would change."""
