"""What each format loses: how far a value read back can be from the one that was written.

One table for the page that shows it and for the test that measures it. Values are half a last digit
or bit of the format as it is usually written; in brackets of the documentation stands what is lost
altogether. Errors of the aircraft, the receivers and their clocks come on top.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Loss:
    """Resolution of a format; None where it says nothing.

    A value ``v`` read at time ``t`` is one that held at some time from ``t - time_s - motion_s``
    (``motion_s`` only for speed, track and rate) to ``t + time_s + later_s``, within the
    resolution.
    """

    output: str
    time_s: float
    place_m: float
    """In metres, up to 80° of latitude."""
    altitude_ft: float | None = None
    geoaltitude_ft: float | None = None
    speed_kt: float | None = None
    track_deg: float | None = None
    rate_fpm: float | None = None
    later_s: float = 0.0
    motion_s: float = 0.0
    polar_m: float | None = None
    """The same beyond 80°, where it differs."""
    high_ft: float | None = None
    """The altitude's above 50,175 ft, where it differs."""
    high_geo_ft: float | None = None
    """The height's there."""
    cross_kt: float = 0.0
    """Error of the velocity across the track: the track is off by its share of the speed."""
    ground_place_m: float | None = None
    ground_speed_kt: tuple[float, float] | None = None
    """On the ground up to 70 kt, and above, where it differs."""
    ground_track_deg: float | None = None
    ground_heights: bool = False
    ground_track: str = "track"
    """The column that has the direction on the ground, or nothing."""
    words: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    sources: tuple[str, ...] = ("adsb_icao", "adsb_icao_nt", "adsr_icao", "mlat")
    """Kinds of reports whose positions are in it."""
    source: str | None = None
    """What the record's ``source`` is, where it is not the kind of report."""
    sea_ft: float | None = None
    """The height above mean sea level's."""
    unstated_ft: float | None = None
    """That of a height (here a pressure altitude) whose reference the format does not say."""
    lost: str = ""


_ALL_QUALITY = ("nic", "nac_p", "nac_v", "sil", "gva", "version")
_NAMES = ("icao24", "callsign", "squawk")
_MORE = (*_NAMES, "category")


def _frames(output: str, lost: str) -> Loss:
    return Loss(
        output, 1e-6, 4.0, 12.5, 25.0, 0.71, 0.01, 32.0, motion_s=5.0, polar_m=10.0, high_ft=50.0,
        high_geo_ft=62.5, cross_kt=0.71, ground_place_m=1.2, ground_speed_kt=(1.0, 5.0),
        ground_track_deg=1.41,
        words=_MORE, quality=_ALL_QUALITY,
        sources=("adsb_icao", "adsb_icao_nt", "adsr_icao"), lost=lost,
    )  # fmt: skip


def _trace(output: str) -> Loss:
    return Loss(
        output, 0.005, 0.08, 0.5, 0.5, 0.05, 0.05, 0.5, ground_track="heading",
        words=(*_MORE, "registration", "typecode"), quality=_ALL_QUALITY,
        lost=("receiver; on the ground height and rate, the direction is one of heading; "
             "quality and callsign stand on every fourth row and are carried"),
    )  # fmt: skip


def _states(output: str, receivers: str) -> Loss:
    return Loss(
        output, 0.0006, 0.01, 0.01, 0.01, 0.001, 0.001, 0.01, words=_NAMES, source="",
        lost=f"{receivers}accuracy and integrity, category, how it was seen; heights on the ground",
    )  # fmt: skip


def _traffic(output: str, time_s: float) -> Loss:
    return Loss(
        output, time_s, 0.01, 0.01, 0.01, 0.001, 0.001, 0.01, ground_heights=True,
        words=(*_NAMES, "typecode"), lost=("accuracy and integrity, category"),
    )  # fmt: skip


_COUNTER = "the date, which must be given; multilaterated positions; types and registrations"
_RAW = "multilaterated positions; types and registrations"

