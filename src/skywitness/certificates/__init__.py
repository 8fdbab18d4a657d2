"""Writing what others can check: a certificate for every verdict, inference, conflict and set.

The form is that of docs/reference/certificates.md; :mod:`skywitness.verify` reads it and shares
nothing with the solver whose results are written here.
"""
