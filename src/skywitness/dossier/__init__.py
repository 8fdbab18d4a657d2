"""What was found, in words, as JSON and as a page."""
