"""Clock times as an exact network."""
