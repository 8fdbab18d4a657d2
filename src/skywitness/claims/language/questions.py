"""Questions: "distance from encounter to Russian mainland", "speed of Su-24 from entry to exit"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.language.atoms.shared.common import (
    PlaceRef,
    possessive,
    single_anchor,
)
from skywitness.claims.language.words.coordinates import PAIR_PATTERN, parse_coordinates
from skywitness.claims.language.words.unitwords import PACE_UNITS, RATE_UNITS, UNITS
from skywitness.claims.meaning.parts import Leg, Value, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import (
    Bearing,
    CoastDistance,
    Distance,
    Measure,
    Scalar,
)

_FORMS = (
    "distance from encounter to Russian mainland",
    "bearing from Crimea to encounter",
    "altitude of encounter",
    "altitude of Su-25 at hit",
    "time of impact",
    "time from strike to impact",
    "separation of encounter and wreck",
    "speed of Su-24 from entry to exit",
    "speed of Su-24 inside Turkey",
    "path of Su-24 from entry to exit",
    "climb of MQ-9 from strike to impact",
)
_NAME = r"(?:\"[^\"\n]{1,120}\"|“[^”\n]{1,120}”|.{1,120}?)"
_UNIT = r"(?:\s+in\s+(?P<unit>[A-Za-z./ ]{1,20}))?"
#: What is asked of a place or height at one moment, of times, and of two moments or places.
PlaceKind = Literal["distance", "bearing", "altitude"]
TimeKind = Literal["time", "gap"]
MotionKind = Literal["path", "speed", "climb"]
Kind = PlaceKind | TimeKind | MotionKind | Literal["separation"]
_LEG = (
    rf"(?:\s+(?:from|between)\s+(?P<since>{_NAME})\s+(?:to|and)\s+(?P<a>{_NAME})"
    rf"|\s+(?:inside|within|in|over)\s+(?P<b>{_NAME})){_UNIT}"
)
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "distance",
        rf"(?:the\s+)?distance\s+(?:from|between)\s+(?P<a>{_NAME})\s+(?:to|and)\s+(?P<b>{_NAME}){_UNIT}",
    ),
    ("distance", rf"(?:the\s+)?distance\s+of\s+(?P<a>{_NAME})\s+from\s+(?P<b>{_NAME}){_UNIT}"),
    ("distance", rf"how\s+far\s+(?:is|was)\s+(?P<a>{_NAME})\s+from\s+(?P<b>{_NAME}){_UNIT}"),
    ("bearing", rf"(?:the\s+)?(?:bearing|direction)\s+from\s+(?P<b>{_NAME})\s+to\s+(?P<a>{_NAME})"),
    ("bearing", rf"(?:the\s+)?(?:bearing|direction)\s+of\s+(?P<a>{_NAME})\s+from\s+(?P<b>{_NAME})"),
    (
        "gap",
        rf"(?:the\s+)?time\s+(?:from|between)\s+(?P<since>{_NAME})\s+(?:to|and)\s+(?P<a>{_NAME})",
    ),
    ("gap", rf"how\s+long\s+from\s+(?P<since>{_NAME})\s+to\s+(?P<a>{_NAME})"),
    ("time", rf"(?:the\s+)?time\s+of\s+(?P<a>{_NAME})"),
    (
        "separation",
        rf"(?:the\s+)?separation\s+(?:of|between)\s+(?P<a>{_NAME})\s+(?:and|from)\s+(?P<since>{_NAME}){_UNIT}",
    ),
    (
        "speed",
        rf"(?:the\s+)?(?:mean\s+|average\s+)?(?:ground\s*)?speed\s+of\s+(?P<who>{_NAME}){_LEG}",
    ),
    (
        "path",
        rf"(?:the\s+)?(?:length\s+of\s+the\s+)?(?:path|way|travel)(?:\s+length)?\s+of\s+(?P<who>{_NAME}){_LEG}",
    ),
    (
        "climb",
        rf"(?:the\s+)?(?:mean\s+|average\s+)?(?:climb|descent|vertical\s+speed)\s+of\s+(?P<who>{_NAME}){_LEG}",
    ),
    ("altitude", rf"(?:the\s+)?(?:altitude|height)\s+(?:of|at)\s+(?P<a>{_NAME}){_UNIT}"),
)
_LABEL = {"miles": "mi", "statute miles": "mi", "nautical miles": "nm", "yards": "yd"}


@dataclass(frozen=True)
class Question:
    """What is asked of one moment, of two, or of an object on a leg.

    ``moment`` is the phrase as written until a case binds it to an id; ``unit`` the label of the
    unit asked for ("mi", "nm", "km", "m", "ft", "yd"; of a speed "km/h", "kt", "mph", "m/s", of a
    climb "ft/min", "m/s"), ``None`` when none was. ``since`` is the other moment of a time between
    two.

    Of a speed, a path or a climb ``who`` is the object, ``earlier`` and ``later`` the moments of
    its leg and ``moment`` the later one; ``place`` is where the leg is inside, if it is told so.
    Of a separation ``earlier`` and ``later`` are phrases until a case binds them to its ``ends``.
    ``spot`` is the place or height asked of, once a case binds it: the moment's, or that of an
    object that is apart ("Su-25 at hit").
    """

    kind: Kind
    moment: str
    place: PlaceRef | None
    unit: str | None
    words: str
    since: str | None = None
    who: str | None = None
    earlier: str | None = None
    later: str | None = None
    ends: tuple[Spot, Spot] | None = None
    spot: Spot | None = None

    @property
    def asked_of(self) -> Spot:
        """What a place or height is asked of: the moment's unless an object's own."""
        return self.spot or Spot.of(self.moment)

    @property
    def leg(self) -> Leg:
        """The leg asked about; empty names stand for what the question does not name."""
        return Leg(self.who or "", self.earlier or "", self.later or "")

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The extents of the place, and the anchor of a bearing (both ordinary)."""
        if self.place is None or self.who is not None:
            return ()
        variables = self.place.variables(ctx)
        if self.kind != "bearing" or all(
            single_anchor(extent.place) for extent in self.place.extents(ctx)
        ):
            return variables
        whose = possessive(self.place.shown)
        anchors = (
            Value(f"asked from {whose} centroid", "ordinary", "centroid"),
            Value(f"asked from {whose} nearest point", "ordinary", "nearest"),
        )
        return (
            *variables,
            Variable(ctx.key("anchor", self.place.shown), self.place.shown, anchors),
        )

    def measure(self, choice: Choice, ctx: Context) -> Measure:
        """What is to be measured of a place or height, under a choice of values."""
        if self.place is None:
            return Scalar("altitude")
        place = self.place.place(choice, ctx)
        if self.kind == "distance":
            return CoastDistance(place) if self.place.coast else Distance(place)
        value = choice.get(ctx.key("anchor", self.place.shown))
        return Bearing(place, "nearest" if value and value.data == "nearest" else "centroid")


