"""What heights in a KML file mean: their `altitudeMode`, and who wrote the file.

OGC KML 2.2 (07-147r2, 9.20): `absolute` counts from mean sea level (EGM96), `relativeToGround` from
the ground below, and with `clampToGround`, which holds where nothing is said, a height is ignored.
"""

from __future__ import annotations

import math

from skywitness.record.reading import Context
from skywitness.record.trackfiles import heights
from skywitness.record.trackfiles.heights import Rule
from skywitness.record.trackfiles.spots import NO_HEIGHT, ON_GROUND
from skywitness.record.trackfiles.trackfile import Points

_GROUND = Rule(heights.GROUND, "as relativeToGround says")
_CLAMPED = Rule(
    heights.UNSTATED, "the file does not say above what, and has them clamped to the ground"
)
_TAR1090 = Rule(
    heights.UNSTATED,
    "tar1090 writes three kinds, and the file's name no longer says which; "
    "--heights says it where it is known",
)
_NONE = Rule(heights.UNSTATED, "they are clamped to the ground", zero=False)
_STANDARD = heights.standard(heights.SEA, "as KML counts absolute heights")


class Modes:
    """The rules of one file."""

    def __init__(self, points: Points, context: Context, file: str) -> None:
        """For points read with ``context`` out of ``file``."""
        self._points = points
        self._named = heights.of_name(file)
        self._declared = heights.declared(context)
        self._producer: Rule | None = None
        self._tar1090 = self._named is not None
        self.flightradar24 = False
        self._seafloor = 0

    def said(self, text: str) -> None:
        """Take in what a file says of itself; the producer named first is believed."""
        if self._producer is None:
            self._producer = heights.of_producer(text)
            self.flightradar24 = self._producer is not None and not self._producer.zero

    def placemark(self, folder: str | None, name: str | None) -> bool:
        """Whether a placemark is one of tar1090's: `N1` in a folder `N1 track`."""
        found = name is not None and folder == f"{name} track"
        self._tar1090 |= found
        return found

    def known(
        self, mode: str, metres: float, *, tar1090: bool = False
    ) -> tuple[dict[str, float], dict[str, str | None]]:
        """What a height says, by column, and how its point is marked; whether it is in one of
        tar1090's tracks."""
        if metres == NO_HEIGHT:
            return {}, {"fault": "altitude"}
        if metres == ON_GROUND:
            return {"onground": 1.0}, {}
        values = self.height(mode, metres)
        if tar1090:
            values["onground"] = self._on_ground(mode, metres)
        return values, {}

    @staticmethod
    def _on_ground(mode: str, metres: float) -> float:
        """Whether a point of tar1090 is on the ground (1 or 0); NaN where that is not clear.

        It puts what reports to be on the ground into tracks of their own, without a mode, height 0.
        In the air it writes heights in whole metres, `absolute`: a 0 there is one.
        """
        return {"absolute": 0.0, "clampToGround": math.nan if metres else 1.0}.get(mode, math.nan)

    def height(self, mode: str, metres: float) -> dict[str, float]:
        """A height in the column of its reference."""
        if math.isnan(metres):
            return {}
        match mode:
            case "absolute":
                return self._points.height(self._absolute(), metres)
            case "relativeToGround":
                return self._points.height(_GROUND, metres)
            case "relativeToSeaFloor" | "clampToSeaFloor":
                self._seafloor += mode == "relativeToSeaFloor"
                return {}
            case _ if metres:
                rule = self._named or self._declared or self._producer or _CLAMPED
                return self._points.height(rule, metres)
            case _:
                return self._points.height(_NONE, metres)

    def _absolute(self) -> Rule:
        default = _TAR1090 if self._tar1090 else _STANDARD
        return self._named or self._declared or self._producer or default

    def notes(self) -> list[str]:
        """What was left out."""
        if not self._seafloor:
            return []
        return [f"{self._seafloor} heights are above the sea floor and are left out"]
