"""A schedule as sentences, tables, figures and files."""
