"""What people say of one position, in every form: how far, in which direction, on which side."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ..earth import Position, direct, distance, inverse
from ..figure import Shape, centroid_slack
from ..phrases import say_position
from ..worlds import Saying, Spot
from .directions import GRANTED, Pointed, declination, say_direction
from .numbers import CLASSES, Class, Number, length_unit, say, spoken
from .voices import Voice

ShapeOf = Callable[[Spot], Shape]
Need = Callable[[Position, ShapeOf], float]
#: Least metres of tolerance of a position given by coordinates.
FINEST = 10.0


@dataclass
class Wide(Saying):
    """A saying whose need is told by a function; ``ways`` counts its ordinary readings."""

    need: Need | None = None
    ways: int = 1
    number: Number | None = None
    metres: float = 0.0
    tested: bool = True

    def needs(self, p: Position, shape_of: ShapeOf) -> float:
        return 0.0 if self.need is None else self.need(p, shape_of)


def _q(name: str) -> str:
    return f'"{name}"'


def far(shape: Shape, spot: Spot, p: Position) -> float:
    """Metres to a place's shape, its band counted."""
    return max(0.0, shape.distance(p) - spot.width_m)


class PlaceTalk:
    """Makes sentences about one position in one voice."""

    def __init__(self, rng: random.Random, voice: Voice, position: Position, day: dt.date) -> None:
        self.rng, self.voice, self.position, self.day = rng, voice, position, day

    def length(
        self, metres: float, kinds: tuple[Class, ...] | None = None, *, after: bool = True,
        words: tuple[str, ...] | None = None,
    ) -> Number | None:  # fmt: skip
        """Words for a length."""
        for _ in range(6):
            unit, size = length_unit(self.rng, metres, self.voice.miles)
            said = say(self.rng, metres, unit, size, self.voice.signs, after=after, words=words,
                       kinds=kinds or CLASSES)  # fmt: skip
            if said:
                return said
        return None

    def about(self, subject: str, spot: Spot) -> Wide | None:
        """A sentence of a random kind about a place."""
        makers = [self.distance] * 4 + [self.within] * 2 + [self.pointed] * 4 + [self.deep] * 2
        makers += [self.side, self.vague, self.fixed]
        return self.rng.choice(makers)(subject, spot)

    # ---- how far -------------------------------------------------------------------------

    def distance(self, subject: str, spot: Spot) -> Wide | None:
        """So far from a place."""
        metres = spot.distance(self.position)
        if metres <= 0:
            return None
        closer = self.rng.random() < 0.12
        if closer:
            said = self.length(metres, ("more",), words=("no closer than", "no nearer than"))
            link = self.rng.choice(["to", "from"])
        else:
            said = self.length(metres)
            link = self.rng.choice(["from", "from", "away from"])
        if said is None:
            return None
        band = said.high is not None and not said.bound and self.rng.random() < 0.3
        text = said.text
        if band and text[0].isdigit():
            text, link = f"in the band {text}", "from"
        return self._ranged("distance", f"{subject} is {text} {link} {_q(spot.name)}", said, spot,
                            metres)  # fmt: skip

    def _ranged(self, kind: str, says: str, said: Number, spot: Spot, metres: float) -> Wide:
        def need(p: Position, shape_of: ShapeOf) -> float:
            return said.kindest(far(shape_of(spot), spot, p))

        return Wide(kind, says, said.text, spot, need=need, ways=said.ways, number=said,
                    metres=metres)  # fmt: skip

    def within(self, subject: str, spot: Spot) -> Wide | None:
        """Within, or not within, so far of a place; with a stated error of the place."""
        metres = spot.distance(self.position)
        unit, size = length_unit(self.rng, max(metres, 1000.0), self.voice.miles)
        negated = metres > 0 and self.rng.random() < 0.4
        if negated:
            said = say(self.rng, metres, unit, size, self.voice.signs, kinds=("more",),
                       words=("not within",))  # fmt: skip
        elif metres <= 0:
            low = Decimal(self.rng.choice([1, 5, 12, 50, 300, 1500]))
            high = low * 2 if self.rng.random() < 0.3 else None
            said = spoken(self.rng, low, high, unit, "most", self.voice.signs, words=("within",))
        else:
            said = say(self.rng, metres, unit, size, self.voice.signs, kinds=("most",),
                       words=("within",))  # fmt: skip
        if said is None:
            return None
        link = self.rng.choice(["of", "from"])
        return self._ranged("not within" if negated else "within",
                            f"{subject} is {said.text} {link} {_q(spot.name)}", said, spot,
                            metres)  # fmt: skip

    def fixed(self, subject: str, spot: Spot) -> Wide | None:
        """At coordinates, or within so far of some whose own error is stated."""
        kind = self.rng.choice(["digits", "error", "error", "within", "place"])
        if kind == "place":
            metres = spot.distance(self.position)
            size = max(1, math.ceil(metres / 1000 * self.rng.uniform(1, 2)))
            if size > 300:
                return None

            def near(p: Position, shape_of: ShapeOf) -> float:
                return far(shape_of(spot), spot, p) / (size * 1000)

            words = self.rng.choice(["±", "plus or minus"])
            return Wide("position", f"{subject} is at {_q(spot.name)} {words} {size} km", "", spot,
                        need=near)  # fmt: skip
        if kind == "digits":
            text, half = say_position(self.rng, *self.position)
            at = _rounded(text)
            if at is None:
                return None
            radius = max(FINEST, half * 111_700 * 1.5)
            if distance(at, self.position) > radius * 1.5:
                return None
            says = f"{subject} is at {text}"
            return Wide("position", says, "", need=lambda p, _: distance(at, p) / radius)
        metres = 10 ** self.rng.uniform(2, 4.7)
        e = max(1, round(metres / self.rng.choice([1, 2, 5]) / 100)) * 100
        centre = direct(self.position, self.rng.uniform(0, 360),
                        self.rng.choice([self.rng.uniform(0, 0.99), 0.99]) * (e - 20))  # fmt: skip
        centre = round(centre[0], 5), round(centre[1], 5)
        text = f"{centre[0]:.5f}, {centre[1]:.5f}"
        if abs(centre[0]) > 85:
            return None
        if kind == "error":
            words = self.rng.choice(["±", "+/-", "plus or minus"])
            return Wide("position", f"{subject} is at {text} {words} {e} m", "",
                        need=lambda p, _: distance(centre, p) / e)  # fmt: skip
        far_off = distance(direct(self.position, 77, metres), self.position)
        centre = direct(self.position, 77, far_off)
        centre = round(centre[0], 5), round(centre[1], 5)
        metres = distance(centre, self.position)
        slack = max(1, round(metres / 2000)) * 100
        whole = max(1, math.ceil((metres - slack * self.rng.uniform(0, 0.99)) / 1000))
        said = spoken(self.rng, Decimal(whole), None, "km", "most", self.voice.signs,
                      words=("within",))  # fmt: skip
        own = float(said.tolerance) * 1000

        def reach(p: Position, _: ShapeOf) -> float:
            beyond = distance(centre, p) - whole * 1000
            if beyond <= slack:  # what is stated is part of the end, which is hard
                return 0.0
            return 1 + (beyond - slack) / max(slack, own)

        if reach(self.position, lambda s: s.drawn.true) > 1:
            return None
        return Wide("within", f"{subject} is {said.text} of {centre[0]:.5f}, {centre[1]:.5f} ± "
                    f"{slack} m", "", need=reach)  # fmt: skip

    # ---- in which direction ----------------------------------------------------------------

    def pointed(self, subject: str, spot: Spot) -> Wide | None:
        """A direction from a place, with or without a distance."""
        shape = spot.drawn.true
        if spot.around or spot.inside(self.position):
            return None
        anchor = self.rng.choice(["centroid", "nearest"])
        single = len(shape.boundary) == 1
        if anchor == "centroid" or single:
            at, slack = shape.centroid, centroid_slack(shape)
            if distance(at, spot.drawn.mapped.centroid) + slack > spot.drawn.error:
                return None
        else:
            at, slack = shape.edge(self.position)[1], 1.0
        metres, azimuth = inverse(at, self.position)
        if metres <= 2 * slack or abs(at[0]) > 82:
            return None
        spare = math.degrees(math.asin(min(1.0, slack / metres))) + 0.02
        east = declination(_rough(at), self.day)
        way = say_direction(self.rng, self.voice, azimuth, spare, east)
        if way is None:
            return None
        if way.north != "true" and abs(_magnetic_latitude(at)) > 75:
            return None
        turned = _turned(spot, way, self.day)
        of = f"{way.words} {_q(spot.name)}"
        ways = way.ways * (1 if single else 2)
        if self.rng.random() < 0.4:
            return Wide("bearing", f"{subject} is {of}", f"{azimuth:.2f} from the {anchor}", spot,
                        need=turned, ways=ways)  # fmt: skip
        away = spot.distance(self.position)
        said = self.length(away, after=False)
        if said is None:
            return None

        def both(p: Position, shape_of: ShapeOf) -> float:
            return max(turned(p, shape_of), said.kindest(far(shape_of(spot), spot, p)))

        return Wide("both", f"{subject} is {said.text} {of}", f"{azimuth:.2f} from the {anchor}",
                    spot, need=both, ways=ways * said.ways, number=said, metres=away)  # fmt: skip

    # ---- on which side -----------------------------------------------------------------------

    def side(self, subject: str, spot: Spot) -> Wide | None:
        """Inside or outside, said plainly or by a negation."""
        inside = spot.inside(self.position)
        words = {
            True: ["inside", "in", "over", "above", "not outside", "within"],
            False: ["outside", "not inside", "not in", "not over"],
        }[inside]
        if spot.around:
            words = [w for w in words if w not in ("over", "above", "not over")]
        word = self.rng.choice(words)

        def need(p: Position, shape_of: ShapeOf) -> float:
            within = far(shape_of(spot), spot, p) == 0
            return 0.0 if within == inside else math.inf

        return Wide("inside" if inside else "outside", f"{subject} is {word} {_q(spot.name)}", "",
                    spot, need=need)  # fmt: skip

    def deep(self, subject: str, spot: Spot) -> Wide | None:
        """So far inside a place or outside it."""
        shape = spot.drawn.true
        if spot.around or not shape.areas:
            return None
        inside = spot.inside(self.position)
        metres = shape.edge(self.position)[0]
        if metres < 50:
            return None
        said = self.length(metres, after=False)
        if said is None:
            return None
        word = "inside" if inside else "outside"

        def need(p: Position, shape_of: ShapeOf) -> float:
            there = shape_of(spot)
            if (there.distance(p) == 0) != inside:
                return math.inf
            return said.kindest(there.edge(p)[0])

        return Wide(f"so far {word}", f"{subject} is {said.text} {word} {_q(spot.name)}", said.text,
                    spot, need=need, ways=said.ways, number=said, metres=metres)  # fmt: skip

    def vague(self, subject: str, spot: Spot) -> Wide | None:
        """What bounds nothing."""
        some = self.rng.choice(["near", "a few miles from", "several km from", "dozens of km from"])
        return Wide("vague", f"{subject} is {some} {_q(spot.name)}", "", spot, tested=False)


