"""SVG, and pages with SVG in them: coordinates compared as numbers, all else as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import zip_longest

from compare.differences import ABSENT, shown

PIXEL = 1.0
"""How far coordinates may lie apart, in units of the drawing."""
COORDINATES = {
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "dx", "dy", "d", "points", "transform",
    "width", "height", "viewbox",
}  # fmt: skip
"""Attributes that place something; sizes of strokes and letters must be equal."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)

Event = tuple[str, ...]


class _Events(HTMLParser):
    """A drawing or page as a list: tags, their attributes one by one, texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag and what it says."""
        self.found.append(("tag", tag))
        self.found += [("attribute", tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """The end of a tag."""
        self.found.append(("end", tag))

    def handle_data(self, data: str) -> None:
        """Text, styles and script too."""
        self.found.append(("text", data))

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        """The kind of document."""
        self.found.append(("declaration", decl))


def drawing_lines(old: str, new: str) -> list[str]:
    """The differences of two drawings or pages, a line each."""
    if old == new:
        return []
    found = []
    for a, b in zip_longest(_events(old), _events(new), fillvalue=None):
        if a is None or b is None or a[:1] != b[:1] or (a[0] != "attribute" and a != b):
            found.append(f"{_said(a)} → {_said(b)}")
            break  # what follows is out of step
        if a != b and not (a[:-1] == b[:-1] and _near(a[2], a[3], b[3])):
            found.append(f"{_said(a)} → {_said(b)}")
    return found


def _events(text: str) -> list[Event]:
    parser = _Events()
    parser.feed(text)
    parser.close()
    return parser.found


def _near(attribute: str, old: str, new: str) -> bool:
    if attribute not in COORDINATES or _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return False
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    return all(abs(float(a) - float(b)) <= PIXEL for a, b in pairs)


def _said(event: Event | None) -> str:
    return shown(ABSENT) if event is None else shown(" ".join(event))
