"""The claim language: what a sentence says, and nothing of what follows from it."""
