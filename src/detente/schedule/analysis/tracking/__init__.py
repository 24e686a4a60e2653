"""A signed deal against the log of its performance."""
