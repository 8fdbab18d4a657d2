"""An inference in one frame as a JSON object, and the page's entries for inferences."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Claim
from skywitness.claims.meaning.frames import Frame
from skywitness.dossier.json.numbersjson import bounds_json, bracket_json, in_unit, margin_json
from skywitness.dossier.json.tablesjson import table_json
from skywitness.dossier.words.conditions import only_if_json
from skywitness.dossier.words.findinggroups import inference_groups
from skywitness.dossier.words.inferencewords import inference_because
from skywitness.reason.results import ClaimResult
from skywitness.reason.verdicts.inference import Inference, InferenceReading


def inference_json(frame: Frame, inference: Inference, claim: Claim) -> Json:
    """What follows from the premises for a claim, with its reason and every joint reading."""
    return {
        "frame": frame.id,
        "given": list(inference.given),
        "result": inference.result,
        "strength": inference.strength,
        "margin": margin_json(inference.together),
        "because": inference_because(inference, claim),
        "only_if": only_if_json(inference.together.only_if),
        "readings": [_reading(r) for r in inference.readings],
    }


def inference_entries(result: ClaimResult, frames: int) -> list[Json]:
    """What the page says of inferences otherwise: one entry for all frames that say the same.

    The inference that it shows is that of the first of its ``frames``.
    """
    return [
        {
            "frames": list(group.frame_ids),
            "everywhere": group.everywhere,
            "margin": group.margin,
            "table": table_json(group.table),
        }
        for group in inference_groups(result, frames)
    ]


def _reading(r: InferenceReading) -> Json:
    return {
        "name": r.reading.name,
        "kind": r.reading.kind,
        "result": r.result,
        "margin": bracket_json(r.lo, r.hi),
        "part": r.part,
        "allowed": [[in_unit(lo, r.unit), in_unit(hi, r.unit)] for lo, hi in r.allowed],
        "possible": bounds_json(r.possible, r.unit) if r.part else [],
        "unit": r.unit,
    }
