"""The logs of one folder: each exclusion made once, whatever reading, claim or frame uses it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from skywitness.aliases import Json
from skywitness.certificates.motionlogs import Draft
from skywitness.certificates.sunlogs import sun_logs
from skywitness.certificates.tiedlogs import linear_log, tied_log
from skywitness.certificates.tiles import tile_names
from skywitness.claims.meaning.movers import WIND
from skywitness.claims.meaning.parts import Constraint, Difference, Reading
from skywitness.places.measures.measures import Scalar
from skywitness.places.place import Place
from skywitness.reason.regions.exclusion import HOLDS, Leaves, exclude
from skywitness.reason.times.certtimes import failing_cycle
from skywitness.reason.worlds.joint import World, joint
from skywitness.verify.geometry.edges import MEASURES, at_edge
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds.ranges import NUMBER
from skywitness.verify.motion.rows import ON_LEGS
from skywitness.verify.statements.bands import interval, opening, turned
from skywitness.verify.statements.demands import Places, levels_of, text_of
from skywitness.verify.statements.folder import EXCLUSION, VERSION
from skywitness.verify.statements.readings import Said
from skywitness.verify.witness import counted, is_floor, offset_counts

#: Kinds of demands by which places, heights and times bear on each other.
MOVING = ("mover", "separation", "offset", *ON_LEGS)


@dataclass
class LogBook:
    """Logs by id; ``raw`` are their bytes as they will be packed."""

    logs: dict[str, Json] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    _shapes: Shapes | None = None
    _covers: dict[object, str | None] = field(default_factory=dict)

    def shapes(self, places: Places) -> Shapes:
        """Shapes as the verifier prepares them, once for all that is written."""
        if self._shapes is None:
            self._shapes = Shapes(places)
        return self._shapes

    def put(self, log: Json) -> str:
        """Keep a log; returns its id, made of its kind and its content."""
        whole = {"format": EXCLUSION, "version": VERSION, **log}
        raw = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        name = f"{log['kind']}-{hashlib.sha256(raw).hexdigest()[:16]}"
        self.logs.setdefault(name, whole)
        self.raw.setdefault(name, raw)
        return name

    def excluded(
        self, parts: Sequence[Said], given: Sequence[Said], stretch: float, world: World
    ) -> Json | None:
        """A log that excludes some of the parts and premises at ``stretch``, and its moment.

        ``None`` where none is found; what is cheap to show is tried first.
        """
        every = _relevant([s for s in (*parts, *given) if s.demand is not None])
        moves = any(s.demand and s.demand["kind"] in MOVING for s in every)
        draft = Draft.of(every, stretch) if moves else None
        for found in self._ways(every, parts, stretch, world, draft):
            if found is not None:
                return found
        return None

    def _ways(
        self,
        every: Sequence[Said],
        parts: Sequence[Said],
        stretch: float,
        world: World,
        draft: Draft | None,
    ) -> Iterator[Json | None]:
        """What each way of excluding comes to, the cheaper ones first."""
        yield _alone(self._facts(every, stretch))
        if any(s.demand and s.demand["kind"] == "time" for s in parts):
            yield _alone(self._cycle(every, stretch))
        for log in sun_logs(every, stretch):
            yield _alone(self.put(log))
        if draft is not None:
            yield _alone(self._motion(linear_log, draft))
        moments = list(dict.fromkeys(s.spot for s in parts if _bound(s)))
        rows = {m: [s for s in every if _bound(s) and s.spot == m] for m in moments}
        for moment, mine in rows.items():
            yield _alone(self._ranges(mine, stretch), moment)
        low = {m: self._low(m, parts, world) for m in moments}
        for moment in sorted(moments, key=lambda m: -low[m]):
            if draft is None or low[moment] > stretch:
                yield _alone(self.cover(rows[moment], stretch), moment)
        if draft is not None:
            yield _alone(self._motion(tied_log, draft))

    def _motion(self, make: Callable[[Draft], Json | None], draft: Draft) -> str | None:
        """The log that ``make`` finds for demands on motion, each set of demands tried once."""
        key = (make.__name__, draft.key)
        if key not in self._covers:
            log = make(draft)
            self._covers[key] = None if log is None else self.put(log)
        return self._covers[key]

    def cover(self, row: Sequence[Said], stretch: float, claim: Sequence[Said] = ()) -> str | None:
        """The log of an exhaustive cover of a row of one moment, each row's made once."""
        mine, wanted = _places(row), _places(claim)
        key = (frozenset(mine), stretch, frozenset(wanted))
        if key not in self._covers:
            leaves = exclude([s for s, _ in mine.values()], stretch,
                             [s for s, _ in wanted.values()])  # fmt: skip
            self._covers[key] = None
            if leaves is not None:
                self._covers[key] = self.put(
                    _cells([d for _, d in mine.values()], leaves, stretch,
                           [d for _, d in wanted.values()])
                )  # fmt: skip
        return self._covers[key]

    def _facts(self, every: Sequence[Said], stretch: float) -> str | None:
        known: dict[str, Json] = {}
        for said in every:
            demand = said.demand
            if demand is None or demand["kind"] != "fact":
                continue
            other = known.setdefault(demand["what"], demand)
            if other["value"] is not demand["value"]:
                demands = [other, demand]
                return self.put(
                    {"kind": "facts", "stretch": stretch, "demands": demands, "pair": [0, 1]}
                )
        return None

    def _cycle(self, every: Sequence[Said], stretch: float) -> str | None:
        timed = [s for s in every if s.demand and s.demand["kind"] == "time"]
        demands = [s.part.constraint for s in timed]
        steps = failing_cycle([d for d in demands if isinstance(d, Difference)], stretch)
        if steps is None:
            return None
        used = list(dict.fromkeys(number for number, _ in steps))
        return self.put(
            {
                "kind": "cycle",
                "stretch": stretch,
                "demands": [timed[k].demand for k in used],
                "cycle": [[used.index(number), end] for number, end in steps],
            }
        )

    def _ranges(self, row: Sequence[Said], stretch: float) -> str | None:
        found = [s for s in row if s.demand]
        for above, below in product(found, found):
            if _apart(above, below, stretch):
                return self.put(
                    {
                        "kind": "ranges",
                        "stretch": stretch,
                        "demands": [above.demand, below.demand],
                        "pair": [0, 1],
                    }
                )
        return None

    @staticmethod
    def _low(moment: str, parts: Sequence[Said], world: World) -> float:
        """The lower end already found for one moment's place."""
        mine = tuple(
            s.part for s in parts
            if s.spot == moment and s.demand and s.demand["kind"] == "place"
        )  # fmt: skip
        (found,) = joint([Reading("", "ordinary", {}, mine)], world)
        return found.lo


