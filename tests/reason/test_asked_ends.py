"""An end that is called witnessed is reached by a world, and no path is shorter than its way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic
from small_case import asked, claims, moments, written
from soundness.journeyfiles import journey_text
from soundness.journeys import Journey, make_journey

import skywitness as sw

WGS84 = Geodesic.WGS84
#: How near to an end a world must come, as a share of it.
NEAR = 0.003
SENTENCES = {
    "path": "{who} travels {bound} {value:.4f} km from {a} to {b}",
    "speed": "{who} flies at {bound} {value:.4f} km/h over the ground from {a} to {b}",
}
IMPOSSIBLE = ("contradicted", "strained")


def ordinary(case: Any, question: str, ids: list[str]) -> list[dict[str, Any]]:
    """The ordinary readings of an answer in the case's first frame."""
    answer = sw.as_json(sw.ask(case, question, ids))
    return [r for r in answer["readings"] if r["kind"] == "ordinary"]


def ends(reading: dict[str, Any]) -> list[tuple[str, float]]:
    """The ends called witnessed that are not nothing, each with the word that binds beyond it."""
    return [
        (word, end["value"])
        for pair in reading["ends"]
        for end, word in zip(pair, ("at most", "at least"), strict=True)
        if end["status"] == "witnessed" and end["value"]
    ]


def legs(journey: Journey) -> list[tuple[str, str, str]]:
    """Legs of journeys that are asked about."""
    found = []
    for question, _ in journey.asks:
        words = question.split()
        if words[0] in ("path", "speed"):
            found.append((words[2], words[4], words[6]))
    at = [stop.moment for stop in journey.main.stops if stop.moment in journey.moments]
    if not found and len(at) > 1:
        found.append((journey.main.name, at[0], at[-1]))
    return list(dict.fromkeys(found))[:1]


def checked_ends(folder: Path, text: str, leg: tuple[str, str, str], ids: list[str]) -> int:
    """Hold the ends of a path and a speed against a check; how many were called witnessed."""
    who, a, b = leg
    (folder / "case.toml").write_text(text, "utf-8")
    case = sw.load_case(folder)
    count = 0
    for kind, unit in (("path", "km"), ("speed", "km/h")):
        question = f"{kind} of {who} from {a} to {b} in {unit}"
        told = {e for r in ordinary(case, question, ids) for e in ends(r)}
        for word, value in sorted(told):
            more = 1 + NEAR if word == "at most" else 1 - NEAR
            says = SENTENCES[kind].format(who=who, bound=word, value=value * more, a=a, b=b)
            extra = f'\n[[claims]]\nid = "END"\nspeaker = "an end"\nsays = "{says}"\n'
            (folder / "case.toml").write_text(text + extra, "utf-8")
            found = sw.together(sw.load_case(folder), [*ids, "END"])[0]
            assert found.verdict.verdict not in IMPOSSIBLE, (question, word, value)
            count += 1
    return count


@pytest.mark.parametrize("seed", [3, *(pytest.param(s, marks=pytest.mark.long)
                                       for s in range(100) if s != 3)])  # fmt: skip
def test_an_end_called_witnessed_is_reached_in_drawn_journeys(tmp_path: Path, seed: int) -> None:
    journey = make_journey(seed)
    ids = [c.id for c in journey.claims]
    for leg in legs(journey):
        checked_ends(tmp_path, journey_text(journey), leg, ids)


TEXT = '[[objects]]\nid = "F-16"\nmover = "jet"\n' + moments("fire", "launch", objects=["F-16"])
SAID = claims(
    "fire is at 21:51; launch is at 22:03",
    "fire is within 10 km of 35.0 N, 35.0 E",
    "launch is within 10 km of 33.0 N, 35.0 E",
)


def test_an_end_called_witnessed_is_reached(tmp_path: Path) -> None:
    text = (written(tmp_path, TEXT + SAID) / "case.toml").read_text("utf-8")
    assert checked_ends(tmp_path, text, ("F-16", "fire", "launch"), ["C1", "C2", "C3"]) > 0


def test_no_path_is_shorter_than_the_way_between_its_ends(tmp_path: Path) -> None:
    case = sw.load_case(written(tmp_path, TEXT + SAID))
    (path,) = ordinary(case, "path of F-16 from fire to launch in km", ["C1", "C2", "C3"])
    (way,) = ordinary(case, "separation of fire and launch in km", ["C1", "C2", "C3"])
    # Along the geodesic 221.84 km, less 10 km at either end.
    assert path["possible"][0][0] >= way["possible"][0][0] - 0.05
    assert path["possible"][0][0] == pytest.approx(201.84, abs=0.3)


def test_a_far_position_has_the_value_that_is_told(tmp_path: Path) -> None:
    # Chords bound a distance of thousands of kilometres to a kilometre or two only.
    ring = [(10.0, 50.0), (13.0, 50.5), (12.0, 47.0)]
    corners = ", ".join(f'"{lat} N, {lon} E"' for lon, lat in ring)
    text = moments("hit") + f'[[places]]\nname = "Zone"\npolygon = [{corners}]\nerror = "30 m"\n'
    (reading,) = asked(tmp_path, text + claims("hit is about 5600 km from Zone"),
                       "distance from hit to Zone")  # fmt: skip
    for end in reading["ends"][0]:
        lon, lat = end["at"]
        edge = min(
            WGS84.Inverse(lat, lon, p["lat2"], p["lon2"])["s12"]
            for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True)
            for line in [WGS84.InverseLine(b, a, d, c)]
            for p in (line.Position(line.s13 * k / 400) for k in range(401))
        )
        assert end["value_at"] * 1000 == pytest.approx(edge, abs=30), end
