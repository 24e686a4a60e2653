"""A signed deal and its performance as sentences, tables, a figure and files."""
