"""What a leg's rows say beside the elements of GPX and KML, as the record's readers take it back.

The names are those of :mod:`skywitness.record.trackfiles.own`; the numbers have the digits that the
record holds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from skywitness.aliases import Ints
from skywitness.record.trackfiles import own
from skywitness.tracks.lines import Leg
from skywitness.tracks.text import clean, words


class Columns:
    """The texts of one leg's rows, by column; "" where a row says nothing."""

    def __init__(self, leg: Leg) -> None:
        """Of every row, the faulty ones too."""
        self._texts: dict[str, list[str]] = {}
        for name in own.NUMBERED:
            values = leg.track.number(name)
            said = np.isfinite(values)
            if said.any():
                texts = values.astype(np.float32).astype("U32").tolist()
                pairs = zip(texts, said.tolist(), strict=True)
                self._texts[name] = [t.removesuffix(".0") if s else "" for t, s in pairs]
        for name in own.SPELT:
            spelt = words(leg.track.table.column(name).cast(pa.string()))
            if spelt.null_count < len(spelt):
                self._texts[name] = [w or "" for w in spelt.to_pylist()]
        address = leg.word("icao24")
        self.track = {"icao24": clean(address)} if address else {}
        """The address or the track's name, which all rows share."""
        drawn = leg.drawn.tolist()
        met = {name: {texts[k] for k in drawn} for name, texts in self._texts.items()}
        same = {name: said.pop() for name, said in met.items() if len(said) == 1 and "" not in said}
        self.whole = self.track | same
        """That, and what every row that is drawn says alike."""

    def of(self, rows: Ints) -> Iterator[tuple[str, list[str]]]:
        """Columns that some of these rows fill, but what holds for the whole leg."""
        places = rows.tolist()
        for name, texts in self._texts.items():
            if name not in self.whole and any(found := [texts[k] for k in places]):
                yield name, found

    def row(self, k: int) -> dict[str, str]:
        """What a row says beside what holds for the whole leg."""
        return {n: t[k] for n, t in self._texts.items() if t[k] and self.whole.get(n) != t[k]}

    def alone(self, k: int) -> dict[str, str]:
        """Everything of a row that stands by itself."""
        return self.track | {n: t[k] for n, t in self._texts.items() if t[k]}
