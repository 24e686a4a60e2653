"""From a vague statement to a text of articles that can be carried out, and its versions."""
