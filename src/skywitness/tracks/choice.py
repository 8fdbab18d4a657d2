"""Which rows of a store are wanted: addresses, callsigns, a span of time, faulty ones or not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.errors import RecordError
from skywitness.record.schema import SCHEMA
from skywitness.record.store.store import Store
from skywitness.tracks import Track, tracks_of
from skywitness.tracks.text import words

GROUP_ROWS = 400_000
"""So many rows are in memory at once while legs are made, or one aircraft's if it has more."""
Spans = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Wanted:
    """What is asked for; None is everything.

    ``callsigns`` stands for every leg (flight) in which one of them was sent, whole; ``start``
    is the first moment and ``end`` the one before which rows lie.
    """

    icao24: frozenset[str] | None = None
    callsigns: frozenset[str] | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    faulty: bool = False
    spans: Spans | None = field(default=None, compare=False)
    """Where the callsigns were found: for each address the legs' first and last microsecond."""

    @property
    def addresses(self) -> frozenset[str] | None:
        """The addresses to read: those asked for, or those that sent the callsigns."""
        return self.icao24 if self.spans is None else frozenset(self.spans)

    def in_words(self) -> str:
        """The choice as a sentence."""
        parts = []
        if self.icao24 is not None:
            parts.append(f"addresses {_listed(self.icao24)}")
        if self.callsigns is not None:
            parts.append(f"flights with callsign {_listed(self.callsigns)}")
        if self.start is not None:
            parts.append(f"from {self.start.isoformat()}")
        if self.end is not None:
            parts.append(f"before {self.end.isoformat()}")
        return "; ".join(parts) or "the whole store"


def _listed(names: frozenset[str]) -> str:
    """The first twenty, and how many more."""
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return ", ".join(sorted(names)[:20]) + more


def wanted(
    icao24: str | Iterable[str] | None = None,
    callsign: str | Iterable[str] | None = None,
    start: dt.datetime | str | None = None,
    end: dt.datetime | str | None = None,
    faulty: bool = False,
) -> Wanted:
    """A choice from what a person gives.

    Raises:
        RecordError: a time that is none, or a span that ends before it starts.
    """
    first, last = _moment(start), _moment(end)
    if first is not None and last is not None and last <= first:
        raise RecordError(
            f"the span ends at {last.isoformat()}, not after its start {first.isoformat()}",
            remedy="the end is the moment before which rows lie",
        )
    return Wanted(_set(icao24, str.lower), _set(callsign, str.upper), first, last, faulty)


def when(text: str) -> tuple[dt.datetime, dt.datetime] | tuple[dt.datetime | None, ...]:
    """A span: ``START..END``, ``START/END``, or one date, hour, minute or second, which stands for
    itself (ISO 8601). A side may be empty; an END that is only a time of day is on START's day, and
    in START's zone unless it has its own.

    Raises:
        RecordError: it is none of these.
    """
    parts = re.split(r"\.\.|/|--", text.strip())
    if len(parts) == 2:
        start, end = (p.strip() for p in parts)
        if start and re.fullmatch(r"T?\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", end):
            zone = re.search(r"T.*(Z|[+-]\d{2}:?\d{2})$", start)
            own = re.search(r"(?:Z|[+-]\d{2}:?\d{2})$", end)
            end = f"{start[:10]}T{end.lstrip('T')}{zone[1] if zone and not own else ''}"
        return _moment(start or None), _moment(end or None)
    unit = {10: 86_400, 13: 3600, 16: 60, 19: 1}.get(len(text.strip().removesuffix("Z")))
    if len(parts) != 1 or unit is None:
        raise RecordError(
            f"{text!r} is not a span of time",
            remedy="write it as 2023-03-14T06:00..2023-03-14T07:30 (UTC), or as a day: 2023-03-14",
        )
    first = _moment(text.strip())
    assert first is not None
    return first, first + dt.timedelta(seconds=unit)


def _moment(given: dt.datetime | str | None) -> dt.datetime | None:
    if given is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(given) if isinstance(given, str) else given
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
    except ValueError as error:
        raise RecordError(
            f"{given!r} is not a time", remedy="write it as 2023-03-14 or 2023-03-14T06:03:00"
        ) from error


def _set(given: str | Iterable[str] | None, case: type[str] | object) -> frozenset[str] | None:
    assert callable(case)
    if given is None:
        return None
    each = [given] if isinstance(given, str) else list(given)
    parts = [case(w.strip()) for text in each for w in text.split(",") if w.strip()]
    return frozenset(parts) if each else None


# --- reading --------------------------------------------------------------------------------------


