"""XML as events, safe against hostile files: no document types, no entities, bounded depth.

Names lose their prefix (`gx:coord` is `coord`), so that files with undeclared prefixes, which are
common, can be read. Nothing is held but the events of one piece of the file and the text of the
elements that are open.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from skywitness.errors import RecordError
from skywitness.record.reading import Tally
from skywitness.record.trackfiles.xmlbytes import Sound

DEEPEST = 100
LONGEST_TEXT = 64 << 20
"""The most text within one element, in bytes of UTF-8."""


class Event(NamedTuple):
    """A start (with attributes) or an end (with the element's own text)."""

    end: bool
    tag: str
    attributes: dict[str, str]
    text: str


class _Refused(Exception):
    """Something that is not read."""


class _Handler:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise _Refused(f"elements nested deeper than {DEEPEST}")
        tag = name.rpartition(":")[2]
        self._open.append(tag)
        self._text, self._size = [], 0
        self.events.append(Event(False, tag, attributes, ""))

    def stop(self, name: str) -> None:
        self.events.append(Event(True, self._open.pop(), {}, "".join(self._text)))
        self._text, self._size = [], 0

    def text(self, data: str) -> None:
        self._size += len(data)
        if self._size > LONGEST_TEXT:
            raise _Refused(f"an element with more than {LONGEST_TEXT:,} characters")
        self._text.append(data)

    def refuse(self, *_: object) -> int:
        raise _Refused("a document type or entities, which are never needed and can be harmful")


def events(stream: BinaryIO, file: str, tally: Tally) -> Iterator[Event]:
    """The events of a document; those before a fault are yielded first.

    Bytes that no document may have are replaced (:mod:`.xmlbytes`), which is noted.

    Raises:
        RecordError: it is not well-formed, has a document type, or is nested absurdly.
    """
    handler = _Handler()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.stop
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = handler.refuse
    parser.EntityDeclHandler = handler.refuse
    parser.ExternalEntityRefHandler = handler.refuse
    fault: str | None = None
    sound = Sound(stream)
    for piece in chain(sound.pieces(), [b""]):
        try:
            parser.Parse(piece, not piece)
        except _Refused as error:
            fault = f"the XML holds {error}"
        except (expat.ExpatError, ValueError, LookupError) as error:
            fault = f"the XML is not well-formed: {str(error)[:200]}"
        found, handler.events = handler.events, []
        yield from found
        if fault is not None:
            break
    sound.tell(tally)
    if fault is not None:
        raise RecordError(
            fault, file=file, row=None, remedy="mend the file there; what came before was read"
        )


def _begun(text: bytes) -> bytes:
    """Without the white space that some programs write before the declaration."""
    return text.lstrip(b" \t\r\n")


def root(head: bytes) -> str | None:
    """The name of a document's outermost element from its beginning, None if it is no XML."""
    if b"<" not in head[:100]:
        return None
    found: list[str] = []

    def first(name: str, attributes: dict[str, str]) -> None:
        found.append(name.rpartition(":")[2])
        raise _Refused

    parser = expat.ParserCreate()
    parser.StartElementHandler = first
    with contextlib.suppress(expat.ExpatError, _Refused, ValueError, LookupError):
        parser.Parse(_begun(head), False)
    return found[0] if found else None
