"""Words that can mean two things: readings, breaches, what it is worth to know or settle them."""
