"""What a sentence is taken to mean, reading by reading, in plain words and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.conventions import ASKED
from skywitness.claims.language.atoms.shared.amounts import unit_of
from skywitness.claims.language.atoms.shared.base import Atom, Context, folded
from skywitness.claims.language.atoms.shared.flightends import FlightEnd
from skywitness.claims.language.atoms.shared.legs import spelled
from skywitness.claims.language.atoms.shared.paces import is_mean
from skywitness.claims.language.atoms.shared.visits import Visit
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.statement import Saying, tested_parts, without_moments
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.frames import RECOGNISED, Frame
from skywitness.claims.meaning.parts import (
    Constraint,
    Difference,
    JointKind,
    Motion,
    Part,
    Reading,
    State,
    Sun,
)
from skywitness.claims.meaning.policy import default_policy
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED, POLICY
from skywitness.claims.readings import Reader
from skywitness.claims.telling import (
    explainmotion,
    explainplace,
    explainsun,
    explaintime,
    timewords,
)
from skywitness.claims.telling.explainplace import PACES
from skywitness.places.measures.measures import (
    Scalar,
)
from skywitness.places.place import Place
from skywitness.units import length

#: The stretches that are shown, in words.
STRETCH_NAMES = ((AS_PRINTED, "as printed"), (POLICY, "by the policy"), (DOUBLED, "at twice that"))


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
    """Every reading of a sentence in one frame, and the words that make them differ.

    ``count`` are its ordinary joint readings; where they are too many to be listed, ``readings``
    are those of each phrase by itself.
    """

    sentence: str
    moments: tuple[str, ...]
    frame: Frame
    policy: str
    words: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    readings: tuple[ReadingExplained, ...]
    count: int

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
            "joint_readings": self.count,
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
    """
    if case is None:
        statement = parse(text)
        spots = tuple(without_moments(clause) for clause in statement.clauses)
        saying = Saying(ASKED, ASKED, statement, spots)
        case = Case(ASKED, "", "", None, default_policy(), frames=(RECOGNISED,))
    else:
        ids = {claim.id: claim for claim in case.claims}
        saying = ids[text].saying if text in ids else Binder(case).saying_of(text, ASKED)
    frame = frame or case.frames[0]
    reader = Reader(case, frame, sector_deg)
    count = reader.count([saying])
    # Too many to print one by one are told phrase by phrase.
    many = reader.many([saying])
    readings = reader.by_clause(saying) if many else reader.readings([saying])
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
        readings=tuple(_explained(reader, saying, r, by_clause=many) for r in readings),
        count=count,
    )


def _moments(saying: Saying, readings: Sequence[Reading]) -> tuple[str, ...]:
    """The moments spoken of; where none is named, those that its parts are about."""
    parts = [p for p in readings[0].parts if not is_mean(p)]
    named = saying.spots if any(saying.spots) else [p.spot for p in parts]
    return tuple(dict.fromkeys(str(spot) for spot in named if spot))


def _explained(
    reader: Reader, saying: Saying, reading: Reading, *, by_clause: bool
) -> ReadingExplained:
    context = reader.context(saying)
    if saying.mute is not None:
        parts = [_part(part, "km") for part in reading.parts]
        return ReadingExplained(reading.name, reading.kind, tuple(parts))
    explained: list[PartExplained] = []
    for atom, ctx in saying.bound(context):
        if by_clause and {v.id for v in atom.variables(ctx)} != set(reading.choice):
            continue  # a reading of another phrase
        unit = unit_of(atom.quantity, reading.choice, ctx) if atom.quantity else None
        names = spelled_names(atom, ctx)
        for part in tested_parts(atom, reading.choice, ctx):
            if is_mean(part):  # it says no more than its leg does
                continue
            explained.append(_part(part, unit or _default_unit(part), names))
    return ReadingExplained(reading.name, reading.kind, tuple(explained))


