"""An aircraft object of ``aircraft.json`` and its kin as values of the record's columns.

Fields: readsb's README-json ("aircraft.json") and README-api; the version 2 answers of ADS-B
Exchange, adsb.lol, airplanes.live and adsb.fi are the same objects under another key.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from skywitness.record.faults.limits import HIGHEST
from skywitness.record.readsb import limits, words

Values = dict[str, Any]

_MOST = 1 << 63
QUALITY = ("nic", "rc", "nac_p", "nac_v", "sil", "gva", "version")

_PLAIN = {
    "altitude": ("alt_baro", "altitude"),
    "geoaltitude": ("alt_geom",),
    "groundspeed": ("gs", "speed"),
    "track": ("track",),
    "vertical_rate": ("baro_rate", "geom_rate", "vert_rate"),
    "ias": ("ias",),
    "roll": ("roll",),
}
_WORDS = {"registration": "r", "typecode": "t", "category": "category", "callsign": "flight"}


def number(value: Any) -> float | None:
    """A JSON number that can be one, or None for anything else (``NaN`` among it)."""
    if type(value) is float:
        return value if math.isfinite(value) else None
    return value if type(value) is int and abs(value) < _MOST else None


def epoch(value: Any) -> float | None:
    """A time in seconds since 1970, NaN where it is no number, None where there is none.

    ADS-B Exchange and others write milliseconds.
    """
    if value is None:
        return None
    found = number(value)
    if found is None:
        return math.nan
    return found / 1000 if abs(found) > 1e11 else found


def written(found: Mapping[str, Any], unread: defaultdict[str, int]) -> float | None:
    """When a list or an object was written (`now`), as :func:`epoch`; what is no number is counted
    in ``unread``, and its rows are marked later, as their time cannot be."""
    now = epoch(found.get("now"))
    if now is not None and math.isnan(now):
        unread["now"] += 1
    return now


def report(
    found: Mapping[str, Any], now: float | None, oldest_s: float, unread: defaultdict[str, int]
) -> tuple[Values, set[str]]:
    """The values of one aircraft object and its faults.

    ``now`` is when the list was written. The position held ``seen_pos`` seconds before; a report
    without one held when the aircraft was last heard, ``seen`` seconds before. An altitude heard
    later than the position has a time of its own: no later than that of the last message. A
    position that readsb no longer vouches for (``lastPosition``) is old, whatever its age; a rough
    one guessed from the receivers' places (``rr_lat``) is none. Values that cannot be read are
    counted in ``unread`` by their name, and their row is marked.
    """
    values: Values = {}
    faults: set[str] = set()
    values["icao24"], good = words.address(found.get("hex"))
    if not good:
        faults.add("address")
    if number(found.get("validposition")) == 0:  # dump1090's old lists: not a position, a blank
        found = {k: v for k, v in found.items() if k not in ("lat", "lon")}
    _numbers(found, values, faults, unread)
    values["source"] = _source(found)
    reserved = (values.get("nac_v") or 0) > HIGHEST["nac_v"]
    if reserved and not (values["source"] or "").startswith("tisb"):
        faults.add("other")
    for column, name in _WORDS.items():
        said = found.get(name)
        values[column] = words.text(said)
        if said is not None and not isinstance(said, str):
            faults.add("other")
            unread[name] += 1
    _squawk(found.get("squawk"), values, faults, unread)
    _position(found, values, faults, unread)
    _times(found, now, oldest_s, values, faults, unread)
    for column in [c for c, v in values.items() if v is None]:
        del values[column]
    return values, faults


def _numbers(
    found: Mapping[str, Any], values: Values, faults: set[str], unread: defaultdict[str, int]
) -> None:
    for column, names in _PLAIN.items():
        for name in names:
            value = found.get(name)
            if value is None:
                continue
            if number(value) is not None:
                values[column] = value
                break
            if column == "altitude" and value == "ground":
                values["onground"] = True
                break
            faults.add("other")
            unread[name] += 1
    if "altitude" in values:
        values["onground"] = False
    # On the ground the heading is sent as a true one; in the air readsb makes the true one up.
    name = "true_heading" if values.get("onground") else "mag_heading"
    values["heading"] = _plain(found, name, faults, unread)
    quality(found, values, faults, unread)
    for column in ("track", "heading"):
        if values.get(column) == 360:
            values[column] = 0
        if not 0 <= (values.get(column) or 0) < 360:
            faults.add("speed")
    if (values.get("groundspeed") or 0) < 0 or (values.get("ias") or 0) < 0:
        faults.add("speed")


def _plain(
    found: Mapping[str, Any], name: str, faults: set[str], unread: defaultdict[str, int],
    code: str = "other",
) -> float | None:  # fmt: skip
    """A number of the object; where something else stands there, that is marked and counted."""
    value = found.get(name)
    read = number(value)
    if read is None and value is not None:
        faults.add(code)
        unread[name] += 1
    return read


def quality(
    found: Mapping[str, Any], values: Values, faults: set[str], unread: defaultdict[str, int]
) -> None:
    """Quality figures, but for those that another source than the position's has sent."""
    borrowed = set(_listed(found, "mlat")) | set(_listed(found, "tisb"))
    if borrowed & {"lat", "lon"}:
        borrowed = set()
    for name in QUALITY:
        if name in borrowed:
            continue
        value = _plain(found, name, faults, unread)
        if value is None:
            continue
        if name == "rc":
            values["rc"] = value or None  # 0 is readsb's word for unknown
            if value < 0:
                faults.add("other")
        else:
            if not (0 <= value <= limits.HIGHEST[name] and value == int(value)):
                faults.add("other")
            values[name] = value if 0 <= value < 256 and value == int(value) else None
            unread[name] += values[name] is None