def parse_question(text: str) -> Question:
    """Read a question.

    Raises:
        LanguageError: it has none of the known forms, or its unit is unknown.
    """
    body = " ".join(text.split()).rstrip("?.").strip()
    if len(body) > 400:
        raise LanguageError("the question has more than 400 characters", column=401)
    for kind, pattern in _PATTERNS:
        match = re.fullmatch(pattern, body, flags=re.IGNORECASE)
        if match is None:
            continue
        groups = match.groupdict()
        place = None
        if groups.get("b"):
            place = place_asked(groups["b"], match.start("b") + 1)
        unit = _unit(groups["unit"], match.start("unit") + 1, kind) if groups.get("unit") else None
        moment, since, who = (_bare(groups.get(each)) for each in ("a", "since", "who"))
        if kind == "separation":
            return Question(kind, moment, None, unit, body, None, None, moment, since)
        if kind in ("speed", "path", "climb"):
            return Question(kind, moment, place, unit, body, None, who, since, moment)
        return Question(kind, moment, place, unit, body, since or None)
    raise LanguageError(
        f"'{body[:80]}' is not a question known here" if body else "the question is empty",
        column=1,
        expected=(
            "distance from … to …",
            "bearing from … to …",
            "altitude of …",
            "time of …",
            "time from … to …",
            "separation of … and …",
            "speed of … from … to …",
            "path of … from … to …",
            "climb of … from … to …",
        ),
        nearest=_FORMS[0],
        remedy="ask like one of: " + "; ".join(_FORMS),
    )


def place_asked(words: str, column: int) -> PlaceRef:
    """A place as a question names it: by name, or by coordinates."""
    words = words.strip('"“”')
    if re.fullmatch(PAIR_PATTERN, words):
        return PlaceRef(words, column, parse_coordinates(words, column=column))
    return PlaceRef(words, column)


def _bare(words: str | None) -> str:
    return re.sub(r"^the\s+", "", (words or "").strip('"“”'), flags=re.IGNORECASE)


def _unit(words: str, column: int, kind: Kind) -> str:
    table = {"speed": PACE_UNITS, "climb": RATE_UNITS}.get(kind, UNITS)
    for pattern, word in table.items():
        if re.fullmatch(pattern, words.strip(), flags=re.IGNORECASE):
            return _LABEL.get(word, word)
    known = {
        "speed": ("speed", "km/h, kt, mph, m/s"),
        "climb": ("vertical speed", "ft/min, m/s"),
    }.get(kind)
    what, labels = known or ("length", "mi, nm, km, m, ft, yd")
    shown = f"a unit of {what} ({labels})" if known else "a unit (miles, nautical miles, km, m, ft)"
    raise LanguageError(
        f"'{words}' is not a unit of {what}",
        column=column,
        expected=(shown,),
        remedy=f"use one of {labels}",
    )
