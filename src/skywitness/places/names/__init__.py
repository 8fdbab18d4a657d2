"""Names to shapes: the atlas, points of view, contested areas, coasts."""
