"""A damaged file as it may come: in gzip, tar and zip, themselves damaged, or a bomb."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from functools import cache

from mutation import mutant

MIB = 1 << 20
NAMES = (
    "trace_full_a1388c.json", "../../../../etc/passwd", "/etc/shadow", "a/../../b", "C:\\x", "..",
    "x" * 300, "\u202e.json", "a\nb", "", "./././t.json", "con",
)  # fmt: skip
"""Names of members: plain ones, ones that climb out, ones that no folder can have."""


def packed(seed: bytes, rng: random.Random) -> bytes:
    """A variant of ``seed``, packed in some way; what it is packed in may be damaged too."""
    data = mutant(seed, rng, long_lines=0.0)
    way = rng.randrange(6)
    if way == 0:
        data = gzip.compress(data, 1, mtime=0)
    elif way == 1:
        data = gzip.compress(gzip.compress(seed, 1, mtime=0), 1, mtime=0)
    elif way == 2:
        data = _tar(data, rng)
    elif way == 3:
        data = gzip.compress(_tar(data, rng), 1, mtime=0)
    elif way == 4:
        data = _zip(data, rng)
    else:
        data = gzip.compress(seed, 1, mtime=0) + gzip.compress(data, 1, mtime=0)
    return mutant(data, rng, long_lines=0.0) if rng.random() < 0.5 else data


def bomb(seed: bytes, rng: random.Random) -> bytes:
    """Few bytes that unfold to many: behind or before the seed, of a filler that it may hold."""
    filler = rng.choice((b"\0", b" ", b"\n", b"[", b"1,", b"A"))
    many = _many(filler)
    small = gzip.compress(seed, 1, mtime=0)
    return rng.choice((many, small + many, gzip.compress(many, 1, mtime=0), _tar(many, rng)))


@cache
def _many(filler: bytes) -> bytes:
    return gzip.compress(filler * (200 * MIB // len(filler)), 9, mtime=0)


def _tar(data: bytes, rng: random.Random) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=rng.choice((0, 1, 2))) as made:
        for _ in range(rng.choice((1, 1, 3))):
            info = tarfile.TarInfo(rng.choice(NAMES)[:90])
            info.type = rng.choices((b"0", b"1", b"2", b"3", b"5"), (12, 1, 1, 1, 1))[0]
            info.linkname = rng.choice(NAMES)[:90]
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _zip(data: bytes, rng: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as made:
        for k in range(rng.choice((1, 1, 3))):
            made.writestr(f"{k}{rng.choice(NAMES)}"[: rng.choice((1, 400))], data)
    return out.getvalue()
