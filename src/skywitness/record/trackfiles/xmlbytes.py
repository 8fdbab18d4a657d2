"""Bytes of XML that no document may have, put right before they end its reading.

A letter in another encoding than the document's, or a control character, would cost everything
behind it: an XML parser must stop there. Each gets the sign for what is no letter (U+FFFD) in its
place, so a value that it stands in is no number and no callsign, and the rest is read. Where one
stands within a tag the parser stops as before.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from skywitness.record.reading import Tally

PIECE = 1 << 18
"""Bytes that are read at a time."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})"""
)
_UTF_8 = (b"utf-8", b"utf8")
_CONTROLS = bytes(k for k in range(32) if k not in b"\t\n\r")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SIGN, _PLAIN = "\ufffd".encode(), b"?"
"""What stands in place of a bad byte, and where a document is in another encoding."""


class Sound:
    """A document's bytes in pieces, bad ones replaced and counted."""

    def __init__(self, stream: BinaryIO) -> None:
        """``stream`` is the document from its start."""
        self._stream = stream
        self._rest = b""
        self._read = 0
        self.bad = 0
        """How many bytes, or letters of several, were replaced."""
        self.first: int | None = None
        """Where the first of them is in the document, counted from 0."""

    def pieces(self) -> Iterator[bytes]:
        """The pieces; white space that some programs write before the declaration is left out."""
        begun, utf_8, plain = False, True, True
        while data := self._stream.read(PIECE):
            if not begun:
                self._read += len(data) - len(data.lstrip(b" \t\r\n"))
                data = data.lstrip(b" \t\r\n")
                if not data:
                    continue
                begun = True
                said = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
                utf_8 = said is None or said[1].lower() in _UTF_8
                plain = b"\0" not in data[:4] and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
            # Where a letter has two bytes, all are handed on as they are.
            sound = self._mended(data, utf_8=utf_8) if plain else data
            if sound:
                yield sound
        if self._rest:
            self._found(self._read, 1)
            yield _SIGN

    def tell(self, tally: Tally) -> None:
        """Note what was replaced."""
        if self.bad:
            many = "1 letter is" if self.bad == 1 else f"{self.bad:,} letters are"
            tally.note(
                f"{many} not in the document's encoding or not allowed in XML, the first at byte "
                f"{self.first:,} (counted from 0): read as no letter, what is around it as it is"
            )

    def _mended(self, data: bytes, *, utf_8: bool) -> bytes:
        data, self._rest = self._rest + data, b""
        start, firsts = self._read, []
        self._read += len(data)
        if len(data.translate(None, _CONTROLS)) != len(data):
            first = _CONTROL.search(data)
            firsts += [first.start()] if first else []
            self.bad += len(data) - len(data.translate(None, _CONTROLS))
        if utf_8:
            try:
                _, taken = codecs.utf_8_decode(data, "strict", False)
            except UnicodeDecodeError as error:
                firsts.append(error.start)
                text, taken = codecs.utf_8_decode(data, "replace", False)
                self.bad += text.count("\ufffd") - data.count(_SIGN)
                whole = text.encode()
            else:
                whole = data[:taken]
            self._rest = data[taken:]
            self._read -= len(self._rest)
            data = whole
        if firsts:
            self._found(start + min(firsts), 0)
            data = _CONTROL.sub(_SIGN if utf_8 else _PLAIN, data)
        return data

    def _found(self, place: int, count: int) -> None:
        self.bad += count
        self.first = place if self.first is None else self.first
