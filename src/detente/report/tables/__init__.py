"""Every table of the report, as columns and cells; also written as CSV."""
