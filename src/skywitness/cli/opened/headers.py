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
