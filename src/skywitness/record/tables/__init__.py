"""Tables of positions in many dialects: their column names, units and values."""
