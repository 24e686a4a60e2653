"""Scripts that keep the house in order; none is part of the installed package."""
