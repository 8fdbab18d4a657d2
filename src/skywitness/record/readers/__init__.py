"""One file per format: how it is recognised and how it is read."""