def resolved(store: Store, choice: Wanted) -> Wanted:
    """The choice with its callsigns looked up: which aircraft sent them, on which legs.

    Raises:
        RecordError: nobody sent them.
    """
    if choice.callsigns is None or choice.spans is not None:
        return choice
    asked = pa.array(sorted(choice.callsigns))
    senders: set[str] = set()
    for batch in store.batches(
        choice.icao24, choice.start, choice.end, ("icao24", "callsign"), faulty=True
    ):
        said = pc.is_in(pc.utf8_upper(words(batch.column("callsign"))), value_set=asked)
        found = words(batch.column("icao24")).filter(said)
        senders.update(w for w in pc.unique(found).to_pylist() if w)
    spans: dict[str, list[tuple[int, int]]] = {}
    for leg in _legs(store, replace(choice, icao24=frozenset(senders))) if senders else ():
        if leg.icao24 and any(c.upper() in choice.callsigns for c in leg.callsigns):
            first, last = (round(leg.time[k] * 1e6) for k in (0, -1))
            spans.setdefault(leg.icao24, []).append((first, last))
    if not spans:
        raise RecordError(
            f"no flight sent the callsign {', '.join(sorted(choice.callsigns))}",
            remedy=f"skywitness show {store.root} lists the callsigns of each aircraft",
        )
    return replace(choice, spans=spans)


def tables(
    store: Store, choice: Wanted, columns: Sequence[str] | None = None
) -> Iterator[tuple[pa.Table, int]]:
    """The rows wanted, hour by hour and in bounded memory, and how many faulty ones were left out.

    ``choice`` must be :func:`resolved`.
    """
    names = list(SCHEMA.names if columns is None else columns)
    extra = [n for n in ("icao24", "timestamp", "fault") if n not in names]
    for batch in store.batches(
        choice.addresses, choice.start, choice.end, [*names, *extra], faulty=True
    ):
        table = pa.Table.from_batches([batch])
        if choice.spans is not None:
            table = table.filter(pa.array(_within(table, choice.spans)))
        before = len(table)
        if not choice.faulty:
            table = table.filter(pc.is_null(table.column("fault")))
        if before:
            yield table.select(names), before - len(table)


def legs(store: Store, choice: Wanted) -> Iterator[Track]:
    """The legs wanted, aircraft by aircraft, each with its faulty rows; cut among the rows wanted.

    Rows without a time, or whose clock is wrong, are in none. ``choice`` must be
    :func:`resolved`.
    """
    for leg in _legs(store, choice):
        if choice.spans is None or any(
            lo <= round(leg.time[0] * 1e6) and round(leg.time[-1] * 1e6) <= hi
            for lo, hi in choice.spans.get(leg.icao24 or "", ())
        ):
            yield leg


def _legs(store: Store, choice: Wanted) -> Iterator[Track]:
    counts: dict[str | None, int] = {}
    for batch in store.batches(
        choice.addresses, choice.start, choice.end, ("icao24",), faulty=True
    ):
        found = pc.value_counts(words(batch.column("icao24")))
        for address, n in zip(
            found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True
        ):
            counts[address] = counts.get(address, 0) + n
    nameless = counts.pop(None, 0)
    group: list[str] = []
    size = 0
    for address in sorted(a for a in counts if a is not None):
        if group and size + counts[address] > GROUP_ROWS:
            yield from tracks_of(store.scan(group, choice.start, choice.end, faulty=True))
            group, size = [], 0
        group.append(address)
        size += counts[address]
    if group:
        yield from tracks_of(store.scan(group, choice.start, choice.end, faulty=True))
    if nameless:
        parts = []
        for batch in store.batches(choice.addresses, choice.start, choice.end, faulty=True):
            table = pa.Table.from_batches([batch])
            parts.append(table.filter(pc.is_null(table.column("icao24"))))
        yield from tracks_of(pa.concat_tables(p for p in parts if len(p)).unify_dictionaries())


def _within(table: pa.Table, spans: Spans) -> npt.NDArray[np.bool_]:
    """Rows on one of the legs."""
    address = words(table.column("icao24")).dictionary_encode()
    code = address.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    micro = table.column("timestamp").combine_chunks().cast(pa.int64())
    time = micro.fill_null(np.iinfo(np.int64).min).to_numpy(zero_copy_only=False)
    out = np.zeros(len(table), dtype=bool)
    for k, name in enumerate(address.dictionary.to_pylist()):
        for lo, hi in spans.get(name, ()):
            out |= (code == k) & (time >= lo) & (time <= hi)
    return out
