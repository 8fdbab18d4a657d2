"""What stops a verification."""

from __future__ import annotations


class FailedError(Exception):
    """Something that a certificate claims does not hold; the message says what."""
