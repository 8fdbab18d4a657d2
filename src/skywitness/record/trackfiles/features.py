"""The features of a GeoJSON document: a small one read whole, a large one piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from skywitness.errors import RecordError
from skywitness.record.jsontext import parse
from skywitness.record.reading import Source, Tally
from skywitness.record.tables.records import array_records

WHOLE = 8 << 20
"""A document up to this size is read whole, in whatever order its members are."""
_FEATURES = re.compile(rb'"features"\s*:\s*\[')
OWN = "skywitness"
"""The member of a collection in which the record's own export says what it is."""
SEPARATOR = b"\x1e"
"""What stands before each text of a GeoJSON text sequence (RFC 8142)."""
_MAKE_ONE = (
    r"tr -d '\036' < FILE | "
    """jq -n '{type: "FeatureCollection", features: [inputs | .features[]? // .]}' > ANOTHER"""
)
_TYPES = ("Feature", "FeatureCollection")
_OWN = re.compile(rb'\s*\{\s*"type"\s*:\s*"FeatureCollection"\s*,\s*"skywitness"\s*:\s*\{')


class Collection:
    """The features, once, and what stands beside them."""

    def __init__(self, header: dict[str, Any], found: Iterator[dict[str, Any]], own: bool) -> None:
        """``header`` holds the members of the document but its features."""
        self.header = header
        self.own = own
        self._found = found

    @property
    def properties(self) -> dict[str, Any]:
        """The properties of the whole collection, which some programs write."""
        found = self.header.get("properties")
        return found if isinstance(found, dict) else {}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The features in their order."""
        return self._found


def features(source: Source, stream: BinaryIO, tally: Tally) -> Collection:
    """The features of a document, whose content is ``stream``; what is none is refused.

    Raises:
        RecordError: it is no such document, several of them, or damaged before its first feature.
    """
    own = _OWN.match(source.head.removeprefix(b"\xef\xbb\xbf")) is not None
    text = stream.read(WHOLE + 1).removeprefix(b"\xef\xbb\xbf")
    if len(text) <= WHOLE:
        try:
            document = parse(text)
        except ValueError:
            pass  # what can be read of it is
        else:
            if not isinstance(document, dict):
                raise _none(source.name)
            given = document.pop("features", None)
            if document.get("type") == "Feature":
                return Collection({}, iter([document]), own)
            return Collection(
                document, _whole(given if isinstance(given, list) else [], tally), own
            )
    if _several(text):
        raise RecordError(
            "a sequence of GeoJSON texts, one behind the other, and no single document: not read",
            file=source.name,
            remedy=f"make one collection of its features, for instance with {_MAKE_ONE}",
        )
    start = _FEATURES.search(text)
    if start is None:
        raise _none(source.name)
    return Collection(
        _header(text[: start.start()]),
        _pieces(text[start.end() - 1 :], stream, tally, source.name),
        own,
    )


def _several(text: bytes) -> bool:
    """Whether it is a text sequence (RFC 8142), or lines that are documents by themselves."""
    if text.lstrip().startswith(SEPARATOR):
        return True
    line, _, rest = text.lstrip().partition(b"\n")
    if not rest.lstrip().startswith(b"{"):
        return False
    try:
        first = parse(line)
    except ValueError:
        return False
    return isinstance(first, dict) and first.get("type") in _TYPES


def _none(file: str) -> RecordError:
    return RecordError(
        "no GeoJSON that can be read", file=file, remedy="is it complete? get the file again"
    )


def _header(text: bytes) -> dict[str, Any]:
    """The members before the features."""
    try:
        found = parse(text.rstrip().removesuffix(b",") + b"}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _whole(given: list[Any], tally: Tally) -> Iterator[dict[str, Any]]:
    for each in given:
        if isinstance(each, dict):
            yield each
        else:
            tally.refuse(tally.rows, "not a feature", repr(each)[:120])
            tally.rows += 1


class _Array:
    """The array of features alone: what stands behind its last bracket is left out."""

    def __init__(self, begun: bytes, stream: BinaryIO) -> None:
        self._held, self._stream, self._ended = begun, stream, False

    def read(self, size: int = -1) -> bytes:
        """Something more of it, b"" at its end; the last bytes wait until the end is known."""
        while not self._ended:
            block = self._stream.read(size)
            whole = self._held + block
            if not block:
                self._ended, self._held = True, _without_tail(whole)
                break
            found, self._held = whole[:-_TAIL], whole[-_TAIL:]
            if found:
                return found
        found, self._held = self._held, b""
        return found


_TAIL = 4096


def _without_tail(text: bytes) -> bytes:
    end = text.rfind(b"]")
    behind = text[end + 1 :].strip()
    return text[: end + 1] if end >= 0 and behind.endswith(b"}") else text


def _pieces(begun: bytes, stream: BinaryIO, tally: Tally, file: str) -> Iterator[dict[str, Any]]:
    told = Tally()
    try:
        for piece in array_records(cast(BinaryIO, _Array(begun, stream)), told, file):
            yield from (each for each in piece if each is not None)
    except RecordError as error:
        error.row = None  # what are counted there are features
        raise
    finally:
        for reason, count in told.bad.items():
            tally.bad[reason] += count
            tally.rows += count
            tally.examples.setdefault(reason, []).extend(told.examples[reason])
