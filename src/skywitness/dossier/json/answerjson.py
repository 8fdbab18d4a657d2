"""The object that ``skywitness ask --json`` prints (docs/reference/json.md)."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.meaning.references import REFERENCES
from skywitness.dossier.json.numbersjson import bounds_json, in_unit
from skywitness.reason.regions.implied import End
from skywitness.reason.results import Answer


def answer_json(answer: Answer) -> Json:
    """What claims leave possible, reading by reading."""
    return {
        "case": answer.case.id,
        "question": answer.question.words,
        "given": list(answer.given),
        "frame": answer.frame.id,
        "counted_from": (REFERENCES["altitude"] if answer.question.kind == "altitude" else None),
        "limits": answer.limits,
        "stretch": answer.stretch,
        "sector": answer.sector_deg,
        "joint_readings": answer.count,
        "readings": [
            {
                "name": r.reading.name,
                "kind": r.reading.kind,
                "possible": bounds_json(r.possible, answer.unit),
                "unit": answer.unit,
                "ends": [
                    [_end(lo, answer.unit), _end(hi, answer.unit)]
                    for lo, hi in r.possible.intervals
                ],
            }
            for r in answer.readings
        ],
    }


def _end(end: End, unit: str) -> Json:
    return {
        "value": in_unit(end.value, unit),
        "status": "witnessed" if end.witnessed else "bound",
        "at": None if end.witness is None else [round(v, 8) for v in end.witness],
        "value_at": None if end.witness_value is None else in_unit(end.witness_value, unit),
    }
