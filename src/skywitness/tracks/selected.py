"""What a selection of rows means for flights: whose callsigns they are, and the legs themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from skywitness.errors import RecordError
from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store
from skywitness.tracks import Track, tracks_of
from skywitness.tracks.text import words

GROUP_ROWS = 400_000
"""So many rows are in memory at once while legs are made, or one aircraft's if it has more."""


def resolved(store: Store, selection: Selection) -> Selection:
    """The selection with its callsigns looked up: which aircraft sent them, on which legs.

    Raises:
        RecordError: nobody sent them.
    """
    if selection.callsigns is None or selection.spans is not None:
        return selection
    asked = pa.array(sorted(selection.callsigns))
    every = replace(selection, callsigns=None, faulty=True)
    senders: set[str] = set()
    registered: set[str] = set()
    for table, _ in store.rows(every, ("icao24", "callsign", "registration")):
        for column, met in (("callsign", senders), ("registration", registered)):
            said = pc.is_in(pc.utf8_upper(words(table.column(column))), value_set=asked)
            found = words(table.column("icao24")).filter(said)
            met.update(w for w in pc.unique(found).to_pylist() if w)
    spans: dict[str, list[tuple[int, int]]] = {}
    for leg in _legs(store, replace(every, icao24=frozenset(senders))) if senders else ():
        if leg.icao24 and any(c.upper() in selection.callsigns for c in leg.callsigns):
            first, last = (round(leg.time[k] * 1e6) for k in (0, -1))
            spans.setdefault(leg.icao24, []).append((first, last))
    if not spans:
        raise RecordError(
            f"no flight sent the callsign {', '.join(sorted(selection.callsigns))}",
            remedy=f"as a registration it is that of --icao24 {', '.join(sorted(registered)[:3])}"
            if registered
            else f"skywitness show {store.root} lists the callsigns of each aircraft",
        )
    return replace(selection, spans=spans)


def legs(store: Store, selection: Selection) -> Iterator[Track]:
    """The legs meant, aircraft by aircraft, each with its faulty rows; cut among the rows meant.

    Rows without a time, or whose clock is wrong, are in none. ``selection`` must be
    :func:`resolved`.
    """
    spans = selection.spans
    whole = replace(selection, icao24=selection.addresses, callsigns=None, spans=None, faulty=True)
    for leg in _legs(store, whole):
        if spans is None or any(
            lo <= round(leg.time[0] * 1e6) and round(leg.time[-1] * 1e6) <= hi
            for lo, hi in spans.get(leg.icao24 or "", ())
        ):
            yield leg


def _legs(store: Store, whole: Selection) -> Iterator[Track]:
    counts: dict[str | None, int] = {}
    for table, _ in store.rows(whole, ("icao24",)):
        found = pc.value_counts(words(table.column("icao24")))
        for address, n in zip(
            found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True
        ):
            counts[address] = counts.get(address, 0) + n
    nameless = counts.pop(None, 0)
    group: list[str] = []
    size = 0
    for address in sorted(a for a in counts if a is not None):
        if group and size + counts[address] > GROUP_ROWS:
            yield from tracks_of(store.scan(group, whole.start, whole.end, faulty=True))
            group, size = [], 0
        group.append(address)
        size += counts[address]
    if group:
        yield from tracks_of(store.scan(group, whole.start, whole.end, faulty=True))
    if nameless:
        parts = [table.filter(pc.is_null(table.column("icao24"))) for table, _ in store.rows(whole)]
        yield from tracks_of(pa.concat_tables(p for p in parts if len(p)).unify_dictionaries())
