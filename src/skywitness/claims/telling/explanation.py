"""What a sentence is taken to mean, reading by reading, in plain words and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.case import Case
from skywitness.claims.language.atoms.shared.base import Atom, Context
from skywitness.claims.language.atoms.shared.common import unit_of
from skywitness.claims.language.atoms.shared.legs import spelled
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.statement import Saying, without_moments
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.frames import RECOGNISED, Frame
from skywitness.claims.meaning.parts import Constraint, Difference, JointKind, Motion, Part, Reading
from skywitness.claims.meaning.policy import default_policy
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED, POLICY
from skywitness.claims.readings import Reader
from skywitness.claims.telling import explainmotion, explaintime, timewords
from skywitness.places.measures.measures import (
    Bearing,
    CentroidDistance,
    CoastDistance,
    Distance,
    Measure,
    Scalar,
    ScalarQuantity,
    SignedDistance,
)
from skywitness.places.place import Place
from skywitness.units import interval, length

#: The stretches that are shown, in words.
STRETCH_NAMES = ((AS_PRINTED, "as printed"), (POLICY, "by the policy"), (DOUBLED, "at twice that"))

#: What each scalar of a moment measures; those in ``PACES`` in m/s, the rest in metres.
SCALARS: dict[ScalarQuantity, str] = {
    "altitude": "height above the sea",
    "depth": "depth of the sea",
    "groundspeed": "speed over the ground",
    "airspeed": "speed through the air",
    "climb": "vertical speed",
}
PACES: tuple[ScalarQuantity, ...] = ("groundspeed", "airspeed", "climb")


@dataclass(frozen=True)
class PartExplained:
    """One part in one reading.

    ``measured`` says what is measured; ``allowed`` what is allowed at each stretch (in the unit
    said and in kilometres), or once where there is nothing to stretch; ``plain`` is both at the
    policy's tolerance, to stand in a sentence. ``numbers`` are stretch, lower and upper end in
    metres, ``seconds`` the same of a time, ``paces`` in m/s of a speed.
    """

    name: str
    moment: str
    measured: str
    allowed: tuple[tuple[str, ...], ...]
    plain: str
    place: Place | None
    untestable: str | None
    numbers: tuple[tuple[float, float | None, float | None], ...] = ()
    unit: str | None = None
    seconds: tuple[tuple[float, float | None, float | None], ...] = ()
    paces: tuple[tuple[float, float | None, float | None], ...] = ()


@dataclass(frozen=True)
class ReadingExplained:
    """One reading: its name, whether ordinary or generous, and its parts."""

    name: str
    kind: JointKind
    parts: tuple[PartExplained, ...]


@dataclass(frozen=True)
class Explanation:
    """Every reading of a sentence in one frame, and the words that make them differ."""

    sentence: str
    moments: tuple[str, ...]
    frame: Frame
    policy: str
    words: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    readings: tuple[ReadingExplained, ...]

    def places(self) -> tuple[Place, ...]:
        """Every place that is used, once."""
        found = {p.place.id: p.place for r in self.readings for p in r.parts if p.place}
        return tuple(found.values())

    def as_json(self) -> dict[str, object]:
        """The explanation as plain values; an open end of an interval is ``null``."""
        return {
            "sentence": self.sentence,
            "moments": list(self.moments),
            "frame": {"id": self.frame.id, "label": self.frame.label},
            "policy": self.policy,
            "words": [
                {"word": word, "values": [{"label": v, "kind": k} for v, k in values]}
                for word, values in self.words
            ],
            "readings": [
                {"name": r.name, "kind": r.kind, "parts": [_part_json(p) for p in r.parts]}
                for r in self.readings
            ],
            "places": [_place_json(place) for place in self.places()],
        }


def explain_sentence(
    text: str,
    case: Case | None = None,
    frame: Frame | None = None,
    *,
    sector_deg: float | None = None,
) -> Explanation:
    """Every reading of a sentence, or of the claim of ``case`` whose id ``text`` is.

    Without a case the shipped policy and places are used and the sentence's subject is its moment.

    Raises:
        LanguageError: the sentence is not in the claim language, or names no declared moment.
        PlaceError: a place is unknown or ambiguous.
        CaseError: too many readings.
    """
    if case is None:
        statement = parse(text)
        moments = tuple(without_moments(clause) for clause in statement.clauses)
        saying = Saying("sentence", "sentence", statement, moments)
        case = Case("sentence", "", "", None, default_policy(), frames=(RECOGNISED,))
    else:
        ids = {claim.id: claim for claim in case.claims}
        saying = ids[text].saying if text in ids else Binder(case).saying_of(text, "sentence")
    frame = frame or case.frames[0]
    reader = Reader(case, frame, sector_deg)
    readings = reader.readings([saying])
    variables = reader.variables(saying)
    return Explanation(
        sentence=saying.statement.text,
        moments=_moments(saying, readings),
        frame=frame,
        policy=case.policy.name,
        words=tuple(
            (v.label, tuple((x.label, x.kind) for x in v.values))
            for v in variables
            if len(v.values) > 1
        ),
        readings=tuple(_explained(reader, saying, reading) for reading in readings),
    )


def _moments(saying: Saying, readings: Sequence[Reading]) -> tuple[str, ...]:
    """The moments spoken of; where none is named, those that its parts are about."""
    named = [*saying.moments] if any(saying.moments) else [p.moment for p in readings[0].parts]
    return tuple(dict.fromkeys(moment for moment in named if moment))


def _explained(reader: Reader, saying: Saying, reading: Reading) -> ReadingExplained:
    context = reader.context(saying)
    if saying.mute is not None:
        parts = [_part(part, "km") for part in reading.parts]
        return ReadingExplained(reading.name, reading.kind, tuple(parts))
    explained: list[PartExplained] = []
    for atom, ctx in saying.bound(context):
        unit = unit_of(atom.quantity, reading.choice, ctx) if atom.quantity else None
        names = _names(atom, ctx)
        for part in atom.parts(reading.choice, ctx):
            explained.append(_part(part, unit or _default_unit(part), names))
    return ReadingExplained(reading.name, reading.kind, tuple(explained))


def _names(atom: Atom, ctx: Context) -> dict[str, str]:
    """How undeclared objects, and moments made from them, are spelt in the sentence."""
    who = atom.who or ctx.subject
    return spelled(who, atom.passed) if who else {}


def _default_unit(part: Part) -> str:
    constraint = part.measured
    if constraint is not None and isinstance(constraint.measure, Scalar):
        return "ft"
    if constraint is not None and isinstance(constraint.allowed, Range):
        return constraint.allowed.unit
    return "km"


def _part(part: Part, unit: str, names: Mapping[str, str] | None = None) -> PartExplained:
    if part.constraint is None:
        reason = part.untestable or "nothing tests it"
        return PartExplained(part.name, part.moment, "not tested", (), "not tested", None, reason)
    stretches = [stretch for stretch, _ in STRETCH_NAMES]
    if isinstance(part.constraint, Motion):
        return _motion(part, part.constraint, stretches, names)
    if not isinstance(part.constraint, Constraint):
        demand = part.constraint
        return PartExplained(
            part.name, part.moment, timewords.measured(demand, names),
            explaintime.cells(demand, stretches), explaintime.plain(demand, names), None,
            part.untestable,
            unit="s" if isinstance(demand, Difference) else None,
            seconds=explaintime.seconds(demand, stretches),
        )  # fmt: skip
    measure, allowed = part.constraint.measure, part.constraint.allowed
    if isinstance(measure, Scalar) and isinstance(allowed, Range) and measure.quantity in PACES:
        return _pace(part, measure, allowed, stretches, names)
    place = None if isinstance(measure, Scalar) else measure.place
    numbers: list[tuple[float, float | None, float | None]] = []
    if isinstance(allowed, Range):
        for stretch, _ in STRETCH_NAMES:
            low, high = allowed.at(stretch)
            numbers.append((stretch, _finite(low), _finite(high)))
    cells = tuple(_allowed(part.constraint, unit))
    what = measured(measure)
    return PartExplained(
        part.name, part.moment, what, cells, _plain(part.constraint, cells), place, None,
        tuple(numbers), unit,
    )  # fmt: skip


def _motion(
    part: Part, demand: Motion, stretches: list[float], names: Mapping[str, str] | None
) -> PartExplained:
    numbers = explainmotion.numbers(demand, stretches)
    pace = explainmotion.is_pace(demand)
    return PartExplained(
        part.name, part.moment, explainmotion.measured(demand, names),
        explainmotion.cells(demand, stretches), explainmotion.plain(demand, names), None,
        part.untestable, () if pace else numbers, explainmotion.units(demand)[0],
        paces=numbers if pace else (),
    )  # fmt: skip


def _pace(
    part: Part,
    measure: Scalar,
    allowed: Range,
    stretches: list[float],
    names: Mapping[str, str] | None,
) -> PartExplained:
    what = f"{measured(measure)} of {explainmotion.spelt(part.moment, names)}"
    cells = explainmotion.pace_cells(measure, allowed, stretches)
    first, *others = cells[1]
    more = f" ({others[0]})" if others else ""
    return PartExplained(
        part.name, part.moment, what, cells, f"{what}: {first}{more}", None, part.untestable,
        unit=allowed.unit, paces=explainmotion.ends(allowed, stretches),
    )  # fmt: skip


def _plain(constraint: Constraint, cells: tuple[tuple[str, ...], ...]) -> str:
    """A constraint at the policy's tolerance, to stand in a sentence."""
    what = measured(constraint.measure)
    if isinstance(constraint.allowed, Sector):
        bearing = (
            f"on a bearing of {cells[0][0]}" if constraint.allowed.half_width < 180 else cells[0][0]
        )
        return f"{bearing} {what.removeprefix('bearing ')}"
    cell = cells[1] if len(cells) > 1 else cells[0]
    shown = cell[0] + (f" ({cell[1]})" if len(cell) > 1 else "")
    if isinstance(constraint.measure, SignedDistance):
        return shown if len(cells) == 1 else f"{shown} {constraint.measure.place.name}"
    if isinstance(constraint.measure, Scalar):
        return f"{shown} above the sea"
    return f"{shown} {what[what.index('from') :]}"


