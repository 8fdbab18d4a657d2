"""Characters that nobody sees, shown as what they are: ``<U+200B>``.

Two names that differ in a zero-width space look the same, tag characters carry whole sentences that
no reader meets, and a line separator makes two lines of one. Unicode calls most of them *default
ignorable* (DerivedCoreProperties). Where writing needs one it is left as it is: a joiner or
non-joiner between letters of a script that joins (Persian and Hindi are full of them), and the
selector that makes an aeroplane sign a picture.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065"
    "\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: Characters that no text needs and that could make a line read differently from what it says:
#: controls, and marks that turn the direction of writing.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_JOINERS, _PICTURE = "\u200c\u200d", "\ufe0e\ufe0f"
_LETTERS = ("Lo", "Lm", "Mn", "Mc")
"""Categories of letters without capitals, and of the signs that belong to them."""


def shown(text: str) -> str:
    """The text with each character that cannot be seen written out."""
    return _UNSEEN.sub(_as_code, text)


def plain(value: Any) -> Any:
    """A value with hidden characters in all its texts, keys too, made visible.

    What is merely not seen is shown as what it is, the rest as U+FFFD.
    """
    if isinstance(value, str):
        return shown(_HIDDEN.sub("\N{REPLACEMENT CHARACTER}", value))
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def one_line(text: str) -> str:
    """The text, which is to be one line, with each character that would begin another written out:
    a file's name may hold some, and look like words of the program."""
    return "".join(f"<U+{ord(c):04X}>" if c in _BREAKS else c for c in text)


def _as_code(found: re.Match[str]) -> str:
    sign, text, at = found.group(), found.string, found.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _JOINERS and _joins(before) and _joins(after):
        return sign
    if sign in _PICTURE and before and unicodedata.category(before) == "So":
        return sign
    return f"<U+{ord(sign):04X}>"


def _joins(letter: str) -> bool:
    """Whether a joiner can stand beside it: a letter of such a script, or a picture."""
    if not letter or _UNSEEN.match(letter):
        return letter in _PICTURE and bool(letter)
    kind = unicodedata.category(letter)
    return kind == "So" or (kind in _LETTERS and "\u0590" < letter < "\u2000")
