"""One aircraft's fixes as several networks gave them: JSON with ``fixes``.

Samples that a map of several networks recorded: ``hex``, ``callsign``, and for each fix
``receiveTime`` and ``positionTime`` (milliseconds since 1970), ``source`` (the network), ``lat``,
``lon``, ``gs`` (kt), ``track`` (°), ``gnd``. Fixes stand in the order in which they were received,
so the times of their positions run backwards where a slower network follows a faster one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.record.reading import Context, Source, Tally
from skywitness.record.readsb import folder, limits, words
from skywitness.record.readsb.aircraft import number
from skywitness.record.readsb.document import BOM, find_list, parse
from skywitness.record.readsb.gather import Rows

_NAMES = ("fixes",)
_NETWORKS = 1000
"""Networks whose last times are remembered."""


def recognise(head: bytes, name: str) -> bool:
    """A JSON object with a list ``fixes`` and one of its times."""
    if not head.removeprefix(BOM).lstrip().startswith(b"{"):
        return False
    times = b'"positionTime"' in head or b'"receiveTime"' in head
    return times and find_list(head, _NAMES) is not None


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record; ``row`` counts fixes from 0.

    Raises:
        RecordError: there is no list of fixes, or the text breaks off.
    """
    document = parse(source.read(), _NAMES, b"{", source.name, tally)
    rows = Rows(source.name, context.receiver)
    icao24, good = words.address(document.head.get("hex"))
    callsign = words.text(document.head.get("callsign"))
    latest: dict[str, float] = {}
    back = own = 0
    before = -np.inf
    for k, found in enumerate(document.items):
        row = k if document.numbers is None else document.numbers[k]
        tally.rows += 1
        if not isinstance(found, dict):
            tally.refuse(row, "no fix", repr(found)[:120])
            continue
        values, marks = _fix(found, context)
        values |= {"icao24": icao24, "callsign": callsign}
        rows.add(row, values, marks if good else marks | {"address"})
        at, network = values.get("timestamp"), str(values.get("receiver"))[:100]
        if at is not None:
            back += at < before
            own += at < latest.get(network, -np.inf)
            before = at
            if network in latest or len(latest) < _NETWORKS:
                latest[network] = at
        if rows.full:
            yield rows.batch()
    if len(rows):
        yield rows.batch()
    if back:
        tally.note(f"the time of positions steps back {back} times, {own} times within one network")
    folder.compare(source.name, rows.times, tally)
    if document.broken is not None:
        raise document.broken


def _fix(found: dict[str, Any], context: Context) -> tuple[dict[str, Any], set[str]]:
    values: dict[str, Any] = {}
    marks: set[str] = set()
    for column, name in (("timestamp", "positionTime"), ("received", "receiveTime")):
        said = found.get(name)
        at = number(said)
        if at is not None:
            values[column] = at / 1000
        if said is not None and not limits.EARLIEST_S <= (at or 0) / 1000 < limits.LATEST_S:
            marks.add("clock")
    if values.get("received", 0) - values.get("timestamp", math.inf) > context.oldest_s:
        marks.add("stale")
    names = {"latitude": "lat", "longitude": "lon", "groundspeed": "gs", "track": "track"}
    for column, name in names.items():
        value = found.get(name)
        values[column] = number(value)
        if value is not None and values[column] is None:
            marks.add("other")
    lat, lon = values["latitude"], values["longitude"]
    if (lat is None) != (lon is None) or abs(lat or 0) > 90 or abs(lon or 0) > 180:
        marks.add("position")
    if lon == 180:
        values["longitude"] = -180.0
    if values["track"] == 360:
        values["track"] = 0
    if not 0 <= (values["track"] or 0) < 360 or (values["groundspeed"] or 0) < 0:
        marks.add("speed")
    if isinstance(found.get("gnd"), bool):
        values["onground"] = found["gnd"]
    values["receiver"] = words.text(found.get("source"))
    return values, marks
