"""Scores of forecasts as sentences, tables and figures."""
