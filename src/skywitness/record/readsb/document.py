"""Parsing JSON documents that hold one long list, damaged ones as far as they go."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import orjson

from skywitness.errors import RecordError
from skywitness.record.jsontext import parse as read_json
from skywitness.record.reading import Tally
from skywitness.record.readsb.pieces import items

BOM = b"\xef\xbb\xbf"

MOST_DAMAGE = 10_000
"""Items that can be damaged before a document is given up."""

_CLOSING, _FEW = re.compile(rb"\}"), 64
_SCALAR = re.compile(
    rb'"(\w+)"[ \t\r\n]*:[ \t\r\n]*("[^"\\\n]*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)[ \t\r\n]*(?=[,}])'
)


@dataclass(frozen=True)
class Document:
    """A JSON object of which one member is a list of many items."""

    head: dict[str, Any]
    items: list[Any]
    numbers: list[int] | None = None
    """The items' places in the list, where some of them could not be read."""
    broken: RecordError | None = None
    """To be raised when the items have been used: the text broke off before the list's end."""


def find_list(
    data: bytes | bytearray, names: tuple[str, ...], size: int = sys.maxsize, begin: int = 0
) -> re.Match[bytes] | None:
    """The first ``"name": [`` of any of the names in the first ``size`` bytes, from ``begin`` on.

    Its end is behind the bracket.
    """
    return _list_named(names).search(data, begin, size)


@cache
def _list_named(names: tuple[str, ...]) -> re.Pattern[bytes]:
    spelt = "|".join(map(re.escape, names)).encode()
    return re.compile(rb'"(?:' + spelt + rb')"[ \t\r\n]*:[ \t\r\n]*\[')


def parse(data: bytes, names: tuple[str, ...], opening: bytes, file: str, tally: Tally) -> Document:
    """The document; ``names`` are what its list may be called, ``opening`` how an item begins.

    Where the text is no JSON each item is parsed by itself; those that are none are refused.

    Raises:
        RecordError: there is no such list.
    """
    try:
        whole = read_json(data.removeprefix(BOM))
    except ValueError as error:
        return _damaged(data, names, opening, file, tally, str(error))
    if isinstance(whole, dict):
        for name in names:
            if isinstance(whole.get(name), list):
                found = whole.pop(name)
                return Document(whole, found)
            if name in whole and whole[name] is None:  # an empty answer
                return Document(whole, [])
    raise RecordError(f"there is no list {names[0]!r} in it", file=file)


def _damaged(
    data: bytes, names: tuple[str, ...], opening: bytes, file: str, tally: Tally, why: str
) -> Document:
    start = find_list(data, names)
    if start is None:
        raise RecordError(
            f"the JSON is damaged before its list {names[0]!r} ({why})",
            file=file,
            remedy="get the file again from where it came from",
        )
    found: list[Any] = []
    numbers: list[int] = []
    number, closed, last, lost = 0, False, start.end(), 0
    for begun, end, complete in items(data, start.end(), opening):
        last = end
        if begun == end:
            closed = True
            break
        try:
            found.append(read_json(data[begun:end]))
            numbers.append(number)
        except ValueError:
            if complete or end < len(data):  # else it is where the text breaks off
                reason = "no JSON" if complete else "JSON that is not closed"
                tally.refuse(number, reason, _shown(data[begun : begun + 120]))
                tally.rows += 1
                lost += 1
                if lost == MOST_DAMAGE:
                    break
        number += 1
    head = _head(data[: start.start()])
    if closed:
        rest = _behind(data[last + 1 :])
        head |= {
            k: v for k, v in _scalars(data[last : len(data) - len(rest)]).items() if k not in head
        }
        return Document(head, found, numbers, _more(rest, names, file, number) if rest else None)
    why = "breaks off" if lost < MOST_DAMAGE else "is damaged in too many places"
    broken = RecordError(
        f"the JSON {why}; the {len(found)} sound items before that were read",
        file=file,
        row=number,
        remedy="get the file again from where it came from",
    )
    return Document(head, found, numbers, broken)


def _behind(text: bytes) -> bytes:
    """What follows the brace that closes the document, ``text`` being what follows its list."""
    for found in islice(_CLOSING.finditer(text), _FEW):
        try:
            read_json(b'{"":0' + text[: found.end()])
        except ValueError:
            continue
        return text[found.end() :].strip()
    return b""


def _more(rest: bytes, names: tuple[str, ...], file: str, row: int) -> RecordError:
    """The error of a file that goes on behind its document."""
    again = find_list(rest, names) is not None
    what = "another document follows the first one" if again else "text follows the document"
    return RecordError(
        f"{what}; the list before that was read, and nothing behind it",
        file=file,
        row=row,
        remedy="give each document as a file of its own" if again else "see what stands there",
    )


def _head(text: bytes) -> dict[str, Any]:
    text = text.removeprefix(BOM).rstrip().removesuffix(b",") + b"}"
    for spelling in (text, text.decode("utf-8", "replace").encode()):
        try:
            head = read_json(spelling)
        except ValueError:
            continue
        if isinstance(head, dict):
            return head
    return _scalars(text)


def _scalars(text: bytes) -> dict[str, Any]:
    """Words and numbers that can be told in a damaged text."""
    found: dict[str, Any] = {}
    for name, value in _SCALAR.findall(text[:65_536]):
        try:
            found[name.decode()] = orjson.loads(value)
        except orjson.JSONDecodeError:
            continue
    return found


def _shown(piece: bytes) -> str:
    return piece.decode("utf-8", "replace")
