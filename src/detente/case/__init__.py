"""The case: what people wrote, read with its places, checked and saved."""
