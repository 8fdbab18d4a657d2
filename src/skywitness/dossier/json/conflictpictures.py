"""What the pictures of a conflict show, as JSON objects."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.meaning.allowed import Sector
from skywitness.claims.meaning.parts import Difference, Part, State
from skywitness.claims.meaning.stretches import POLICY, THRESHOLDS
from skywitness.claims.telling import timewords
from skywitness.dossier.json.tablesjson import table_json
from skywitness.dossier.words.readingtables import comparison
from skywitness.dossier.words.timeaxis import Span, axis_json, bar, span_of
from skywitness.reason.conflicts.conflictresults import Conflict
from skywitness.reason.conflicts.directions import Direction


def pictures_json(c: Conflict) -> list[Json]:
    """What can be drawn: numbers on a scale, directions on a rose, times, facts."""
    out: list[Json] = []
    contrast = c.contrast
    if contrast is not None and contrast.part:
        claim = next((p.claim for p in contrast.reading.parts if p.name == contrast.part), "")
        table = comparison([contrast], claim)
        if any(row.bars for row in table.rows):
            words = f"“{contrast.part}” against what the rest leaves"
            out.append(
                {"kind": "range", "words": words, "claim": claim, "table": table_json(table)}
            )
    out += [_rose(d, c) for d in c.directions]
    if c.time_left is not None and (drawn := _times(c)) is not None:
        out.append(drawn)
    out += _facts(c)
    return out


def _rose(d: Direction, c: Conflict) -> Json:
    said = None
    for part in c.best.reading.parts if c.best is not None else ():
        if (part.claim, part.name) == (d.claim, d.words) and part.placed is not None:
            allowed = part.placed.allowed
            if isinstance(allowed, Sector):
                centre, half = allowed.centre, allowed.at(d.stretch)
                said = [round(centre - half, 1), round(centre + half, 1)]
    return {
        "kind": "rose",
        "words": f"“{d.words}” against the directions that the rest leaves, "
        f"seen from the centre of {d.place.name}",
        "claim": d.claim,
        "part": d.words,
        "place": d.place.name,
        "said": said,
        "arcs": [[round(lo, 1), round(hi, 1)] for lo, hi in d.arcs],
        "printed": [[round(lo, 1), round(hi, 1)] for lo, hi in d.printed],
        "doubled": d.stretch > POLICY,
    }


def _times(c: Conflict) -> Json | None:
    left = c.time_left
    assert left is not None
    demand = left.part.constraint
    assert isinstance(demand, Difference)
    spans = [span_of(demand, s) for s in THRESHOLDS]
    finite = [v for pair in (*spans, left.left) for v in pair if abs(v) < 1e15]
    if len(finite) < 2:
        return None
    axis = Span.around(finite, clock=demand.earlier is None)
    words = timewords.instants if demand.earlier is None else timewords.lapse
    return {
        "kind": "times",
        "words": f"“{left.part.name}” against what the rest leaves",
        "claim": left.part.claim,
        "axis": axis_json(axis),
        "allowed": bar(axis, spans[0]),
        "doubled": bar(axis, spans[1]),
        "possible": bar(axis, left.left),
        "allowed_words": timewords.allowed(demand, left.stretch),
        "possible_words": words(*left.left),
    }


def _facts(c: Conflict) -> list[Json]:
    """Facts that are said to be so and not to be so."""
    parts: Sequence[Part] = c.best.reading.parts if c.best is not None else ()
    by_fact: dict[str, list[tuple[Part, State]]] = {}
    for p in parts:
        if isinstance(p.constraint, State):
            by_fact.setdefault(p.constraint.what, []).append((p, p.constraint))
    out = []
    for what, mine in by_fact.items():
        if len({state.value for _, state in mine}) == 2:
            out.append(
                {
                    "kind": "fact",
                    "words": what,
                    "sides": [
                        {
                            "claim": p.claim,
                            "part": p.name,
                            "value": timewords.allowed(state, POLICY),
                        }
                        for p, state in mine
                    ],
                }
            )
    return out
