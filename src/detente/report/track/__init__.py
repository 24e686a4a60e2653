"""A signed deal and its performance as sentences, tables and a figure."""
