"""Questions: "distance from encounter to Russian mainland", and what they measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from skywitness.claims.atoms.base import Choice, Context
from skywitness.claims.atoms.common import PlaceRef, possessive, single_anchor
from skywitness.claims.coordinates import PAIR_PATTERN, parse_coordinates
from skywitness.claims.lexicon import UNITS
from skywitness.claims.parts import Value, Variable
from skywitness.errors import LanguageError
from skywitness.places.measures import Bearing, CoastDistance, Distance, Measure, Scalar

_FORMS = (
    "distance from encounter to Russian mainland",
    "bearing from Crimea to encounter",
    "altitude of encounter",
    "time of impact",
    "time from strike to impact",
)
_NAME = r"(?:\"[^\"\n]{1,120}\"|“[^”\n]{1,120}”|.{1,120}?)"
_UNIT = r"(?:\s+in\s+(?P<unit>[A-Za-z. ]{1,20}))?"
Kind = Literal["distance", "bearing", "altitude", "time", "gap"]
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
    ("altitude", rf"(?:the\s+)?(?:altitude|height)\s+(?:of|at)\s+(?P<a>{_NAME}){_UNIT}"),
)
_LABEL = {"miles": "mi", "statute miles": "mi", "nautical miles": "nm", "yards": "yd"}


@dataclass(frozen=True)
class Question:
    """What is asked of one moment.

    ``moment`` is the phrase as written until a case binds it to an id; ``unit`` the label of the
    unit asked for ("mi", "nm", "km", "m", "ft", "yd"), ``None`` when none was. ``since`` is the
    other moment of a time between two.
    """

    kind: Kind
    moment: str
    place: PlaceRef | None
    unit: str | None
    words: str
    since: str | None = None

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The extents of the place, and the anchor of a bearing (both ordinary)."""
        if self.place is None:
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
            place = _place(groups["b"], match.start("b") + 1)
        unit = _unit(groups["unit"], match.start("unit") + 1) if groups.get("unit") else None
        moment = re.sub(r"^the\s+", "", groups["a"].strip('"“”'), flags=re.IGNORECASE)
        since = groups.get("since")
        other = re.sub(r"^the\s+", "", since.strip('"“”'), flags=re.I) if since else None
        return Question(kind, moment, place, unit, body, other)
    raise LanguageError(
        f"'{body[:80]}' is not a question known here" if body else "the question is empty",
        column=1,
        expected=(
            "distance from … to …",
            "bearing from … to …",
            "altitude of …",
            "time of …",
            "time from … to …",
        ),
        nearest=_FORMS[0],
        remedy="ask like one of: " + "; ".join(_FORMS),
    )


def _place(words: str, column: int) -> PlaceRef:
    words = words.strip('"“”')
    if re.fullmatch(PAIR_PATTERN, words):
        return PlaceRef(words, column, parse_coordinates(words, column=column))
    return PlaceRef(words, column)


def _unit(words: str, column: int) -> str:
    for pattern, word in UNITS.items():
        if re.fullmatch(pattern, words.strip(), flags=re.IGNORECASE):
            return _LABEL.get(word, word)
    raise LanguageError(
        f"'{words}' is not a unit of length",
        column=column,
        expected=("a unit (miles, nautical miles, km, m, ft)",),
        remedy="use one of mi, nm, km, m, ft, yd",
    )
