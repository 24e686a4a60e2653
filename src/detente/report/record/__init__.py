"""The record as sentences, tables and a figure."""
