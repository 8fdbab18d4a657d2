"""What demands say of times, paths and heights, as rows that can be added up in fractions.

A row reads ``sum(coefficient * variable) <= bound``. Variables are ``("t", moment)`` in seconds
(``("t", "")`` is 1970), ``("s", who, moment)`` metres that an object has come over the ground, and
``("h", place)`` metres of height above mean sea level, ``("g", place)`` above the surface,
``("p", place)`` on the standard setting, ``("q", place)`` on the day's, ``("e", place)`` of the
surface, ``("l", place, place)`` metres in a straight line between two places. A row is named by a
list:

- ``["part", k, end]``: an end of demand ``k``, on a time, a path, a change of height, a mean or
  vertical speed, an altitude, or a separation in a straight line;
- ``["offset", k, end]``: the lower or upper bound of a height of another reference by that above
  the sea, in demand ``k``;
- ``["forward", k]``: the leg of demand ``k`` does not end before it begins;
- ``["path", who, earlier, later]``: a path is never negative;
- ``["speed", k, first, second, q]``: way and climb between two places of mover ``k`` together are
  within its hard speed, weighted in the direction whose half angle has the tangent ``q``;
- ``["way", j]``: a path is not shorter than the way shown as number ``j``.

The last three need an order of two moments that was shown before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, get_args

from skywitness.aliases import Json
from skywitness.claims.meaning.movers import WIND
from skywitness.verify.motion.air import wide_enough
from skywitness.verify.statements.bands import exact_reach
from skywitness.verify.statements.demands import LegKind, counted_from, levels_of, moment_of
from skywitness.verify.statements.failure import FailedError

Var = tuple[str, ...]
Expression = dict[Var, Fraction]

#: A path over the lowest dry land, 430 m below the sea, lies no more than one part in ten thousand
#: nearer to every centre of curvature than one at sea level, so is at least so long.
GROUND = Fraction(9999, 10000)
#: Seconds that a leg lasts at least of which a mean speed is told: of none there is no mean.
BRIEFEST = Fraction(1, 1000)
#: Kinds of demands that say something of an object from one moment to another.
ON_LEGS = get_args(LegKind)
#: The variable of each height.
LETTERS = {
    "altitude": "h",
    "height": "g",
    "pressure altitude": "p",
    "indicated altitude": "q",
    "surface": "e",
}
#: Most rows that one sum may have.
MOST = 2_000


@dataclass(frozen=True)
class Row:
    """``sum(left[v] * v) <= right``."""

    left: Mapping[Var, Fraction]
    right: Fraction


@dataclass
class Table:
    """The rows of a log's demands at its stretch.

    ``moments`` names for each demand on a place or height whose it is; ``orders`` are pairs of
    moments shown not to come the other way round; ``ways`` are ``(who, earlier, later, metres)``.
    """

    demands: Sequence[Json]
    moments: Sequence[str]
    stretch: float
    orders: set[tuple[str, str]] = field(default_factory=set)
    ways: list[tuple[str, str, str, Fraction]] = field(default_factory=list)

    def row(self, name: Sequence[Any]) -> Row:
        """The row of a name.

        Raises:
            FailedError: there is none, or it needs an order that was not shown.
        """
        kind, *rest = name
        if kind == "part":
            return self._part(*rest)
        if kind == "offset":
            return self._offset(*rest)
        if kind == "forward":
            demand = self.demand(rest[0], *ON_LEGS)
            least = BRIEFEST if demand["kind"] in ("speed", "climb") else Fraction(0)
            return Row(_less(_time(demand["earlier"]), _time(demand["later"])), -least)
        if kind == "path":
            who, earlier, later = map(str, rest)
            self._ordered(earlier, later)
            return Row(_less(("s", who, earlier), ("s", who, later)), Fraction(0))
        if kind == "speed":
            return self._speed(*rest)
        if kind == "way":
            who, earlier, later, metres = self.ways[_number(rest[0], len(self.ways))]
            self._ordered(earlier, later)
            return Row(_less(("s", who, earlier), ("s", who, later)), -metres * GROUND)
        raise FailedError(f"'{str(kind)[:20]}' is no row")

    def total(self, rows: Iterable[Sequence[Any]]) -> Row:
        """The sum of named rows, each ``[name, "p/q"]``.

        Raises:
            FailedError: a multiplier is negative or no fraction, or there is no such row.
        """
        left: Expression = {}
        right = Fraction(0)
        for number, (name, times) in enumerate(rows):
            factor = fraction(times)
            if factor < 0 or number >= MOST:
                raise FailedError("a multiplier is negative, or there are too many rows")
            row = self.row(name)
            for v, x in row.left.items():
                left[v] = left.get(v, Fraction(0)) + factor * x
            right += factor * row.right
        return Row({v: x for v, x in left.items() if x}, right)

    def bound(self, rows: Iterable[Sequence[Any]], target: Mapping[Var, Fraction]) -> Fraction:
        """The greatest value of an expression that a sum of rows shows.

        Raises:
            FailedError: the rows add up to something else.
        """
        found = self.total(rows)
        if found.left != {v: x for v, x in target.items() if x}:
            raise FailedError("rows do not add up to what they are to bound")
        return found.right

    def contradictory(self, rows: Sequence[Sequence[Any]]) -> None:
        """Check that rows add up to "nothing is less than nothing".

        Raises:
            FailedError: they do not.
        """
        found = self.total(rows)
        if found.left:
            raise FailedError("the rows do not add up to nothing")
        if found.right >= 0:
            raise FailedError(f"the rows leave {float(found.right):g}, not less than nothing")

    def show_orders(self, stated: Sequence[Json]) -> None:
        """Take in orders of moments, each shown by rows that need only those before.

        Raises:
            FailedError: one is not shown.
        """
        for each in stated:
            earlier, later = str(each["earlier"]), str(each["later"])
            if self.bound(each["rows"], gap(later, earlier)) > 0:
                raise FailedError(f"'{earlier}' is not shown to come before '{later}'")
            self.orders.add((earlier, later))

    def stops(self) -> set[tuple[str, str, str]]:
        """Every object, moment and place that demands tell to belong together."""
        out = set()
        for d in self.demands:
            if d["kind"] in ON_LEGS:
                pairs = zip((d["earlier"], d["later"]), d["places"], strict=True)
                out |= {(d["who"], moment, place) for moment, place in pairs}
            elif d["kind"] == "mover":
                out |= {(d["who"], moment_of(place), place) for place in d["places"]}
        return out

    def demand(self, k: Any, *kinds: str) -> Json:
        """The demand of a number, which must be of one of these kinds.

        Raises:
            FailedError: there is none.
        """
        found = self.demands[_number(k, len(self.demands))]
        if found["kind"] not in kinds:
            raise FailedError(f"demand {k} is not of the kind {kinds[0]}")
        return found

    def _ordered(self, earlier: str, later: str) -> None:
        if (earlier, later) not in self.orders:
            raise FailedError(f"it is not shown that '{earlier}' comes before '{later}'")

    def _part(self, k: Any, end: str) -> Row:
        demand = self.demand(k, "time", "height", "separation", *ON_LEGS)
        if end not in ("lower", "upper"):
            raise FailedError(f"a range has no end '{str(end)[:20]}'")
        side = demand["allowed"][end]
        if side is None:
            raise FailedError(f"demand {k} has no {end} end")
        beyond = exact_reach(side, self.stretch)
        sign = 1 if end == "upper" else -1
        limit = sign * Fraction(side[0]) + beyond
        value, by_time = self._value(demand, self.moments[k])
        if not by_time:
            return Row({v: sign * x for v, x in value.items()}, limit)
        if demand.get("air"):
            # Straight up or down a speed through the air takes nothing over the ground.
            if sign < 0:
                raise FailedError("a speed through the air has no lower end over the ground")
            limit += Fraction(WIND)
        # value / time <= limit, the time being positive
        time = gap(demand["earlier"], demand["later"])
        left = {v: sign * x for v, x in value.items()}
        for v, x in time.items():
            left[v] = left.get(v, Fraction(0)) - limit * x
        return Row(left, Fraction(0))

    @staticmethod
    def _value(demand: Json, moment: str) -> tuple[Expression, bool]:
        """What a range is of, and whether it is that for every second of the leg."""
        kind = demand["kind"]
        if kind == "time":
            return gap(demand["earlier"] or "", demand["later"]), False
        if kind == "height":
            if demand["quantity"] not in LETTERS:
                raise FailedError(f"{demand['quantity']} is not a height of what moves")
            return {(LETTERS[demand["quantity"]], moment): Fraction(1)}, False
        if kind == "separation":
            if not demand["slant"]:
                raise FailedError("a way along the ground is no straight line")
            return {("l", *sorted((demand["first"], demand["second"]))): Fraction(1)}, False
        if kind in ("travel", "speed"):
            return path(demand["who"], demand["earlier"], demand["later"]), kind == "speed"
        if kind in ("height change", "climb"):
            first, second = levels_of(demand)
            letter = LETTERS[counted_from(demand)]
            return _less((letter, second), (letter, first)), kind == "climb"
        raise FailedError(f"nothing is known of the kind '{str(kind)[:20]}'")

    def _offset(self, k: Any, end: str) -> Row:
        demand = self.demand(k, "offset")
        if end not in ("low", "high"):
            raise FailedError(f"an offset has no end '{str(end)[:20]}'")
        wide_enough(demand)
        base, slope = map(Fraction, demand[end])
        sign = 1 if end == "high" else -1
        place, of = demand["place"], LETTERS[demand["of"]]
        left: Expression = {(of, place): Fraction(sign), ("h", place): -sign * slope}
        if demand["surface"] is not None:
            left["e", demand["surface"]] = Fraction(sign)
        return Row(left, sign * base)

    def _speed(self, k: Any, first: str, second: str, tangent: str) -> Row:
        demand = self.demand(k, "mover")
        if first not in demand["places"] or second not in demand["places"]:
            raise FailedError(f"demand {k} says nothing of '{first}' and '{second}'")
        earlier, later = moment_of(first), moment_of(second)
        self._ordered(earlier, later)
        q = fraction(tangent)
        if abs(q) > 1:
            raise FailedError("a direction of flight points backward")
        cosine, sine = (1 - q * q) / (1 + q * q), 2 * q / (1 + q * q)
        left: Expression = {}
        for part, factor in (
            (path(demand["who"], earlier, later), cosine),
            (_less(("h", second), ("h", first)), sine),
            (gap(earlier, later), -Fraction(demand["speed"])),
        ):
            for v, x in part.items():
                left[v] = left.get(v, Fraction(0)) + factor * x
        return Row({v: x for v, x in left.items() if x}, Fraction(0))


def fraction(text: Any) -> Fraction:
    """A fraction written "p/q".

    Raises:
        FailedError: it is none, or longer than any proof needs.
    """
    if not isinstance(text, str) or len(text) > 4000:
        raise FailedError("a multiplier is no fraction")
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise FailedError(f"'{text[:40]}' is no fraction") from error


def gap(earlier: str, later: str) -> Expression:
    """Seconds from one moment to another; an empty name is 1970."""
    return _less(_time(later), _time(earlier))


def path(who: str, earlier: str, later: str) -> Expression:
    """Metres that an object comes from one moment to another."""
    return _less(("s", who, later), ("s", who, earlier))


def _time(moment: str) -> Var:
    return ("t", moment)


def _less(one: Var, other: Var) -> Expression:
    return {} if one == other else {one: Fraction(1), other: Fraction(-1)}


def _number(k: Any, below: int) -> int:
    if not isinstance(k, int) or isinstance(k, bool) or not 0 <= k < below:
        raise FailedError(f"there is no demand or way {str(k)[:20]}")
    return k
