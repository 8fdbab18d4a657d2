"""The store: loads that appear whole, rows in order of time."""
