"""SBS (BaseStation) CSV, the messages of port 30003: ``MSG,1`` to ``MSG,8`` and ``MLAT``.

Fields by number from 1: 2 kind, 5 address, 7 and 8 when the message was made, 9 and 10 when it was
written, 11 callsign, 12 altitude (ft), 13 groundspeed (kt), 14 track, 15 latitude, 16 longitude,
17 vertical rate (ft/min), 18 squawk, 22 on the ground (Kinetic's BaseStation, woodair.net "Socket
Data"). ``row`` counts lines that are not blank. A line says what one message said; a position is
given the speed, track and rate of the last seconds, as with frames.

What tables make of such lines is undone: quotes around values, spaces after commas, semicolons
(then a comma is the decimal point), a number of the row before them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.batch import batch, faults
from skywitness.record.faults import limits
from skywitness.record.modes.assemble import MOTION_S
from skywitness.record.modes.content.carry import Memory
from skywitness.record.modes.frames.text import Last, Widths, first_lines, lines, shown
from skywitness.record.reading import ROWS, Context, Source, Tally
from skywitness.record.tables.identity import callsigns, squawks
from skywitness.record.tables.values import numbers

_PLAIN = (b"MSG,", b"MLAT,")
_UNUSUAL = re.compile(
    rb'\s*(?:"?\d*"?\s*[,;]\s*)?"?\s*(?:MSG|MLAT|SEL|ID|AIR|STA|CLK)\s*"?\s*([,;])'
)
_MESSAGES, _OTHERS = ("MSG", "MLAT"), ("SEL", "ID", "AIR", "STA", "CLK")
_ADDRESS = re.compile(r"~?[0-9A-Fa-f]{6}")
_HEX = re.compile(r"^(~?)0[xX]")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?")
_NO_TEXT = re.compile(r"[^ -~]")
_MOTION = ("groundspeed", "track", "vertical_rate")
_NUMBERS = {"altitude": 11, "groundspeed": 12, "track": 13, "latitude": 14, "longitude": 15,
            "vertical_rate": 16}  # fmt: skip
_CODES = {"altitude": "altitude", "groundspeed": "speed", "track": "speed",
          "latitude": "position", "longitude": "position", "vertical_rate": "speed"}  # fmt: skip
_MOST, _LONGEST = 1e9, 20
_FULL, _FULL_KIN = 21, 9
"""Commas of an aircraft's message, of which some programs leave out those at its end, and the
fewest of other lines."""
_FEWEST = 10
_KINDS, _ADDRESSED = tuple("12345678"), 5
LOOKED_AT, MOST_ODD, MOST_BEFORE = 20, 4, 5
"""Lines looked at to recognise the format; one, and one in so many, of them may be none, and so
many before the first (comments and a heading)."""
PIECE = min(ROWS, 100_000)


def recognise(head: bytes, name: str) -> bool:
    """Whether one of the first lines is a message of an aircraft, and most others its kin.

    A heading, or a first line that was cut, is none, and costs that line.
    """
    found = [_cells(line) for line in first_lines(head)[:LOOKED_AT]]
    first = next((k for k, cells in enumerate(found) if _is_message(cells)), None)
    if first is None:
        return False
    before = found[:first] if first <= MOST_BEFORE else []
    found = found[len(before) :]
    messages = sum(map(_is_message, found))
    kin = sum(cells[0] in _OTHERS and len(cells) > 1 for cells in found)
    odd = len(found) - messages - kin
    return odd <= max(not before, len(found) // MOST_ODD)


def _is_message(cells: list[str]) -> bool:
    """Whether it is a message of an aircraft that says which."""
    return (
        len(cells) > _ADDRESSED
        and cells[0] in _MESSAGES
        and cells[1] in _KINDS
        and _ADDRESS.fullmatch(cells[4]) is not None
    )


def _cells(line: bytes) -> list[str]:
    """The fields of a line, as SBS has them: the kind of message first, the address without 0x."""
    text, separator = line.decode("latin-1"), ","
    unusual = None if line.startswith(_PLAIN) else _UNUSUAL.match(line)
    if unusual is not None and unusual[1] == b";":
        text, separator = text.replace(",", "."), ";"
    cells = [cell.strip() for cell in text.split(separator)]
    if '"' in text:
        cells = [cell.strip('" ') for cell in cells]
    if unusual is not None and cells[0] not in (*_MESSAGES, *_OTHERS):
        del cells[0]
    if len(cells) > _ADDRESSED:
        cells[4] = _HEX.sub(r"\1", cells[4])
    return cells


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record.

    Raises:
        RecordError: the last line is cut.
    """
    memory = Memory(_MOTION)
    seen = said = timed = False
    found: list[bytes] = []
    widths = Widths()
    last = Last(lambda line: _is_whole(line, found))
    with source.open() as stream:
        for row, found in lines(stream, tally, last):
            for start in range(0, len(found), PIECE):
                part = found[start : start + PIECE]
                rows, places = _wanted(part, row + start, tally, widths)
                if rows:
                    seen = True
                    said |= any(r[6] or r[7] or r[8] or r[9] for r in rows)
                    made = _batch(rows, places, source.name, memory, context, tally.unread)
                    timed |= any(
                        made.column(name).null_count < made.num_rows
                        for name in ("timestamp", "received")
                    )
                    yield made
    if timed:
        tally.note(
            "SBS times carry no time zone (BaseStation and dump1090 write local time);"
            " they were taken as UTC"
        )
    elif said:
        tally.note("no line has a date and a time of day that can be read, so no row has a time")
    elif seen:
        tally.note("no line has a time (old versions of dump1090 write none), so no row has one")
    last.check(source.name)