def spelled_names(atom: Atom, ctx: Context) -> dict[str, str]:
    """How objects, and moments made from them, are spelt in the sentence or by the case."""
    declared = {key: name for each in ctx.names.things() for key, name in spelled(each, "").items()}
    who = atom.who or ctx.subject
    visits = ctx.names.visits(who, atom.passed) if who and atom.passed else ()
    found = declared | (spelled(who, atom.passed, visits, _ends(atom, ctx)) if who else {})
    for each in atom.presences(ctx):
        found |= spelled(each.who, each.place, (Visit(each.words),)) if each.who else {}
    return found | {folded(words): words for words in atom.made(ctx)}


def _ends(atom: Atom, ctx: Context) -> list[FlightEnd]:
    """The take-offs and landings of an object that claims tell."""
    who = atom.who or ctx.subject
    return [e for landing in (False, True) for e in ctx.names.flight_ends(who, landing=landing)]


def _default_unit(part: Part) -> str:
    constraint = part.measured
    if constraint is None:
        return "km"
    if isinstance(constraint.measure, Scalar):
        return "ft"
    match constraint.allowed:
        case Range():
            return constraint.allowed.unit
        case Sector():
            return "km"
        case _:
            assert_never(constraint.allowed)


def _part(part: Part, unit: str, names: Mapping[str, str] | None = None) -> PartExplained:
    if part.constraint is None:
        reason = part.untestable or "nothing tests it"
        return PartExplained(
            part.name, str(part.spot), "not tested", (), "not tested", None, reason
        )
    stretches = [stretch for stretch, _ in STRETCH_NAMES]
    demand = part.constraint
    if isinstance(demand, Motion):
        return _motion(part, demand, stretches, names)
    if isinstance(demand, Difference | State):
        return PartExplained(
            part.name, str(part.spot), timewords.measured(demand, names),
            explaintime.cells(demand, stretches), explaintime.plain(demand, names), None,
            part.untestable,
            unit="s" if isinstance(demand, Difference) else None,
            seconds=explaintime.seconds(demand, stretches),
        )  # fmt: skip
    if isinstance(demand, Sun):
        return PartExplained(
            part.name, str(part.spot), explainsun.measured(demand),
            explainsun.cells(demand, stretches), explainsun.plain(demand), None, part.untestable,
        )  # fmt: skip
    if isinstance(demand, Constraint):
        return _constraint(part, demand, unit, stretches, names)
    assert_never(demand)


def _constraint(
    part: Part,
    demand: Constraint,
    unit: str,
    stretches: list[float],
    names: Mapping[str, str] | None,
) -> PartExplained:
    measure, allowed = demand.measure, demand.allowed
    if isinstance(measure, Scalar) and isinstance(allowed, Range) and measure.quantity in PACES:
        return _pace(part, measure, allowed, stretches, names)
    place = None if isinstance(measure, Scalar) else measure.place
    numbers = explainmotion.ends(allowed, stretches) if isinstance(allowed, Range) else ()
    cells = explainplace.cells(demand, unit, stretches)
    return PartExplained(
        part.name, str(part.spot), explainplace.measured(measure), cells,
        explainplace.plain(demand, cells), place, None, numbers, unit,
    )  # fmt: skip


def _motion(
    part: Part, demand: Motion, stretches: list[float], names: Mapping[str, str] | None
) -> PartExplained:
    numbers = explainmotion.numbers(demand, stretches)
    pace = explainmotion.is_pace(demand)
    return PartExplained(
        part.name, str(part.spot), explainmotion.measured(demand, names),
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
    what = f"{explainplace.measured(measure)} of {explainmotion.spelt(part.spot, names)}"
    cells = explainmotion.pace_cells(measure, allowed, stretches)
    first, *others = cells[1]
    more = f" ({others[0]})" if others else ""
    return PartExplained(
        part.name, str(part.spot), what, cells, f"{what}: {first}{more}", None, part.untestable,
        unit=allowed.unit, paces=explainmotion.ends(allowed, stretches),
    )  # fmt: skip


def error_words(place: Place) -> str:
    """A place's stated error, in words."""
    if place.error_m is None:
        return "no stated error, so it can contradict nothing"
    if place.error_m == 0:
        return "exact as stated"
    return f"stated error {length(place.error_m, 'km' if place.error_m >= 1000 else 'm')}"


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
