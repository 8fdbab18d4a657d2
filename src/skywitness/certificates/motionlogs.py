"""Logs of kinds ``linear`` and ``tied``: what they use of the demands, and the rows made of it.

Rows are those that the verifier makes of the demands (:mod:`skywitness.verify.motion.rows`); which
of them to add up, and how often each, is found by a linear programme.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from skywitness.aliases import Json
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.spots import spot_from
from skywitness.reason.ties.linear import Proof, System
from skywitness.reason.ties.linear import Row as SolverRow
from skywitness.reason.ties.linear import Var as SolverVar
from skywitness.verify.motion.rows import LETTERS, ON_LEGS, Row, Table, Var, gap
from skywitness.verify.statements.demands import moment_of, text_of
from skywitness.verify.statements.readings import Said

Name = list[Any]
Rows = list[list[Any]]

#: Tangents of half the angles at which way and climb are held against a hard speed.
SLOPES = tuple(f"{k}/8" for k in range(-8, 9))
#: Kinds of demands that rows are made of.
LINEAR = ("time", "height", "offset", "mover", *ON_LEGS)


@dataclass
class Draft:
    """Demands of a log with the rows that they make; ``constraints`` are those on places."""

    stretch: float
    demands: list[Json] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)
    constraints: dict[int, Constraint] = field(default_factory=dict)
    orders: list[Json] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    @classmethod
    def of(cls, every: Sequence[Said], stretch: float) -> Draft:
        """The draft of what parts and premises demand, each demand once."""
        out = cls(stretch)
        seen = set()
        for said in every:
            demand, constraint = said.demand, said.part.constraint
            if demand is None or said.hypothesis in seen:
                continue
            if demand["kind"] not in (*LINEAR, "place", "separation"):
                continue
            seen.add(said.hypothesis)
            if demand["kind"] == "place" and isinstance(constraint, Constraint):
                out.constraints[len(out.demands)] = constraint
            out.demands.append(demand)
            out.moments.append(said.hypothesis[0])
        out.table = Table(out.demands, out.moments, stretch)
        out._first_rows()
        out._tied_heights()
        return out

    def __post_init__(self) -> None:
        """Make an empty table."""
        self.table = Table(self.demands, self.moments, self.stretch)
        self._system: System | None = None

    def numbered(self, *kinds: str) -> Iterator[tuple[int, Json]]:
        """Demands of some kinds, with their numbers."""
        return ((k, d) for k, d in enumerate(self.demands) if d["kind"] in kinds)

    @property
    def heights(self) -> set[str]:
        """Places of whose heights rows tell."""
        return {v[1] for name in self.names for v in self.table.row(name).left if v[0] == "h"}

    @property
    def system(self) -> System:
        """The rows as a linear system, times counted from near the first clock time."""
        if self._system is None:
            base = self._base()
            self._system = System(
                [_shifted(self.table.row(n), base, k) for k, n in enumerate(self.names)]
            )
        return self._system

    def tells_height(self, place: str) -> bool:
        """Whether rows tell of the height of a place."""
        return ("h", spot_from(place)) in self.system.vars

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two drafts alike."""
        told = zip(map(text_of, self.demands), self.moments, strict=True)
        return self.stretch, frozenset(told)

    def with_ways(self, ways: Sequence[tuple[str, str, str, float]]) -> Draft:
        """The same with ways shown between places."""
        shown = [(who, one, other, Fraction(metres)) for who, one, other, metres in ways]
        table = replace(self.table, ways=shown)
        out = replace(self, names=[*self.names, *(["way", j] for j in range(len(ways)))])
        out.table = table
        return out

    def refuted(self) -> Rows | None:
        """Rows that add up to a contradiction."""
        proof = self.system.refuted()
        return None if proof is None else self._told(proof)

    def at_most(self, target: Mapping[Var, Fraction]) -> tuple[Fraction, Rows] | None:
        """The least bound of an expression that is found, and the rows it comes from."""
        found = self.system.at_most(_for_solver(target))
        if found is None:
            return None
        rows = self._told(found[1])
        return self.table.bound(rows, target), rows

    def add(self, *names: Name) -> None:
        """Take in rows."""
        self.names += [n for n in names if n not in self.names]
        self._system = None

    def add_movers(self) -> None:
        """Hard speeds between moments whose order can be shown."""
        told = {v[1] for n in self.names for v in self.table.row(n).left if v[0] == "t"}
        high = self.heights
        new: list[Name] = []
        for k, demand in self.numbered("mover"):
            places = [p for p in demand["places"] if moment_of(p) in told]
            for i, one in enumerate(places):
                for other in places[i + 1 :]:
                    ends = self._in_order(one, other)
                    if ends is None:
                        continue
                    moments = [moment_of(p) for p in ends]
                    slopes = SLOPES if set(ends) <= high else ("0",)
                    new += [["speed", k, *ends, q] for q in slopes]
                    new.append(["path", demand["who"], *moments])
        self.add(*new)

    def _in_order(self, one: str, other: str) -> tuple[str, str] | None:
        """Two places in the order of their moments, which is noted with its proof."""
        for first, second in ((one, other), (other, one)):
            ends = moment_of(first), moment_of(second)
            if ends in self.table.orders:
                return first, second
            found = self.at_most(gap(*ends[::-1]))
            if found is not None and found[0] <= 0:
                self.orders.append({"earlier": ends[0], "later": ends[1], "rows": found[1]})
                self.table.orders.add(ends)
                return first, second
        return None

    def _first_rows(self) -> None:
        """Rows of the demands' ends and of every leg."""
        for k, demand in self.numbered("time", "height", "separation", *ON_LEGS):
            if demand.get("quantity", "altitude") not in LETTERS:
                continue
            if demand["kind"] == "separation" and not demand["slant"]:
                continue
            for end in ("lower", "upper"):
                free = demand["allowed"][end] is None
                if not free and not (demand.get("air") and end == "lower"):
                    self.add(["part", k, end])
            if demand["kind"] in ON_LEGS and demand["earlier"] != demand["later"]:
                ends = str(demand["earlier"]), str(demand["later"])
                self.add(["forward", k], ["path", demand["who"], *ends])
                if ends not in self.table.orders:
                    self.table.orders.add(ends)
                    rows = [[["forward", k], "1"]]
                    self.orders.append({"earlier": ends[0], "later": ends[1], "rows": rows})

    def _tied_heights(self) -> None:
        """Rows of the bounds between heights of several references."""
        for k, _ in self.numbered("offset"):
            self.add(["offset", k, "low"], ["offset", k, "high"])

    def _told(self, proof: Proof) -> Rows:
        return [[self.names[row.source], _text(times)] for row, times in proof.rows]

    def _base(self) -> Fraction:
        sides = (d["allowed"][end] for _, d in self.numbered("time") if d["earlier"] is None
                 for end in ("lower", "upper"))  # fmt: skip
        return Fraction(math.floor(min((s[0] for s in sides if s is not None), default=0.0)))


def _shifted(row: Row, base: Fraction, source: int) -> SolverRow:
    since = sum((x for v, x in row.left.items() if v[0] == "t" and v[1]), Fraction(0))
    return SolverRow(_for_solver(row.left), row.right - base * since, source)


def _for_solver(expression: Mapping[Var, Fraction]) -> dict[SolverVar, Fraction]:
    """An expression of the verifier's with the solver's variables, in which places are spots."""
    out: dict[SolverVar, Fraction] = {}
    for v, x in expression.items():
        match v:
            case ("t", moment):
                out["t", moment] = x
            case ("s", who, moment):
                out["s", who, moment] = x
            case ("h", place):
                out["h", spot_from(place)] = x
            case ("g" | "p" | "q" | "e" as letter, place):
                out[letter, spot_from(place)] = x
            case ("l", one, other):
                first, second = sorted((spot_from(one), spot_from(other)))
                out["l", first, second] = x
            case _:
                raise ValueError(f"{v} is no time, path, height or line")
    return out


def _text(x: Fraction) -> str:
    return f"{x.numerator}/{x.denominator}"
