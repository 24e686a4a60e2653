"""Rules on the sense of a case, one subject a file; each yields problems, none raises."""
