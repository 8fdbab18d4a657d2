"""Names to shapes, points of view, stated errors; distance and bearing with bounds."""
