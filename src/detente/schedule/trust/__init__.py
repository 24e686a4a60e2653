"""Who may go first when trust is uncertain: exchange in parts, signals, reputation, GRIT."""
