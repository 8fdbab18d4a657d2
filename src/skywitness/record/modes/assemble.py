"""Frames into rows of the record: one row for every frame that was accepted.

A row says what its frame says. A row with a position also takes what the same aircraft said within
the last seconds (:data:`MOTION_S`, :data:`IDENTITY_S`, ``Context.quality_s``), so that it can be
used as the aircraft's state; nothing else is filled in. Frames of one piece are put in the order
of time first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.batch import batch, faults
from skywitness.record.faults import limits
from skywitness.record.modes.content import advisory, commb, identity, nic
from skywitness.record.modes.content.carry import Memory
from skywitness.record.modes.content.says import MOTION, STATUS, Columns, replies, squitters
from skywitness.record.modes.content.sources import (
    ADSR,
    MLAT,
    NAMES,
    TISB,
    Sources,
    sources,
)
from skywitness.record.modes.content.words import codes, words
from skywitness.record.modes.frames.accept import Accepted, Gate
from skywitness.record.modes.frames.bits import bits, where, word
from skywitness.record.modes.frames.clock import BACK
from skywitness.record.modes.frames.frames import NEVER, Frames, pieces
from skywitness.record.modes.positions.places import COMPILED_FROM, Places
from skywitness.record.reading import ROWS, Context, Tally

MOTION_S = 5.0
"""Speed, track, rate, altitude and the difference of heights are put beside a position for so
long. They are sent twice a second; this spans some lost messages, and an airliner's turn stays
under 15°."""
IDENTITY_S = 60.0
"""The same for callsign, category and squawk, which seldom change and are sent every 5 to 10 s."""
EARLIEST, LATEST = int(limits.EPOCH_S * 1e6), 4_102_444_800_000_000
"""Microseconds since 1970 between which a reception can be: 1971 and 2100."""

_FLOATS = (
    "latitude", "longitude", "altitude", "geoaltitude", "groundspeed", "track", "vertical_rate",
    "onground", "nic", "rc", "nac_p", "nac_v", "sil", "gva", "version", "ias", "heading", "roll",
    "callsign", "category", "squawk", "advisory", "difference", "nic_a", "nic_c", "altitude_time",
)  # fmt: skip
_IDENTITY = ("callsign", "category", "squawk")


def rows(
    parts: Iterable[Frames], file: str, tally: Tally, context: Context
) -> Iterator[pa.RecordBatch]:
    """Batches of the record from a file's frames; those that are not believed go to ``tally``."""
    decoder = Decoder(file, tally, context)
    for piece in pieces(parts, ROWS):
        yield decoder.decode(piece)


