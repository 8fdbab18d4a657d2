"""How names are compared: case, accents, punctuation and a leading "the" do not count."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """The form of a name that two spellings of it share."""
    text = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in text if not unicodedata.combining(c))
    spaced = "".join(c if c.isalnum() else "" if c in ".'’‘`ʹʼ" else " " for c in kept)
    words = spaced.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)
