"""Learning from the record: likelihoods, tempered sequential Monte Carlo, learned draws."""
