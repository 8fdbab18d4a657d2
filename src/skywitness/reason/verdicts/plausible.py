"""What published figures say of an implied quantity: notes beside a verdict, never a verdict.

A figure of a brochure, a fact sheet or a newspaper is not a law of nature, so nothing here can
contradict anything. Of several published figures of one kind the most generous is used.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from skywitness.claims.meaning.figures import Figure, TypeRow, What
from skywitness.reason.verdicts.atmosphere import equivalent_airspeed
from skywitness.units import number

Quantity = Literal["speed", "height", "climb", "reach", "separation", "travel"]
NoteKind = Literal["implausible", "near the limit", "compare", "odd words"]
Interval = tuple[float, float]

#: Wind allowed for where a speed over the ground meets a published airspeed, in m/s (194 kt): the
#: upper end of what jet streams usually reach, "between 250 and 360 km/h" (MeteoCentrale, weather
#: dictionary, "jet stream", http://www.meteocentrale.ch/en/weather/weather-dictionary.html).
USUAL_WIND = 100.0

#: Up to this many times the least published speed a speed is "near the limit" (our own choice; the
#: reference speed of an approach is 1.3 times the stall speed).
NEAR = 1.5

#: Up to this height in m a top speed published for sea level is compared (our own choice).
NEAR_THE_GROUND = 1000.0


@dataclass(frozen=True)
class Note:
    """One plain sentence beside a verdict, with the figure it rests on.

    ``source`` is title and address in one line; ``checked`` whether the figure was read there
    (otherwise it was written from memory, and ``text`` says so).
    """

    kind: NoteKind
    text: str
    figure: Figure | None
    source: str
    checked: bool


def plausible(
    row: TypeRow,
    quantity: Quantity,
    low: float,
    high: float,
    *,
    height: Interval | None = None,
    wind: float = USUAL_WIND,
) -> list[Note]:
    """Compare an implied interval with what is published of a type.

    Args:
        row: the type.
        quantity: ``speed`` over the ground and ``climb`` (upward positive) in m/s, ``height`` above
            the sea, ``reach`` of a weapon (``separation`` is the same), way travelled (``travel``)
            in m.
        low: lower end of the implied interval.
        high: its upper end; infinity where there is none.
        height: lowest and highest height in m at which a speed was flown, if known.
        wind: wind in m/s allowed for between ground speed and airspeed.

    Returns:
        Notes, the weightiest first; none where nothing is published or implied.

    Raises:
        ValueError: the interval is empty or not a number.
    """
    for lower, upper in ((low, high), height or (0.0, 0.0)):
        if not lower <= upper:
            raise ValueError(f"no interval: {lower} to {upper}")
    if quantity == "speed":
        return _speed(row, max(low, 0.0), high, height, wind)
    what, head, show = _CEILINGS[quantity]
    return _upper(row, what, low, high, head, show)


def _speed(
    row: TypeRow, low: float, high: float, height: Interval | None, wind: float
) -> list[Note]:
    over = f"{_kmh(low, high)} over the ground"
    notes = [note for note in (_slow(row, over, high, height, wind),) if note is not None]
    top = _top(row, height)
    if top is None or (low <= 0.0 and math.isinf(high)):
        return notes
    if low - wind > top.si:
        gap = f"; more than {_kmh(wind, wind)} of tail wind would be needed"
        notes.insert(0, _note("implausible", row, top, over, gap, _kmh))
    elif low > top.si:
        gap = f"; a tail wind of {_kmh(low - top.si, low - top.si)} or more would explain it"
        notes.append(_note("near the limit", row, top, over, gap, _kmh))
    elif not notes:
        notes.append(_note("compare", row, top, over, "", _kmh))
    return notes


def _slow(
    row: TypeRow, over: str, high: float, height: Interval | None, wind: float
) -> Note | None:
    """The note on the least speed: the densest air, and so the greatest airspeed, counts."""
    least = row.least("least speed")
    if least is None or math.isinf(high):
        return None
    level = 0.0 if height is None else height[0]
    still = equivalent_airspeed(high, level)
    if still > NEAR * least.si:
        return None
    if height is None:
        air = "height not known, so compared as at sea level"
    else:
        air = (
            f"at {number(level)} m an equivalent airspeed of {_kmh(still, still)} at most without "
            "wind (density of the ICAO standard atmosphere)"
        )
    if equivalent_airspeed(high + wind, level) < least.si:
        gap = f"; {air}; less than that even with {_kmh(wind, wind)} of head wind"
        return _note("implausible", row, least, over, gap, _kmh)
    return _note("near the limit", row, least, over, f"; {air}", _kmh)


def _top(row: TypeRow, height: Interval | None) -> Figure | None:
    """The top speed to compare: that near the ground only where all of it was flown there."""
    if height is not None and height[1] <= NEAR_THE_GROUND:
        near = row.most("top speed", low=True)
        if near is not None:
            return near
    return row.most("top speed")


def _upper(
    row: TypeRow,
    what: What,
    low: float,
    high: float,
    head: str,
    show: Callable[[float, float], str],
) -> list[Note]:
    figure = row.most(what)
    if figure is None or high <= 0.0 or (low <= 0.0 and math.isinf(high)):
        return []
    words = f"{show(max(low, 0.0), high)} {head}"
    if low > figure.si:
        gap = f"; {show(low - figure.si, low - figure.si)} beyond it"
        return [_note("implausible", row, figure, words, gap, show)]
    return [_note("compare", row, figure, words, "", show)]


def _note(
    kind: NoteKind,
    row: TypeRow,
    figure: Figure,
    implied: str,
    gap: str,
    show: Callable[[float, float], str],
) -> Note:
    printed, usual = str(figure), show(figure.si, figure.si)
    value = printed if printed == usual else f"{printed}, that is {usual}"
    memory = "" if figure.checked else "; not checked"
    rest = {str(f): None for f in row.published(figure.what, low=figure.low) if f is not figure}
    also = f"; also published: {', '.join(rest)}" if rest else ""
    text = (
        f"{implied}; published {figure.name} of the {row.name}: {value} "
        f"({figure.source.title}{memory}){also}{gap}"
    )
    return Note(kind, text, figure, str(figure.source), figure.checked)


def _span(low: float, high: float, unit: float, label: str) -> str:
    if math.isinf(high):
        return f"{number(low / unit)} {label} or more"
    first, last = number(low / unit), number(high / unit)
    return f"{last} {label}" if first == last else f"{first} to {last} {label}"


def _kmh(low: float, high: float) -> str:
    """Speeds in whole km/h, which is as fine as anything published."""
    first, last = (s if math.isinf(s) else round(s * 3.6) for s in (low, high))
    return _span(first, last, 1.0, "km/h")


def _metres(low: float, high: float) -> str:
    return _span(low, high, 1.0, "m")


def _kilometres(low: float, high: float) -> str:
    return _span(low, high, 1000.0, "km")


def _rate(low: float, high: float) -> str:
    return _span(low, high, 1.0, "m/s")


#: Quantities with an upper figure only: the figure, words after the number, how it is shown.
_CEILINGS: dict[Quantity, tuple[What, str, Callable[[float, float], str]]] = {
    "height": ("ceiling", "above the sea", _metres),
    "climb": ("climb", "of climb", _rate),
    "reach": ("reach", "from where it started", _kilometres),
    "separation": ("reach", "from where it started", _kilometres),
    "travel": ("range", "of way", _kilometres),
}
