"""What is known of an earlier check is used only where nothing at all differs."""

from __future__ import annotations

import copy
import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry
from small_case import HEAD

import skywitness as sw
from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.parts import Leg
from skywitness.places.place import Place
from skywitness.reason.check import _FrameCheck, check, seek_conflicts
from skywitness.reason.memory import Memory, Printer
from skywitness.reason.results import CheckResult
from skywitness.reason.work import forget
from skywitness.reason.worlds.given import given_in

PLACES = """
[[places]]
name = "Nearby"
error = "100 m"
geojson = {type = "Point", coordinates = [%s, 44.0]}
[[places]]
name = "Yonder"
error = "100 m"
geojson = {type = "Point", coordinates = [34.0, %s]}
"""


class Story:
    """A case of a few claims that is edited at random, a little at a time."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.parts = {
            "distance": "60", "other": "80", "way": "southwest", "hour": "07:03", "late": "09:30",
            "speed": "300", "height": "19,000 ft", "east": "33.0", "north": "45.0", "unit": "miles",
            "policy": "0.2", "speaker": "s2", "given": "", "who": "S", "order": "1", "frames": "1",
            "restates": "", "follows": '"A"', "type": "MQ-9", "says": "0", "sun": "0",
        }  # fmt: skip
        self.choices = {
            "distance": ["60", "62", "75", "300"],
            "other": ["80", "100", "81.5"],
            "way": ["southwest", "north", "south-southwest"],
            "hour": ["07:03", "07:04", "08:30 EET"],
            "late": ["09:30", "09:00", "06:10"],
            "speed": ["300", "310 km/h", "900"],
            "height": ["19,000 ft", "6 km", "FL190"],
            "east": ["33.0", "33.000001", "33.2"],
            "north": ["45.0", "45.3"],
            "unit": ["miles", "nm", "km"],
            "policy": ["0.2", "0.1"],
            "speaker": ["s2", "s1"],
            "given": ["", '"at most 400 km from Yonder"', '"at most 30 km from Nearby"'],
            "who": ["S", "the other drone"],
            "order": ["1", "-1"],
            "frames": ["1", "2"],
            "restates": ["", 'restates = ["A"]\n'],
            "follows": ['"A"', '"A", "E"', '"F"'],
            "type": ["MQ-9", "Su-27"],
            "says": ["0", "1", "2"],
            "sun": ["0", "1"],
        }

    def edit(self) -> None:
        """One thing becomes another, or as it was some time ago."""
        name = self.draw.choice(sorted(self.choices))
        self.parts[name] = self.draw.choice(self.choices[name])

    def text(self) -> str:
        """The case file."""
        p = self.parts
        claims = [
            f'id = "A"\nspeaker = "s1"\nsays = "meeting is about {p["distance"]} {p["unit"]}'
            f' {p["way"]} of Nearby"\n',
            f'id = "B"\nspeaker = "{p["speaker"]}"\nsays = "meeting is {p["other"]}-120 miles from'
            f' Yonder"\nfollows_from = [{p["follows"]}]\n{p["restates"]}',
            f'id = "C"\nspeaker = "s3"\nsays = "meeting is at {p["hour"]}"\n',
            f'id = "D"\nspeaker = "s4"\nsays = "meeting is before {p["late"]}"\n'
            'follows_from = ["C"]\n',
            'id = "E"\nspeaker = "s5"\nsays = "'
            + ["meeting is near Yonder", "meeting is in daylight", "not testable: intent"][
                int(p["says"])
            ]
            + '"\n',
            f'id = "F"\nspeaker = "s6"\nsays = "drone is at {p["height"]} at meeting"\n',
            f'id = "G"\nspeaker = "s1"\nsays = "drone flies at {p["speed"]} from start to'
            ' meeting"\n' if p["speed"][-1] == "h"
            else f'id = "G"\nspeaker = "s1"\nsays = "start is {p["speed"]} km from Nearby"\n',
        ]  # fmt: skip
        claims = claims[:: int(p["order"])]
        frames = "".join(
            f'[[frames]]\nid = "f{k}"\nlabel = "view {k}"\nborders = "recognised"\n'
            for k in range(int(p["frames"]))
        )
        return (
            HEAD
            + f"[policy]\n{'' if p['policy'] == '0.2' else 'hedged = {share = 0.25}'}\n"
            + frames
            + f'[[objects]]\nid = "drone"\ntype = "{p["type"]}"\nmover = "propeller"\n'
            + f'[[moments]]\nid = "meeting"\nlabel = "{p["who"]}"\nobjects = ["drone"]\n'
            + f"given = [{p['given']}]\n"
            + '[[moments]]\nid = "start"\nobjects = ["drone"]\n'
            + PLACES % (p["east"], p["north"])
            + "".join(f"[[claims]]\n{each}" for each in claims)
        )


def same(one: CheckResult, other: CheckResult) -> bool:
    """Whether two results are the same to the last bit and the last word."""
    told = [
        Printer().print(r.given, r.claims, r.together, r.conflicts, r.sector_deg)
        for r in (one, other)
    ]
    assert None not in told
    return told[0] == told[1] and sw.as_json(one) == sw.as_json(other)


def checked(case: Case, memory: Memory | None) -> CheckResult:
    sets = [("A", "B"), ("C", "D", "A")]
    return seek_conflicts(check(case, together=sets, memory=memory), 0.3)


@pytest.mark.parametrize(
    ("seed", "edits"), [(1, 8), (2, 8), pytest.param(3, 300, marks=pytest.mark.long)]
)
def test_after_any_edits_a_check_finds_what_it_would_find_anew(
    tmp_path: Path, seed: int, edits: int
) -> None:
    story, memory = Story(seed), Memory()
    refused = 0
    for _ in range(edits):
        story.edit()
        (tmp_path / "case.toml").write_text(story.text(), "utf-8")
        try:
            warm = checked(sw.load_case(tmp_path), memory)
        except sw.SkywitnessError:
            refused += 1
            continue
        assert same(warm, checked(sw.load_case(tmp_path), None)), story.text()
    assert refused < edits / 2
    assert memory.found > memory.sought / 3  # else nothing was tested


def test_only_what_an_edit_bears_on_is_worked_out_again(tmp_path: Path) -> None:
    story, memory, anew = Story(1), Memory(), list[str]()

    def edited(**parts: str) -> list[str]:
        story.parts |= parts
        (tmp_path / "case.toml").write_text(story.text(), "utf-8")
        before = set(memory._units)
        check(sw.load_case(tmp_path), memory=memory)
        return [str(k) for k in memory._units if k not in before]

    assert len(edited()) == 9  # seven claims, two inferences
    assert anew == edited()
    assert len(edited(height="6 km")) == 1
    assert len(edited(hour="07:04")) == 2  # and what is said to follow from it
    assert anew == edited(hour="07:03", height="19,000 ft")  # as it was
    assert len(edited(east="33.000001")) > 1  # a shape that is moved by a few centimetres
    assert len(edited(type="Su-27")) > 1
    assert len(edited(policy="0.1")) > 1


def asked_of(name: str) -> Iterator[tuple[object, ...]]:
    """All that the units of a case are given."""
    case = sw.load_case(name)
    for frame in case.frames:
        worker = _FrameCheck(case, given_in(case, frame), None)
        for claim in case.claims:
            yield worker.asked((claim,))


def dataclasses_in(value: object, met: dict[int, object]) -> Iterator[object]:
    """Every dataclass instance that a value is made of, each once."""
    if id(value) in met:
        return
    met[id(value)] = value
    if dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from dataclasses_in(getattr(value, field.name), met)
    elif isinstance(value, dict):
        for each in (*value.values(), *getattr(value, "__dict__", {}).values()):
            yield from dataclasses_in(each, met)
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from dataclasses_in(each, met)


@pytest.mark.parametrize("name", ["fr4978-2021", "su24-turkey-2015", "rq4-hormuz-2019"])
def test_every_field_of_all_that_a_unit_is_given_is_in_its_print(name: str) -> None:
    met: dict[int, object] = {}
    kinds: dict[type, object] = {}
    for asked in asked_of(name):
        assert Printer().print(asked) is not None
        for each in dataclasses_in(asked, met):
            kinds.setdefault(type(each), each)
    assert len(kinds) > 8
    for each in kinds.values():
        before = Printer().print(each)
        assert before is not None
        for field in dataclasses.fields(each):  # type: ignore[arg-type]
            other = copy.copy(each)
            object.__setattr__(other, field.name, "another value")
            assert Printer().print(other) != before, f"{type(each)}.{field.name}"


def test_what_equality_leaves_out_is_in_the_print() -> None:
    plain = Leg("x", "a", "b")
    told = dataclasses.replace(plain, levels=(sw.load_case("fr4978-2021").claims[0].spot,) * 2)
    assert plain == told
    assert Printer().print(plain) != Printer().print(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")), ((("a",), "b"), ("a", ("b",))), ((), ((),)),
        (1, True), (1, 1.0), (1, "1"), (b"1", "1"), (0.0, -0.0), (None, "None"), ([1], (1,)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (1.0, 1.0000000000000002),
        (frozenset({"a"}), ("a",)), (float("nan"), float("inf")), (int, float),
    ],
)  # fmt: skip
def test_unlike_values_have_unlike_prints(one: object, other: object) -> None:
    assert Printer().print(one) != Printer().print(other)
    assert Printer().print((one, 1)) != Printer().print((one, 2))


def test_a_value_of_an_unknown_kind_has_no_print() -> None:
    class Strange:
        pass

    assert Printer().print(("a", Strange())) is None
    assert Printer().print(lambda: 1) is None


def place(geometry: BaseGeometry) -> Place:
    return Place("p", "p", "area", geometry, 0.0, "", "", "", "")


def test_places_of_equal_shape_have_one_geometry_as_long_as_one_is_used() -> None:
    first = place(shapely.Point(1, 2))
    assert place(shapely.Point(1, 2)).geometry is first.geometry
    assert place(shapely.Point(1, 2.0000000000000004)).geometry is not first.geometry
    assert place(shapely.Point(1, 2).buffer(1)).geometry is not first.geometry
    assert copy.deepcopy(first).geometry == first.geometry
    del first
    others = [place(shapely.Point(k, 2)) for k in range(20)]
    assert [p.geometry.x for p in others] == list(range(20))
    assert place(shapely.Point(1, 2)).geometry is others[1].geometry


def test_forgetting_makes_no_difference_to_a_check() -> None:
    case = sw.load_case("fr4978-2021")
    first = check(case)
    forget()
    assert same(first, check(case))
