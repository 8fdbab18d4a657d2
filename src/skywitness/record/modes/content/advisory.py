"""Resolution advisories of ACAS, in words.

Annex 10 Volume IV 4.3.8.4.2.2 (register 3,0 in DF 20/21), 4.3.8.4.2.4 (coordination reply in DF
16) and Doc 9871 B.2.3.8/C.2.3.7.3 (type 28, subtype 2). All share the first 28 bits after an
octet.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skywitness.aliases import Ints, Mask
from skywitness.record.modes.frames.bits import bits

ACAS_REQUESTS = (2, 3, 6, 7)
"""Values of the downlink request field (DR) that say ACAS has information (Annex 10 Volume IV,
3.1.2.6.5.2 and 4.3.8.4.1): an advisory sets one of them, for as long as it is reported."""


def active(mb: Ints) -> Mask:
    """Whether 56 bits after their first octet report an advisory, going on or ended."""
    said: Mask = (bits(mb, 9) == 1) | ((bits(mb, 28) == 1) & (bits(mb, 10, 15) > 0))
    return said


def plausible(mb: Ints) -> Mask:
    """Whether they can be one: nothing where ACAS II says nothing, a threat as its type says."""
    kind, identity = bits(mb, 29, 30), bits(mb, 31, 56)
    right: Mask = (
        ((kind == 0) & (identity == 0))
        | ((kind == 1) & (identity & 3 == 0) & (identity > 3))
        | ((kind == 2) & (identity > 0))
    )
    right &= bits(mb, 16, 22) == 0
    return active(mb) & right


def coordination(mv: Ints) -> Mask:
    """The same for the coordination reply of DF 16, which has no threat's identity."""
    empty: Mask = bits(mv, 29, 56) == 0
    return plausible(mv) & empty


def comm_b(mb: Ints, request: Ints) -> Mask:
    """Whether a Comm-B message is register 3,0 with an advisory, and not another's by chance.

    A register does not say which it is; so the first octet, the contents and the downlink request
    field, which lies outside of the message, must all say the same.
    """
    said: Mask = (bits(mb, 1, 8) == 0x30) & np.isin(request, ACAS_REQUESTS)
    return said & plausible(mb)


def words(mb: int) -> str:
    """An advisory in words, from the 56 bits it came in (:func:`plausible`)."""

    def bit(k: int) -> int:
        return mb >> (56 - k) & 1

    said = _one(bit) if bit(9) else _several(bit)
    if bit(28):
        said.append("several threats")
    received = ("do not pass below", "do not pass above", "do not turn left", "do not turn right")
    told = [text for k, text in enumerate(received) if bit(23 + k)]
    if told:
        said.append("told by another aircraft: " + ", ".join(told))
    kind, identity = mb >> 26 & 3, mb & 0x3FFFFFF
    if kind == 1:
        said.append(f"threat {identity >> 2:06x}")
    text = "; ".join(said)
    return "ended: " + text if bit(27) else text


def _one(bit: Callable[[int], int]) -> list[str]:
    # One threat, or several passed on the same side: bits 41 to 47 of the message.
    down, more, positive = bit(11), bit(12), bit(15)
    if positive:
        text = ("increase " if more else "") + ("descent" if down else "climb")
        text = {"descent": "descend"}.get(text, text)
    else:
        text = "limit climb" if down else "limit descent"
    said = [text, "corrective" if bit(10) else "preventive"]
    return said + _manner(bit(14), bit(13))


def _several(bit: Callable[[int], int]) -> list[str]:
    # Several threats, some to pass above and some below.
    parts = ("correct upwards", "climb", "correct downwards", "descend")
    said = [text for k, text in enumerate(parts) if bit(10 + k)]
    return said + _manner(bit(14), bit(15))


def _manner(crossing: int, reversal: int) -> list[str]:
    said = ["crossing"] if crossing else []
    return [*said, "sense reversed"] if reversal else said
