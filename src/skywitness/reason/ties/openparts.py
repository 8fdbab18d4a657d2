"""What conflicts are made of: the parts of claims while their ambiguous words are still open.

An open part is one atom of one claim. It knows which ambiguous words change it, and what it is,
settled, for each choice of their ordinary values. Words that two claims share (one printed
sentence, or a declared coupling) are one word here too.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from skywitness.claims.language.atoms.shared.presence import in_again, more_than_one
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.parts import (
    Beside,
    Climb,
    Constraint,
    Demand,
    Difference,
    HeightChange,
    Motion,
    Mover,
    Offset,
    Part,
    Reading,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
    Value,
    Variable,
    levels_told,
)
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.readings import MOST_READINGS, Reader, merged_variables, told_apart
from skywitness.claims.visitorder import in_turn
from skywitness.claims.visitstays import Stays

#: What parts can have in common: a spot, which stands for its moment's time as well, a spot without
#: a moment, which stands for the object, and a fact by its words.
Unknown = Spot | str
#: A part by its claim, its words and how many parts of the claim with these stand before it.
PartKey = tuple[str, str, int]


@dataclass(frozen=True)
class OpenPart:
    """A part of a claim that demands something of the world; ``name`` is its words.

    ``before`` counts the parts of the claim before it that have the same words. ``words`` are
    positions in :attr:`OpenParts.words` of the words that change it; ``settled`` gives, for the
    positions of their values, the number of the settled part (absent where the claim has no such
    part). ``unknowns`` names what it speaks of.
    """

    claim: str
    name: str
    words: tuple[int, ...]
    settled: Mapping[tuple[int, ...], int]
    unknowns: frozenset[Unknown]
    before: int = 0


@dataclass(frozen=True)
class OpenParts:
    """The open parts of several claims.

    ``words`` are the ambiguous words with their ordinary values only; ``settled`` holds each
    distinct settled part once. ``left_out`` are claims that could not be opened, with the reason.
    ``stays`` are the visits that they speak of, which come in some order.
    """

    parts: tuple[OpenPart, ...]
    words: tuple[Variable, ...]
    settled: tuple[Part, ...]
    left_out: tuple[tuple[str, str], ...]
    stays: tuple[Stays, ...] = ()

    def components(self) -> list[tuple[int, ...]]:
        """Positions of parts in groups that have no unknown, no open word and no claim in common.

        Whatever holds of two such groups separately holds of both together.
        """
        return connected(
            [{*p.unknowns, *(("word", w) for w in p.words), ("claim", p.claim)} for p in self.parts]
        )

    def factors(self) -> list[tuple[int, ...]]:
        """Positions of parts in groups that have no unknown and no open word in common.

        A joint reading of all is one of each, and is so exactly when each of them can be.
        """
        return connected([{*p.unknowns, *(("word", w) for w in p.words)} for p in self.parts])

    def keys(self, members: Iterable[int]) -> tuple[PartKey, ...]:
        """Parts by their claims, words and how many such stand before: as certificates do."""
        return tuple((p.claim, p.name, p.before) for p in map(self.parts.__getitem__, members))

    def readings(self, members: Sequence[int], most: int) -> tuple[Reading, ...]:
        """The ordinary joint readings of some parts; none when there are more than ``most``."""
        parts = [self.parts[k] for k in members]
        mine = sorted({w for part in parts for w in part.words})
        if math.prod(len(self.words[w].values) for w in mine) > most:
            return ()
        users = {
            self.words[w].id: list(dict.fromkeys(p.claim for p in parts if w in p.words))
            for w in mine
        }
        words = told_apart(tuple(self.words[w] for w in mine), users)
        labels = {word.id: word.label for word in words}
        out: list[Reading] = []
        for choice in itertools.product(*(range(len(word.values)) for word in words)):
            at = dict(zip(mine, choice, strict=True))
            values = {w.id: w.values[k] for w, k in zip(words, choice, strict=True)}
            plain = {self.words[w].id: self.words[w].values[k].label for w, k in at.items()}
            numbers = [(p, p.settled.get(tuple(at[w] for w in p.words))) for p in parts]
            out += in_turn(
                Reading(
                    "; ".join(values[w.id].label for w in words if len(w.values) > 1)
                    or "as written",
                    "ordinary",
                    values,
                    tuple(
                        dataclasses.replace(self.settled[n], claim=p.claim, name=p.name)
                        for p, n in numbers
                        if n is not None
                    ),
                    labels,
                    plain,
                ),
                self.stays,
                every=True,
            )
        return tuple(out)


def open_parts(sayings: Sequence[Saying], reader: Reader, given: Sequence[Part] = ()) -> OpenParts:
    """The open parts of claims, in their order; ``given`` parts may tie what they speak of.

    Raises:
        SkywitnessError: a place is unknown or ambiguous.
    """
    merged = merged_variables(v for saying in sayings for v in reader.variables(saying))
    words = tuple(dataclasses.replace(v, values=_ordinary(v)) for v in merged)
    place = {word.id: k for k, word in enumerate(words)}
    stays = reader.stays(sayings)
    tied = ties(given, stays)
    numbers: dict[Hashable, int] = {}
    settled: list[Part] = []
    parts: list[OpenPart] = []
    left_out: list[tuple[str, str]] = []
    for saying in sayings:
        before: dict[str, int] = {}
        for clause in reader.clauses(saying):
            mine = [place[v.id] for v in clause.variables]
            count = math.prod(len(words[w].values) for w in mine)
            if count > MOST_READINGS:
                left_out.append((saying.id, f"one of its phrases has {count:,} readings"))
                break
            table: dict[tuple[str, int], dict[tuple[int, ...], int]] = {}
            for choice in itertools.product(*(range(len(words[w].values)) for w in mine)):
                values = {
                    words[w].id: words[w].values[k] for w, k in zip(mine, choice, strict=True)
                }
                demands = [p for p in clause.parts(values) if p.constraint is not None]
                for key, part in _named(demands):
                    content = content_of(part)
                    if content not in numbers:
                        numbers[content] = len(settled)
                        settled.append(part)
                    table.setdefault(key, {})[choice] = numbers[content]
            unknowns = [unknowns_of(part, tied) for part in settled]
            sizes = [(w, len(words[w].values)) for w in mine]
            parts += [
                _open(saying.id, name, before.get(name, 0) + n - 1, sizes, rows, unknowns)
                for (name, n), rows in table.items()
            ]
            base = dict(before)
            for name, n in table:
                before[name] = max(before.get(name, 0), base.get(name, 0) + n)
    facts = {(c.what, c.value) for p in (*settled, *given) if isinstance(c := p.constraint, State)}
    weighty = [any(_weighs(settled[n], facts) for n in part.settled.values()) for part in parts]
    kept = tuple(itertools.compress(parts, weighty))
    return OpenParts(kept, words, tuple(settled), tuple(left_out), stays)


def _weighs(part: Part, facts: Collection[tuple[str, bool]]) -> bool:
    """Whether a part can exclude anything: a fact told beside others that nothing denies cannot.

    There is such a fact for each number that two phrases share, and a search that tries sets
    without one more part for each takes twice as long.
    """
    c = part.constraint
    if not isinstance(c, State) or (c.what, not c.value) in facts:
        return True
    return not isinstance(c, Beside) and not (part.implied and part.alternative)


def content_of(part: Part) -> Hashable:
    """What makes two settled parts say the same, whoever says it, while both are alive."""
    c = part.constraint
    if isinstance(c, Constraint):
        return part.spot, c.measure.key, c.allowed
    if isinstance(c, Difference):  # it names both moments, whichever of them the words begin with
        return NOWHERE, c
    if c is None or isinstance(c, State | Sun | Motion):
        return part.spot, c
    assert_never(c)


def unknowns_of(part: Part, tied: Mapping[Unknown, Unknown]) -> frozenset[Unknown]:
    """What a part speaks of: its spot, and whatever else its constraint names."""
    found = {part.spot, *_named_by(part.constraint)}
    return frozenset(tied.get(u, u) for u in found if u)


def ties(given: Sequence[Part], stays: Sequence[Stays] = ()) -> dict[Unknown, Unknown]:
    """For unknowns that hard premises tie to each other, one that stands for all of them.

    Visits of one place are tied by their order.
    """
    named: list[set[Unknown]] = [set(unknowns_of(part, {})) for part in given]
    named += [{more_than_one(each.key), in_again(each.key), *each.unknowns} for each in stays]
    return {
        unknown: min((u for k in group for u in named[k]), key=str)
        for group in connected([set(names) for names in named])
        for unknown in {u for k in group for u in named[k]}
    }


def connected(keys: Sequence[set[Hashable]]) -> list[tuple[int, ...]]:
    """Positions grouped so that no key stands in two groups, in the order of their first."""
    groups: list[tuple[set[Hashable], list[int]]] = []
    for k, mine in enumerate(keys):
        joined = [g for g in groups if g[0] & mine]
        groups = [g for g in groups if not g[0] & mine]
        groups.append(
            (mine.union(*(g[0] for g in joined)), sorted([k, *(i for g in joined for i in g[1])]))
        )
    return sorted(tuple(members) for _, members in groups)


def _ordinary(variable: Variable) -> tuple[Value, ...]:
    return tuple(v for v in variable.values if v.kind == "ordinary")


def _named(parts: Sequence[Part]) -> Iterator[tuple[tuple[str, int], Part]]:
    """Parts with their words and how often these stood before."""
    seen: dict[str, int] = {}
    for part in parts:
        seen[part.name] = seen.get(part.name, 0) + 1
        yield (part.name, seen[part.name]), part


def _open(
    claim: str,
    name: str,
    before: int,
    words: Sequence[tuple[int, int]],
    rows: Mapping[tuple[int, ...], int],
    unknowns: Sequence[frozenset[Unknown]],
) -> OpenPart:
    """An open part that depends on no word that does not change it.

    ``words`` are their positions, each with how many values it has.
    """
    keep = [k for k, (_, values) in enumerate(words) if _matters(k, values, rows)]
    found = {tuple(choice[k] for k in keep): number for choice, number in rows.items()}
    mine = frozenset(u for number in set(rows.values()) for u in unknowns[number])
    return OpenPart(claim, name, tuple(words[k][0] for k in keep), found, mine, before)


def _matters(k: int, values: int, rows: Mapping[tuple[int, ...], int]) -> bool:
    """Whether some change of the ``k``-th word alone changes what the part says."""
    return any(
        rows.get((*choice[:k], value, *choice[k + 1 :])) != number
        for choice, number in rows.items()
        for value in range(values)
    )


def _named_by(c: Demand | None) -> Iterator[Unknown]:
    """What a demand names besides the spot that it is told of."""
    match c:
        case Constraint() | None:
            return
        case State():
            yield c.what
        case Difference():
            yield Spot.of(c.later.moment)
            if c.earlier is not None:
                yield Spot.of(c.earlier.moment)
        case Sun():
            yield c.spot
            yield Spot.of(c.clock.moment)
        case Separation():
            yield from _with_moments(c.first, c.second)
        case Offset():
            yield c.spot
            if c.surface is not None:
                yield c.surface
        case Mover():
            yield Spot(c.who, "")
            yield from _with_moments(*c.places)
        case Travel() | Speed() | HeightChange() | Climb():
            yield Spot(c.leg.who, "")
            yield Spot.of(c.leg.earlier)
            yield Spot.of(c.leg.later)
            if isinstance(c, HeightChange | Climb):
                yield from levels_told(c.leg)
        case _:
            assert_never(c)


def _with_moments(*spots: Spot) -> Iterator[Spot]:
    """Spots, and the moments whose times those that objects have of their own share."""
    for spot in spots:
        yield spot
        if spot.own:
            yield Spot.of(spot.moment)
