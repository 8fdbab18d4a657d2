"""Mode S frames to columns: this decoder beside rs1090 and pyModeS, in one run, on the same frames.

    python bench/decode_frames.py [--frames 400000] [--aircraft 200] [--file FRAMES.jsonl.gz]

Makes a stream such as a receiver hears (positions, velocities, identification, status, all-call
and surveillance replies, Comm-B), or takes the frames of a file in jet1090's JSON lines, and times
each way from hex digits and times in memory to columns in Arrow:

- skywitness: hex to bytes, parity, fields, positions, all columns of the record;
- skywitness, Beast: the reader, from the bytes of a Beast file;
- skywitness, uncompiled: the way that short files go;
- rs1090: `decode` in batches, then columns from its dictionaries;
- rs1090, decode only: without the columns;
- pyModeS: `decode` of a batch, then columns, on fewer frames.

Where they can be compared, the positions are.
"""

from __future__ import annotations

import argparse
import gzip
import io
import math
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from skywitness.record.modes.assemble import Decoder
from skywitness.record.modes.frames.frames import Frames, from_hex, pieces
from skywitness.record.modes.frames.parity import remainder
from skywitness.record.modes.frames.times import microseconds
from skywitness.record.modes.positions import cpr
from skywitness.record.readers import beast
from skywitness.record.reading import HEAD, ROWS, Context, Tally


def encode(lat: float, lon: float, odd: int) -> tuple[int, int]:
    zone = 360.0 / (60 - odd)
    y = math.floor(cpr.STEPS * ((lat % zone) / zone) + 0.5)
    rlat = zone * (y / cpr.STEPS + math.floor(lat / zone))
    wide = 360.0 / max(cpr.zones(rlat) - odd, 1)
    x = math.floor(cpr.STEPS * ((lon % wide) / wide) + 0.5)
    return y % cpr.STEPS, x % cpr.STEPS


def stream(n: int, aircraft: int) -> tuple[list[str], list[float]]:
    rng = random.Random(1)
    fleet = [
        [
            rng.randrange(1, 1 << 24),
            rng.uniform(40, 60),
            rng.uniform(-10, 20),
            rng.uniform(-1, 1),
            0,
        ]
        for _ in range(aircraft)
    ]
    bodies, overlays, times = [], [], []
    for k in range(n):
        plane = fleet[rng.randrange(aircraft)]
        address = int(plane[0])
        times.append(1_700_000_000.0 + k * 6.0 / (aircraft * 10))
        choice = rng.random()
        overlay = 0
        if choice < 0.35:
            plane[1] += 6e-4 * plane[3]
            plane[4] = 1 - plane[4]
            y, x = encode(plane[1], plane[2], int(plane[4]))
            me = (11 << 51) | (0xC38 << 36) | (int(plane[4]) << 34) | (y << 17) | x
            body = f"8d{address:06x}{me:014x}"
        elif choice < 0.6:
            east, north = rng.randrange(1, 500), rng.randrange(1, 500)
            me = (19 << 51) | (1 << 48) | (2 << 43) | (east << 32) | (north << 21) | (11 << 10) | 20
            body = f"8d{address:06x}{me:014x}"
        elif choice < 0.65:
            body = f"8d{address:06x}202cc371c32ce0"
        elif choice < 0.68:
            body = f"8d{address:06x}f8230006004ab8"
        elif choice < 0.78:
            body = f"5d{address:06x}"
        elif choice < 0.88:
            body, overlay = "20001718", address
        elif choice < 0.94:
            body, overlay = "a00013938 1951536e024d4".replace(" ", ""), address
        else:
            body, overlay = "a00004128f39f91a7e27c4", address
        bodies.append(body)
        overlays.append(overlay)
    data, long, _ = from_hex([b + "000000" for b in bodies])
    rest = np.where(long, remainder(data, 14), remainder(data, 7)) ^ np.array(overlays)
    return [f"{b}{r:06x}" for b, r in zip(bodies, rest.tolist(), strict=True)], times


