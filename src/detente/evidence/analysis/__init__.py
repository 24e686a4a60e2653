"""Competing explanations of a case: reading a study, asking the kernels, answering."""
