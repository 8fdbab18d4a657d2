"""What the end of the page lists: places, the policy as applied, licences, how to run again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.policy import default_policy
from skywitness.places.names import atlas
from skywitness.places.place import Place
from skywitness.reason.drawing import DrawnRegion
from skywitness.reason.results import CheckResult
from skywitness.wholefiles import contents

#: What each entry of the policy table means, for readers who never saw its file.
MEANING = {
    "number.steps": "a bare number is ± half the largest of these × 10ᵏ that divides it",
    "number.most_share": "… and at most this share of it",
    "hedged.share": "“about” and its like: at least this share of the number",
    "range.steps": "each end of a range is ± half the largest of these × 10ᵏ dividing both ends",
    "nearly.from": "“nearly x”, “just under x” begins at this × x",
    "just_over.to": "“just over x” ends at this × x",
    "compass.cardinal": "total width in degrees of N, E, S, W",
    "compass.ordinal": "total width in degrees of NE, SE, SW, NW",
    "compass.secondary": "total width in degrees of NNE, ENE and so on",
    "compass.due": "total width in degrees of “due south” and its like",
    "compass.gives_way": "beyond the stretch 1 a sector grows by this share for each further 1",
    "bearing.degrees": "a bearing in degrees is ± this many degrees",
    "bearing.radial": "a radial of a beacon is ± this many degrees",
    "bearing.alignment": "a beacon is set within this many degrees of magnetic north",
    "bearing.hedged": "a hedged bearing is ± this many degrees",
    "flight_level.largest": "a flight level is ± half the largest of 1, 5, 10 to this dividing it",
    "clock.last_unit": "a clock time is ± this share of the last unit given",
    "clock.hedged_minutes": "a hedged clock time is ± at least this many minutes",
    "sun.hours_wider": "night (18:00 to 06:00) and day by the clock are this many hours wider",
    "coordinates.finest_m": "a coordinate is never taken finer than this many metres",
}


@dataclass(frozen=True)
class Rule:
    """One entry of the policy; ``was`` is the shipped value where the case replaces it."""

    key: str
    value: str
    meaning: str
    was: str | None


def policy_rules(result: CheckResult) -> tuple[Rule, ...]:
    """The policy as applied, entry by entry."""
    now, shipped = result.case.policy.as_json(), default_policy().as_json()
    out = []
    for table, entries in now.items():
        if not isinstance(entries, dict):
            continue
        before = shipped.get(table)
        for key, value in entries.items():
            old = before.get(key) if isinstance(before, dict) else None
            name = f"{table}.{key}"
            was = _value(old) if old != value else None
            out.append(Rule(name, _value(value), MEANING.get(name, ""), was))
    return tuple(out)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_value(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def places_used(result: CheckResult, regions: Sequence[DrawnRegion]) -> tuple[Place, ...]:
    """Every place that a reading or a premise uses, each once, in the order of the claims."""
    places: dict[str, Place] = {}
    for each in result.claims:
        for finding in each.findings:
            for joint in finding.verdict.joints:
                for part in joint.reading.parts:
                    place = None if part.placed is None else part.placed.measure.place
                    if place is not None:
                        places.setdefault(place.id, place)
    for region in regions:
        for place in region.places:
            places.setdefault(place.id, place)
    return tuple(places.values())


@dataclass(frozen=True)
class Notice:
    """A licence notice that a page must carry, with its address."""

    words: str
    address: str


def notices(result: CheckResult, places: Sequence[Place]) -> tuple[Notice, ...]:
    """Notices for what the page shows; every map shows shapes made from OpenStreetMap."""
    known = atlas.index(result.case.shapes)
    out = [
        Notice(
            "Contains information from OpenStreetMap, made available under the Open Database "
            f"License (ODbL). © OpenStreetMap contributors; {known.source}, {known.version}.",
            "https://opendatacommons.org/licenses/odbl/1-0/",
        )
    ]
    if any("geonames" in p.source.casefold() for p in places):
        out.append(
            Notice(
                "Names and positions of cities from GeoNames, under CC BY 4.0.",
                "https://creativecommons.org/licenses/by/4.0/",
            )
        )
    return tuple(out)


def case_file(case: Case) -> Path | None:
    """The file that a case was read from, if it was read from one."""
    if case.folder is None:
        return None
    own = case.folder / Path(case.file).name
    file = own if own.is_file() and own.suffix == ".toml" else case.folder / "case.toml"
    return file if file.is_file() else None


def case_hash(case: Case) -> str | None:
    """The SHA-256 of that file."""
    file = case_file(case)
    return None if file is None else hashlib.sha256(contents(file)).hexdigest()


def software() -> str:
    """The program's name and version."""
    return f"Skywitness {version('skywitness')}"
