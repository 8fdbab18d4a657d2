"""Joint readings derived anew from the copied case, with what each demands of the world."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import JointKind, Part, Reading, Value
from skywitness.claims.premises import premises
from skywitness.claims.readings import MOST_READINGS, Reader, merged_variables
from skywitness.claims.visitorder import in_turn
from skywitness.verify.statements.demands import Places, describe, text_of
from skywitness.verify.statements.failure import FailedError

NOT_ONE = "the reading is not one ordinary value for every ambiguous word"
#: Most joint readings of the parts of one conflict.
MOST = 20_000


@dataclass(frozen=True)
class Said:
    """A part with its demand as JSON; ``None`` where it demands nothing."""

    part: Part
    demand: Json | None

    @property
    def spot(self) -> str:
        """The words of what the part is about, by which certificates name it."""
        return str(self.part.spot)

    @property
    def hypothesis(self) -> tuple[str, str]:
        """What a log must name to use it: the moment of a place or height, and the demand."""
        assert self.demand is not None
        bound = self.demand["kind"] in ("place", "height")
        return (self.spot if bound else "", text_of(self.demand))


@dataclass(frozen=True)
class Told:
    """One joint reading: its values by the ids of the ambiguous words, and its parts."""

    values: Mapping[str, str]
    kind: JointKind
    parts: tuple[Said, ...]


#: Values of the words that matter, and what is said under each choice of them.
Table = tuple[dict[str, list[str]], dict[tuple[str, ...], tuple[Said, ...]]]


@dataclass
class Teller:
    """Readings of one case in one frame."""

    case: Case
    frame: Frame
    sector_deg: float | None
    places: Places
    _kept: dict[tuple[str, ...], tuple[Told, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the premises."""
        self.places.apart |= {thing.id for thing in self.case.things if thing.apart}
        self.reader = Reader(self.case, self.frame, self.sector_deg)
        self.given = tuple(map(self._said, premises(self.case, self.frame)))

    def claims(self, ids: Sequence[str]) -> list[Claim]:
        """The claims with these ids."""
        return [self.case.claim(each) for each in ids]

    def readings(self, ids: Sequence[str]) -> tuple[Told, ...]:
        """The joint readings of claims, ordinary ones first."""
        key = tuple(ids)
        if key not in self._kept:
            found = self.reader.readings([c.saying for c in self.claims(ids)])
            self._kept[key] = tuple(
                Told({k: v.label for k, v in r.choice.items()}, r.kind,
                     tuple(map(self._said, r.parts)))
                for r in found
            )  # fmt: skip
        return self._kept[key]

    def ordinary(self, ids: Sequence[str]) -> tuple[Told, ...]:
        """The ordinary joint readings of claims."""
        return tuple(r for r in self.readings(ids) if r.kind == "ordinary")

    def of_parts(self, wanted: Sequence[tuple[str, str, int]]) -> tuple[Told, ...]:
        """The ordinary joint readings of some parts, by the words that change them.

        ``wanted`` are claim, words, and how often these words stood before in the claim.

        Raises:
            FailedError: a claim has no such part, or there are too many readings.
        """
        claims = list(dict.fromkeys(c for c, _, _ in wanted))
        merged = self._merged(claims)
        tables = [
            table
            for claim in claims
            for table in self._tables(claim, {(w, n) for c, w, n in wanted if c == claim}, merged)
        ]
        values: dict[str, dict[str, None]] = {}
        for words, _ in tables:
            for word, labels in words.items():
                values.setdefault(word, {}).update(dict.fromkeys(labels))
        if math.prod(map(len, values.values())) > MOST:
            raise FailedError(f"the parts have more than {MOST:,} joint readings")
        out: list[Told] = []
        for choice in itertools.product(*values.values()):
            named = dict(zip(values, choice, strict=True))
            parts: tuple[Said, ...] = ()
            for words, rows in tables:
                parts += rows.get(tuple(named[w] for w in words), ())
            out += self._in_turn(claims, named, parts)
        return tuple(out)

    def _in_turn(
        self, ids: Sequence[str], values: Mapping[str, str], said: Sequence[Said]
    ) -> Iterator[Told]:
        """A joint reading of some parts in every order in which visits may have come."""
        parts = tuple(each.part for each in said)
        stays = self.reader.stays([c.saying for c in self.claims(ids)])
        for turned in in_turn(Reading("", "ordinary", {}, parts), stays, every=True):
            yield Told(
                {**values, **{k: v.label for k, v in turned.choice.items()}}, "ordinary",
                tuple(map(self._said, turned.parts)),
            )  # fmt: skip

    def _merged(self, ids: Sequence[str]) -> dict[str, tuple[Value, ...]]:
        """Ordinary values of words; one that claims share has all that any of them gives it."""
        return {
            v.id: tuple(x for x in v.values if x.kind == "ordinary")
            for v in merged_variables(
                v for c in self.claims(ids) for v in self.reader.variables(c.saying)
            )
        }

    def chosen(self, ids: Sequence[str], values: Mapping[str, str]) -> Told:
        """The one ordinary joint reading of claims that takes these values.

        Where they tell no order of visits it is the first.

        Raises:
            FailedError: they are not one ordinary value for every ambiguous word.
        """
        every = self.every_chosen(ids, values)
        found = next((told for told in every if told.values.items() >= values.items()), None)
        if found is None:
            raise FailedError(NOT_ONE)
        return found

    def every_chosen(self, ids: Sequence[str], values: Mapping[str, str]) -> tuple[Told, ...]:
        """The same in every order in which visits may have come."""
        sayings = [c.saying for c in self.claims(ids)]
        words = merged_variables(v for s in sayings for v in self.reader.variables(s))
        choice = {
            v.id: x
            for v in words
            for x in v.values
            if x.kind == "ordinary" and x.label == values.get(v.id)
        }
        if len(choice) != len(words):
            raise FailedError(NOT_ONE)
        parts = tuple(self._said(p) for s in sayings for p in self.reader.parts(s, choice))
        told = {word: values[word] for word in choice}
        return tuple(self._in_turn(ids, told, parts))

    def _tables(
        self,
        claim: str,
        wanted: Collection[tuple[str, int]],
        merged: Mapping[str, tuple[Value, ...]],
    ) -> Iterator[Table]:
        """For each clause the words that change some of the parts wanted, and these by values."""
        met: set[tuple[str, int]] = set()
        before: dict[str, int] = {}
        for clause in self.reader.clauses(self.case.claim(claim).saying):
            words = {v.id: merged[v.id] for v in clause.variables}
            if math.prod(map(len, words.values())) > MOST_READINGS:
                raise FailedError(f"a phrase of {claim} has too many readings")
            rows: dict[tuple[str, ...], tuple[Said, ...]] = {}
            base = dict(before)
            for choice in itertools.product(*words.values()):
                named: dict[str, Value] = dict(zip(words, choice, strict=True))
                every = [
                    ((name, base.get(name, 0) + n), p)
                    for (name, n), p in numbered(clause.parts(named))
                ]
                for (name, n), _ in every:
                    before[name] = max(before.get(name, 0), n + 1)
                mine = [(key, p) for key, p in every if key in wanted]
                met |= {key for key, _ in mine}
                rows[tuple(v.label for v in choice)] = tuple(self._said(p) for _, p in mine)
            keep = [k for k in range(len(words)) if _matters(k, rows)]
            ids = list(words)
            yield (
                {ids[k]: [v.label for v in words[ids[k]]] for k in keep},
                {tuple(key[k] for k in keep): row for key, row in rows.items()},
            )
        if met != set(wanted):
            raise FailedError(f"{claim} has no part {sorted(set(wanted) - met)[0][0]!r}")

    def keys(self, claim: str) -> set[tuple[str, int]]:
        """Every part of a claim that demands something in some reading, as ``wanted`` names it."""
        found: set[tuple[str, int]] = set()
        before: dict[str, int] = {}
        for clause in self.reader.clauses(self.case.claim(claim).saying):
            base = dict(before)
            values = [[x for x in v.values if x.kind == "ordinary"] for v in clause.variables]
            if math.prod(map(len, values)) > MOST_READINGS:
                raise FailedError(f"a phrase of {claim} has too many readings")
            for choice in itertools.product(*values):
                named = {v.id: x for v, x in zip(clause.variables, choice, strict=True)}
                for (name, n), _ in numbered(clause.parts(named)):
                    before[name] = max(before.get(name, 0), base.get(name, 0) + n + 1)
                    found.add((name, base.get(name, 0) + n))
        return found

    def defaults(self, ids: Sequence[str]) -> dict[str, str]:
        """The first ordinary value of every ambiguous word of claims, by its label."""
        return {word: values[0].label for word, values in self._merged(ids).items()}

    def met(self, ids: Sequence[str]) -> None:
        """Note the places that the readings of claims lead to."""
        if not self.many(ids):
            self.readings(ids)
            return
        merged = self._merged(ids)
        for claim in ids:
            list(self._tables(claim, self.keys(claim), merged))

    def many(self, ids: Sequence[str]) -> bool:
        """Whether the joint readings of claims are too many to be listed."""
        return self.reader.many([c.saying for c in self.claims(ids)])

    def _said(self, part: Part) -> Said:
        demand = part.constraint
        return Said(part, None if demand is None else describe(demand, self.places))


