"""Reports as the Mode S frames that would have carried them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints, Mask
from skywitness.simulate.encode import altitude, cpr, messages
from skywitness.simulate.encode.parity import sealed
from skywitness.simulate.reports import ADSB, ADSR, MLAT, TISB, Reports, Scene, Target

VELOCITY_S = 0.02
"""A velocity is sent so long before its position."""
NAME_S, STATUS_S, SQUAWK_S = 5.0, 2.5, 10.0
"""How often identification, operational status and squawk are sent (the last is rarer in fact: it
is sent in bursts when it changes, and otherwise told to radars)."""


@dataclass(frozen=True)
class Frames:
    """n frames; ``time`` in microseconds since 1970 as stamped, ``order`` the true seconds."""

    time: Ints
    order: Floats
    receiver: Ints
    data: npt.NDArray[np.uint8]
    """Shape (n, 14); short frames use the first 7."""
    long: Mask
    target: Ints

    def __len__(self) -> int:
        """How many."""
        return len(self.time)

    def take(self, index: npt.NDArray[np.generic]) -> Frames:
        """Some of them."""
        return Frames(
            self.time[index], self.order[index], self.receiver[index], self.data[index],
            self.long[index], self.target[index],
        )  # fmt: skip

    def hexes(self) -> list[str]:
        """Each as hex digits."""
        return [
            row.tobytes()[: 14 if long else 7].hex()
            for row, long in zip(self.data, self.long.tolist(), strict=True)
        ]


def frames(scene: Scene) -> Frames:
    """All frames of the scene's reports, in the order in which they were received."""
    parts: list[Frames] = []
    reports = scene.reports
    for number in np.unique(reports.target).tolist():
        target = scene.targets[number]
        # Whoever repeats an old position heard nothing.
        mine = reports.take((reports.target == number) & ~reports.stale)
        seen = mine.source == MLAT
        parts += _replies(target, mine.take(seen))
        parts += _squitters(target, mine.take(~seen))
    every = Frames(
        *(np.concatenate([getattr(p, name) for p in parts]) for name in Frames.__dataclass_fields__)
    ) if parts else _empty()  # fmt: skip
    return every.take(np.argsort(every.order, kind="stable"))


def _empty() -> Frames:
    none = np.zeros(0, dtype=np.int64)
    return Frames(
        none, np.zeros(0), none, np.zeros((0, 14), dtype=np.uint8), np.zeros(0, dtype=bool), none
    )


def _made(
    reports: Reports, which: Mask, data: npt.NDArray[np.uint8], long: bool, early_s: float
) -> Frames:
    at = np.flatnonzero(which)
    return Frames(
        reports.time[at] - round(early_s * 1e6), reports.order[at] - early_s, reports.receiver[at],
        data, np.full(len(at), long), reports.target[at],
    )  # fmt: skip


def _squitters(target: Target, reports: Reports) -> list[Frames]:
    """Position, velocity, identification, status and squawk of who sends extended squitters."""
    n = len(reports)
    if not n:
        return []
    each = target.aircraft
    ground = reports.onground
    odd = np.arange(n) % 2 == 1
    y, x = cpr.encode(reports.longitude, reports.latitude, odd, ground)
    air_code, nic_a, nic_b = messages.integrity(each.nic, each.version, False)
    land_code, land_a, nic_c = messages.integrity(each.nic, each.version, True)
    # In what ground stations send the place of NIC-B says whose address it is (IMF).
    imf = np.isin(reports.source, (ADSR, TISB))
    track_number = reports.source == TISB
    eighth = np.where(imf, track_number, nic_b).astype(np.int64)
    me = np.where(
        ground,
        messages.surface(np.full(n, land_code), reports.groundspeed, reports.track, odd, y, x)
        | messages.put((imf & track_number).astype(np.int64), 21, 21),
        messages.airborne(np.full(n, air_code), eighth, reports.altitude, odd, y, x),
    )
    out = [_sent(target, reports, np.ones(n, dtype=bool), me, 0.0)]
    flying = ~ground
    difference = np.where(track_number, np.nan, reports.geoaltitude - reports.altitude)
    me = messages.velocity(
        reports.groundspeed, reports.track, reports.vertical_rate, difference,
        np.where(track_number, 0, each.nac_v),
    ) | messages.put((imf & track_number).astype(np.int64), 9, 9)  # fmt: skip
    out.append(_sent(target, reports, flying, me[flying], VELOCITY_S))
    if track_number.all():
        return out  # radar knows no more
    airs = messages.status(
        each.version, False, nic_a, 0, each.nac_p, each.nac_v, each.gva, each.sil
    )
    lands = messages.status(
        each.version, True, land_a, nic_c, each.nac_p, each.nac_v, each.gva, each.sil
    )
    fixed: list[tuple[float, Callable[[], Ints], float]] = [
        (NAME_S, lambda: np.full(n, messages.identification(each.callsign, each.category)), 0.1),
        (STATUS_S, lambda: np.where(ground, lands, airs), 0.06),
    ]
    if each.squawk:
        fixed.append((SQUAWK_S, lambda: np.full(n, messages.emergency(each.squawk)), 0.08))
    for every_s, said, early in fixed:
        due = _due(reports, every_s)
        out.append(_sent(target, reports, due, said()[due], early))
    return out


def _due(reports: Reports, every_s: float) -> Mask:
    """The first report of each stretch of so many seconds."""
    turn = np.floor(reports.order / every_s)
    return np.diff(turn, prepend=-1.0) > 0


def _sent(target: Target, reports: Reports, which: Mask, me: Ints, early_s: float) -> Frames:
    at = np.flatnonzero(which)
    data = np.zeros((len(at), 14), dtype=np.uint8)
    source, ground = reports.source[at], reports.onground[at]
    # DF 17 with its capability (4 on the ground, 5 in flight); DF 18 with its control field: 0 no
    # transponder, 2 TIS-B, 6 ADS-R.
    eighteen = np.select([source == ADSR, source == TISB], [6, 2], 0)
    data[:, 0] = np.where(source == ADSB, 17 << 3 | np.where(ground, 4, 5), 18 << 3 | eighteen)
    address = int(target.address.lstrip("~"), 16)
    data[:, 1:4] = np.frombuffer(address.to_bytes(3, "big"), dtype=np.uint8)
    data[:, 4:11] = me.astype(">i8").view(np.uint8).reshape(-1, 8)[:, 1:]
    sealed(data)
    return _made(reports, which, data, True, early_s)


def _replies(target: Target, reports: Reports) -> list[Frames]:
    """All-call, altitude and identity replies (DF 11, 4, 5) of who sends no position."""
    n = len(reports)
    if not n:
        return []
    address = int(target.address.lstrip("~"), 16)
    all_of = np.ones(n, dtype=bool)
    out = []
    for form, early in ((11, 0.3), (4, 0.2), (5, 0.1)):
        data = np.zeros((n, 7), dtype=np.uint8)
        if form == 11:
            data[:, 0] = 11 << 3 | 5
            data[:, 1:4] = np.frombuffer(address.to_bytes(3, "big"), dtype=np.uint8)
            sealed(data)
        else:
            field = altitude.ac13(reports.altitude) if form == 4 else np.full(
                n, altitude.squawk(target.aircraft.squawk or "0000")
            )  # fmt: skip
            data[:, 0] = form << 3
            data[:, 2], data[:, 3] = field >> 8, field & 0xFF
            sealed(data, address)
        padded = np.concatenate([data, np.zeros((n, 7), dtype=np.uint8)], axis=1)
        out.append(_made(reports, all_of, padded, False, early))
    return out
