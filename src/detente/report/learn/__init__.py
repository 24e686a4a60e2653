"""Learning from the record as sentences, tables, a figure and files."""
