"""What speakers agree and differ on: numbers, times and facts that two of them tell of one thing.

Two agree where, in every ordinary reading of both, each number as printed lies within what the
other allows at the policy's tolerances; they differ where in every reading nothing is allowed by
both. What only some readings say is neither. That two agree makes nothing true.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Constraint, Difference, Part, State
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.places.measures.measures import Scalar
from skywitness.reason.conflicts.slips import same_measure
from skywitness.reason.results import CheckResult, ClaimResult

How = Literal["agree", "differ"]
#: The parts of a claim by frame and words, in every ordinary reading.
Told = dict[tuple[str, str], list[Part]]
DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class Agreement:
    """Claims of several speakers that tell one thing alike, or two that differ on it.

    ``ends`` are each claim with the words that tell it, in the order of the case; ``times`` what
    all their clock times are, in seconds since 1970-01-01T00:00Z, of the first day read.
    """

    how: How
    ends: tuple[tuple[str, str], ...]
    times: tuple[float, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """Two claims with the words of each that tell one thing."""

    how: How
    one: tuple[str, str]
    other: tuple[str, str]
    times: tuple[float, ...]


def agreements(result: CheckResult) -> tuple[Agreement, ...]:
    """What speakers agree or differ on in every point of view, in the order of the case.

    Of claims that agree with one another all stand together.
    """
    asserting = [each for each in result.claims if each.claim.asserts]
    frames = [f.id for f in result.frames]
    told = {each.claim.id: _readings(each, frames) for each in asserting}
    pairs = [
        pair
        for one, other in itertools.combinations(asserting, 2)
        if one.claim.speaker != other.claim.speaker and not _drawn(one, other)
        for pair in _between(one.claim.id, other.claim.id, told, frames)
    ]
    alike: list[list[_Pair]] = []
    for pair in pairs:
        mine = next((g for g in alike if pair.how == "agree" and _shared(g, pair)), None)
        if mine is None:
            alike.append([pair])
        else:
            mine.append(pair)
    order = [each.claim.id for each in asserting]
    return tuple(_agreement(group, order) for group in alike)


def _shared(group: Sequence[_Pair], pair: _Pair) -> bool:
    """Whether a pair tells of what a group agrees on."""
    told = {end for each in group for end in (each.one, each.other)}
    return group[0].how == "agree" and bool(told & {pair.one, pair.other})


def _agreement(group: Sequence[_Pair], order: Sequence[str]) -> Agreement:
    ends = {end for each in group for end in (each.one, each.other)}
    return Agreement(
        group[0].how,
        tuple(sorted(ends, key=lambda end: (order.index(end[0]), end[1]))),
        tuple(dict.fromkeys(t for each in group for t in each.times)),
    )


def _drawn(one: ClaimResult, other: ClaimResult) -> bool:
    """Whether one is drawn from the other, so that their agreement says nothing."""
    return (
        one.claim.id in other.claim.row.follows_from or other.claim.id in one.claim.row.follows_from
    )


def _between(
    one: str, other: str, told: Mapping[str, Told], frames: Sequence[str]
) -> Iterator[_Pair]:
    mine, its = told[one], told[other]
    for a, b in itertools.product(_named(mine), _named(its)):
        if any((frame, a) not in mine or (frame, b) not in its for frame in frames):
            continue  # a point of view that makes two moments one may leave a part nothing to say
        hows = {
            _compared(x, y)
            for frame in frames
            for x in _of_one_day(mine.get((frame, a), ()))
            for y in _of_one_day(its.get((frame, b), ()))
        } - {None}
        if hows not in ({"agree"}, {"differ"}):
            continue
        how: How = "agree" if hows == {"agree"} else "differ"
        both = (*mine[frames[0], a], *its[frames[0], b])
        times = dict.fromkeys(t for p in _of_one_day(both) for t in _clock_time(p))
        yield _Pair(how, (one, a), (other, b), tuple(times))


def _clock_time(part: Part) -> Iterator[float]:
    """A clock time, in seconds since 1970-01-01T00:00Z."""
    demand = part.constraint
    if isinstance(demand, Difference) and demand.earlier is None:
        low, high = demand.allowed.at(AS_PRINTED)
        if low == high:
            yield low


def _of_one_day(parts: Sequence[Part]) -> list[Part]:
    """The readings of one clock time, where it is told without a day all on the first of them."""
    if not all(isinstance(p.constraint, Difference) and not p.constraint.earlier for p in parts):
        return list(parts)
    out: list[Part] = []
    for part in parts:
        demand = part.constraint
        assert isinstance(demand, Difference)
        low, high = demand.allowed.lower, demand.allowed.upper
        if len(parts) > 1 and low is not None and high is not None:
            days = DAY * math.floor(low.limit / DAY)
            low, high = replace(low, limit=low.limit - days), replace(high, limit=high.limit - days)
            demand = replace(demand, allowed=replace(demand.allowed, lower=low, upper=high))
        out.append(replace(part, constraint=demand))
    return out


def _named(told: Told) -> list[str]:
    return list(dict.fromkeys(name for _, name in told))


def _readings(each: ClaimResult, frames: Sequence[str]) -> Told:
    """The parts of a claim that can be compared, by frame and words, in every ordinary reading."""
    out: Told = {}
    for finding in each.findings:
        if finding.frame.id not in frames or finding.verdict.many:
            return {}
        for joint in finding.verdict.joints:
            if joint.reading.kind != "ordinary":
                continue
            for part in joint.reading.parts:
                if part.claim == each.claim.id and _comparable(part):
                    out.setdefault((finding.frame.id, part.name), []).append(part)
    return out


def _comparable(part: Part) -> bool:
    demand = part.constraint
    if isinstance(demand, State):
        return not part.alternative
    if isinstance(demand, Constraint):
        there = isinstance(demand.allowed, Range) and not isinstance(demand.measure, Scalar)
        return there and not part.implied
    # That an end is not before its beginning is no news.
    return isinstance(demand, Difference) and demand.allowed.upper is not None


def _compared(one: Part, other: Part) -> How | Literal["neither"] | None:
    """How two parts stand to each other; ``None`` where they are of two things."""
    a, b = one.constraint, other.constraint
    if isinstance(a, State) and isinstance(b, State) and a.what == b.what:
        return "agree" if a.value == b.value else "differ"
    if isinstance(a, Difference) and isinstance(b, Difference):
        alike = (a.earlier, a.later) == (b.earlier, b.later)
        return _ranges(a.allowed, b.allowed) if alike else None
    if (
        not same_measure(one, other)
        or not isinstance(a, Constraint)
        or not isinstance(b, Constraint)
    ):
        return None
    if not isinstance(a.allowed, Range) or not isinstance(b.allowed, Range):
        return None
    return _ranges(a.allowed, b.allowed)


def _ranges(one: Range, other: Range) -> How | Literal["neither"]:
    (low, high), (least, most) = one.at(POLICY), other.at(POLICY)
    if high < least or most < low:
        return "differ"
    return "agree" if _holds(one, other) and _holds(other, one) else "neither"


def _holds(one: Range, other: Range) -> bool:
    """Whether what one prints lies within what the other allows."""
    (low, high), (least, most) = one.at(AS_PRINTED), other.at(POLICY)
    return least <= low and high <= most