def measured(measure: Measure) -> str:
    """What a measure measures, in words."""
    if isinstance(measure, Scalar):
        return SCALARS[measure.quantity]
    name = measure.place.name
    if isinstance(measure, Bearing):
        whence = {
            "centroid": f"the centroid of {name}",
            "nearest": f"the nearest point of {name}",
            "some": f"at least one point of {name}",
        }[measure.anchor]
        return f"bearing from {name if single(measure.place) else whence}"
    if isinstance(measure, Distance):
        return f"distance from {name}" if single(measure.place) else f"least distance from {name}"
    if isinstance(measure, CoastDistance):
        return f"least distance from the sea shore of {name}"
    if isinstance(measure, CentroidDistance):
        return f"distance from the centroid of {name}"
    assert isinstance(measure, SignedDistance)
    return f"distance from the edge of {name}"


def single(place: Place) -> bool:
    """Whether a place is one point."""
    return bool(place.geometry.geom_type == "Point" and place.buffer_m == 0)


def _allowed(constraint: Constraint, unit: str) -> Iterator[tuple[str, ...]]:
    """What is allowed, in words: one cell where nothing stretches, else one for each stretch."""
    allowed = constraint.allowed
    if isinstance(allowed, Sector):
        yield (_sector(allowed),)
        return
    other = "m" if isinstance(constraint.measure, Scalar) else "km"
    signed = isinstance(constraint.measure, SignedDistance)
    if signed and 0.0 in allowed.at(0.0):
        assert isinstance(constraint.measure, SignedDistance)
        side = "inside" if allowed.lower is None else "outside"
        yield (f"{side} {constraint.measure.place.name}",)
        return
    for stretch, _ in STRETCH_NAMES:
        low, high = allowed.at(stretch)
        if signed:
            low, high = -high, -low
        tail = " inside" if signed else ""
        cell = interval(low, high, unit) + tail
        same = unit == other or (unit == "m" and other == "km")
        yield (cell,) if same else (cell, interval(low, high, other))


