"""What users ask, composed from the topic folders."""
