"""Ideas: interests behind positions, a catalogue of measures, and which of them fit a case."""
