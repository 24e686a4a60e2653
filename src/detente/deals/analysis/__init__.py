"""The analyses of deals: they read a Study and return Findings."""
