"""A schedule as sentences, tables and figures."""
