"""A leg as lines: its good positions in order, cut where nothing was heard for long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from skywitness import geoid
from skywitness.aliases import Floats, Ints, Mask
from skywitness.tracks import Track
from skywitness.units import FOOT

GAP_S = 120.0
"""Without a position for longer than this, a line is cut (the house's choice: readsb writes a
point at least every minute or so of what it hears, others far more often)."""
HEIGHT_S = 60.0
"""Heights are filled in between reports no further apart than this, and it is said."""
GROUND, HIGH, FLAT = "ground", "geometric", "unknown"


@dataclass(frozen=True)
class Piece:
    """Rows of a leg that make one line, with heights of one kind."""

    rows: Ints
    kind: str
    metres: Floats
    filled: int


@dataclass(frozen=True)
class Leg:
    """A leg with the rows of it that are drawn (positions without a fault) and the faulty ones."""

    track: Track
    number: int
    """Counted from 1 for each aircraft."""

    @cached_property
    def placed(self) -> Mask:
        """Rows with a position."""
        t = self.track
        return np.asarray(np.isfinite(t.latitude) & np.isfinite(t.longitude))

    @cached_property
    def on_globe(self) -> Mask:
        """Rows with a position that is one: latitude and longitude within their ranges."""
        t = self.track
        return np.asarray((np.abs(t.latitude) <= 90.0) & (np.abs(t.longitude) <= 180.0))

    @cached_property
    def sound(self) -> Mask:
        """Rows without a fault."""
        return np.asarray(self.track.table.column("fault").is_null())

    @cached_property
    def drawn(self) -> Ints:
        """Rows of the line."""
        return np.flatnonzero(self.on_globe & self.sound)

    @cached_property
    def faulty(self) -> Ints:
        """Rows with a position and a fault."""
        return np.flatnonzero(self.placed & ~self.sound)

    @cached_property
    def doubtful(self) -> Ints:
        """Rows with a fault whose position can be drawn, as it is on the globe."""
        return np.flatnonzero(self.on_globe & ~self.sound)

    @cached_property
    def span(self) -> tuple[float, float]:
        """Seconds since 1970 of its first and last row without a fault (or at all, without one)."""
        time = self.track.time[self.sound] if self.sound.any() else self.track.time
        return float(time[0]), float(time[-1])

    @property
    def name(self) -> str:
        """The aircraft and the leg in a few words."""
        t = self.track
        said = "/".join(t.callsigns[:3])
        return f"{t.icao24 or 'no address'} leg {self.number}" + (f" {said}" if said else "")

    def word(self, column: str) -> str | None:
        """The first word of a column that is said on this leg."""
        values = self.track.table.column(column).drop_null()
        return str(values[0].as_py()) if len(values) else None

    def parts(self) -> list[Ints]:
        """The rows of the line, cut at silent gaps."""
        rows = self.drawn
        if not len(rows):
            return []
        cuts = np.flatnonzero(np.diff(self.track.time[rows]) > GAP_S) + 1
        return [np.asarray(p) for p in np.split(rows, cuts)]

    def pieces(self, heights: str) -> list[Piece]:
        """The same cut further where the kind of height changes.

        On the ground there is no height; in the air it is the one asked for (``geometric``, above
        the ellipsoid, or ``pressure``), filled in linearly between reports at most
        :data:`HEIGHT_S` apart, and where that does not reach there is none.
        """
        t = self.track
        metres, filled = self._heights(heights)
        ground = t.number("onground") == 1
        kind = np.where(ground, GROUND, np.where(np.isfinite(metres), HIGH, FLAT))
        out = []
        for part in self.parts():
            cuts = np.flatnonzero(kind[part][1:] != kind[part][:-1]) + 1
            for lo, hi in zip([0, *cuts], [*cuts, len(part)], strict=True):
                own = kind[part[lo]]
                rows = part[lo:hi]
                out.append(Piece(rows, str(own), metres[rows], int(filled[rows].sum())))
        return out

    @cached_property
    def geometric(self) -> Floats:
        """Height of each row above the ellipsoid, ft; NaN without.

        Where only one above mean sea level is said, that and the geoid's (:mod:`skywitness.geoid`).
        """
        return above_ellipsoid(self.track.geoaltitude, self.track.number("mslaltitude"), *self.at)

    @cached_property
    def above_sea(self) -> Floats:
        """Height of each row above mean sea level, ft; NaN without.

        Where only one above the ellipsoid is said, that without the geoid's.
        """
        said, geo = self.track.number("mslaltitude"), self.track.geoaltitude
        turned = np.isnan(said) & np.isfinite(geo)
        out = said.copy()
        lat, lon = (values[turned] for values in self.at)
        out[turned] = geo[turned] - geoid.undulation_m(lat, lon) / FOOT
        return out

    @property
    def at(self) -> tuple[Floats, Floats]:
        """Latitude and longitude of each row, degrees."""
        return self.track.latitude, self.track.longitude

    def _heights(self, heights: str) -> tuple[Floats, Mask]:
        """Height of each row in metres (NaN without), and which were filled in."""
        t = self.track
        said = (t.altitude if heights == "pressure" else self.geometric) * FOOT
        known = np.flatnonzero(np.isfinite(said) & self.sound)
        metres = np.where(self.sound, said, np.nan)
        filled = np.zeros(len(said), dtype=bool)
        if len(known) < 2:
            return metres, filled
        time, at = t.time, t.time[known]
        missing = np.flatnonzero(np.isnan(metres))
        after = np.searchsorted(at, time[missing], side="left")
        inside = (after > 0) & (after < len(known))
        missing, after = missing[inside], after[inside]
        near = at[after] - at[after - 1] <= HEIGHT_S
        missing = missing[near]
        metres[missing] = np.interp(time[missing], at, said[known])
        filled[missing] = True
        return metres, filled


def above_ellipsoid(geo: Floats, sea: Floats, latitude: Floats, longitude: Floats) -> Floats:
    """Heights above the ellipsoid (ft), those above mean sea level turned where there is no other.

    What is turned may be off by :data:`skywitness.geoid.ERROR_M` at 95 %.
    """
    turned = np.isnan(geo) & np.isfinite(sea)
    if not turned.any():
        return geo
    out = geo.copy()
    out[turned] = sea[turned] + geoid.undulation_m(latitude[turned], longitude[turned]) / FOOT
    return out


def numbered(tracks: Iterator[Track]) -> Iterator[Leg]:
    """Legs with their numbers, which begin anew with each aircraft."""
    last: str | None = "\0"
    number = 0
    for track in tracks:
        number = number + 1 if track.icao24 == last else 1
        last = track.icao24
        yield Leg(track, number)


def at_the_seam(lonlat: Floats) -> list[Floats]:
    """A line of positions (n, 2 or more) in parts, none of which crosses the antimeridian.

    Both parts get the point where it crosses, at ±180 (RFC 7946, section 3.1.9).
    """
    lon = lonlat[:, 0]
    jumps = np.flatnonzero(np.abs(np.diff(lon)) > 180.0)
    out, start = [], 0
    head: Floats = np.empty((0, lonlat.shape[1]))
    for k in jumps:
        a, b = lonlat[k], lonlat[k + 1]
        side = 180.0 if a[0] > 0 else -180.0
        run = b[0] + 2 * side - a[0]
        share = (side - a[0]) / run if run else 0.5
        cross = a + share * (b - a)
        cross[0] = side
        out.append(np.concatenate([head, lonlat[start : k + 1], cross[None]]))
        head = cross[None].copy()
        head[0, 0] = -side
        start = int(k) + 1
    out.append(np.concatenate([head, lonlat[start:]]))
    return out
