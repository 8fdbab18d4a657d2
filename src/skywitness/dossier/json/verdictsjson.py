"""A verdict in one frame as a JSON object, and the page's entries for verdicts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling.timewords import iso_finely
from skywitness.dossier.json.numbersjson import bounds_json, bracket_json, margin_json
from skywitness.dossier.json.tablesjson import table_json
from skywitness.dossier.words.conditions import only_if_json
from skywitness.dossier.words.findinggroups import verdict_groups
from skywitness.dossier.words.standing import standings
from skywitness.dossier.words.words import because, weighty
from skywitness.reason.results import Finding
from skywitness.reason.ties.world import Course
from skywitness.reason.verdicts.plausible import Note
from skywitness.reason.verdicts.verdicts import Verdict

#: Seconds; a time since 1970 is told from one since another moment by being longer than a year.
YEAR = 3.2e7
# Decimals of a witness in metres and seconds: enough to measure again what numbers say finely.
FINE = 6


def verdict_json(finding: Finding) -> Json:
    """A verdict with its margin, its reason, its witness or what clashes, and every reading."""
    v = finding.verdict
    return {
        "frame": finding.frame.id,
        "verdict": v.verdict,
        "margin": margin_json(v),
        "because": because(finding),
        "tested_in_part": v.partly,
        "only_if": only_if_json(v.only_if),
        "notes": [_note(n) for n in v.notes],
        "reading": None if v.best is None else v.best.reading.name,
        "witness": _witness(v),
        "clash": _clash(v),
        "not_tested": [{"part": words, "reason": reason} for words, reason in v.untestable],
        "reported": [
            {"label": r.label, "possible": bounds_json(r.possible, r.unit), "unit": r.unit}
            for r in finding.reported
        ],
        "readings": [
            {"name": j.reading.name, "kind": j.reading.kind, "margin": bracket_json(j.lo, j.hi)}
            for j in v.joints
        ],
    }


def verdict_entries(findings: Sequence[Finding], frames: int) -> list[Json]:
    """What the page says of verdicts otherwise: one entry for all frames that say the same.

    The verdict that it shows is that of the first of its ``frames``.
    """
    return [
        {
            "frames": list(group.frame_ids),
            "everywhere": group.everywhere,
            "margin": group.margin,
            "at": standings(group.first.verdict.joints),
            "plot": None if group.ruler is None else table_json(group.ruler),
            "readings": table_json(group.readings),
            "notes": [_note(note) for note in weighty(group.first.verdict.notes)],
        }
        for group in verdict_groups(findings, frames)
    ]


def _witness(v: Verdict) -> Json | None:
    if v.best is None or not math.isfinite(v.best.hi):
        return None
    return {
        "places": {str(m): [round(p[0], 8), round(p[1], 8)] for m, p in v.best.places.items()},
        "somewhere": [str(m) for m in v.best.somewhere],
        "heights_m": {str(m): round(h, FINE) for m, h in v.best.heights.items()},
        "times": {m: iso_finely(t) for m, t in v.best.times.items()},
        "gaps_s": {m: round(g, FINE) for m, g in v.best.gaps.items()},
        "facts": dict(v.best.facts),
        "courses": [_course(c) for c in v.best.courses],
    }


def _course(course: Course) -> Json:
    """What an object does in a witness, stop by stop."""
    dated = all(stop.time is not None and abs(stop.time) > YEAR for stop in course.stops)
    return {
        "object": course.who,
        "stops": [
            {
                "moment": s.moment,
                "place": None if s.place is None else [round(x, 8) for x in s.place],
                "time": iso_finely(s.time) if dated and s.time is not None else None,
                "height_m": None if s.height is None else round(s.height, FINE),
                "path_m": round(s.path, FINE),
            }
            for s in course.stops
        ],
    }


def _note(note: Note) -> Json:
    """What published figures say beside a verdict."""
    return {
        "kind": note.kind,
        "text": note.text,
        "source": note.source,
        "checked": note.checked,
    }


def _clash(v: Verdict) -> list[Json]:
    """The parts about times or facts that rule, where the set needs more than the policy."""
    if v.best is None or v.best.hi <= POLICY:
        return []
    seen = dict.fromkeys((p.claim, p.name) for p in v.best.clash)
    return [{"claim": claim, "part": name} for claim, name in seen]
