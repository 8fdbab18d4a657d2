"""What a frame says by itself, as columns of the record."""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats, Ints
from skywitness.record.modes.content import advisory, altitude, identity, status, velocity
from skywitness.record.modes.content.sources import MLAT, TISB, Sources
from skywitness.record.modes.frames.accept import Accepted
from skywitness.record.modes.frames.bits import bits, word

Columns = dict[str, Floats]
"""By name n values, NaN where nothing is said. Words are codes: callsigns the 48 bits sent,
categories set and number, squawks the number of their octal digits, advisories the frame's own
index."""
MOTION = ("groundspeed", "track", "vertical_rate", "difference", "nac_v")
STATUS = ("version", "nic_a", "nic_c", "nac_p", "sil", "gva", "nac_v")


def replies(columns: Columns, accepted: Accepted) -> None:
    """What the first 32 bits say: altitude, squawk, whether on the ground; and advisories."""
    form, data = accepted.format, accepted.frames.data
    field = word(data, 2, 4) & 0x1FFF
    heights = np.isin(form, (0, 4, 16, 20))
    columns["altitude"][heights] = altitude.ac13(field[heights])
    squawks = (form == 5) | (form == 21)
    code = identity.squawk(field[squawks])
    columns["squawk"][squawks] = code
    first = data[:, 0].astype(np.int64) & 7
    air_air = (form == 0) | (form == 16)
    flight = np.isin(form, (4, 5, 20, 21))
    capable = np.isin(form, (11, 17))
    # Vertical status; flight status 4 and 5 and capability 0, 6 and 7 may be either.
    ground = (air_air & (first >= 4)) | (flight & ((first == 1) | (first == 3)))
    ground |= capable & (first == 4)
    air = (air_air & (first < 4)) | (flight & ((first == 0) | (first == 2)))
    air |= capable & (first == 5)
    columns["onground"][ground], columns["onground"][air] = 1.0, 0.0
    mv = word(data, 4, 11)
    reply = (form == 16) & (bits(mv, 1, 8) == 0x30) & advisory.coordination(mv)
    columns["advisory"][reply] = np.flatnonzero(reply)


def squitters(columns: Columns, kind: Ints, me: Ints, sent: Sources) -> dict[str, Columns]:
    """What extended squitters say; and of it motion and status, as they are remembered."""
    n = len(kind)
    airborne = ((kind >= 9) & (kind <= 18)) | (kind == 0)
    columns["altitude"][airborne] = altitude.ac12(bits(me[airborne], 9, 20))
    geometric = (kind >= 20) & (kind <= 22)
    columns["geoaltitude"][geometric] = altitude.ac12(bits(me[geometric], 9, 20))
    surface = (kind >= 5) & (kind <= 8)
    columns["onground"][((kind >= 9) & (kind <= 18)) | geometric] = 0.0
    columns["onground"][surface] = 1.0
    for name, value in velocity.surface(me[surface]).items():
        columns[name][surface] = value
    named = (kind >= 1) & (kind <= 4)
    packed = me[named] & ((1 << 48) - 1)
    columns["callsign"][named] = packed
    columns["category"][named] = ((4 - kind[named]) << 3) | bits(me[named], 6, 8)

    motion: Columns = {name: np.full(n, np.nan) for name in MOTION}
    moving = kind == 19
    ground_radar = (sent.name >= TISB) & (sent.name != MLAT)
    for name, value in velocity.airborne(me[moving]).items():
        if name in ("nac_v", "difference"):  # TIS-B has other things there
            said = np.where(ground_radar[moving], np.nan, value)
        else:
            said = value
        columns[name][moving] = said
        if name in motion:
            motion[name][moving] = said

    record: Columns = {name: np.full(n, np.nan) for name in STATUS}
    for which, says in ((kind == 31, status.operational), (kind == 29, status.target)):
        for name, value in says(me[which]).items():
            columns[name][which] = value
            record[name][which] = value
    state = (kind == 28) & (bits(me, 6, 8) == 1)
    columns["squawk"][state] = status.emergency(me[state])["squawk"]
    advised = (kind == 28) & (bits(me, 6, 8) == 2) & advisory.active(me)
    columns["advisory"][advised] = np.flatnonzero(advised)
    return {"motion": motion, "status": record}
