"""Rounds of one negotiating text: who moved, what a version settles, what came back."""
