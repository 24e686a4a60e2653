"""Dates for an order of commitments: when each is begun and delivered, and what delay may cost."""