def _relevant(every: Sequence[Said]) -> list[Said]:
    """What is said, without what is known of heights of which nothing else is said."""
    told = counted([s for s in every if not _of_ground(s)])
    tied = [s.demand for s in every if s.demand and offset_counts(s.demand, told)]
    surfaces = {d["surface"] for d in tied}
    every = [
        s for s in every
        if s.demand is not None
        and (s.demand["kind"] != "offset" or s.demand in tied)
        and (not _is_surface(s) or s.spot in surfaces)
    ]  # fmt: skip
    high = {s.spot for s in every if s.demand and s.demand["kind"] == "height"
            and not _of_ground(s)}  # fmt: skip
    high |= {d["place"] for d in tied}
    for said in every:
        assert said.demand is not None
        if said.demand["kind"] in ("height change", "climb"):
            high |= {*levels_of(said.demand)}
        elif said.demand["kind"] == "separation" and said.demand["slant"]:
            high |= {said.demand["first"], said.demand["second"]}
    return [s for s in every if not is_floor(s) or s.spot in high]


def _of_ground(said: Said) -> bool:
    """Whether it is a premise about the ground, which tells of no height."""
    return is_floor(said) or _is_surface(said)


def _is_surface(said: Said) -> bool:
    demand = said.demand
    return not said.part.claim and demand is not None and demand.get("quantity") == "surface"


def _apart(above: Said, below: Said, stretch: float) -> bool:
    """Whether two ranges of one number, or of distances to one edge, do not meet."""
    one, other = above.demand, below.demand
    assert one is not None
    assert other is not None
    if (one.get("quantity"), other.get("quantity")) == ("groundspeed", "airspeed"):
        least = interval(one["allowed"], stretch)[0] - WIND
        return least > interval(other["allowed"], stretch)[1]
    if any("half_width" in d["allowed"] for d in (one, other)):
        return _turned_away(one, other, stretch)
    if all(one.get(k) == other.get(k) for k in NUMBER):
        return interval(one["allowed"], stretch)[0] > interval(other["allowed"], stretch)[1]
    if any(d["kind"] != "place" or d["measure"] not in MEASURES for d in (one, other)):
        return False
    first, second = (_place_of(said) for said in (above, below))
    if first.geometry is not second.geometry or first.error_m != second.error_m:
        return False
    least, _ = at_edge(one, first.buffer_m, stretch)
    _, most = at_edge(other, second.buffer_m, stretch)
    return least > most


def _turned_away(one: Json, other: Json, stretch: float) -> bool:
    """Whether two sectors from one point have no bearing in common."""
    sectors = [d["allowed"] for d in (one, other) if "half_width" in d["allowed"]]
    if len(sectors) < 2 or any(one.get(k) != other.get(k) for k in NUMBER):
        return False
    first, second = sectors
    between = turned(first["centre"], second["centre"])
    return between > opening(first, stretch) + opening(second, stretch)


def _place_of(said: Said) -> Place:
    constraint = said.part.constraint
    assert isinstance(constraint, Constraint)
    assert not isinstance(constraint.measure, Scalar)
    return constraint.measure.place


def _alone(name: str | None, moment: str = "") -> Json | None:
    return None if name is None else {"log": name, "moment": moment}


def _bound(said: Said) -> bool:
    return said.demand is not None and said.demand["kind"] in ("place", "height")


def _places(row: Sequence[Said]) -> dict[str, tuple[Constraint, Json]]:
    """The constraints on a place in a row, each once."""
    out: dict[str, tuple[Constraint, Json]] = {}
    for said in row:
        demand, constraint = said.demand, said.part.constraint
        if demand and demand["kind"] == "place" and isinstance(constraint, Constraint):
            out.setdefault(text_of(demand), (constraint, demand))
    return out


def _cells(demands: list[Json], leaves: Leaves, stretch: float, claim: list[Json]) -> Json:
    """The log of a cover, with only those demands that exclude something."""
    used = sorted({int(k) for k in leaves.reason} - {HOLDS})
    names = tile_names(leaves.cells)
    told = {
        ("holds" if k == HOLDS else str(used.index(k))): " ".join(
            sorted(n for n, r in zip(names, leaves.reason, strict=True) if r == k)
        )
        for k in sorted({int(k) for k in leaves.reason})
    }
    log: Json = {
        "kind": "always" if claim else "cells",
        "stretch": stretch,
        "demands": [demands[k] for k in used],
        "leaves": told,
    }
    return log | ({"claim": claim} if claim else {})
