"""Deals: which packages everybody would prefer to no deal, and why none would do."""