def ours(texts: list[str], times: list[float], compiled: bool | None = None) -> pa.Table:
    data, long, _ = from_hex(texts)
    frames = Frames(data, long, microseconds(times), np.arange(len(texts), dtype=np.int64))
    decoder = Decoder("bench", Tally(), Context(), compiled=compiled)
    return pa.Table.from_batches([decoder.decode(p) for p in pieces([frames], ROWS)])


class Bytes:
    name = "bench.bin"

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.head = content[:HEAD]

    def open(self) -> io.BytesIO:
        return io.BytesIO(self.content)

    def read(self) -> bytes:
        return self.content


def beast_bytes(texts: list[str], times: list[float]) -> bytes:
    out = []
    for text, at in zip(texts, times, strict=True):
        body = int((at - times[0]) * 12e6 + 1).to_bytes(6, "big") + b"\x50" + bytes.fromhex(text)
        out.append((b"\x1a2" if len(text) == 14 else b"\x1a3") + body.replace(b"\x1a", b"\x1a\x1a"))
    return b"".join(out)


def columns(answers: list[dict[str, Any]]) -> dict[str, pa.Array]:
    names = ("icao24", "callsign", "latitude", "longitude", "altitude", "groundspeed", "track",
             "vertical_rate", "squawk")  # fmt: skip
    return {name: pa.array([a.get(name) for a in answers]) for name in names}


def clock(
    name: str, n: int, work: Callable[[], Any], base: float | None = None
) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    rate = n / (time.perf_counter() - start)
    beside = f"  {rate / base:6.2f} x rs1090" if base else ""
    print(f"{name:28s} {rate / 1e3:10.0f} k frames/s{beside}")
    return rate, result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", type=int, default=400_000)
    parser.add_argument("--aircraft", type=int, default=200)
    parser.add_argument("--file")
    options = parser.parse_args()
    if options.file:
        with gzip.open(options.file) as stream_:
            lines = [orjson.loads(line) for line in stream_]
        texts = [ln["frame"][: 14 if int(ln["frame"][:2], 16) >> 3 < 16 else 28] for ln in lines]
        times = [ln["timestamp"] for ln in lines]
    else:
        texts, times = stream(options.frames, options.aircraft)
    n = len(texts)
    print(f"{n:,} frames")

    start = time.perf_counter()
    ours(texts[:1000], times[:1000], compiled=True)
    print(f"loading the compiled code: {time.perf_counter() - start:.2f} s")

    import rs1090

    base, answers = clock("rs1090", n, lambda: _with_columns(rs1090.decode(texts, times)))
    clock("rs1090, decode only", n, lambda: rs1090.decode(texts, times), base)
    _, table = clock("skywitness", n, lambda: ours(texts, times, compiled=True), base)
    clock("skywitness, uncompiled", n, lambda: ours(texts, times, compiled=False), base)
    content = beast_bytes(texts, times)
    clock(
        "skywitness, Beast", n, lambda: list(beast.read(Bytes(content), Tally(), Context())), base
    )

    import pyModeS

    few = min(n, 40_000)
    part = texts[:few], times[:few]
    clock("pyModeS", few,
          lambda: _with_columns(pyModeS.decode(part[0], timestamps=part[1])), base)  # fmt: skip

    lat = dict(zip(table["row"].to_pylist(), table["latitude"].to_pylist(), strict=True))
    both = [(lat.get(k), b.get("latitude")) for k, b in enumerate(answers)]
    said = [(a, b) for a, b in both if a is not None and b is not None]
    worst = max((abs(a - b) for a, b in said), default=float("nan"))
    print(f"{len(said):,} positions of both, at most {worst:.1e} degrees apart")


def _with_columns(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns(answers)
    return answers


if __name__ == "__main__":
    main()
