"""The dossier as it is served: the shipped page with the script that follows the case."""

from __future__ import annotations

import re

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')

#: What the script and the style of this server need besides what the page itself needs.
_MORE = {"script-src": "'self'", "style-src": "'self'", "connect-src": "'self'"}
_ALWAYS = {"base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"}

EMPTY = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Skywitness</title>
</head>
<body>
<p class="skywitness-empty">There is no dossier yet.</p>
</body>
</html>
"""


def served(page: bytes | None, number: int) -> tuple[bytes, str]:
    """The page to serve, and the content security policy to send with it.

    The shipped page names its policy in itself, where nothing could be added to it. Here the same
    policy goes into a header, with the server's own script and style besides.
    """
    body = EMPTY if page is None else page
    found = _META.search(body)
    policy = {"default-src": "'none'"}
    if found is not None:
        body = body[: found.start()] + body[found.end() :]
        for rule in found[1].decode().split(";"):
            name, _, values = rule.strip().partition(" ")
            policy[name] = values.strip()
    for name, value in _MORE.items():
        policy[name] = f"{policy.get(name, '')} {value}".strip()
    policy.update(_ALWAYS)
    extra = (
        f'<link rel="stylesheet" href="/open.css">\n'
        f'<script src="/open.js" data-page="{number}" defer></script>\n'
    )
    head, mark, rest = body.partition(b"</head>")
    made = head + extra.encode() + mark + rest
    return made, "; ".join(f"{name} {value}" for name, value in policy.items())
