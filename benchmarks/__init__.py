"""Speed, measured beside the named peers in one run: ``python -m benchmarks``."""
