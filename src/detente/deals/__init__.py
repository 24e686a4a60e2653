"""Deals: which packages everybody would prefer to no deal, and why none would do.

What is imported here is what other topic folders may use.
"""

from detente.deals.acceptance import accepts
from detente.deals.shares import effective_draws, mean, share, spread

__all__ = ["accepts", "effective_draws", "mean", "share", "spread"]
