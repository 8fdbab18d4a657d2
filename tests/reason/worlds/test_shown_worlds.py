"""The world that is shown is chosen from its own set alone, and a reader can believe it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from small_case import claims, moments, together, written
from soundness.casefiles import case_text
from soundness.journeyfiles import journey_text
from soundness.journeys import make_journey
from soundness.worlds import make_world

import skywitness as sw
from skywitness.earth import GEOD

BOX = '[[places]]\nname = "{}"\nbox = [{}]\nerror = "200 m"\n'
PLANE = '[[objects]]\nid = "Falcon"\nmover = "{}"\n'


def objects(kind: str, *ids: str) -> str:
    return PLANE.format(kind) + moments(*ids, objects=["Falcon"])


# --- moments apart in time ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["propeller", "jet", "helicopter"])
@pytest.mark.parametrize(
    "says",
    [
        "Falcon flies at 200 kt from alpha to bravo",
        "Falcon climbs 3000 ft from alpha to bravo",
        "Falcon travels about 5 km from alpha to bravo",
        "bravo is after alpha",
        "alpha is before bravo",
    ],
)
def test_moments_are_not_at_one_time_without_need(tmp_path: Path, kind: str, says: str) -> None:
    gaps = together(tmp_path, objects(kind, "alpha", "bravo") + claims(says))["gaps"]
    assert gaps["bravo"] - gaps["alpha"] >= 60


def test_moments_that_have_to_be_at_one_time_are(tmp_path: Path) -> None:
    said = claims("bravo is at most 2 seconds after alpha")
    gaps = together(tmp_path, objects("jet", "alpha", "bravo") + said)["gaps"]
    assert 0 <= gaps["bravo"] - gaps["alpha"] <= 2


@pytest.mark.parametrize(("kind", "pace"), [("jet", 230), ("ship", 8), ("helicopter", 60)])
def test_a_way_is_gone_at_a_usual_pace(tmp_path: Path, kind: str, pace: float) -> None:
    said = claims("alpha is at 40.000 N, 10.000 E; bravo is at 40.000 N, 11.000 E")
    gaps = together(tmp_path, objects(kind, "alpha", "bravo") + said)["gaps"]
    assert abs(gaps["bravo"] - gaps["alpha"]) >= 85_000 / pace


def test_a_way_in_a_hurry_is_gone_within_the_published_speed_where_that_will_do(
    tmp_path: Path,
) -> None:
    text = objects("jet", "alpha", "bravo").replace(
        'mover = "jet"', 'mover = "jet"\ntype = "MiG-31"'
    )
    said = claims(
        "alpha is at 40.000 N, 10.000 E", "bravo is at 40.000 N, 11.000 E",
        "bravo is up to 3 minutes after alpha",
    )  # fmt: skip
    gaps = together(tmp_path, text + said)["gaps"]
    assert 85_000 / (3100 / 3.6) <= gaps["bravo"] - gaps["alpha"] <= 180


# --- deep inside ----------------------------------------------------------------------------------


def at(found: Mapping[str, Any], moment: str = "encounter") -> tuple[float, float]:
    lon, lat = found["witness"]["places"][moment]
    return lon, lat


def test_a_position_is_deep_inside_a_place(tmp_path: Path) -> None:
    text = moments("encounter") + BOX.format("Big Box", "10.0, 40.0, 14.0, 44.0")
    lon, lat = at(together(tmp_path, text + claims("encounter is inside Big Box")))
    assert 10.01 < lon < 13.99
    assert 40.01 < lat < 43.99


def test_a_position_is_deep_inside_a_range_and_a_sector(tmp_path: Path) -> None:
    text = moments("encounter") + BOX.format("Rock", "10.0, 40.0, 10.01, 40.01")
    said = claims("encounter is 100-150 km northeast of Rock")
    lon, lat = at(together(tmp_path, text + said))
    azimuth, _, metres = GEOD.inv(10.005, 40.005, lon, lat)
    assert 110_000 < metres < 140_000
    assert abs(azimuth - 45) <= 12


@pytest.mark.parametrize("says", ["encounter is more than 3 km from Rock",
                                  "encounter is outside Rock"])  # fmt: skip
def test_a_position_elsewhere_is_not_on_the_far_side_of_the_earth(
    tmp_path: Path, says: str
) -> None:
    text = moments("encounter") + BOX.format("Rock", "10.0, 40.0, 10.01, 40.01")
    lon, lat = at(together(tmp_path, text + claims(says)))
    assert GEOD.inv(10.005, 40.005, lon, lat)[2] < 30_000


# --- nothing else has a part in it ----------------------------------------------------------------


def told(case: str, folder: Path) -> dict[str, Any]:
    """Of each claim and frame the verdict, the margin as shown, and the world shown."""
    (folder / "case.toml").write_text(case, "utf-8")
    found: dict[str, Any] = {}
    for result in sw.check(sw.load_case(folder)).claims:
        for finding in result.findings:
            each = sw.as_json(finding)
            shown = each["witness"] or {}
            found[result.claim.id, finding.frame.id] = (
                each["verdict"],
                None if finding.verdict.hi is None or math.isinf(finding.verdict.hi)
                else round(finding.verdict.hi, 1),
                {m: [round(x, 4) for x in p] for m, p in shown.get("places", {}).items()},
                {m: t[:19] for m, t in shown.get("times", {}).items()},
                {m: round(g) for m, g in shown.get("gaps_s", {}).items()},
            )  # fmt: skip
    return found


def blocks(case: str) -> list[str]:
    return re.split(r"(?m)^(?=\[\[)", case)


def reordered(case: str) -> str:
    """The case with its claims in the opposite order."""
    parts = blocks(case)
    where = [k for k, b in enumerate(parts) if b.startswith("[[claims]]")]
    for k, block in zip(where, [parts[j] for j in reversed(where)], strict=True):
        parts[k] = block if block.endswith("\n") else block + "\n"
    return "".join(p if p.endswith("\n") else p + "\n" for p in parts)


#: Where a speaker stands, alone or in a chain of those who tell it.
TELLER = r"\b(?:speaker|who) = "


def exchanged(case: str) -> str:
    """The case with the names of its first two speakers exchanged wherever they stand."""
    names = list(dict.fromkeys(re.findall(rf'{TELLER}("[^"]+")', case)))
    if len(names) < 2:
        return case
    one, other = names[:2]
    swap = {one: other, other: one}
    return re.sub(rf'({TELLER})("[^"]+")', lambda m: m[1] + swap.get(m[2], m[2]), case)


SHIPPED = [
    "fr4978-2021",
    "rq4-hormuz-2019",
    *(pytest.param(name, marks=pytest.mark.long)
      for name in ("ep3-hainan-2001", "f4-syria-2012", "mq9-black-sea-2023", "su24-turkey-2015")),
]  # fmt: skip


@pytest.mark.parametrize("change", [reordered, exchanged])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_order_of_claims_and_who_speaks_change_nothing_in_shipped_cases(
    tmp_path: Path, name: str, change: Any
) -> None:
    source = files("skywitness") / "data" / "cases" / name
    for each in source.iterdir():
        if each.is_file() and each.name != "case.toml":
            (tmp_path / each.name).write_bytes(each.read_bytes())
    text = (source / "case.toml").read_text("utf-8")
    assert change(text) != text
    assert told(change(text), tmp_path) == told(text, tmp_path)


@pytest.mark.parametrize("change", [reordered, exchanged])
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(s, marks=pytest.mark.long)
                                               for s in range(2, 40))])  # fmt: skip
def test_the_order_of_claims_and_who_speaks_change_nothing_in_drawn_worlds(
    tmp_path: Path, seed: int, change: Any
) -> None:
    for text in (case_text(make_world(seed)), journey_text(make_journey(seed))):
        assert told(change(text), tmp_path) == told(text, tmp_path)


def test_what_others_claim_has_no_part_in_what_is_shown(tmp_path: Path) -> None:
    text = moments("encounter") + BOX.format("Big Box", "10.0, 40.0, 14.0, 44.0")
    mine = "encounter is inside Big Box"
    alone = told_of(tmp_path / "alone", text + claims(mine))
    beside = told_of(tmp_path / "beside", text + claims(
        mine, "encounter is at 43.900 N, 10.100 E", "encounter is 30 km from Big Box"))  # fmt: skip
    assert alone == beside


def told_of(folder: Path, text: str) -> Any:
    """The world shown for the first claim."""
    first = sw.check(sw.load_case(written(folder, text))).claims[0]
    return sw.as_json(first.findings[0])["witness"]
