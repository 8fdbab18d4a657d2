"""One drawing engine: projection, paths, labels, backdrop."""
