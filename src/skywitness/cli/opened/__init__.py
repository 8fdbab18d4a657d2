"""A case followed while it is written: checked again on every save, shown on a local page."""
