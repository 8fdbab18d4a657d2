"""Which frames are taken for an aircraft's, and for which one's.

Where the parity field is a plain parity (DF 17, 18, DF 11 with interrogator code 0), it proves the
frame. In replies to interrogations it is overlaid with the address, so that any frame at all
yields some address; there the address must be known otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Ints, Mask
from skywitness.record.modes.frames.bits import word
from skywitness.record.modes.frames.frames import NEVER, Frames
from skywitness.record.modes.frames.parity import remainder
from skywitness.record.reading import EXAMPLES, Tally

REPEATS = 3
REPEAT_S = 60.0
"""Replies that no squitter vouches for count when there are three of one address within a minute.
Of 1,000 random frames a second (14 of 32 formats are overlaid) three would agree about once in 90
minutes."""
CODES = 128
"""Remainders of DF 11 below this are interrogator codes (Annex 10 Volume IV, 3.1.2.3.3.2)."""
SPACE = 1 << 24

SHORT, OVERLAID = (0, 4, 5, 11), (0, 4, 5, 16, 20, 21, 24)
READ = (*OVERLAID, 11, 17, 18)


@dataclass
class Accepted:
    """Frames that were accepted, in their order, with format and address (24 bits) of each."""

    frames: Frames
    format: Ints
    address: Ints


class Gate:
    """Accepts frames of one file, piece by piece, and remembers which addresses are known."""

    def __init__(self) -> None:
        """Know no address yet."""
        self._known = np.zeros(SPACE, dtype=bool)

    def accept(self, frames: Frames, tally: Tally) -> Accepted:
        """The frames to be believed; the others are told to ``tally``, each with its reason."""
        data = frames.data
        form = np.minimum(data[:, 0].astype(np.int64) >> 3, 24)
        short = np.isin(form, SHORT)
        read = np.isin(form, READ)
        refused = np.zeros(len(frames), dtype=bool)

        def refuse(which: Mask, reason: str) -> None:
            fresh = np.flatnonzero(which & ~refused)
            refused[fresh] = True
            shown = min(EXAMPLES, len(fresh))
            for k in fresh[:shown].tolist():
                size = 14 if frames.long[k] else 7
                tally.refuse(int(frames.row[k]), reason, data[k, :size].tobytes().hex())
            if len(fresh) > shown:
                tally.refuse(int(frames.row[fresh[shown]]), reason, count=len(fresh) - shown)

        refuse(~read, "a downlink format that is not read")
        refuse(~short & ~frames.long, "shorter than its downlink format")
        rest = np.where(short, remainder(data, 7), remainder(data, 14))
        announced = word(data, 1, 4)
        squitter = (form == 17) | (form == 18)
        refuse(squitter & (rest != 0), "parity error")
        refuse((form == 11) & (rest >= CODES), "parity error")
        control = data[:, 0] & 7
        refuse((form == 18) & ((control == 4) | (control == 7)), "DF 18 that is no aircraft's")
        address = np.where(np.isin(form, OVERLAID), rest, announced)
        stated = frames.stated
        refuse((stated >= 0) & (stated != address), "parity does not give the address beside it")

        plain = (form == 17) | ((form == 18) & (control == 0)) | ((form == 11) & (rest == 0))
        self._known[address[plain & ~refused]] = True
        self._known[address[(stated >= 0) & ~refused]] = True
        overlaid = np.isin(form, OVERLAID) & ~refused
        self._learn(address[overlaid], frames.time[overlaid])
        doubtful = overlaid | ((form == 11) & (rest != 0))
        refuse(doubtful & ~self._known[address], "address that nothing else vouches for")
        kept = np.flatnonzero(~refused)
        return Accepted(frames.take(kept), form[kept], address[kept])

    def _learn(self, address: Ints, time: Ints) -> None:
        """Know the addresses of which there are enough replies in a short time."""
        new = ~self._known[address]
        address, time = address[new], time[new]
        order = np.lexsort((time, address))
        address, time = address[order], time[order]
        ahead = REPEATS - 1
        if len(address) <= ahead:
            return
        untimed = time[:-ahead] == NEVER
        soon = untimed | (time[ahead:] - np.where(untimed, 0, time[:-ahead]) <= REPEAT_S * 1e6)
        self._known[address[:-ahead][(address[ahead:] == address[:-ahead]) & soon]] = True