def _is_whole(line: bytes, before: list[bytes]) -> bool:
    """Whether a line without an end has all its fields, or as many as those of its kind before."""
    kind, *more = _cells(line)
    if kind in _OTHERS:
        return len(more) >= _FULL_KIN
    alike = (len(cells) - 1 for cells in map(_cells, before) if cells[:2] == [kind, *more[:1]])
    return len(more) >= min(_FULL, max(alike, default=_FULL))


def _wanted(
    found: list[bytes], first: int, tally: Tally, widths: Widths
) -> tuple[list[list[str]], list[int]]:
    """The fields of aircraft's messages and the numbers of their lines."""
    rows, numbers = [], []
    split = [_cells(line) for line in found]
    widths.see(("".join(cells[:2]), len(cells)) for cells in split if _is_message(cells))
    full = {kind: widths.full(kind) for kind in {"".join(cells[:2]) for cells in split}}
    for k, (line, cells) in enumerate(zip(found, split, strict=True)):
        if cells[0] not in _MESSAGES:
            kin = cells[0] in _OTHERS and len(cells) > 1
            reason = "a line of the program, not of an aircraft" if kin else "no SBS message"
        elif len(cells) < _FEWEST or cells[1] not in _KINDS:
            reason = "no SBS message"
        elif not _ADDRESS.fullmatch(cells[4]):
            reason = "no address"
        elif len(cells) < full["".join(cells[:2])]:
            reason = "a line that breaks off"
        else:
            rows.append(cells + [""] * (22 - len(cells)))
            numbers.append(first + k)
            continue
        tally.refuse(first + k, reason, shown(line))
    return rows, numbers