LOSSES: tuple[Loss, ...] = (
    _trace("trace"),
    _trace("trace_tar"),
    _trace("trace_split"),
    Loss("aircraft_json", 0.0006, 0.08, 0.5, 0.5, 0.05, 0.005, 0.5, ground_track="heading",
         words=(*_MORE, "registration", "typecode"), quality=_ALL_QUALITY,
         lost=("all that came between two snapshots; receiver; on the ground height and rate")),
    Loss("readsb_lines", 0.0011, 0.08, 0.5, 0.5, 0.05, 0.005, 0.5, ground_track="heading",
         words=(*_MORE, "registration", "typecode"), quality=_ALL_QUALITY,
         lost=("receiver; on the ground height and rate, the direction is one of heading")),
    Loss("fixes", 0.0006, 0.08, None, None, 0.05, 0.005, None, words=("icao24", "callsign"),
         source="",
         lost=("heights, rate, squawk, category, accuracy and integrity, how it was seen")),
    _frames("beast", _COUNTER),
    _frames("avr", _COUNTER),
    _frames("jet1090", _RAW),
    _frames("opensky_raw", _RAW + "; receiver"),
    _frames("frames_csv", _RAW + "; receiver"),
    Loss("sbs", 0.0006, 0.8, 0.5, None, 0.5, 0.5, 0.5, motion_s=5.0, words=("icao24",), source="",
         lost=("the time zone; geometric height, accuracy and integrity, category, receiver; "
              "callsign and squawk have lines of their own; how it was seen, multilateration "
              "apart; heights on the ground")),
    _states("states_parquet", ""),
    _states("states_csv", "receiver; "),
    Loss("states_rest", 0.0, 8.0, 0.02, 0.02, 0.01, 0.005, 1.0, later_s=1.0,
         words=_NAMES, source="",
         lost=("all that came between two answers; fractions of seconds; accuracy and "
              "integrity, receiver; heights on the ground")),
    _traffic("traffic_parquet", 1e-6),
    _traffic("traffic_csv", 1e-6),
    _traffic("traffic_json", 0.001),
    Loss("gpx", 0.0006, 0.02, None, 0.05, 0.001, 0.005, sea_ft=0.03,
         ground_heights=True, words=("callsign",), source="track",
         lost=("address, pressure altitude, rate, whether on the ground, squawk, accuracy and "
              "integrity, receiver; the height above the ellipsoid too where `geoidheight` is "
              "missing")),
    Loss("kml", 0.0006, 0.02, sea_ft=0.17, ground_heights=True, words=("callsign",), source="track",
         lost=("pressure altitude, the height above the ellipsoid, speed, track, rate, address, "
              "whether on the ground, squawk, accuracy and integrity, receiver")),
    Loss("geojson", 0.0006, 0.02, unstated_ft=0.02, ground_heights=True, words=("callsign",),
         source="track",
         lost=("what its one height counts from, speed, track, rate, address, whether on the "
              "ground, squawk, accuracy and integrity, receiver")),
    Loss("igc", 0.0, 1.4, 1.7, 1.7, 0.28, 0.5, None, ground_heights=True, words=("registration",),
         source="track",
         lost=("address, callsign, rate, whether on the ground, squawk, accuracy and integrity")),
    Loss("heatmap", 0.0, 0.08, 12.5, None, 0.05, None, None, later_s=30.0, ground_track="",
         words=("icao24",),
         lost=("when within the slice; all that came after the first position in it; geometric"
              " height, track, rate, accuracy and integrity, receiver; heights on the ground;"
              " callsign and squawk have entries of their own")),
    Loss("asterix021", 0.004, 0.02, 12.5, 3.2, 0.11, 0.003, 3.2, words=_MORE,
         quality=_ALL_QUALITY, sources=("adsb_icao", "adsb_icao_nt"), source="adsb_icao",
         lost=("the date, which must be given; whether the device is a transponder; NIC and "
              "accuracy of version 0; whatever is not ADS-B; heights on the ground")),
    Loss("asterix062", 0.004, 0.45, 12.5, 3.2, 0.36, 0.01, 3.2, cross_kt=0.36, words=_NAMES,
         source="asterix",
         lost=("the date, which must be given; accuracy and integrity, category, receiver, how"
              " it was seen; heights on the ground")),
)  # fmt: skip

BY_OUTPUT = {each.output: each for each in LOSSES}


def _shown(value: float | None, more: str = "") -> str:
    return "–" if value is None else f"{value:g}{more}"


def _time(each: Loss) -> str:
    text = f"{each.time_s:g}" if each.time_s else "0"
    return f"{text}, up to {each.later_s:g} later" if each.later_s else text


def markdown() -> str:
    """The table of the documentation."""
    lines = [
        "| format | time, s | place, m | altitude, ft | height, ft | speed, kt | track, ° "
        "| rate, ft/min |",
        "|---|---|---|---|---|---|---|---|",
    ]
    above = "above 50,175 ft"
    for each in LOSSES:
        place = _shown(
            each.place_m, "" if each.polar_m is None else f" ({each.polar_m:g} beyond 80°)"
        )
        if each.ground_place_m is not None:
            place += f"; {each.ground_place_m:g} on the ground"
        high = "" if each.high_ft is None else f" ({each.high_ft:g} {above})"
        heights = [_shown(each.geoaltitude_ft)] if each.geoaltitude_ft is not None else []
        heights += [f"{each.sea_ft:g} above the sea"] if each.sea_ft is not None else []
        heights += [f"{each.unstated_ft:g} above what it does not say"] if each.unstated_ft else []
        geo = "" if each.high_geo_ft is None else f" ({each.high_geo_ft:g} {above})"
        speed = _shown(each.speed_kt)
        if each.ground_speed_kt is not None:
            slow, fast = each.ground_speed_kt
            speed += f"; {slow:g} on the ground, {fast:g} above 70 kt"
        track = _shown(each.track_deg)
        if each.cross_kt:
            track += f" + {each.cross_kt:g} kt across"
        if each.ground_track_deg is not None:
            track += f"; {each.ground_track_deg:g} on the ground"
        lines.append(
            f"| `{each.output}` | {_time(each)} | {place} | {_shown(each.altitude_ft, high)} | "
            f"{'; '.join(heights) + geo or '–'} | {speed} | {track} | {_shown(each.rate_fpm)} |"
        )
    lines += ["", "| format | what else is lost |", "|---|---|"]
    lines += [f"| `{each.output}` | {each.lost} |" for each in LOSSES]
    return "\n".join(lines) + "\n"
