"""A small case with objects and moments, for what sentences about motion mean."""

from __future__ import annotations

import shapely
from language_fakes import find as find_plain

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Part
from skywitness.claims.readings import Reader
from skywitness.places.place import Extent, Place

TOML = """
id = "t"
title = "t"
date = 2015-11-24
zone = "UTC"
[[objects]]
id = "su24"
label = "the Su-24M"
phrases = ["Su-24", "bomber"]
mover = "jet"
[[objects]]
id = "gun"
phrases = ["anti-aircraft gun"]
stands = true
[[objects]]
id = "fighter"
phrases = ["J-8"]
apart = true
[[moments]]
id = "in"
phrases = ["entry", "entry of Su-24 into Turkey"]
[[moments]]
id = "out"
phrases = ["exit", "exit of Su-24 from Turkey"]
[[moments]]
id = "hit"
[[moments]]
id = "impact"
[[moments]]
id = "arrival"
phrases = ["landing of bomber"]
"""
CASE = case_from_text(TOML)
SHAPES = {
    "turkey": shapely.box(26.0, 36.0, 45.0, 42.0),
    "lingshui": shapely.Point(110.03, 18.5),
}


def find(name: str) -> tuple[Extent, ...]:
    """Looks a name up among the shapes above, else as other tests do."""
    folded = name.casefold()
    if folded not in SHAPES:
        return find_plain(name)
    made = Place(
        id=folded, name=name, kind="country", geometry=SHAPES[folded], error_m=1000.0,
        source="a drawing", version="1", licence="none", view="not disputed",
    )  # fmt: skip
    return (Extent("", "ordinary", made),)


def readings(text: str, case: Case = CASE, frame: Frame | None = None) -> list[tuple[Part, ...]]:
    """The parts of a sentence in each of its readings."""
    reader = Reader(case, frame or case.frames[0], find=find)
    return [reading.parts for reading in reader.readings([Binder(case).saying_of(text, "C")])]


def parts(text: str, case: Case = CASE, frame: Frame | None = None) -> tuple[Part, ...]:
    """The parts of a sentence that can be read in one way only."""
    (only,) = readings(text, case, frame)
    return only
