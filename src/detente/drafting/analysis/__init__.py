"""From a case and a package to a text."""