def _sector(sector: Sector) -> str:
    if sector.half_width >= 180:
        return "in any direction"
    low = (sector.centre - sector.half_width) % 360
    high = (sector.centre + sector.half_width) % 360
    return f"{low:g}° to {high:g}° true"


def error_words(place: Place) -> str:
    """A place's stated error, in words."""
    if place.error_m is None:
        return "no stated error, so it can contradict nothing"
    if place.error_m == 0:
        return "exact as stated"
    return f"stated error {length(place.error_m, 'km' if place.error_m >= 1000 else 'm')}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _part_json(part: PartExplained) -> dict[str, object]:
    return {
        "name": part.name,
        "moment": part.moment or None,
        "measured": part.measured,
        "plain": part.plain,
        "allowed": [list(cell) for cell in part.allowed],
        "metres": [{"stretch": s, "lo": lo, "hi": hi} for s, lo, hi in part.numbers],
        "seconds": [{"stretch": s, "lo": lo, "hi": hi} for s, lo, hi in part.seconds],
        "metres_per_second": [{"stretch": s, "lo": lo, "hi": hi} for s, lo, hi in part.paces],
        "unit": part.unit,
        "place": part.place.id if part.place else None,
        "untestable": part.untestable,
    }


def _place_json(place: Place) -> dict[str, object]:
    return {
        "id": place.id,
        "name": place.name,
        "error_m": place.error_m,
        "source": place.source,
        "version": place.version,
        "licence": place.licence,
        "view": place.view,
        "notes": list(place.notes),
    }
