"""What reads a case: the catalogue and its files, interests at stake, measures proposed."""