def _batch(
    rows: list[list[str]], places: list[int], name: str, memory: Memory, context: Context,
    unread: defaultdict[str, int],
) -> pa.RecordBatch:  # fmt: skip
    n = len(rows)
    columns: dict[str, Floats] = {}
    lost = dict.fromkeys(_CODES.values(), np.zeros(n, dtype=bool))
    for field, k in _NUMBERS.items():
        columns[field], bad = _floats([r[k] for r in rows])
        if bad.any():
            unread[field] += int(bad.sum())
        lost[_CODES[field]] = lost[_CODES[field]] | bad
    made, logged = _times(rows, 6), _times(rows, 8)
    time = np.where(np.isnat(made), logged, made)
    wrong = np.isnat(made) & np.array([bool(r[6] or r[7]) for r in rows])
    wrong |= time < np.datetime64(int(limits.EPOCH_S), "s")
    wrong |= time > np.datetime64("2100-01-01")
    track, lat, lon = columns["track"], columns["latitude"], columns["longitude"]
    speed, height = columns["groundspeed"], columns["altitude"]
    squawk, no_squawk = squawks(pa.array([r[17] for r in rows], type=pa.string()))
    callsign, too_long = callsigns(
        pa.array([r[10].strip("@ ")[:_LONGEST] for r in rows], type=pa.string())
    )
    no_text = np.array([_NO_TEXT.search(r[10]) is not None for r in rows])
    callsign = pc.if_else(pa.array(no_text), None, callsign)
    ground = np.array([_flag(r[21]) for r in rows])
    no_flag = (ground < 0) & np.array([bool(r[21]) for r in rows])
    unreadable = {"callsign": no_text, "onground": no_flag, "time": np.isnat(time) & wrong}
    for field, bad in unreadable.items():
        if bad.any():
            unread[field] += int(bad.sum())
    place = (np.abs(lat) > 90) | (np.abs(lon) > 180) | (np.isnan(lat) != np.isnan(lon))
    fast = (speed < 0) | (speed > limits.SPEED_KT) | (track < 0) | (track > 360)
    fast |= np.abs(columns["vertical_rate"]) > limits.RATE_FPM
    marks = {
        "clock": wrong,
        "position": lost["position"] | place,
        "speed": lost["speed"] | fast,
        "altitude": lost["altitude"] | (height < limits.LOWEST_FT) | (height > limits.HIGHEST_FT),
        "other": no_squawk | too_long | no_text | no_flag,
    }
    columns["longitude"] = np.where(lon == 180.0, -180.0, lon)
    columns["track"] = np.where(track == 360.0, 0.0, track)
    _carry(columns, marks["speed"], rows, time, memory)
    kinds = ["mlat" if r[0] == "MLAT" else "mode_s" if r[1] in "5678" else "other" for r in rows]
    values = {
        "timestamp": time,
        "received": logged,
        "icao24": [r[4].lower() for r in rows],
        "callsign": callsign,
        "squawk": squawk,
        "onground": np.ma.masked_array(ground == 1, mask=ground < 0),
        "source": kinds,
        "receiver": [context.receiver] * n,
        "file": name,
        "row": np.array(places, dtype=np.int64),
        "fault": faults(n, marks),
    }
    return batch(values | columns, n)


def _carry(
    columns: dict[str, Floats],
    wrong: Mask,
    rows: list[list[str]],
    time: npt.NDArray[np.datetime64],
    memory: Memory,
) -> None:
    """Speed, track and rate of the last seconds beside positions that lack them, but of messages
    that say something ``wrong``."""
    key = np.array([int(r[4].lstrip("~"), 16) | ("~" in r[4]) << 24 for r in rows], dtype=np.int64)
    known = ~np.isnat(time)
    micro: Ints = np.where(known, time, np.datetime64(0, "us")).astype(np.int64)
    at = np.flatnonzero(~np.isnan(columns["latitude"]))
    sound = {name: np.where(wrong, np.nan, columns[name]) for name in _MOTION}
    for field, (value, _) in memory.latest(key, micro, known, sound, at, MOTION_S).items():
        column = columns[field]
        column[at] = np.where(np.isnan(column[at]), value, column[at])


def _floats(cells: list[str]) -> tuple[Floats, Mask]:
    """Numbers, NaN where nothing is said; and where something stood that is none."""
    values, bad = numbers(pa.array(cells, type=pa.string()))
    far = np.abs(values) >= _MOST
    said = np.array([bool(cell) for cell in cells])
    return np.where(far, np.nan, values), bad | far | (said & np.isnan(values))


def _times(rows: list[list[str]], at: int) -> npt.NDArray[np.datetime64]:
    """Dates ``2008/11/28`` and times ``14:53:50.594``; NaT for what is none."""
    texts = [f"{r[at].replace('/', '-')}T{r[at + 1]}" for r in rows]
    texts = [text if _TIME.fullmatch(text) else "NaT" for text in texts]
    try:
        return np.array(texts, dtype="datetime64[us]")
    except ValueError:  # the 31st of a month that has 30 days
        return np.array([_time(text) for text in texts], dtype="datetime64[us]")


def _time(text: str) -> np.datetime64:
    try:
        return np.datetime64(text, "us")
    except ValueError:
        return np.datetime64("NaT", "us")


def _flag(cell: str) -> int:
    """1 for set (``-1`` in SBS, ``1`` in some programs), 0 for not, -1 for nothing said."""
    return {"-1": 1, "1": 1, "0": 0}.get(cell, -1)