class Decoder:
    """Decodes the frames of one file, piece by piece."""

    def __init__(self, file: str, tally: Tally, context: Context, compiled: bool | None = None):
        """``compiled`` chooses the way positions are computed; None: by the number of frames."""
        self._file, self._tally, self._context = file, tally, context
        self._compiled = compiled
        self._latest = NEVER
        self._gate = Gate()
        self._places = Places(context.position)
        self._motion, self._identity = Memory(MOTION), Memory(_IDENTITY)
        self._height, self._status = Memory(("altitude",)), Memory(STATUS)

    def decode(self, frames: Frames) -> pa.RecordBatch:
        """The rows of one piece."""
        if self._compiled is None:
            self._compiled = len(frames) >= COMPILED_FROM
        if not frames.counter and (np.diff(frames.time) < 0).any():
            frames = frames.take(np.argsort(frames.time, kind="stable"))
        accepted = self._gate.accept(frames, self._tally)
        frames = accepted.frames
        n = len(frames)
        me = word(frames.data, 4, 11)
        control = frames.data[:, 0].astype(np.int64) & 7
        sent = sources(accepted.format, control, me, accepted.address, frames.mlat)
        squitter = (accepted.format == 17) | (accepted.format == 18)
        squitter &= (accepted.format == 17) | (control != 3)  # coarse TIS-B has another layout
        kind = np.where(squitter, me >> 51, -1)
        columns: Columns = {name: np.full(n, np.nan) for name in _FLOATS}
        replies(columns, accepted)
        said = squitters(columns, kind, me, sent)
        jump = self._positions(columns, kind, me, sent, frames)
        self._comm_b(columns, accepted, me, sent.key, said["motion"])
        self._carry(columns, kind, me, sent, frames, said)
        return self._batch(columns, jump, sent, accepted)

    def _positions(
        self, columns: Columns, kind: Ints, me: Ints, sent: Sources, frames: Frames
    ) -> Mask:
        surface = (kind >= 5) & (kind <= 8)
        airborne = ((kind >= 9) & (kind <= 18)) | ((kind >= 20) & (kind <= 22))
        at = np.flatnonzero((surface | airborne) & (frames.time != NEVER))
        jump = np.zeros(len(kind), dtype=bool)
        if len(at):
            slow = columns["groundspeed"][at] <= 25.0
            columns["latitude"][at], columns["longitude"][at], jump[at] = self._places.decode(
                sent.key[at], frames.time[at], me[at], surface[at], slow, bool(self._compiled)
            )
        return jump

    def _comm_b(
        self, columns: Columns, accepted: Accepted, mb: Ints, key: Ints, motion: Columns
    ) -> None:
        frames = accepted.frames
        at = np.flatnonzero((accepted.format == 20) | (accepted.format == 21))
        if not len(at):
            return
        known, time = frames.time != NEVER, frames.time
        moved = self._motion.latest(key, time, known, motion, at, MOTION_S, refresh=False)
        heights = self._height.latest(key, time, known, columns, at, MOTION_S, refresh=False)
        mb = mb[at]
        request = (frames.data[at, 1] >> 3).astype(np.int64)
        turn, turn_sure, turn_says = commb.track_and_turn(
            mb, moved["groundspeed"][0], moved["track"][0]
        )
        speed, speed_sure, speed_says = commb.heading_and_speed(
            mb, heights["altitude"][0], moved["vertical_rate"][0]
        )
        other = commb.others(mb)
        name = commb.callsign(mb)
        for chosen, says in (
            (turn & ~other & ~name & (~speed | (turn_sure & ~speed_sure)), turn_says),
            (speed & ~other & ~name & (~turn | (speed_sure & ~turn_sure)), speed_says),
        ):
            for column, value in says.items():
                columns[column][at[chosen]] = value[chosen]
        name &= ~turn & ~speed & ~other
        columns["callsign"][at[name]] = (mb & ((1 << 48) - 1))[name]
        active = advisory.comm_b(mb, request)
        columns["advisory"][at[active]] = at[active]

    def _carry(
        self,
        columns: Columns,
        kind: Ints,
        me: Ints,
        sent: Sources,
        frames: Frames,
        said: dict[str, Columns],
    ) -> None:
        """Put what was said before beside each position; integrity comes of both."""
        known, time, key = frames.time != NEVER, frames.time, sent.key
        at = np.flatnonzero(~np.isnan(columns["latitude"]))
        surface = (kind[at] >= 5) & (kind[at] <= 8)
        # What cannot be stays with the message that said it.
        fast, altitude = said["motion"]["groundspeed"] > limits.SPEED_KT, columns["altitude"]
        moved = {name: np.where(fast, np.nan, said["motion"][name]) for name in MOTION}
        high = {"altitude": np.where(_no_altitude(altitude), np.nan, altitude)}
        motion = self._motion.latest(key, time, known, moved, at, MOTION_S)
        height = self._height.latest(key, time, known, high, at, MOTION_S)["altitude"]
        own = self._identity.latest(key, time, known, columns, at, IDENTITY_S)
        quality = self._status.latest(key, time, known, said["status"], at, self._context.quality_s)

        def fill(name: str, value: Floats) -> None:
            column = columns[name]
            column[at] = np.where(np.isnan(column[at]), value, column[at])

        later = np.isnan(columns["altitude"][at]) & ~np.isnan(height[0])
        columns["altitude_time"][at] = where(later & (height[1] != time[at]), height[1])
        fill("altitude", height[0])
        for name in ("groundspeed", "track", "vertical_rate"):
            fill(name, np.where(surface, np.nan, motion[name][0]))
        fill("geoaltitude", columns["altitude"][at] + motion["difference"][0])
        fill("nac_v", np.where(surface, quality["nac_v"][0], motion["nac_v"][0]))
        for name in _IDENTITY:
            fill(name, own[name][0])
        for name in ("version", "nac_p", "sil", "gva"):
            fill(name, quality[name][0])

        def bit(value: Floats) -> Ints:
            return np.where(np.isnan(value), nic.UNKNOWN, value).astype(np.int64)

        version = quality["version"][0]
        unsure = np.isin(sent.name[at], (ADSR, ADSR + 1)) | (sent.name[at] >= TISB)
        columns["nic"][at], columns["rc"][at] = nic.integrity(
            np.maximum(kind[at], 0),
            np.where(np.isnan(version), -1, version).astype(np.int64),
            bit(quality["nic_a"][0]),
            # Where a ground station sends, this bit tells its kind of address (IMF).
            np.where(surface, 0, np.where(unsure, nic.UNKNOWN, bits(me[at], 8))),
            bit(quality["nic_c"][0]),
        )
        # A multilateration program sets these fields to please decoders; they say nothing.
        for name in ("nic", "rc", "nac_p", "nac_v", "sil"):
            columns[name][sent.name == MLAT] = np.nan

    def _reversed(self, frames: Frames) -> Mask:
        """Where a counter runs backwards: it was begun again, or is several receivers'."""
        if not frames.counter:
            return np.zeros(len(frames), dtype=bool)
        said = np.flatnonzero(frames.time != NEVER)
        back = np.zeros(len(frames), dtype=bool)
        if not len(said):
            return back
        times = frames.time[said]
        first = times[0] if self._latest == NEVER else self._latest
        back[said] = np.diff(times, prepend=first) < -BACK
        self._latest = int(times[-1])
        if back.any():
            self._tally.note(
                "the receiver's counter runs backwards: it was begun again, or the frames are those"
                " of several receivers; see the rows marked as reversed"
            )
        return back

    def _batch(
        self, columns: Columns, jump: Mask, sent: Sources, accepted: Accepted
    ) -> pa.RecordBatch:
        frames = accepted.frames
        n = len(frames)
        ids = accepted.address | (sent.foreign.astype(np.int64) << 24)
        callsigns, named = codes(columns["callsign"])
        names = words(callsigns, named, lambda c: identity.callsign(c) or None)
        timed = (frames.time != NEVER) & frames.absolute
        late = timed & ((frames.time < EARLIEST) | (frames.time > LATEST))
        marks = {
            "jump": jump,
            "reversed": self._reversed(frames),
            "clock": late | frames.lost | ((frames.time == NEVER) & ~np.bool_(frames.counter)),
            "address": ~sent.foreign & np.isin(accepted.address, (0, 0xFFFFFF)),
            "altitude": _no_altitude(columns["altitude"]),
            "speed": columns["groundspeed"] > limits.SPEED_KT,
            "other": _odd(names),
        }
        time = np.where(timed, frames.time, NEVER).view("datetime64[us]")
        height_time, later = codes(columns["altitude_time"])
        receivers = [*frames.receivers, self._context.receiver]
        said, squawked = codes(columns["advisory"])[0], codes(columns["squawk"])
        me = word(frames.data, 4, 11)
        categories = codes(columns["category"])
        values = {
            "timestamp": time,
            "received": time,
            "altitude_time": np.where(later & frames.absolute, height_time, NEVER).view(
                "datetime64[us]"
            ),
            "icao24": words(
                ids, np.ones(n, bool), lambda a: f"{'~' * (a >> 24)}{a & 0xFFFFFF:06x}"
            ),
            "callsign": names,
            "squawk": words(*squawked, lambda c: f"{c:04o}"),
            "category": words(*categories, lambda c: f"{'ABCD'[c >> 3]}{c & 7}"),
            "advisory": words(me[said], ~np.isnan(columns["advisory"]), advisory.words),
            "source": words(sent.name, np.ones(n, bool), lambda k: NAMES[k]),
            "receiver": words(
                np.where(frames.receiver < 0, len(receivers) - 1, frames.receiver),
                np.ones(n, bool),
                lambda k: receivers[k],
            ),
            "file": self._file,
            "row": frames.row,
            "fault": faults(n, marks),
            "onground": np.ma.masked_array(
                columns["onground"] == 1.0, mask=np.isnan(columns["onground"])
            ),
        }
        plain = _FLOATS[: _FLOATS.index("callsign")]
        values |= {name: columns[name] for name in plain if name not in values}
        return batch(values, n)


def _no_altitude(altitude: Floats) -> Mask:
    """Which altitudes no aircraft has."""
    return np.asarray((altitude < limits.LOWEST_FT) | (altitude > limits.HIGHEST_FT))


def _odd(names: pa.Array) -> Mask:
    """Which callsigns have characters that no callsign has."""
    odd = np.array([bool(w) and "#" in w for w in names.dictionary.to_pylist()] + [False])
    index = names.indices.fill_null(len(names.dictionary)).to_numpy(zero_copy_only=False)
    which: Mask = odd[index]
    return which
