"""Claims and reports of a case: reading a study, asking the kernels, answering."""
