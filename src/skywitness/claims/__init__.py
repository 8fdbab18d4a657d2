"""Claims: the case file, the claim language, the vagueness policy, readings and their parts."""
