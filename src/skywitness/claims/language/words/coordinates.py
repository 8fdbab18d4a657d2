"""Coordinates as people write them, with the precision they were given in.

Read are: degrees, minutes and seconds with any of the usual marks (44°34'12"N 33°22'E), decimal
degrees with letters before or after (44.57 N, 33.38 E; N44.57 E33.38), two plain decimals
(44.57, 33.38: latitude first), blanks instead of marks (N44 34.2 E033 22.1) and the packed form
of charts and flight plans (4434.2N 03322.1E). A decimal may be a comma where that is not
ambiguous; the minus may be the typographic one.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from shapely import Point

from skywitness.earth import E2, A
from skywitness.errors import LanguageError
from skywitness.places.place import Place

_DEC = r"(?:[.,]\d+)?"
_DEGREE = "[°º˚]"
_MINUTE = "['′’ʹ´]"
_SECOND = "(?:[\"″”“ʺ]|''|′′|’’)"
_SIGN = "[+\\-−–]?"
_MARKED = (
    rf"{_SIGN}\d{{1,3}}{_DEC}\s*{_DEGREE}"
    rf"(?:\s*\d{{1,2}}{_DEC}\s*{_MINUTE}(?:\s*\d{{1,2}}{_DEC}\s*{_SECOND})?)?"
)
_SPACED = rf"{_SIGN}\d{{1,3}}(?:\s+\d{{1,2}}(?:\s+\d{{1,2}})?)?{_DEC}"
_PACKED = rf"\d{{4,7}}{_DEC}"
_VALUE = rf"(?:{_MARKED}|{_PACKED}|{_SPACED})"
_LETTER = r"[NSEWnsew](?![A-Za-z])"
_SUFFIXED = rf"{_VALUE}\s*{_LETTER}"
_PREFIXED = rf"[NSEWnsew]\s*{_VALUE}"
_GAP = r"\s*[,;/]?\s*"
_POINT = rf"{_SIGN}\d{{1,3}}\.\d+"
_COMMA = rf"{_SIGN}\d{{1,3}},\d+"

#: A pair of coordinates anywhere in a sentence (no groups, for the lexer).
PAIR_PATTERN = (
    rf"(?:{_SUFFIXED}{_GAP}{_SUFFIXED}|{_PREFIXED}{_GAP}{_PREFIXED}|{_MARKED}{_GAP}{_MARKED}"
    rf"|{_POINT}(?:\s*[,;]\s*|\s+){_POINT}(?![.\d])|{_COMMA}(?:\s*;\s*|\s+|\s*,\s+){_COMMA}(?!\d))"
)

_EXAMPLES = "44°34'12\"N 33°22'E; 44.57 N, 33.38 E; 44.57, 33.38; 4434.2N 03322.1E"


@dataclass(frozen=True)
class Coordinates:
    """A position in degrees (north and east positive) with half of each last unit given."""

    latitude: float
    longitude: float
    half_latitude: float
    half_longitude: float
    words: str

    def half_metres(self) -> tuple[float, float]:
        """Half the last unit north-south and east-west, in metres on the WGS 84 ellipsoid."""
        phi = math.radians(self.latitude)
        w = math.sqrt(1.0 - E2 * math.sin(phi) ** 2)
        meridian = A * (1.0 - E2) / w**3
        parallel = A / w * max(math.cos(phi), 0.0)
        return (
            math.radians(self.half_latitude) * meridian,
            math.radians(self.half_longitude) * parallel,
        )

    def half_diagonal(self) -> float:
        """Radius in metres of the disc around the box that the last units given leave open."""
        return math.hypot(*self.half_metres())

    def place(self) -> Place:
        """The position as a place: a point, exact as a point; its precision is the statement's."""
        return Place(
            id=f"point:{self.latitude:.7f},{self.longitude:.7f}",
            name=self.words,
            kind="point",
            geometry=Point(self.longitude, self.latitude),
            error_m=0.0,
            source="coordinates as stated, taken as WGS 84",
            version="",
            licence="",
            view="not disputed",
        )


