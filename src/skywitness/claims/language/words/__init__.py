"""Words that the language knows: numbers, compass, coordinates, names, and mending of slips."""
