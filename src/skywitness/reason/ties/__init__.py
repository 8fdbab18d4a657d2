"""Unknown places tied to each other by time, speed, path, height and separation."""