def numbered(parts: Sequence[Part]) -> Iterator[tuple[tuple[str, int], Part]]:
    """Parts that demand something, by their words and how often these stood before."""
    seen: dict[str, int] = {}
    for part in parts:
        if part.constraint is not None:
            seen[part.name] = seen.get(part.name, -1) + 1
            yield (part.name, seen[part.name]), part


def _matters(k: int, rows: Mapping[tuple[str, ...], tuple[Said, ...]]) -> bool:
    """Whether the ``k``-th word changes what any row demands."""
    seen: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for key, row in rows.items():
        rest = (*key[:k], *key[k + 1 :])
        says = [said.hypothesis for said in row]
        if seen.setdefault(rest, says) != says:
            return True
    return False


def without(claim: str, told: Told) -> Told:
    """A reading without a claim, but for what that says by the sense of its words alone."""
    kept = tuple(s for s in told.parts if s.part.claim != claim or s.part.by_sense)
    return Told(told.values, told.kind, kept)


def claimed(parts: Sequence[Said]) -> list[Said]:
    """What parts claim that can be tested, without what others of them imply."""
    return [said for said in tested(parts) if not said.part.implied]


def tested(parts: Sequence[Said]) -> list[Said]:
    """Parts that something can test: they demand something and evidence bears on them.

    A fact that no evidence bears on is tested by its opposite.
    """
    values: dict[str, set[bool]] = {}
    for said in parts:
        if said.demand is not None and said.demand["kind"] == "fact":
            values.setdefault(said.demand["what"], set()).add(said.demand["value"])
    return [
        said
        for said in parts
        if said.demand is not None
        and (
            said.part.untestable is None
            or (said.demand["kind"] == "fact" and len(values[said.demand["what"]]) > 1)
        )
    ]
