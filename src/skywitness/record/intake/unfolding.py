"""Small gzip files unfolded together: one call for many, not several for each.

Threads that read small files would else wait for the interpreter more than they work.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

from isal import igzip, isal_zlib

from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.streams import GZIP, WHOLE

_GAP = bytes(64)
_BETWEEN = gzip.compress(_GAP, mtime=0)
"""Stands between two files, and shows that each ended where it says."""
_LEAST = 18
"""Bytes of a gzip file's header and trailer."""


def unfold(pieces: Sequence[Piece], most: int) -> None:
    """Give pieces their content, up to ``most`` bytes in all, as far as they are whole gzip files
    of one member; nothing happens to others, nor to any where one is damaged.

    A file's last four bytes say how much it unfolds to (RFC 1952); the checksums of all are
    compared.
    """
    files: list[tuple[Piece, int]] = []
    packed: list[bytes] = []
    total = 0
    for piece in pieces:
        try:
            data = piece.packed()
        except OSError:  # comes again in its turn
            continue
        size = int.from_bytes(data[-4:], "little")
        if data[:2] != GZIP or len(data) < _LEAST or size > WHOLE or piece.budget.limits.layers < 1:
            continue
        if total + size > most:
            break
        files.append((piece, size))
        packed += (data, _BETWEEN)
        total += size + len(_GAP)
    if len(files) < 2:
        return
    try:
        file = igzip.IGzipFile(fileobj=io.BytesIO(b"".join(packed)))  # type: ignore[no-untyped-call]
        text = file.read(total + 1)
    except (OSError, EOFError, isal_zlib.error):  # type: ignore[misc]  # its stub has no base class
        return
    if len(text) != total:
        return
    places: list[tuple[Piece, int, int]] = []
    at = 0
    for piece, size in files:
        places.append((piece, at, at + size))
        at += size + len(_GAP)
        if text[at - len(_GAP) : at] != _GAP:
            return
    whole = memoryview(text)
    for piece, begin, end in places:
        if text[begin : begin + 2] != GZIP:  # another layer is its own to take off
            piece.unfolded(whole[begin:end])
