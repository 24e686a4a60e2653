"""What a text leaves open, as a report."""
