"""What stands at the head of every answer of the local server."""

from __future__ import annotations

ALWAYS = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

STRICT = "default-src 'none'; frame-ancestors 'none'"
"""The content security policy of whatever is not the page."""

UNANSWERED = b"This cannot be answered.\n"


def head(kind: str = "text/plain", policy: str = STRICT) -> dict[str, str]:
    """The fields of an answer whose body is text of this media type, under a content policy."""
    return {**ALWAYS, "Content-Security-Policy": policy, "Content-Type": f"{kind}; charset=utf-8"}
