"""Positions that no aircraft reaches from the last one in the time between."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults import course, limits
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.rows import Rows
from skywitness.units import KNOT

VALUES = ("x", "y", "z", "gs", "room")
KIND = course.kind(VALUES)


@dataclass
class Course:
    """Positions in metres, the speed reported with them (m/s) and the room they need (m)."""

    t: Floats
    x: Floats
    y: Floats
    z: Floats
    gs: Floats
    room: Floats

    def _step(self, a: Ints, b: Ints) -> tuple[Floats, Floats]:
        # A chord is shorter than the way over the ground, so this errs towards "possible".
        square = (self.x[b] - self.x[a]) ** 2 + (self.y[b] - self.y[a]) ** 2
        return np.sqrt(square + (self.z[b] - self.z[a]) ** 2), self.t[b] - self.t[a]

    def reach(self, a: Ints, b: Ints, trusted: Mask) -> Mask:
        """Not farther than 2,500 kt allow, nor than its own speed does where that is trusted."""
        way, dt = self._step(a, b)
        dt = dt + limits.STAMP_S
        room = self.room[a] + self.room[b]
        fits: Mask = ~(way > limits.SPEED_KT * KNOT * dt + room)
        own = np.fmin(self.gs[a], self.gs[b]) > limits.OWN_KT * KNOT
        own &= trusted & (dt < limits.OWN_S)
        push = limits.ACCELERATION * dt * dt / 4
        far = way > np.fmax(self.gs[a], self.gs[b]) * dt + push + room
        return fits & ~(own & far)

    def trust(self, a: Ints, b: Ints) -> Mask:
        """Whether the reported speed agrees with the step."""
        way, dt = self._step(a, b)
        said = (self.gs[a] + self.gs[b]) / 2 * dt
        room = self.room[a] + self.room[b]
        # Only a step long enough to tell can vouch for a speed.
        agrees: Mask = np.abs(way - said) < limits.OWN_SHARE * said
        return agrees & (dt > 0) & (dt < limits.OWN_S) & (said > room / 4)


@dataclass(frozen=True)
class State:
    """The courses followed, and whether each aircraft's last position was marked."""

    course: Memory = field(default_factory=lambda: Memory(KIND))
    last: Memory = field(default_factory=lambda: Memory(("bad",)))


def find(rows: Rows, state: State) -> tuple[Mask, State]:
    """Rows whose position cannot follow, and what is remembered after them."""
    known = np.isfinite(rows.lat) & np.isfinite(rows.lon) & np.isfinite(rows.t)
    known &= ~rows.marked("position", "clock", "stale")
    x, y, z = rows.xyz.T
    values = {"x": x, "y": y, "z": z, "gs": rows.gs, "room": rows.room}
    judged = known & ~rows.repeated & ~rows.marked("frozen")
    bad, memory = course.follow(rows, judged, values, lambda t, v: Course(t, **v), state.course)
    # A marked position that is repeated is no better the second time.
    index = np.flatnonzero(known)
    if not len(index):
        return bad & ~rows.judged, State(memory, state.last)
    edge = np.flatnonzero(np.r_[True, np.diff(rows.aircraft[index]) != 0])
    names = [rows.names[k] for k in rows.aircraft[index[edge]]]
    before = state.last.of(names)["bad"] > 0
    own = judged[index]
    head = np.maximum.accumulate(np.where(own, np.arange(len(index)), -1))
    begin = np.repeat(edge, np.diff(np.r_[edge, len(index)]))
    carried = np.repeat(before, np.diff(np.r_[edge, len(index)]))
    bad[index] = np.where(head >= begin, bad[index[np.maximum(head, 0)]], carried)
    last = bad[index[np.r_[edge[1:], len(index)] - 1]]
    return bad & ~rows.judged, State(memory, state.last.after(names, {"bad": last}))
