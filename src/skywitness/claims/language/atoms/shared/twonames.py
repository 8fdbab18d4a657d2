"""What was done to two under one name, of which nothing would be said of either."""

from __future__ import annotations

import re

from skywitness.claims.language.atoms.shared.base import Declared, folded
from skywitness.claims.language.words.nobody import SwallowedError

_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|both|several|once|twice)\b",
    re.IGNORECASE,
)


def refuse_two(found: re.Match[str], what: str, column: int, declared: Declared) -> None:
    """Refuse what was done to a declared object and another under one name.

    Raises:
        SwallowedError: it was: of the object itself nothing would be said.
    """
    both = re.fullmatch(r"(?P<one>.+?)\s+(?P<and>and|or)\s+(?P<other>.+)", what, re.IGNORECASE)
    if both is None or declared(what) == folded(what):
        return
    pair = (both["one"], both["other"])
    if not any(declared(each) == folded(each) for each in pair):
        return
    be = "was" if re.search(r"\s(?:was|were)\s", f" {found.string} ") else "is"
    rest = found["rest"] or ""
    if _COUNTED.search(rest):  # "by two missiles", of which each may have had one
        rest = ""
    done = f"{be} {found['not'] or ''}{found['done']}{rest}"
    one, other = (f"{found['no'] or ''}{each} {done}" for each in pair)
    plural = re.match(r"(?:two|three|four|\d+|its|their|some|several|many)\b", both["other"], re.I)
    other = other.replace(f" {be} ", " were " if be == "was" else " are ", 1) if plural else other
    apart = both["and"].lower() == "and"
    raise SwallowedError(
        f"'{what}' is read as one name, and nothing is said of '{both['one']}' itself",
        column=column,
        expected=("one object",),
        remedy=f"say '{one}; {other}'"
        if apart
        else f"say 'not testable: {' '.join(found.string.split())}'",
    )