def _squawk(value: Any, values: Values, faults: set[str], unread: defaultdict[str, int]) -> None:
    if type(value) is int and 0 <= value <= 7777:
        value = f"{value:04d}"  # a number has lost its zeros, and only those
    elif type(value) is int and abs(value) < _MOST:
        value = str(value)
    if isinstance(value, str):
        values["squawk"], good = words.squawk(value)
        if not good:
            faults.add("other")
    elif value is not None:
        faults.add("other")
        unread["squawk"] += 1


def _listed(found: Mapping[str, Any], name: str) -> list[str]:
    value = found.get(name)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _source(found: Mapping[str, Any]) -> str | None:
    """How the position was seen: ``type``, unless the lists of fields say otherwise."""
    type_ = found.get("type")
    named = words.source(type_) if isinstance(type_, str) else None
    if not {"lat", "lon"}.isdisjoint(_listed(found, "mlat")):
        return "mlat"
    if not {"lat", "lon"}.isdisjoint(_listed(found, "tisb")) and not (named or "").startswith(
        "tisb"
    ):
        return "tisb_other" if str(found.get("hex", "")).startswith("~") else "tisb_icao"
    return named


def _position(
    found: Mapping[str, Any], values: Values, faults: set[str], unread: defaultdict[str, int]
) -> None:
    last = found.get("lastPosition")
    place: Mapping[str, Any] = found
    if found.get("lat") is None and found.get("lon") is None and isinstance(last, dict):
        place = last
        faults.add("stale")
        for name in ("nic", "rc"):
            values.pop(name, None)
        quality({k: last.get(k) for k in ("nic", "rc")}, values, faults, unread)
    if place.get("lat") is None and place.get("lon") is None:
        return
    for column, name in (("latitude", "lat"), ("longitude", "lon")):
        values[column] = _plain(place, name, faults, unread, "position")
    if not (abs(values["latitude"] or 0) <= 90 and abs(values["longitude"] or 0) <= 180):
        faults.add("position")
    if values["latitude"] is None or values["longitude"] is None:
        faults.add("position")
    if values["longitude"] == 180:
        values["longitude"] = -180.0


def _times(
    found: Mapping[str, Any], now: float | None, oldest_s: float, values: Values,
    faults: set[str], unread: defaultdict[str, int],
) -> None:  # fmt: skip
    seen = _plain(found, "seen", faults, unread)
    aged = _plain(found, "seen_pos", faults, unread)
    last = found.get("lastPosition")
    if "latitude" in values and found.get("lat") is None and isinstance(last, dict):
        aged = _plain(last, "seen_pos" if "seen_pos" in last else "age", faults, unread)
    if "latitude" not in values:
        aged = seen
    elif aged is not None and aged > oldest_s and values["source"] != "adsc":
        faults.add("stale")  # ADS-C comes once in many minutes: late is how it is
    if now is None:
        return
    if not limits.EARLIEST_S <= now < limits.LATEST_S:
        faults.add("clock")
    if aged is not None or seen is not None:
        values["received"] = now
    values["timestamp"] = now - (aged or 0)
    height = "altitude" in values or "geoaltitude" in values
    if "latitude" in values and height and seen is not None and seen < (aged or 0):
        values["altitude_time"] = now - seen
