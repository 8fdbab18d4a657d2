"""Which rows of a store are meant: addresses, callsigns, a span of time, faulty ones or not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Mask
from skywitness.errors import RecordError

Spans = Mapping[str, Sequence[tuple[int, int]]]
When = dt.datetime | str | None
_UTC = pa.timestamp("us", "UTC")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Selection:
    """Rows of a store; None is everything.

    ``callsigns`` stands for every leg (flight) in which one of them was sent, whole; ``start``
    is the first moment and ``end`` the one before which rows lie.
    """

    icao24: frozenset[str] | None = None
    callsigns: frozenset[str] | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    faulty: bool = False
    spans: Spans | None = field(default=None, compare=False)
    """Where the callsigns were found (:func:`skywitness.tracks.selected.resolved`): for each
    address the legs' first and last microsecond."""

    @classmethod
    def of(
        cls,
        icao24: str | Iterable[str] | None = None,
        callsign: str | Iterable[str] | None = None,
        start: When = None,
        end: When = None,
        faulty: bool = False,
    ) -> Selection:
        """What a person gives: words may hold several names with commas between them.

        Raises:
            RecordError: a time that is none, a span that ends before it starts, or words without a
            name in them.
        """
        first, last = moment(start), moment(end)
        if first is not None and last is not None and last <= first:
            raise RecordError(
                f"the span ends at {last.isoformat()}, not after its start {first.isoformat()}",
                remedy="the end is the moment before which rows lie",
            )
        addresses, callsigns = _names(icao24, "address"), _names(callsign, "callsign")
        return cls(
            None if addresses is None else frozenset(map(address, addresses)),
            None if callsigns is None else frozenset(each.upper() for each in callsigns),
            first,
            last,
            faulty,
        )

    @property
    def addresses(self) -> frozenset[str] | None:
        """The addresses to read: those asked for, or those that sent the callsigns."""
        return self.icao24 if self.spans is None else frozenset(self.spans)

    @property
    def micro(self) -> tuple[int | None, int | None]:
        """Start and end in microseconds since 1970."""
        first, last = (
            None if each is None else (each - _EPOCH) // dt.timedelta(microseconds=1)
            for each in (self.start, self.end)
        )
        return first, last

    @property
    def deciding(self) -> set[str]:
        """The columns that decide which rows are meant."""
        out = set() if self.faulty else {"fault"}
        if self.addresses is not None:
            out.add("icao24")
        if self.spans is not None or self.micro != (None, None):
            out.add("timestamp")
        return out

    def of_table(self, table: pa.Table) -> tuple[pa.Table, int]:
        """The rows of a table that are meant, and how many faulty ones were left out."""
        chosen: pa.ChunkedArray | None = None
        if self.addresses is not None:
            words = table.column("icao24").cast(pa.string())
            chosen = pc.is_in(words, value_set=pa.array(sorted(self.addresses), pa.string()))
        first, last = self.micro
        for bound, compare in ((first, pc.greater_equal), (last, pc.less)):
            if bound is not None:
                mask = compare(table.column("timestamp"), pa.scalar(bound, _UTC))
                chosen = mask if chosen is None else pc.and_(chosen, mask)
        if chosen is not None:
            table = table.filter(chosen)
        if self.spans is not None:
            table = table.filter(pa.array(_within(table, self.spans)))
        before = len(table)
        if not self.faulty:
            table = table.filter(pc.is_null(table.column("fault")))
        return table, before - len(table)

    def in_words(self) -> str:
        """The selection as a sentence."""
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


def span_of(text: str) -> tuple[dt.datetime | None, dt.datetime | None]:
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
        return moment(start or None), moment(end or None)
    unit = {10: 86_400, 13: 3600, 16: 60, 19: 1}.get(len(text.strip().removesuffix("Z")))
    if len(parts) != 1 or unit is None:
        raise RecordError(
            f"{text!r} is not a span of time",
            remedy="write it as 2023-03-14T06:00..2023-03-14T07:30 (UTC), or as a day: 2023-03-14",
        )
    first = moment(text.strip())
    assert first is not None
    try:
        return first, first + dt.timedelta(seconds=unit)
    except OverflowError:  # it ends where the calendar does, after which nothing lies
        return first, None


def moment(given: When) -> dt.datetime | None:
    """A datetime or ISO 8601 text with its zone; without one it is UTC.

    Raises:
        RecordError: it is no time.
    """
    if given is None:
        return None
    try:
        found = dt.datetime.fromisoformat(given) if isinstance(given, str) else given
        return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found
    except ValueError as error:
        raise RecordError(
            f"{given!r} is not a time", remedy="write it as 2023-03-14 or 2023-03-14T06:03:00"
        ) from error


def _names(given: str | Iterable[str] | None, what: str) -> list[str] | None:
    """Names out of words with commas; None where none were given at all.

    Raises:
        RecordError: what was given has no name in it.
    """
    if given is None:
        return None
    every = [given] if isinstance(given, str) else list(given)
    names = [w.strip() for text in every for w in text.split(",") if w.strip()]
    if every and not names:
        raise RecordError(
            f"no {what} is named in {', '.join(map(repr, every[:3]))}",
            remedy=f"name one, or leave it out: then every {what} is meant",
        )
    return names or None


def address(word: str) -> str:
    """An address as the column has it: as readers do, without the `0x` that programs put before."""
    return re.sub("^(~?)0x", r"\1", word.strip().lower())


def _listed(names: frozenset[str]) -> str:
    """The first twenty, and how many more."""
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return ", ".join(sorted(names)[:20]) + more


def _within(table: pa.Table, spans: Spans) -> Mask:
    """Rows on one of the legs."""
    whole = table.column("icao24").cast(pa.string()).combine_chunks()
    address = whole.dictionary_encode()
    code = address.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    micro = table.column("timestamp").combine_chunks().cast(pa.int64())
    time = micro.fill_null(np.iinfo(np.int64).min).to_numpy(zero_copy_only=False)
    out = np.zeros(len(table), dtype=bool)
    for k, name in enumerate(address.dictionary.to_pylist()):
        for lo, hi in spans.get(name, ()):
            out |= (code == k) & (time >= lo) & (time <= hi)
    return out
