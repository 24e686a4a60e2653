"""Reads a study and answers in which order a deal can be carried out."""
