"""After signature: what was implemented, what a delay moves, which consequence runs when."""
