"""Words that can mean two things as sentences and tables."""
