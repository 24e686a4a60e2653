"""Words that can mean two things as sentences, tables and files."""
