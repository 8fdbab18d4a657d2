"""Fails when a built site or page would fetch anything from another host.

Links that a reader may follow are fine; what a browser loads by itself is not.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

LOADED = {"src", "srcset", "data", "poster", "action", "formaction"}
LOADING_RELATIONS = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "icon"}


class _Requests(HTMLParser):
    """Collects the addresses on other hosts that a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this tag makes the browser fetch."""
        given = dict(attrs)
        names = set(LOADED)
        if tag == "link" and LOADING_RELATIONS & set((given.get("rel") or "").split()):
            names.add("href")
        for name in names & given.keys():
            value = (given[name] or "").strip()
            if value.startswith(("http:", "https:", "//")):
                self.found.append(value)


def requests(html: str) -> list[str]:
    """Addresses on other hosts that the page ``html`` loads by itself, in order."""
    parser = _Requests()
    parser.feed(html)
    return parser.found


def main() -> int:
    """Check every page under the folder named on the command line."""
    pages = sorted(Path(sys.argv[1]).rglob("*.html"))
    faults = [
        f"{page}: loads {address}"
        for page in pages
        for address in requests(page.read_text(encoding="utf-8"))
    ]
    print("\n".join(faults) or f"{len(pages)} pages load nothing from elsewhere")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
