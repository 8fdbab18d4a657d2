"""What text of a case goes through before a page shows it, and which addresses become links."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


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
