"""Re-checking the certificates of a check with bounds of its own (docs/reference/certificates.md).

Nothing here comes from the solver or from the geometry it uses: readings and parts are derived
anew from the case, shapes are loaded by name, and whatever was claimed of them is bounded again.
"""
