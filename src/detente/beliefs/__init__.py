"""Uncertain numbers as draws: streams, shapes, weights, and the Study that joins them."""
