"""Why the talks failed as sentences, tables, figures and files."""