def _turned(spot: Spot, way: Pointed, day: dt.date) -> Need:
    def turned(p: Position, shape_of: ShapeOf) -> float:
        shape = shape_of(spot)
        anchors = {shape.centroid}
        # The centroid of a sliver may lie further off than its edge; what is granted is the error.
        if distance(shape.centroid, spot.drawn.mapped.centroid) > spot.drawn.error:
            anchors.add(spot.drawn.mapped.centroid)
        if shape.distance(p) > 0:
            anchors.add(shape.edge(p)[1])
        found = []
        for a in anchors:
            east = 0.0 if way.north == "true" else declination(_rough(a), day)
            found.append(way.stretch(inverse(a, p)[1], east, GRANTED))
        return min(found)

    return turned


def _rough(at: Position) -> Position:
    return round(at[0], 2), round(at[1], 2)


def _magnetic_latitude(at: Position) -> float:
    """Degrees from the magnetic equator of a dipole whose pole is at 80.6 N, 72.7 W (2020)."""
    pole = 80.6, -72.7
    return 90 - distance(pole, at) / 111_195


def _rounded(text: str) -> Position | None:
    """The position that coordinates in decimal degrees write; ``None`` for other forms."""
    try:
        lat, lon = (float(x) for x in text.split(", "))
    except ValueError:
        return None
    return lat, lon


