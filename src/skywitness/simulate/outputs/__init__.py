"""Writers of every format; each takes a scene and a folder, and is a row of the table."""
