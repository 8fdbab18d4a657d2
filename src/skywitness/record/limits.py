"""How far hostile or damaged input is followed before it is given up."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """Bounds on what one input may unfold to; chosen far above any real day of traffic.

    A day tar of a world-wide network holds about 3 GiB in 65,000 members that unfold five- to
    tenfold; deflate cannot exceed 1032 : 1 (RFC 1951, a 258-byte match in two bits), which is what
    bombs are built on.
    """

    whole: float = 512 * MIB
    """Decompressed bytes of a piece that its reader needs in one block."""
    stream: float = 64 * GIB
    """Decompressed bytes of a piece that is read from front to back."""
    ratio: float = 250
    """Decompressed bytes for each compressed one, beyond the first 64 MiB."""
    layers: int = 4
    """Archives and gzip layers inside each other."""

    def times(self, factor: float) -> Limits:
        """Sizes and ratio multiplied; 0 lifts them. Layers stay as they are."""
        k = factor or math.inf
        return replace(self, whole=self.whole * k, stream=self.stream * k, ratio=self.ratio * k)


FREE = 64 * MIB
"""Decompressed bytes from which on the ratio counts."""
SMALL = 32 * MIB
"""Files and members up to this size are held in memory as they lie on disk."""
REMEDY = "if the file is honest, raise the limits with --limits FACTOR"
