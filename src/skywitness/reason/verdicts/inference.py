"""Does a claim follow from others? (``docs/concepts/verdicts.md``, "Inference".)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    DOES_NOT_FOLLOW,
    EXCLUDED,
    FOLLOWS,
    OPEN,
    PREMISES_FAIL,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    Strength,
    VerdictWord,
)
from skywitness.claims.meaning.parts import (
    Constraint,
    Difference,
    Motion,
    Part,
    Reading,
    State,
    Sun,
)
from skywitness.claims.meaning.stretches import DOUBLED, POLICY
from skywitness.claims.visitorder import ORDER
from skywitness.places.measures.measures import Scalar
from skywitness.reason.regions.cover import Fineness, Region, cover
from skywitness.reason.regions.explore import Explorer
from skywitness.reason.regions.implied import Implied, implied
from skywitness.reason.ties.openparts import PartKey
from skywitness.reason.times.clockwork import implied_times
from skywitness.reason.verdicts.always import holds_always
from skywitness.reason.verdicts.beyond import always_holds, can_fail, tied
from skywitness.reason.verdicts.contained import within_premises
from skywitness.reason.verdicts.placeleft import place_left, tied_to
from skywitness.reason.verdicts.verdicts import Verdict, verdict
from skywitness.reason.worlds.joint import Joint, World, testable, untested
from skywitness.reason.worlds.placed import row_key, row_of

FEW_CELLS = Fineness(150)  # ends are sharpened where they matter


@dataclass(frozen=True)
class InferenceReading:
    """What one joint reading says: what the claim allows against what the premises leave possible.

    ``allowed`` and ``possible`` are in metres; ``part`` is the words compared, empty when the
    claim has no number.
    """

    reading: Reading
    result: VerdictWord
    part: str
    unit: str
    allowed: tuple[tuple[float, float], ...]
    possible: Implied
    lo: float
    hi: float


@dataclass(frozen=True)
class Inference:
    """The result for a claim given others, and the verdicts of the premises and of all.

    Where the joint readings were too many, ``about`` are the parts whose readings were taken: those
    that have a word or an unknown in common with the claim's.
    """

    given: tuple[str, ...]
    result: Outcome
    strength: Strength | None
    premises: Verdict
    together: Verdict
    readings: tuple[InferenceReading, ...]
    about: tuple[PartKey, ...] = ()


def infer(
    claim: str,
    given: Sequence[str],
    premises: Sequence[Reading],
    both: Sequence[Reading],
    world: World,
) -> Inference:
    """What the premises say of ``claim``.

    ``premises`` are the joint readings of the claims ``given``, ``both`` those with the claim.
    """
    alone = verdict(premises, world)
    together = verdict(both, world)
    return inferred(claim, given, alone, together, together.joints, world)


def inferred(
    claim: str,
    given: Sequence[str],
    alone: Verdict,
    together: Verdict,
    joints: Sequence[Joint],
    world: World,
    *,
    partly: bool = False,
) -> Inference:
    """What the premises say of ``claim`` by the verdicts of them ``alone`` and ``together``.

    ``joints`` are the readings that have a say in the claim, or none where they are too many. Where
    the claim is tested ``partly`` it does not follow.
    """
    both = [j.reading for j in joints]
    readings = compare(claim, joints, world)
    strength = together.strength
    result: Outcome = OPEN
    if alone.strength:
        result, strength = PREMISES_FAIL, None
    elif alone.verdict in (CONSISTENT, SUPPORTED):
        if strength:
            result = EXCLUDED
        elif together.verdict in (CONSISTENT, SUPPORTED):
            if both and not partly and _follows(claim, both, world):
                result = FOLLOWS
            elif _escapes(claim, both, world):
                result = DOES_NOT_FOLLOW
    return Inference(tuple(given), result, strength, alone, together, readings)


def _split(claim: str, reading: Reading) -> tuple[list[Part], list[Part]]:
    """The claim's testable parts, without those that its others imply, and the others'."""
    mine = [p for p in testable(reading.parts) if p.claim == claim and not p.implied]
    rest = [p for p in testable(reading.parts) if p.claim != claim]
    return mine, rest


def _follows(claim: str, both: Sequence[Reading], world: World) -> bool:
    """Whether the premises leave no world outside the claim under any ordinary reading.

    Nothing follows of which a part is untested.
    """
    for reading in both:
        if reading.kind != "ordinary":
            continue
        mine, rest = _split(claim, reading)
        rooted = (*rest, *world.parts)
        if not mine or untested(p for p in reading.parts if p.claim == claim):
            return False
        given = (*rooted, *world.measured)
        mine = [p for p in mine if not within_premises(p, given)]
        bound = [p for p in mine if tied(p, rest, world)]
        if not all(always_holds(p, rest, world) for p in bound):
            return False
        loose = [p for p in mine if p not in bound]
        if not all(p.placed or follows_in_time(p, rooted) for p in loose):
            return False
        for spot in {p.spot for p in loose if p.placed}:
            premises = row_of(rest, spot)
            if not premises and not world.get(spot):
                return False
            if not holds_always(row_of(loose, spot), premises, world.get(spot, ())):
                return False
    return True


def _escapes(claim: str, both: Sequence[Reading], world: World) -> bool:
    """Whether some world meets the premises and surely not the claim, under an ordinary reading.

    Where only one of several ways in which the claim may be so fails, another may hold; and where
    it may be told of another visit than the premises, theirs may be as it says. What the claim
    says by the sense of its words alone holds in such a world too: where it is wrong that an
    aircraft leaves a country, it does not leave it before it enters it.
    """
    for each in both:
        if each.kind != "ordinary" or any(word.startswith(ORDER) for word in each.choice):
            continue
        mine, rest = _split(claim, each)
        rest += [p for p in mine if p.by_sense]
        mine = [p for p in mine if not (p.alternative or p.by_sense)]
        rooted = (*rest, *world.parts)
        bound = [p for p in mine if tied(p, rest, world)]
        if any(can_fail(p, rest, world) for p in bound):
            return True
        loose = [p for p in mine if p not in bound]
        if any(escapes_in_time(p, rooted) for p in loose):
            return True
        for spot in {p.spot for p in loose if p.placed}:
            row, hard = row_of(loose, spot), world.get(spot, ())
            region = cover([row_of(rest, spot)], hard)[0]
            if row and _outside(region, row):
                return True
    return False


def _outside(region: Region, row: Sequence[Constraint]) -> bool:
    level = region.level
    if not len(level.cells):
        return False
    explorer = Explorer([row])
    points = level.discs.centres()
    good = region.witness
    for c in (explorer.constraints[k] for k in explorer.rows[0]):
        if isinstance(c.measure, Scalar):
            continue
        ((least, _),) = c.measure.stretch(points, c.allowed)
        if bool((good & (least > POLICY)).any()):
            return True
    return False


def follows_in_time(part: Part, given: Sequence[Part]) -> bool:
    """Whether what is given leaves no time, or no fact, outside a part."""
    demand = part.constraint
    if isinstance(demand, State):
        return any(p.constraint == demand for p in given)
    if isinstance(demand, Difference):
        left = times_left(demand, given)
        low, high = demand.allowed.at(POLICY)
        return left is not None and low <= left[0] and left[1] <= high
    if demand is None or isinstance(demand, Constraint | Sun | Motion):
        return False
    assert_never(demand)


def escapes_in_time(part: Part, given: Sequence[Part]) -> bool:
    """Whether what is given leaves a time outside a part; of facts nothing is shown here."""
    demand = part.constraint
    if isinstance(demand, Difference):
        left = times_left(demand, given)
        low, high = demand.allowed.at(POLICY)
        return left is not None and (left[0] < low or high < left[1])
    if demand is None or isinstance(demand, State | Sun | Constraint | Motion):
        return False
    assert_never(demand)


def times_left(demand: Difference, given: Sequence[Part]) -> tuple[float, float] | None:
    """The seconds that ``demand`` speaks of, as far as what is given leaves them at the policy."""
    known = [p.constraint for p in given if isinstance(p.constraint, Difference)]
    earlier = None if demand.earlier is None else demand.earlier.moment
    return implied_times(known, demand.later.moment, earlier, POLICY)


def number_of(parts: Sequence[Part]) -> Part | None:
    """The first part that puts a number on a position."""
    return next((p for p in parts if p.placed and isinstance(p.placed.allowed, Range)), None)


def compare(claim: str, joints: Sequence[Joint], world: World) -> tuple[InferenceReading, ...]:
    """Per joint reading, the claim's number against what the other claims and the world leave."""
    splits = [_split(claim, j.reading) for j in joints]
    parts = [number_of(mine) for mine, _ in splits]
    regions: dict[object, Region] = {}
    for spot in dict.fromkeys(p.spot for p in parts if p is not None):
        rows = {
            row_key(row_of(rest, spot)): row_of(rest, spot)
            for (_, rest), part in zip(splits, parts, strict=True)
            if part is not None and part.spot == spot
        }
        found = cover(list(rows.values()), world.get(spot, ()), edge=FEW_CELLS)
        regions |= {(spot, k): region for k, region in zip(rows, found, strict=True)}
    done: dict[object, Implied] = {}
    out = []
    for each, (_, rest), part in zip(joints, splits, parts, strict=True):
        result = _result(each.lo, each.hi)
        if part is None:
            out.append(
                InferenceReading(each.reading, result, "", "", (), Implied(()), each.lo, each.hi)
            )
            continue
        c = part.placed
        assert c is not None
        assert isinstance(c.allowed, Range)
        assert not isinstance(c.measure, Scalar)
        row = row_of(rest, part.spot)
        unknowns = tied_to(c.measure, rest, world, part.spot)
        key = (part.spot, row_key(row), c.measure.key, each.reading.name if unknowns else "")
        if unknowns is not None:
            done[key] = place_left(c.measure, unknowns, part.spot, POLICY)
        elif key not in done:
            region = regions[part.spot, row_key(row)]
            done[key] = implied(
                c.measure,
                region,
                row,
                world.get(part.spot, ()),
                sharp=each.reading.kind == "ordinary",
            )
        lo, hi = c.allowed.at(POLICY)
        allowed = ((max(lo, 0.0), hi),)
        out.append(
            InferenceReading(
                each.reading,
                result,
                part.name,
                c.allowed.unit,
                allowed,
                done[key],
                each.lo,
                each.hi,
            )
        )
    return tuple(out)


def contrast(claims: Sequence[str], best: Joint, world: World) -> InferenceReading | None:
    """One claim's number against what the others leave of it, where the two are apart."""
    for claim in reversed(claims):
        (only,) = compare(claim, [best], world)
        left = only.possible.bounds
        if only.part and left and not _meet(left, only.allowed):
            return only
    return None


def _meet(some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> bool:
    return any(lo <= high and low <= hi for lo, hi in some for low, high in others)


def _result(lo: float, hi: float) -> VerdictWord:
    """How one reading stands: as a verdict of its own."""
    if lo > DOUBLED:
        return CONTRADICTED
    if lo > POLICY:
        return STRAINED
    return CONSISTENT if hi <= POLICY else UNDECIDED
