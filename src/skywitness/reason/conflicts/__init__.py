"""Sets of parts that cannot all be so, and sets of claims that can."""
