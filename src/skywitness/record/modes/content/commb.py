"""Track and turn (register 5,0), heading and speed (6,0) and callsign (2,0) in DF 20 and 21.

A Comm-B reply does not say which register it holds (Doc 9871 A.2, Annex 10 Volume IV 3.1.2.6.11).
A message is taken for one only when several things that have nothing to do with each other agree,
and for none when two registers fit. Layouts: Doc 9871 tables A-2-32, A-2-64, A-2-80, A-2-96.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.modes.frames.bits import bits, scaled, signed, where
from skywitness.units import KNOT

GRAVITY = 9.80665
# Airliners stay inside these; what does not is left unsaid rather than guessed at.
ROLL = 50.0
SPEED = 600.0
WIND = 200.0
RATE = 6000.0
TURN = 0.7
"""Degrees a second by which the turn said may differ from that of the roll: it lags behind it."""
RATES = 1500.0
"""Feet a minute between the barometric and the inertial rate, which is smoothed."""
CAS = 0.12
"""Share by which the indicated airspeed may differ from that of Mach number and altitude."""
AGREE_SPEED, AGREE_TRACK, AGREE_RATE = 25.0, 12.0, 1200.0
"""How far what ADS-B said up to 5 s ago may differ: knots, degrees, feet a minute."""


def _empty_unless(mb: Ints, status: int, last: int) -> Mask:
    """Whether a field says that it is filled, or is empty."""
    right: Mask = (bits(mb, status) == 1) | (bits(mb, status + 1, last) == 0)
    return right


def _around(a: Floats, b: Floats) -> Floats:
    return np.abs((a - b + 180.0) % 360.0 - 180.0)


def _not_against(difference: Floats, limit: float) -> Mask:
    return ~(np.abs(difference) > limit)  # nothing said (NaN) is not against


def track_and_turn(mb: Ints, speed: Floats, track: Floats) -> tuple[Mask, Mask, dict[str, Floats]]:
    """Whether messages can be register 5,0; whether ADS-B confirms it; and what they say then.

    ``speed`` and ``track`` are what ADS-B said of the aircraft within the last seconds, or NaN.
    """
    roll = scaled(signed(mb, 2, 11), 45.0 / 256.0)
    course = scaled(signed(mb, 13, 23), 90.0 / 512.0) % 360.0
    ground = scaled(bits(mb, 25, 34), 2.0)
    turn = signed(mb, 36, 45) * (8.0 / 256.0)
    true = bits(mb, 47, 56) * 2.0
    filled = (bits(mb, 1) & bits(mb, 12) & bits(mb, 24) & bits(mb, 46)) == 1
    turning = bits(mb, 35) == 1
    fits = filled & _empty_unless(mb, 35, 45)
    fits &= (np.abs(roll) <= ROLL) & (ground > 0) & (ground <= SPEED) & (true > 0) & (true <= SPEED)
    fits &= np.abs(ground - true) <= WIND
    # A coordinated turn: rate = g tan(roll) / speed.
    held = np.degrees(GRAVITY * np.tan(np.radians(roll)) / np.maximum(true * KNOT, 1.0))
    fits &= ~turning | (np.abs(turn - held) <= TURN + 0.25 * np.abs(held))
    off_speed, off_track = ground - speed, _around(course, track)
    fits &= _not_against(off_speed, AGREE_SPEED) & _not_against(off_track, AGREE_TRACK)
    sure = fits & ~np.isnan(off_speed) & ~np.isnan(off_track)
    return fits, sure, {"roll": roll, "track": course, "groundspeed": ground}


def heading_and_speed(
    mb: Ints, altitude: Floats, rate: Floats
) -> tuple[Mask, Mask, dict[str, Floats]]:
    """The same for register 6,0; ``altitude`` (ft) and ``rate`` (ft/min) are what is known."""
    heading = scaled(signed(mb, 2, 12), 90.0 / 512.0) % 360.0
    ias = bits(mb, 14, 23).astype(np.float64)
    mach = scaled(bits(mb, 25, 34), 2.048 / 512.0)
    baro, inertial = signed(mb, 36, 45) * 32.0, signed(mb, 47, 56) * 32.0
    has_baro, has_inertial = bits(mb, 35) == 1, bits(mb, 46) == 1
    fits = (bits(mb, 1) & bits(mb, 13) & bits(mb, 24)) == 1
    fits &= (has_baro | has_inertial) & _empty_unless(mb, 35, 45) & _empty_unless(mb, 46, 56)
    fits &= (ias > 0) & (ias <= 500.0) & (mach > 0) & (mach <= 1.0)
    fits &= (np.abs(baro) <= RATE) & (np.abs(inertial) <= RATE)
    fits &= ~(has_baro & has_inertial) | (np.abs(baro - inertial) <= RATES)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = calibrated(mach, altitude)
        # Without an altitude: between sea level and 50,000 ft.
        fits &= ~(np.isnan(altitude) & ((ias / mach > 700.0) | (ias / mach < 210.0)))
    off_speed = (ias - expected) / np.maximum(expected, 100.0)
    fits &= _not_against(off_speed, CAS)
    off_rate = np.where(has_baro, baro, inertial) - rate
    fits &= _not_against(off_rate, AGREE_RATE)
    sure = fits & ~np.isnan(off_speed) & ~np.isnan(off_rate)
    return fits, sure, {"heading": heading, "ias": ias, "vertical_rate": where(has_baro, baro)}


def calibrated(mach: Floats, altitude: Floats) -> Floats:
    """Calibrated airspeed (kt) of a Mach number at a pressure altitude (ft), ICAO Doc 7488."""
    low = (1.0 - 6.8755856e-6 * np.minimum(altitude, 36089.24)) ** 5.2558797
    pressure = low * np.exp(np.minimum(36089.24 - altitude, 0.0) / 20805.8)
    impact = pressure * ((1.0 + 0.2 * mach**2) ** 3.5 - 1.0)
    speed: Floats = 661.4786 * np.sqrt(5.0 * ((impact + 1.0) ** (2.0 / 7.0) - 1.0))
    return speed


def others(mb: Ints) -> Mask:
    """Whether messages can be another register that often comes: 1,0, 1,7, 3,0 or 4,0."""
    capability: Mask = (bits(mb, 1, 8) == 0x10) & (bits(mb, 10, 14) == 0)
    # The services 2,0 … 6,0 are offered, what is reserved is not.
    usage = (bits(mb, 7) == 1) & (bits(mb, 25, 56) == 0)
    advisory = (bits(mb, 1, 8) == 0x30) & (bits(mb, 29, 30) < 3)
    intention = _empty_unless(mb, 1, 13) & _empty_unless(mb, 14, 26) & _empty_unless(mb, 27, 39)
    intention &= (bits(mb, 1) | bits(mb, 14) | bits(mb, 27)) == 1
    intention &= (bits(mb, 40, 47) == 0) & (bits(mb, 52, 53) == 0)
    capability |= usage | advisory | intention
    return capability


def callsign(mb: Ints) -> Mask:
    """Whether messages are register 2,0: its number, then eight letters, digits or spaces."""
    said: Mask = bits(mb, 1, 8) == 0x20
    ended = np.zeros(len(mb), dtype=bool)
    for k in range(8):
        c = bits(mb, 9 + 6 * k, 14 + 6 * k)
        space = c == 32
        said &= space | ((c >= 1) & (c <= 26)) | ((c >= 48) & (c <= 57))
        said &= ~ended | space  # padding stands at the end
        ended |= space
        if k == 0:
            said &= ~space
    return said
