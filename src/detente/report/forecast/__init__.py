"""Forecasts and their seal as sentences, tables and a figure."""
