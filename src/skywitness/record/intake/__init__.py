"""Files and feeds into rows."""
