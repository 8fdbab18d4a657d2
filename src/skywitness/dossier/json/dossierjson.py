"""Everything a dossier shows, as one JSON object (docs/reference/dossier.md).

A claim, a verdict, an inference, a conflict, a frame and a source stand in it once, in ``check``.
Other keys hold what the page says or draws of them besides; ``whole`` puts both together.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Moment, Thing
from skywitness.dossier.json.checkjson import check_json
from skywitness.dossier.json.claimsjson import claim_entry
from skywitness.dossier.json.conflictsjson import conflict_entries
from skywitness.dossier.json.framesjson import frame_entry
from skywitness.dossier.json.mapjson import map_json
from skywitness.dossier.json.methodjson import method_json
from skywitness.dossier.json.proofs import NONE, Proofs
from skywitness.dossier.json.scenejson import scene_json
from skywitness.dossier.json.timesjson import times_json
from skywitness.dossier.json.verdictsjson import verdict_entries
from skywitness.dossier.map.layers import ByMoment, ByStretch, Map, maps
from skywitness.dossier.map.scene import scene_of
from skywitness.dossier.words.appendix import places_used, software
from skywitness.dossier.words.conflictgroups import conflict_groups
from skywitness.dossier.words.findinggroups import by_claims
from skywitness.dossier.words.headlines import headlines
from skywitness.dossier.words.short import short_json
from skywitness.dossier.words.standing import stretches_json
from skywitness.reason.results import CheckResult
from skywitness.unseen import plain

FORMAT = "skywitness dossier"
VERSION = 3


def dossier_json(
    result: CheckResult,
    regions: ByStretch,
    *,
    tracks: ByMoment = MappingProxyType({}),
    proofs: Proofs = NONE,
    drawn: Sequence[Map] | None = None,
) -> Json:
    """The object that a dossier embeds and that ``case.json`` holds.

    Args:
        result: what a check found.
        regions: what is drawn at each stretch.
        tracks: tracks to draw on the map of each moment, by its id.
        proofs: the certificates that lie beside the page.
        drawn: the maps, where they are drawn already.

    Raises:
        SkywitnessError: a track cannot be drawn, or belongs to a moment without a map.
    """
    case, frames = result.case, len(result.frames)
    places = places_used(result, [r for some in regions.values() for r in some])
    groups = conflict_groups(result.conflicts or ())
    ids = [place.id for place in places]
    told = headlines(result)
    if drawn is None:
        drawn = maps(result, regions, tracks)
    dossier = {
        "format": FORMAT,
        "version": VERSION,
        "software": software(),
        "case": {
            "id": case.id,
            "title": case.title,
            "date": _date(case),
            "summary": case.summary,
        },
        "frames": [frame_entry(f) for f in result.frames],
        "moments": [_moment(m) for m in case.moments],
        "objects": [_thing(t) for t in case.things],
        "stretches": stretches_json(),
        "short": short_json(result, told),
        "scene": scene_json(scene_of(result, told, drawn, regions), ids),
        "claims": [claim_entry(each, case, frames) for each in result.claims],
        "together": [
            {"claims": list(same[0].claims), "verdicts": verdict_entries(same, frames)}
            for same in by_claims(result.together)
        ],
        "maps": [map_json(each, ids) for each in drawn],
        "conflicts": conflict_entries(result, groups),
        "times": times_json(result),
        "method": method_json(result, places),
        "check": check_json(result),
    }
    proofs.put_into(dossier)
    clean: Json = plain(dossier)
    return clean


def _date(case: Case) -> str | None:
    if case.date is None:
        return None
    words = [f"{d.day} {d:%B %Y}" for d in (case.date, case.until) if d is not None]
    return " – ".join(words)


def _thing(t: Thing) -> Json:
    return {
        "id": t.id,
        "label": t.label,
        "phrases": list(t.phrases),
        "type": t.type,
        "mover": t.mover,
        "note": t.note,
    }


def _moment(m: Moment) -> Json:
    return {
        "id": m.id,
        "label": m.label or m.id,
        "phrases": list(m.phrases),
        "given": [g.statement.text for g in m.given],
        "given_source": m.given_source,
        "zones": list(m.zones),
        "kind": m.kind,
        "note": m.note,
    }
