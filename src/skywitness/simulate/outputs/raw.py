"""Mode S frames in every wrapping: Beast, AVR, jet1090 lines, OpenSky raw messages, CSV.

Beast and AVR are each one receiver's, with counters as receivers with GPS have them: 18 bits of
seconds since midnight UTC, 30 bits of nanoseconds (Mode-S Beast: Data Output Formats).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from skywitness.aliases import Ints
from skywitness.simulate.frames import Frames, frames
from skywitness.simulate.outputs.words import save
from skywitness.simulate.reports import Scene

_DAY = 86_400_000_000


def _counters(time: Ints) -> Ints:
    of_day = time % _DAY
    return of_day // 1_000_000 << 30 | of_day % 1_000_000 * 1_000


def _of_each_receiver(
    scene: Scene, folder: Path, suffix: str, text: Callable[[Frames], bytes]
) -> list[Path]:
    found = frames(scene)
    made = []
    for k in np.unique(found.receiver).tolist():
        name = f"{scene.world.receivers[k].name}{suffix}"
        made.append(save(folder, name, text(found.take(found.receiver == k))))
    return made


def write_beast(scene: Scene, folder: Path) -> list[Path]:
    """A file for each receiver: ``alpha.bin``."""
    return _of_each_receiver(scene, folder, ".bin", beast)


def beast(found: Frames) -> bytes:
    """0x1a, type 2 or 3, counter, signal, frame; a byte 0x1a within is doubled."""
    out = bytearray()
    counters = _counters(found.time).astype(">u8").view(np.uint8).reshape(-1, 8)[:, 2:]
    for counter, long, data in zip(counters, found.long.tolist(), found.data, strict=True):
        body = counter.tobytes() + b"\x80" + data[: 14 if long else 7].tobytes()
        out += (b"\x1a3" if long else b"\x1a2") + body.replace(b"\x1a", b"\x1a\x1a")
    return bytes(out)


def write_avr(scene: Scene, folder: Path) -> list[Path]:
    """A file for each receiver: ``alpha.avr``."""
    return _of_each_receiver(scene, folder, ".avr", avr)


def avr(found: Frames) -> bytes:
    """``@``, twelve digits of counter, the frame, ``;``."""
    pairs = zip(_counters(found.time).tolist(), found.hexes(), strict=True)
    return "".join(f"@{counter:012X}{text.upper()};\n" for counter, text in pairs).encode()


def write_jet1090(scene: Scene, folder: Path) -> list[Path]:
    """All receivers' frames as JSON lines: ``frames.jsonl``."""
    found = frames(scene)
    names = [r.name for r in scene.world.receivers]
    rows = zip(found.time.tolist(), found.hexes(), found.receiver.tolist(), strict=True)
    lines = (
        f'{{"timestamp":{stamp / 1e6:.6f},"frame":"{text}",'
        f'"metadata":[{{"system_timestamp":{stamp / 1e6:.6f},"serial":{k + 1},'
        f'"name":"{names[k]}"}}]}}\n'
        for stamp, text, k in rows
    )
    return [save(folder, "frames.jsonl", "".join(lines).encode())]


def _addresses(scene: Scene, found: Frames) -> list[str]:
    names = [t.address.lstrip("~") for t in scene.targets]
    return [names[k] for k in found.target.tolist()]


def write_opensky(scene: Scene, folder: Path) -> list[Path]:
    """OpenSky's raw messages: ``rawmsg``, ``mintime``, ``icao24`` in Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = frames(scene)
    table = pa.table({
        "mintime": pa.array(found.time / 1e6), "rawmsg": found.hexes(),
        "icao24": _addresses(scene, found),
    })  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rawmessages.parquet"
    pq.write_table(table, path, compression="gzip")
    return [path]


def write_csv(scene: Scene, folder: Path) -> list[Path]:
    """Time, frame and address, as the samples of pyModeS have them."""
    found = frames(scene)
    return [save(folder, "frames.csv", "".join(_csv(scene, found)).encode())]


def _csv(scene: Scene, found: Frames) -> Iterator[str]:
    rows = zip(found.time.tolist(), found.hexes(), _addresses(scene, found), strict=True)
    for stamp, text, address in rows:
        yield f"{stamp / 1e6:.6f},{text.upper()},{address.upper()}\n"


__all__ = [
    "avr", "beast", "write_avr", "write_beast", "write_csv", "write_jet1090", "write_opensky",
]  # fmt: skip
