"""What a text leaves open: slots of its commitments, definitions, conditions, final clauses."""