def two_places(rng: random.Random, voice: Voice, one: Spot, other: Spot) -> Wide | None:
    """Two known places compared: some point of the one, and how far it is from the other."""
    if one.around or other.around:
        return None
    # Where one of them is a single point it is its least distance to the other.
    mapped = other.drawn.mapped
    single = len(mapped.points) == 1 and not (mapped.areas or mapped.lines)
    here, there = (other, one) if single else (one, other)
    at = tuple(float(x) for x in rng.choice(here.drawn.true.boundary.tolist()))
    metres = there.distance((at[0], at[1]))
    if metres < 1000:
        return None
    unit, size = length_unit(rng, metres, voice.miles)
    said = say(rng, metres, unit, size, voice.signs)
    if said is None:
        return None
    return Wide("two places", f"{_q(one.name)} is {said.text} from {_q(other.name)}", said.text,
                ways=said.ways)  # fmt: skip


def restated(rng: random.Random, voice: Voice, name: str, earlier: Wide) -> Wide | None:
    """One number in another unit, as right as rounding leaves it."""
    if earlier.number is None or earlier.metres <= 0:
        return None
    unit, size = length_unit(rng, earlier.metres, voice.miles)
    if unit == earlier.number.unit:  # what a mile is, it takes from what it restates
        return None
    said = say(rng, earlier.metres, unit, size, voice.signs, kinds=("plain", "about", "range"),
               after=False)  # fmt: skip
    if said is None:
        return None
    return Wide("restated", f"{said.text} restates {name}", said.text, ways=said.ways)
