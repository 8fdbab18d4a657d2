"""Witnesses: one world, in one ordinary reading, in which every part holds.

Everything that the reading and the premises demand is looked at again; the values and the slack
that a certificate states for single parts are compared as well.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Json
from skywitness.claims.meaning.movers import WIND
from skywitness.verify.geometry.distances import distances
from skywitness.verify.geometry.earth import GEODESIC, Spots
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.geometry.sun import may_and_must
from skywitness.verify.motion.air import check_air
from skywitness.verify.motion.courses import leg
from skywitness.verify.motion.measured import ROUNDING, Measured, at_position, slack_of
from skywitness.verify.motion.motion import Motion
from skywitness.verify.motion.rows import ON_LEGS
from skywitness.verify.motion.visits import Called, check_visits
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.demands import counted_from, levels_of, moment_of, text_of
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.readings import Said, Told, tested

#: Seconds that the rounding of a time to a float may come to.
SECONDS = 1e-5
#: Metres per second that rounding may cost, of what is told of an object at one moment.
PACE, SPEEDS = 1e-6, frozenset({"groundspeed", "airspeed", "climb"})
#: By how much a stated value may differ: metres (and its share), degrees, seconds.
METRES, SHARE, DEGREES = 1.0, 1e-7, 0.01
#: And metres a second.
PACES = 0.01
#: Discs that cover a way.
DISCS = 64
#: Kinds of demands for which a witness states no value.
UNMEASURED = ("fact", "mover", "sun", "offset")


@dataclass(frozen=True)
class World:
    """A witness as a certificate states it."""

    stated: Json
    shapes: Shapes
    every: Sequence[Said] = ()
    motion: Motion = field(init=False)

    def __post_init__(self) -> None:
        """Look at what ties places."""
        said = [(s.spot, s.demand) for s in self.every if s.demand is not None and not is_floor(s)]
        object.__setattr__(self, "motion", Motion(self.stated, self.stretch, said))

    @property
    def stretch(self) -> float:
        """The stretch at which it holds."""
        return float(self.stated["stretch"])

    def measure(self, said: Said) -> Measured | None:
        """What one part comes to; ``None`` where a rule and not a position shows it.

        Raises:
            FailedError: nothing is stated for it, or it is of a kind not known here.
        """
        demand, moment = said.demand, said.spot
        assert demand is not None
        if demand["kind"] == "place":
            return self._place(demand, moment)
        if demand["kind"] == "height":
            return self._height(demand, moment)
        if demand["kind"] == "time":
            return self._time(demand)
        if demand["kind"] == "sun":
            return self._sun(demand)
        return self._other(demand)

    def _sun(self, demand: Json) -> Measured:
        at = self.stated["places"].get(demand["spot"])
        when = self.stated["times"].get(demand["moment"])
        if at is None or when is None:
            raise FailedError(f"no place or no time is stated for the sun at '{demand['spot']}'")
        spot = Spots.at(np.array([float(at[0])]), np.array([float(at[1])]))
        stands = bool(may_and_must(demand, spot, float(when), 0.0, self.stretch)[1][0])
        return Measured(0.0, 0.0, stands)

    def _place(self, demand: Json, moment: str) -> Measured | None:
        if moment in self.stated["somewhere"]:
            return None
        at = self.stated["places"].get(moment)
        if at is None:
            raise FailedError(f"no place is stated for '{moment}'")
        return at_position(demand, self.shapes, (float(at[0]), float(at[1])), self.stretch)

    def _height(self, demand: Json, moment: str) -> Measured:
        height = self.stated["heights"].get(moment, {}).get(demand["quantity"])
        if height is None:
            raise FailedError(f"no {demand['quantity']} is stated for '{moment}'")
        slack = slack_of(height, height, interval(demand["allowed"], self.stretch))
        room = PACE if demand["quantity"] in SPEEDS else ROUNDING
        return Measured(height, slack, slack >= -room)

    def _other(self, demand: Json) -> Measured | None:
        if demand["kind"] == "fact":
            value = self.stated["facts"].get(demand["what"])
            return Measured(float(demand["value"]), math.inf, value is demand["value"])
        if demand["kind"] == "separation":
            return self.motion.separation(demand)
        if demand["kind"] == "mover":
            return self.motion.mover(demand)
        if demand["kind"] in ON_LEGS:
            self.motion.courses()
            return leg(demand, self.stated, self.stretch)
        if demand["kind"] == "offset":
            return self._offset(demand)
        raise FailedError(f"a demand of the kind '{demand['type']}' cannot be checked here")

    def _offset(self, demand: Json) -> Measured:
        """A height of another reference against that above the sea."""
        stated = self.stated["heights"].get(demand["place"], {})
        found, sea = stated.get(demand["of"]), stated.get("altitude")
        surface = 0.0
        if demand["surface"] is not None:
            surface = self.stated["heights"].get(demand["surface"], {}).get("surface")
        if found is None or sea is None or surface is None:
            raise FailedError(f"no height of each reference is stated for '{demand['place']}'")
        allowed = [demand[end][0] + demand[end][1] * sea - surface for end in ("low", "high")]
        slack = slack_of(found, found, (allowed[0], allowed[1]))
        return Measured(found, slack, slack >= -ROUNDING)

    def _time(self, demand: Json) -> Measured:
        times, gaps = self.stated["times"], self.stated["gaps"]
        later, earlier = demand["later"], demand["earlier"]
        if earlier is None:
            found = times.get(later)
        else:
            both = next((m for m in (times, gaps) if later in m and earlier in m), None)
            found = None if both is None else both[later] - both[earlier]
        if found is None:
            raise FailedError(f"no time is stated for '{later}'")
        slack = slack_of(found, found, interval(demand["allowed"], self.stretch))
        return Measured(found, slack, slack >= -SECONDS)


def check_witness(
    stated: Json, readings: Sequence[Told], given: Sequence[Said], shapes: Shapes, names: Called
) -> Told:
    """Check a witness, its moments known by ``names``; returns the reading that it is of.

    Raises:
        FailedError: its reading is not one of the ordinary ones, or something does not hold in it.
    """
    reading = next((r for r in readings if dict(r.values) == stated["reading"]), None)
    if reading is None or reading.kind != "ordinary":
        raise FailedError("the witness's reading is not an ordinary reading of these claims")
    every = needed(reading.parts, given, stated)
    world = World(stated, shapes, (*every, *given))
    world.motion.courses()
    check_air(stated, [s.demand for s in every if s.demand is not None])
    check_winds(stated)
    check_visits(stated, names)
    rows: list[tuple[Said, Measured]] = []
    for said in every:
        found = world.measure(said)
        if found is None:
            continue
        if not found.holds:
            raise FailedError(
                f"the witness does not meet '{said.part.name}' ({said.part.claim}): it comes to "
                f"{found.value:,.2f} and lacks {-found.slack:,.2f}"
            )
        rows.append((said, found))
    for moment, stated_rule in stated["somewhere"].items():
        _somewhere(moment, stated_rule, world, every)
    _compare(stated["parts"], rows)
    return reading


def check_winds(stated: Json) -> None:
    """Check that no speed over the ground needs more wind than there is.

    Raises:
        FailedError: one does.
    """
    for place, values in stated["heights"].items():
        if {"groundspeed", "airspeed"} <= set(values):
            wind = float(values["groundspeed"]) - float(values["airspeed"])
            if not wind <= WIND + PACES:
                raise FailedError(f"{place}: a wind of {wind:,.1f} m/s would be needed")


def holds(stated: Json, readings: Sequence[Told], given: Sequence[Said], shapes: Shapes) -> bool:
    """Whether a witness meets all that its reading demands at the stretch it states.

    Whatever values it states for single parts.
    """
    reading = next(r for r in readings if dict(r.values) == stated["reading"])
    every = needed(reading.parts, given, stated)
    world = World(stated, shapes, (*every, *given))
    try:
        world.motion.courses()
        check_air(stated, [s.demand for s in every if s.demand is not None])
        check_winds(stated)
        measured = [world.measure(said) for said in every]
        for moment, rule in stated["somewhere"].items():
            _somewhere(moment, rule, world, every)
    except FailedError:
        return False
    return all(found is None or found.holds for found in measured)


def needed(parts: Sequence[Said], given: Sequence[Said], stated: Json) -> list[Said]:
    """What a witness of parts must meet: the parts, and premises about what they speak of.

    Premises about places and times that the witness states are among these.
    """
    mine = [s for s in parts if s.demand is not None and s.demand["kind"] != "fact"]
    facts = [s for s in tested((*parts, *given)) if s.demand and s.demand["kind"] == "fact"]
    spoken = {(s.demand["kind"], s.spot) for s in mine if s.demand}
    spoken |= {("place", p) for s in mine if s.demand for p in _ends(s.demand)}
    spoken |= {("place", p) for p in stated["places"]}
    spoken |= {("place", s.demand["spot"]) for s in mine if s.demand and s.demand["kind"] == "sun"}
    told = {(s.spot, s.demand["quantity"]) for s in mine
            if s.demand and s.demand["kind"] == "height"}  # fmt: skip
    changed = {
        (p, counted_from(s.demand))
        for s in mine
        if s.demand and s.demand["kind"] in ("height change", "climb")
        for p in levels_of(s.demand)
    }
    stated_ones = {(p, quantity) for p, values in stated["heights"].items() for quantity in values}
    tied = [s.demand for s in given
            if s.demand and offset_counts(s.demand, told | changed | stated_ones)]  # fmt: skip
    also = {(d["place"], "altitude") for d in tied}
    also |= {(d["surface"], "surface") for d in tied if d["surface"] is not None}
    told |= also
    high = told | changed
    told |= {(p, "altitude") for s in mine if s.demand for p in s.demand.get("places", ())}
    # A height that is given holds at both ends of what a change of height is told of.
    told |= changed
    told, high = told | stated_ones, high | stated_ones
    kinds, moments = {kind for kind, _ in spoken}, {moment for _, moment in spoken}
    for said in mine:
        assert said.demand is not None
        moments |= {said.demand[k] for k in ("later", "earlier", "moment") if said.demand.get(k)}
    moments |= {*stated["times"], *stated["gaps"]}
    timed = {*stated["times"], *stated["gaps"]}
    for said in given:
        demand = said.demand
        kind = "" if demand is None else demand["kind"]
        if demand is not None and (
            (kind == "place" and (kind, said.spot) in spoken)
            or (
                kind == "height"
                and (said.spot, demand["quantity"]) in (high if is_floor(said) else told)
            )
            or (
                kind == "time" and ("time" in kinds or timed & {demand["later"], demand["earlier"]})
            )
            or (kind == "sun" and demand["moment"] in moments | timed)
            or (kind == "offset" and demand in tied)
            or (kind == "unknown" and moments & set(demand["names"]))
            or (kind == "mover" and moments & _named(demand["places"]))
            or (kind in ON_LEGS and moments & {demand["earlier"], demand["later"]})
            or (kind == "separation" and moments & _ends(demand))
        ):
            mine.append(said)
    return mine + facts


def counted(every: Sequence[Said]) -> set[tuple[str, str]]:
    """Heights that demands speak of: of each, whose it is and what it is counted from."""
    out: set[tuple[str, str]] = set()
    for said in every:
        demand = said.demand
        if demand is None:
            continue
        if demand["kind"] == "height":
            out.add((said.spot, demand["quantity"]))
        elif demand["kind"] in ("height change", "climb"):
            out |= {(p, counted_from(demand)) for p in levels_of(demand)}
    return out


def offset_counts(demand: Json, told: Collection[tuple[str, str]]) -> bool:
    """Whether a demand ties a height that is told of to that above the sea."""
    return demand["kind"] == "offset" and (demand["place"], demand["of"]) in told


def is_floor(said: Said) -> bool:
    """Whether it is the premise that a height is not below the ground, which tells of no height."""
    demand = said.demand
    return (
        not said.part.claim
        and demand is not None
        and demand["kind"] == "height"
        and demand["quantity"] == "altitude"
        and demand["allowed"]["upper"] is None
    )


def _ends(demand: Json) -> set[str]:
    """Places that a demand ties to each other."""
    if demand["kind"] == "separation":
        return {demand["first"], demand["second"]}
    return set(demand["places"]) if demand["kind"] in ON_LEGS else set()


def _named(places: Sequence[str]) -> set[str]:
    """Places of an object, and the moments at which it is there."""
    return {*places, *map(moment_of, places)}


def _somewhere(moment: str, rule: Json, world: World, every: Sequence[Said]) -> None:
    """Check that whatever the true shape, some place is at a distance that all ranges allow.

    All that is demanded of the place are ranges of distances. A distance from one place is
    continuous over the Earth, so between a position where it is at most the greatest that its
    ranges all allow, and one where it is at least the least, it takes every value. Where other
    distances are demanded too, they hold all along the way between the two.
    """
    every_one = [s.demand for s in every if s.spot == moment and s.demand
                 and s.demand["kind"] == "place"]  # fmt: skip
    if not every_one or any("half_width" in d["allowed"] for d in every_one):
        raise FailedError(f"'{moment}' is bound by more than distances")
    first = rule.get("of", 0)
    if type(first) is not int or not 0 <= first < len(every_one):
        raise FailedError(f"'of' for '{moment}' is none of its demands")
    kinds = [text_of({k: v for k, v in d.items() if k != "allowed"}) for d in every_one]
    mine = [d for d, kind in zip(every_one, kinds, strict=True) if kind == kinds[first]]
    others = [d for d, kind in zip(every_one, kinds, strict=True) if kind != kinds[first]]
    bands = [interval(d["allowed"], world.stretch) for d in mine]
    low, high = max(b[0] for b in bands), min(b[1] for b in bands)
    if low > high:
        raise FailedError(f"the ranges for '{moment}' do not meet at the stretch stated")
    far = _bounds(mine[0], rule["far"], world.shapes)[0]
    if far < low:
        raise FailedError(f"'{moment}' is not shown to have a place as far as is demanded")
    if mine[0]["measure"] == "signed distance" or others:
        near = _bounds(mine[0], rule["near"], world.shapes)[1]
    else:
        near = 0.0  # on the place, its shore or its centroid itself
    if near > high:
        raise FailedError(f"'{moment}' is not shown to have a place as near as is demanded")
    if others:
        _along(moment, rule, others, world)


def _along(moment: str, rule: Json, others: Sequence[Json], world: World) -> None:
    """Check that demands hold all along the geodesic from ``near`` to ``far``."""
    a, b, c, d = (float(rule[which][k]) for which in ("near", "far") for k in (0, 1))
    azimuth, _, length = GEODESIC.inv(a, b, c, d)
    one = np.ones(DISCS)
    at = (np.arange(DISCS) + 0.5) * (length / DISCS)
    lon, lat, _ = GEODESIC.fwd(a * one, b * one, azimuth * one, at)
    spots = Spots.at(np.asarray(lon), np.asarray(lat), one * (length / DISCS / 2 + 0.01))
    for demand in others:
        low, high = distances(demand, world.shapes, spots)
        first, last = interval(demand["allowed"], world.stretch)
        if not bool(((low >= first) & (high <= last)).all()):
            raise FailedError(f"'{moment}': not all that is demanded holds on the way stated")


def _bounds(demand: Json, at: Sequence[float] | None, shapes: Shapes) -> tuple[float, float]:
    if at is None:
        raise FailedError("no position is stated for a rule that needs one")
    spot = Spots.at(np.array([float(at[0])]), np.array([float(at[1])]))
    (low,), (high,) = distances(demand, shapes, spot)
    return float(low), float(high)


def _compare(stated: Sequence[Json], rows: Sequence[tuple[Said, Measured]]) -> None:
    """Check the values and slacks stated for single parts against what was found."""
    left = [r for r in rows if r[0].demand is None or r[0].demand["kind"] not in UNMEASURED]
    if len(stated) != len(left):
        raise FailedError(f"the witness states {len(stated)} values, not {len(left)}")
    for row, (said, found) in zip(stated, left, strict=True):
        part = said.part
        if (row["claim"], row["part"], row["moment"]) != (part.claim, part.name, said.spot):
            raise FailedError(f"the witness states values for '{row['part']}', not '{part.name}'")
        bearing = said.demand is not None and "half_width" in said.demand.get("allowed", ())
        paced = said.demand is not None and said.demand["kind"] in ("speed", "climb")
        room = DEGREES if bearing else PACES if paced else METRES + SHARE * abs(found.value)
        low, high = row["value"]
        value = low + (found.value - low + room) % 360.0 - room if bearing else found.value
        if not low - room <= value <= high + room:
            raise FailedError(
                f"'{part.name}' comes to {found.value:,.3f}, not {low:,.3f} to {high:,.3f}"
            )
        slack = math.inf if row["slack"] is None else float(row["slack"])
        if slack > found.slack + room:
            raise FailedError(
                f"'{part.name}' has a slack of {found.slack:,.3f}, not the {slack:,.3f} stated"
            )
