"""Lines that adsb_actions cut out of traces, or wrote down from a receiver's answers.

One position a line: ``now``, ``alt_baro``, ``gscp``, ``lat``, ``lon``, ``track``, ``hex``,
``flight``; those out of traces have ``flightdict``, the trace's aircraft object, as well. What its
code does to the values (github.com/eastham/adsb_actions, ``readsb_parse.py``, ``location.py``):

- ``now`` is the trace's base time plus the row's offset, each cut to whole seconds;
- ``gscp`` is cut to whole knots, and 0 where it was not known;
- ``alt_baro`` is "0" on the ground and where it was not known (0 in receivers' answers);
- ``track`` is the trace's, so a true heading on the ground;
- ``flight`` is the registration where that is known, else the first callsign of the trace (in
  receivers' answers the callsign, "N/A" where there was none);
- ``squawk``, ``category`` and ``emergency`` beside ``flightdict`` are carried forward for ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from skywitness.record.readsb import words
from skywitness.record.readsb.aircraft import QUALITY
from skywitness.record.readsb.limits import CALLSIGN_S

MOST = 100_000
"""Aircraft remembered at once; far more than the sky holds."""

_OPERATOR = re.compile(r"[A-Z]{3}\d[0-9A-Z]{0,3}")
"""A callsign of an operator's designator and a flight's number; no registration looks like it."""

_SNAPSHOT = (*QUALITY, "squawk", "type")
_FRESH = ("alt_geom", "baro_rate", "geom_rate", "ias", "roll", "mag_heading")


class Clipped:
    """What the lines before have said of each aircraft."""

    def __init__(self, quality_s: float) -> None:
        """Nothing yet; quality figures stand for ``quality_s`` seconds."""
        self.quality_s = quality_s
        self.zeros = 0
        """Lines whose altitude is a 0 that may mean none."""
        self._known: dict[str, dict[str, tuple[float, Any]]] = {}

    def plain(self, line: Mapping[str, Any], now: float | None) -> dict[str, Any]:
        """The line as an aircraft object of ``aircraft.json``."""
        found: dict[str, Any] = {k: line.get(k) for k in ("hex", "lat", "lon", "track", "alt_baro")}
        found["gs"] = line.get("gscp") or None
        out_of_trace = "flightdict" in line
        if found["alt_baro"] == "0" or (not out_of_trace and found["alt_baro"] == 0):
            self.zeros += 1
            found["alt_baro"] = None
            if out_of_trace:
                found["track"] = None
        flight = line.get("flight")
        if not out_of_trace:
            found["flight"] = None if flight == "N/A" else flight
            return found
        self._carry(line.get("flightdict"), str(found["hex"]), now, found)
        label = words.text(flight)
        if label is not None and _OPERATOR.fullmatch(label):
            found.setdefault("flight", label)
        else:
            found["r"] = label
        return found

    def _carry(self, detail: Any, aircraft: str, now: float | None, found: dict[str, Any]) -> None:
        known = self._known.get(aircraft, {})
        at = now if now is not None else 0.0
        if isinstance(detail, dict):
            for name in _FRESH:
                found[name] = detail.get(name)
            known["snapshot"] = (at, {k: detail.get(k) for k in _SNAPSHOT})
            for name in ("flight", "category"):
                if words.text(detail.get(name)):
                    known[name] = (at, detail[name])
            if len(self._known) >= MOST and aircraft not in self._known:
                del self._known[next(iter(self._known))]
            self._known[aircraft] = known
        for name, (since, value) in known.items():
            if name == "snapshot" and 0 <= at - since <= self.quality_s:
                found.update(value)
            elif name != "snapshot" and 0 <= at - since <= CALLSIGN_S:
                found[name] = value
