"""What text of a case goes through before a page shows it, and which addresses become links."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from skywitness.unseen import shown

#: Characters that no text needs and that could make a line read differently from what it says:
#: controls, and marks that turn the direction of writing.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def plain(value: Any) -> Any:
    """A value with hidden characters in all its texts, keys too, made visible.

    What is merely not seen is shown as what it is (:mod:`skywitness.unseen`), the rest as U+FFFD.
    """
    if isinstance(value, str):
        return shown(_HIDDEN.sub("\N{REPLACEMENT CHARACTER}", value))
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def inert(value: Any) -> str:
    """JSON that is data wherever it stands in a page: no ``<``, ``>`` or ``&`` is left in it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def address(text: str | None) -> str | None:
    """An address that may become a link: ``http`` and ``https`` only, else ``None``."""
    if not text or re.search(r"[\s<>\"'`\\\x00-\x20]", text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc else None


def language(text: str | None) -> str | None:
    """A language tag fit for ``lang``, or ``None``."""
    return text if text and _LANGUAGE.fullmatch(text) else None
