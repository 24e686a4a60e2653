"""Learning from the record as sentences, tables and a figure."""
