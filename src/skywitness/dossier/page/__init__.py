"""The page and its paper."""
