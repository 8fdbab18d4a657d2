"""What a part demands, as certificates write it: plain JSON that two programs can compare.

Places are named by a key made of their geometry, band and stated error, so equal demands have
equal text whatever frame they come from. Demands of a kind that is not known here are written as
``unknown``: they exclude nothing, and no witness can be shown to meet them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal, assert_never

import shapely

from skywitness.aliases import Json
from skywitness.claims.meaning.allowed import Range, Sector, Side
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Demand,
    Difference,
    HeightChange,
    Leg,
    Mover,
    Offset,
    OnLeg,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
)
from skywitness.claims.meaning.spots import Spot, spot_from
from skywitness.places.names.coast import coast_of
from skywitness.places.place import Place

#: Measures of a place by the name of their class.
MEASURES = {
    "Distance": "distance",
    "CoastDistance": "shore distance",
    "CentroidDistance": "centroid distance",
    "SignedDistance": "signed distance",
    "AlongRoute": "way along",
}

#: What parts say of an object from one moment to another.
LegKind = Literal["travel", "speed", "height change", "climb"]


#: Heights of what moves, and of the surface below it; besides, a moment has a depth and speeds.
HEIGHTS = ("altitude", "height", "pressure altitude", "indicated altitude", "surface")


def is_height(demand: Json) -> bool:
    """Whether a demand is about a height, and not about a speed at a moment."""
    return demand["kind"] == "height" and demand["quantity"] in (*HEIGHTS, "depth")


def counted_from(demand: Json) -> str:
    """What the heights of a change of height or a climb are counted from."""
    return str(demand.get("of", "altitude"))


def levels_of(demand: Json) -> list[str]:
    """What the heights of both ends of a leg are stated of: its places, or heights of its own."""
    found: list[str] = demand["levels"] if "levels" in demand else demand["places"]
    return found


def moment_of(place: str) -> str:
    """The moment at which an object is at a place: of "Su-27 at hit" it is "hit"."""
    return spot_from(place).moment


def text_of(demand: Json) -> str:
    """A demand as text; equal demands have equal text."""
    return json.dumps(demand, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@dataclass
class Places:
    """Places met so far, by key; ``named`` has one entry per key and bearer for the manifest.

    ``apart`` are the objects of the case that have a place of their own at every moment.
    """

    known: dict[str, Place] = field(default_factory=dict)
    named: dict[tuple[str, str, str], Json] = field(default_factory=dict)
    _digests: dict[int, tuple[object, str]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)

    def of(self, who: str, moment: str) -> str:
        """What the place of an object at a moment is called."""
        return str(Spot(who if who in self.apart else "", moment))

    def digest(self, place: Place) -> str:
        """SHA-256 of the WKB (little-endian, two dimensions) of a place's geometry."""
        kept = self._digests.get(id(place.geometry))
        if kept is None:
            raw = shapely.to_wkb(place.geometry, byte_order=1, output_dimension=2)
            kept = (place.geometry, hashlib.sha256(raw).hexdigest())
            self._digests[id(place.geometry)] = kept
        return kept[1]

    def key(self, place: Place) -> str:
        """The key of a place, which is noted."""
        digest = self.digest(place)
        text = f"{digest} {place.buffer_m!r} {place.error_m!r}"
        key = hashlib.sha256(text.encode()).hexdigest()[:16]
        self.known.setdefault(key, place)
        self.named.setdefault(
            (key, place.name, place.view),
            {
                "key": key,
                "name": place.name,
                "kind": place.kind,
                "source": place.source,
                "version": place.version,
                "view": place.view,
                "error_m": place.error_m,
                "band_m": place.buffer_m,
                "wkb_sha256": digest,
            },
        )
        return key

    def manifest(self) -> list[Json]:
        """Every place met, in the order of keys and names."""
        return [self.named[each] for each in sorted(self.named)]


def describe(demand: Demand, places: Places) -> Json:  # noqa: PLR0911 - one for each kind
    """A demand as JSON."""
    match demand:
        case Constraint():
            return _measured(demand, places)
        case Travel() | Speed() | HeightChange() | Climb():
            return _leg(demand, demand.leg, places)
        case Separation():
            return {
                "kind": "separation",
                "first": str(demand.first),
                "second": str(demand.second),
                "slant": demand.slant,
                "allowed": _range(demand.allowed),
            }
        case Mover():
            return {
                "kind": "mover",
                "who": demand.who,
                "places": [str(place) for place in demand.places],
                "speed": demand.speed,
            }
        case Offset():
            return {
                "kind": "offset",
                "place": str(demand.spot),
                "of": demand.of,
                "low": [demand.low.base, demand.low.slope],
                "high": [demand.high.base, demand.high.slope],
                "surface": None if demand.surface is None else str(demand.surface),
                "sea": list(demand.sea),
            }
        case Difference():
            return {
                "kind": "time",
                "later": demand.later.moment,
                "earlier": None if demand.earlier is None else demand.earlier.moment,
                "allowed": _range(demand.allowed),
            }
        case Sun():
            way = demand.way
            return {
                "kind": "sun",
                "spot": str(demand.spot),
                "moment": demand.clock.moment,
                "height": _range(demand.height),
                "way": None if way is None else {"centre": way.centre, "half_width": way.half_width,
                                                 "per": way.per, "spread": way.spread},
            }  # fmt: skip
        case State():
            return {"kind": "fact", "what": demand.what, "value": demand.value}
        case _:
            assert_never(demand)


def _leg_kind(demand: OnLeg) -> LegKind:
    match demand:
        case Travel():
            return "travel"
        case Speed():
            return "speed"
        case HeightChange():
            return "height change"
        case Climb():
            return "climb"
        case _:
            assert_never(demand)


def _leg(demand: OnLeg, leg: Leg, places: Places) -> Json:
    out: Json = {
        "kind": _leg_kind(demand),
        "who": leg.who,
        "earlier": leg.earlier,
        "later": leg.later,
        "places": [places.of(leg.who, moment) for moment in (leg.earlier, leg.later)],
        "allowed": _range(demand.allowed),
    }
    if leg.levels is not None:
        out["levels"] = [str(spot) for spot in leg.levels]
    if isinstance(demand, HeightChange | Climb) and demand.of != "altitude":
        out["of"] = demand.of
    return out | ({"air": demand.air} if isinstance(demand, Speed) else {})


def _measured(demand: Constraint, places: Places) -> Json:
    measure = demand.measure
    name = type(measure).__name__
    allowed = demand.allowed
    place = measure.place
    if name == "Scalar" and isinstance(allowed, Range):
        return {"kind": "height", "quantity": measure.quantity, "allowed": _range(allowed)}
    if place is not None and name in MEASURES and isinstance(allowed, Range):
        out = {"kind": "place", "measure": MEASURES[name], "place": places.key(place)}
        if name == "CoastDistance":
            out["shore"] = places.key(coast_of(place))
        return out | {"allowed": _range(allowed)}
    if place is not None and name == "Bearing" and isinstance(allowed, Sector):
        return {
            "kind": "place",
            "measure": f"bearing from {measure.anchor}",
            "place": places.key(place),
            "allowed": {
                "centre": allowed.centre,
                "half_width": allowed.half_width,
                "per": allowed.per,
                "spread": allowed.spread,
            },
        }
    return {"kind": "unknown", "type": name, "names": []}


def _range(allowed: Range) -> Json:
    return {"lower": _end(allowed.lower), "upper": _end(allowed.upper)}


def _end(side: Side | None) -> list[float] | None:
    if side is None:
        return None
    return [side.limit, side.per, side.after]
