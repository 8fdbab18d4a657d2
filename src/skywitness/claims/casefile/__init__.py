"""A case as its folder holds it: read, checked, bound together."""
