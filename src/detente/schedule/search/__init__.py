"""Search for orders of delivery in which nobody does better by breaking off."""
