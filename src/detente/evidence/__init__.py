"""Sources, corroboration, agreement between coders."""