def parse_coordinates(text: str, *, column: int = 1) -> Coordinates:
    """Read a pair of coordinates; ``column`` (from 1) is where ``text`` starts in its sentence.

    Raises:
        LanguageError: the text is not a pair in an accepted form, or the position cannot exist;
            its ``column`` is that of the faulty half.
    """
    match = re.fullmatch(rf"\s*({_SUFFIXED}){_GAP}({_SUFFIXED})\s*", text)
    match = match or re.fullmatch(rf"\s*({_PREFIXED}){_GAP}({_PREFIXED})\s*", text)
    match = match or re.fullmatch(rf"\s*({_MARKED}){_GAP}({_MARKED})\s*", text)
    match = match or re.fullmatch(rf"\s*({_POINT})(?:\s*[,;]\s*|\s+)({_POINT})\s*", text)
    match = match or re.fullmatch(rf"\s*({_COMMA})(?:\s*;\s*|\s+|\s*,\s+)({_COMMA})\s*", text)
    if match is None:
        raise LanguageError(
            f"'{text.strip()[:60]}' is not a pair of coordinates",
            column=column,
            expected=("a pair of coordinates",),
            remedy=f"write them like one of: {_EXAMPLES}",
        )
    first = _Half(match[1], column + match.start(1))
    second = _Half(match[2], column + match.start(2))
    if first.axis in ("E", "W") and second.axis in ("N", "S"):
        first, second = second, first
    if (
        bool(first.axis) != bool(second.axis)
        or first.axis in ("E", "W")
        or second.axis
        in (
            "N",
            "S",
        )
    ):
        raise LanguageError(
            "a position needs one latitude (N or S) and one longitude (E or W)",
            column=second.column,
            expected=("one latitude and one longitude",),
            remedy=f"write them like one of: {_EXAMPLES}",
        )
    latitude, half_latitude = first.degrees(90)
    longitude, half_longitude = second.degrees(180)
    _check(abs(latitude) <= 90, f"no latitude is {abs(latitude):g}°", first.column, longitude)
    _check(abs(longitude) <= 180, f"no longitude is {abs(longitude):g}°", second.column, None)
    return Coordinates(
        float(latitude), float(longitude), float(half_latitude), float(half_longitude), text.strip()
    )


class _Half:
    """One of the two numbers of a pair."""

    def __init__(self, text: str, column: int) -> None:
        self.column = column
        letters = re.findall(r"[NSEWnsew]", text)
        self.axis = letters[0].upper() if letters else ""
        self.body = re.sub(r"[NSEWnsew]", "", text).strip()

    def degrees(self, most: int) -> tuple[Decimal, Decimal]:
        """Signed degrees and half of the last unit given, in degrees."""
        negative = self.body[:1] in "-−–" or self.axis in ("S", "W")
        if self.body[:1] in "-−–" and self.axis:
            raise LanguageError(
                f"'{self.body} {self.axis}' has both a sign and a letter",
                column=self.column,
                remedy="keep one of them",
            )
        fields = self._fields(most)
        value = Decimal(0)
        for field, unit in zip(fields, (1, 60, 3600), strict=False):
            value += field / unit
        for field in fields[1:]:
            _check(field < 60, f"{field} minutes or seconds are not below 60", self.column, None)
        last = 10 ** Decimal(int(fields[-1].as_tuple().exponent)) / (60 ** (len(fields) - 1))
        return (-value if negative else value), last / 2

    def _fields(self, most: int) -> list[Decimal]:
        found = [Decimal(t.replace(",", ".")) for t in re.findall(r"\d+(?:[.,]\d+)?", self.body)]
        packed = re.fullmatch(r"(\d{4,7})([.,]\d+)?", self.body)
        if not packed or (len(found) == 1 and len(packed[1]) < 4):
            return found
        digits, rest = packed[1], (packed[2] or "").replace(",", ".")
        wide = 2 if most == 90 else 3
        if len(digits) not in (wide + 2, wide + 4):
            raise LanguageError(
                f"'{self.body}' is not {'ddmm or ddmmss' if wide == 2 else 'dddmm or dddmmss'}",
                column=self.column,
                remedy="write packed coordinates like 4434.2N 03322.1E (a longitude has 3 digits "
                "of degrees)",
            )
        fields = [Decimal(digits[:wide])]
        tail = digits[wide:]
        if len(tail) == 2:
            return [*fields, Decimal(tail + rest)]
        return [*fields, Decimal(tail[:2]), Decimal(tail[2:] + rest)]


def _check(fine: bool, message: str, column: int, other: Decimal | None) -> None:
    if fine:
        return
    remedy = "check the figures"
    if other is not None and abs(other) <= 90:
        remedy = "latitude comes first; are the two swapped?"
    raise LanguageError(message, column=column, expected=("a possible position",), remedy=remedy)
