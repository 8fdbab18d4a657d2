"""The contents of small files laid one behind the other, packed ones unfolded by one call.

Threads that read small files would else wait for the interpreter more than they work.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from typing import NamedTuple

from isal import igzip, isal_zlib

from skywitness.record.blocks import PAD
from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.streams import GZIP, WHOLE

_GAP = bytes(PAD)
_BETWEEN = gzip.compress(_GAP, mtime=0)
"""Stands between two files, and shows that each ended where it says."""
_LEAST = 18
"""Bytes of a gzip file's header and trailer."""


class Laid(NamedTuple):
    """Contents one behind the other, each followed by PAD zeros."""

    data: bytes
    which: list[int]
    """Which of the pieces are there, in their order."""
    begins: list[int]
    """Where each begins; packed ones lie before the others."""
    ends: list[int]
    unfolded: list[int]
    """Of each how many bytes were unfolded, 0 where it was not packed."""


class _Files(NamedTuple):
    """Files and how large their contents are."""

    which: list[int]
    data: list[bytes]
    sizes: list[int]


def lay_out(pieces: Sequence[Piece], most: int) -> Laid:
    """The contents of small pieces, up to ``most`` bytes in all, as far as they are whole gzip
    files of one member, or not packed.

    A file's last four bytes say how much it unfolds to (RFC 1952), and its checksum is compared.
    What is damaged, or packed twice, is left out.
    """
    packed, plain = _Files([], [], []), _Files([], [], [])
    total = 0
    for k, piece in enumerate(pieces):
        try:
            data = piece.packed()
        except OSError:  # comes again in its turn
            continue
        files, size = plain, len(data)
        if data[:2] == GZIP:
            files, size = packed, int.from_bytes(data[-4:], "little")
            if len(data) < _LEAST or size > WHOLE or piece.budget.limits.layers < 1:
                continue
        total += size
        if total > most:
            break
        files.which.append(k)
        files.data.append(data)
        files.sizes.append(size)
    text, unfolded = _unfold(packed)
    parts = [text] if text else []
    for data in plain.data:
        parts += (data, _GAP)
    whole = parts[0] if len(parts) == 1 else b"".join(parts)
    places: dict[int, tuple[int, int, int]] = {}
    at = 0
    for files, sizes in ((unfolded, unfolded.sizes), (plain, [0] * len(plain.sizes))):
        for k, length, size in zip(files.which, files.sizes, sizes, strict=True):
            if whole[at : at + 2] != GZIP:  # another layer is its own to take off
                places[k] = at, at + length, size
            at += length + PAD
    which = sorted(places)
    laid = [places[k] for k in which]
    return Laid(whole, which, *([place[j] for place in laid] for j in range(3)))


def _unfold(files: _Files) -> tuple[bytes, _Files]:
    """What files unfold to, laid out, and those that are there: whole ones."""
    total = sum(files.sizes) + PAD * len(files.sizes)
    both = [part for data in files.data for part in (data, _BETWEEN)]
    try:
        file = igzip.IGzipFile(fileobj=io.BytesIO(b"".join(both)))  # type: ignore[no-untyped-call]
        text: bytes = file.read(total + 1)
    except (OSError, EOFError, isal_zlib.error):  # type: ignore[misc]  # its stub has no base class
        return _one_by_one(files)
    at = 0
    for size in files.sizes:
        at += size + PAD
        if text[at - PAD : at] != _GAP:
            return _one_by_one(files)
    return (text, files) if len(text) == total else _one_by_one(files)


def _one_by_one(files: _Files) -> tuple[bytes, _Files]:
    parts: list[bytes] = []
    whole = _Files([], [], [])
    for k, data, size in zip(*files, strict=True):
        inflate = isal_zlib.decompressobj(31)
        try:
            text = inflate.decompress(data, size + 1)
        except isal_zlib.error:  # type: ignore[misc]
            continue
        if inflate.eof and not inflate.unused_data and len(text) == size:
            parts += (text, _GAP)
            whole.which.append(k)
            whole.data.append(data)
            whole.sizes.append(size)
    return b"".join(parts), whole
