"""Raw frames as arrays, and what readers make them from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Ints, Mask

NEVER = np.iinfo(np.int64).min
"""The time of a frame that has none."""
_WHOLE = ("receivers", "absolute", "counter")


@dataclass
class Frames:
    """n frames; all arrays have n values but ``data``, which is (n, 14), short frames padded with
    0."""

    data: npt.NDArray[np.uint8]
    long: Mask
    """112 bits, not 56."""
    time: Ints
    """Microseconds, for order and differences; since 1970 (UTC) where ``absolute``."""
    row: Ints
    """Which record of the file it is."""
    stated: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """The address that the file gives beside it, -1 without one; empty: none has."""
    receiver: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Index into ``receivers``, -1 where the file says nothing; empty: none says."""
    mlat: Mask = field(default_factory=lambda: np.empty(0, dtype=bool))
    """Made by a multilateration program from positions of its own; empty: none is."""
    lost: Mask = field(default_factory=lambda: np.empty(0, dtype=bool))
    """What the file has as its time is damaged; empty: none is."""
    receivers: Sequence[str] = ()
    absolute: bool = True
    """Whether times are times of day and date, not only a counter."""
    counter: bool = False
    """Times are one receiver's counter: the order of the file is the order of time."""

    def __len__(self) -> int:
        """The number of frames."""
        return len(self.row)

    def __post_init__(self) -> None:
        """Fill what was left empty."""
        n = len(self)
        if not len(self.stated):
            self.stated = np.full(n, -1, dtype=np.int64)
        if not len(self.receiver):
            self.receiver = np.full(n, -1, dtype=np.int64)
        if not len(self.mlat):
            self.mlat = np.zeros(n, dtype=bool)
        if not len(self.lost):
            self.lost = np.zeros(n, dtype=bool)

    def take(self, which: npt.NDArray[np.generic]) -> Frames:
        """The frames of a mask or of indices."""
        arrays = {
            f.name: getattr(self, f.name)[which] for f in fields(self) if f.name not in _WHOLE
        }
        return Frames(
            receivers=self.receivers, absolute=self.absolute, counter=self.counter, **arrays
        )


def join(pieces: Sequence[Frames]) -> Frames:
    """Pieces of one file, one after the other; the last one's receivers hold for all."""
    if len(pieces) == 1:
        return pieces[0]
    arrays = {
        f.name: np.concatenate([getattr(p, f.name) for p in pieces])
        for f in fields(Frames)
        if f.name not in _WHOLE
    }
    last = pieces[-1]
    return Frames(receivers=last.receivers, absolute=last.absolute, counter=last.counter, **arrays)


def pieces(parts: Iterable[Frames], size: int) -> Iterator[Frames]:
    """The same frames in pieces of ``size``, the last one shorter."""
    held: list[Frames] = []
    count = 0
    for part in parts:
        held.append(part)
        count += len(part)
        while count >= size:
            whole = join(held)
            yield whole.take(np.arange(size))
            held, count = [whole.take(np.arange(size, count))], count - size
    if count:
        yield join(held)


def from_hex(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint8], Mask, Mask]:
    """Frames from hex digits: bytes (n, 14), whether each is long, whether it is one at all."""
    n = len(texts)
    data = np.zeros((n, 14), dtype=np.uint8)
    long = np.zeros(n, dtype=bool)
    good = np.zeros(n, dtype=bool)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=n)
    for digits in (14, 28):
        at = np.flatnonzero(lengths == digits)
        chosen = [texts[k] for k in at.tolist()]
        joined = "".join(chosen)
        width = digits // 2
        try:
            if not joined.isalnum():  # fromhex passes over white space
                raise ValueError
            block = np.frombuffer(bytes.fromhex(joined), dtype=np.uint8).reshape(-1, width)
        except ValueError:
            keep = [k for k, text in enumerate(chosen) if _is_hex(text)]
            at = at[keep]
            joined = "".join(chosen[k] for k in keep)
            block = np.frombuffer(bytes.fromhex(joined), dtype=np.uint8).reshape(-1, width)
        data[at, :width] = block
        long[at] = digits == 28
        good[at] = True
    return data, long, good


def is_whole(text: str) -> bool:
    """Whether these are all digits of a frame: its first bit tells a long one, of 28."""
    return _is_hex(text) and (len(text) == 28 or (len(text) == 14 and text[0] < "8"))


def _is_hex(text: str) -> bool:
    try:
        return text.isalnum() and text.isascii() and len(bytes.fromhex(text)) * 2 == len(text)
    except ValueError:
        return False
