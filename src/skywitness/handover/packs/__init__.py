"""A case as one BagIt bag: made, and checked again wherever it went."""
