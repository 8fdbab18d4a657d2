"""The air and the surfaces of a world: one day's pressure for all heights, the sea where it is sea.

Outer bounds take every offset between references of heights by itself. A world that is shown has
one air: with ``p = a + b h`` for all pressure altitudes and ``q = b h`` for what altimeters on the
day's setting show, ``a`` being the pressure altitude of the sea. Such an air exists: it is the one
whose temperature is 1/b of the standard at each pressure
(:mod:`skywitness.claims.meaning.references`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from skywitness.claims.meaning.parts import Offset
from skywitness.claims.meaning.references import SEA, pressure_altitude
from skywitness.claims.meaning.spots import Spot
from skywitness.places.names.coast import at_sea
from skywitness.reason.ties.linear import HEIGHTS, Row, Var

#: Slopes ``b`` that are tried in turn: from 18 K below the standard at the sea to 16 K above it.
DAYS = (1.0, 0.97, 1.03, 0.945, 1.065)

#: Pressure altitudes of the sea in metres that a world is given unless the case says otherwise:
#: those of 1050 and 950 hPa.
USUAL = (pressure_altitude(1050.0), pressure_altitude(950.0))

#: Metres that an altimeter of a world may be off.
ALTIMETER = 30.0

#: Metres above the sea from none up to which the ground of a world lies that needs no mountain.
HILLS = 500.0

#: Where a world keeps its slope.
SLOPE: Var = ("air", "slope")

_AIR: Var = ("air", "")


def day_rows(tied: Sequence[Offset], slope: float) -> Iterator[Row]:
    """Rows that one air keeps."""
    for c in tied:
        if c.surface is not None:
            continue
        at: dict[Var, Fraction] = {
            (HEIGHTS[c.of], c.spot): Fraction(1),
            ("h", c.spot): -Fraction(slope),
        }
        if c.of == "pressure altitude":
            at[_AIR] = Fraction(-1)
            low, high = usual(c.sea)
            yield Row({_AIR: Fraction(1)}, Fraction(high))
            yield Row({_AIR: Fraction(-1)}, -Fraction(low))
        yield Row(at, Fraction(ALTIMETER))
        yield Row({v: -x for v, x in at.items()}, Fraction(ALTIMETER))


def usual(sea: tuple[float, float]) -> tuple[float, float]:
    """Pressure altitudes of the sea that a world is given, of those that are possible."""
    low, high = max(sea[0], USUAL[0]), min(sea[1], USUAL[1])
    return (low, high) if low <= high else sea


def usual_ground(tied: Sequence[Offset]) -> Iterator[Row]:
    """Rows that surfaces are no mountains, for a world that needs none."""
    for place in dict.fromkeys(c.surface for c in tied if c.surface is not None):
        height: Var = ("e", place)
        yield Row({height: Fraction(1)}, Fraction(HILLS))
        yield Row({height: Fraction(-1)}, Fraction(0))


def surface_rows(
    tied: Sequence[Offset], positions: Mapping[Spot, tuple[float, float]]
) -> Iterator[Row]:
    """Rows that the surface is the sea's at positions that lie at sea."""
    for place in dict.fromkeys(c.surface for c in tied if c.surface is not None):
        if place in positions and at_sea(*positions[place]):
            height: Var = ("e", place)
            yield Row({height: Fraction(1)}, Fraction(SEA[1]))
            yield Row({height: Fraction(-1)}, -Fraction(SEA[0]))
