"""A case as one spreadsheet (xlsx), in both directions, and nothing lost between."""
