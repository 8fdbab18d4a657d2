"""Pictures of tracks: a map, heights and speeds against time, as a page, an SVG file, a sketch."""
