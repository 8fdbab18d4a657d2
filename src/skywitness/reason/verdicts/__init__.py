"""Verdicts, inferences and the notes beside them."""
