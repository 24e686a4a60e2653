"""The answer on one side of paper, for a minister."""
