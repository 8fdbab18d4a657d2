"""Asking what claims leave possible of a quantity."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skywitness.claims.allowed import Range
from skywitness.claims.case import Case
from skywitness.claims.frames import Frame
from skywitness.claims.parts import Constraint, Reading
from skywitness.claims.readings import Reader, world_parts
from skywitness.claims.statement import Saying
from skywitness.places.measures import Measure, Scalar
from skywitness.reason.cover import cover
from skywitness.reason.implied import End, Implied, implied
from skywitness.reason.joint import row_key, row_of, testable, world_of
from skywitness.reason.results import Answer, AnswerReading


def ask(
    case: Case,
    question: str,
    given: Sequence[str] = (),
    *,
    frame: Frame | None = None,
    stretch: float = 1.0,
    sector_deg: float | None = None,
) -> Answer:
    """What the claims ``given`` leave possible of what ``question`` asks, reading by reading.

    ``given`` are claim ids, or sentences of the claim language. Without ``frame`` the case's first
    is taken. ``stretch`` multiplies every tolerance.

    Raises:
        SkywitnessError: the question or a sentence cannot be read, a claim or place is unknown.
    """
    frame = frame or case.frames[0]
    asked = case.question(question)
    known = {c.id: c.saying for c in case.claims}
    sayings: list[Saying] = []
    for n, one in enumerate(dict.fromkeys(given), start=1):
        sayings.append(known[one] if one in known or " " not in one else _adhoc(case, one, n))
    reader = Reader(case, frame, sector_deg)
    readings = reader.readings(sayings, asked)
    world = world_of(world_parts(case, frame))
    moment = frame.moment(asked.moment)
    hard = world.get(moment, ())
    measures = [asked.measure(r.choice, reader.question_context(asked)) for r in readings]
    found = _possible(readings, measures, moment, hard, stretch)
    return Answer(
        case,
        frame,
        asked,
        tuple(s.id if s.id in known else s.statement.text for s in sayings),
        stretch,
        sector_deg,
        asked.unit or _unit(readings) if asked.kind != "bearing" else "deg",
        tuple(
            AnswerReading(r, p, any(lo.witness is not None for lo, _ in p.intervals))
            for r, p in zip(readings, found, strict=True)
        ),
        {s.id: s.statement.text for s in sayings},
    )


def _adhoc(case: Case, text: str, n: int) -> Saying:
    return case.saying_of(text, f"given {n}")


def _unit(readings: Sequence[Reading]) -> str:
    """The unit the claims speak in: statute miles where the mile is open, km without a number."""
    for reading in readings:
        for part in testable(reading.parts):
            assert part.constraint is not None
            if isinstance(part.constraint.allowed, Range):
                return part.constraint.allowed.unit
    return "km"


def _possible(
    readings: Sequence[Reading],
    measures: Sequence[Measure],
    moment: str,
    hard: tuple[Constraint, ...],
    stretch: float,
) -> list[Implied]:
    rows = [row_of(r.parts, moment) for r in readings]
    keys = [row_key(row) for row in rows]
    distinct = dict(zip(keys, rows, strict=True))
    positional = [m for m in measures if not isinstance(m, Scalar)]
    regions = {}
    if positional:
        regions = dict(
            zip(distinct, cover(list(distinct.values()), hard, stretch=stretch), strict=True)
        )
    done: dict[object, Implied] = {}
    out = []
    for reading, measure, key, row in zip(readings, measures, keys, rows, strict=True):
        if isinstance(measure, Scalar):
            out.append(_height(reading, moment, measure, stretch))
            continue
        cache_key = (key, measure.key)
        if cache_key not in done:
            done[cache_key] = implied(measure, regions[key], row, hard)
        out.append(done[cache_key])
    return out


def _height(reading: Reading, moment: str, measure: Scalar, stretch: float) -> Implied:
    """The interval that statements about a height leave."""
    lo, hi = -math.inf, math.inf
    for part in testable(reading.parts):
        c = part.constraint
        assert c is not None
        if part.moment == moment and c.measure == measure and isinstance(c.allowed, Range):
            low, high = c.allowed.at(stretch)
            lo, hi = max(lo, low), min(hi, high)
    if lo > hi:
        return Implied(())
    ends = [End(v, math.isfinite(v), None, v if math.isfinite(v) else None) for v in (lo, hi)]
    return Implied(((ends[0], ends[1]),))
