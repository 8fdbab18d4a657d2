"""Altitude: "is at 25,000 ft", "is at 300 m above the ground", "is at FL190".

Semantics: the height lies in the range the policy gives the number. It is counted from what is
said: mean sea level, the surface below, or the standard setting of altimeters (a flight level, a
pressure altitude). A setting that is told (QNH 1003) makes a pressure altitude of it. Where nothing
is said each reference is an ordinary reading. Told of an object it is that object's own, which
where several meet is no other's. Told of a moment it is the height of what happens, and of every
object that the case declares to be there, or of which another height is told there.

What can test it: another altitude of the same moment, a track. It constrains no position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import mirrored
from skywitness.claims.language.atoms.shared.references import reference_of, reference_variables
from skywitness.claims.language.words.lexicon import A_LENGTH
from skywitness.claims.language.words.unitwords import A_UNIT
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.claims.meaning.references import HIGHEST_QNH, LOWEST_QNH, SEA, pressure_altitude
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import Height, Scalar
from skywitness.units import to_metres


@dataclass(frozen=True)
class AltitudeAtom(Atom):
    """At the height ``quantity``, at flight ``level``, or at sea level where neither is given.

    A band of flight levels reaches up to ``top``. ``below`` counts the quantity downward.
    ``reference`` is what is said that it counts from, if
    that is said, ``setting`` the pressure in hPa that the altimeter was set to. ``bound`` is
    "at least" or "at most" where a level binds on one side.
    """

    quantity: Quantity | None
    level: Decimal | None
    words: str
    reference: Height | None = None
    setting: Decimal | None = None
    below: bool = False
    bound: str = ""
    top: Decimal | None = None
    topic = "height"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, and what it is counted from."""
        found = amount_variables(self.quantity, ctx) if self.quantity else ()
        return found if self.reference else (*found, *reference_variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the height in its range."""
        reference = self.reference or reference_of(choice, ctx)
        constraint = Constraint(Scalar(reference), self._allowed(choice, ctx))
        moment = ctx.spot.moment
        if ctx.spot.own or not moment:
            return (Part(ctx.claim, self.words, ctx.spot, constraint),)
        if ctx.subject and ctx.names.moment(ctx.subject) != moment:
            level = ctx.names.level(ctx.subject, moment)
            return (Part(ctx.claim, self.words, level, constraint),)
        return (
            Part(ctx.claim, self.words, ctx.spot, constraint),
            *(
                Part(ctx.claim, f"{self.words} ({level.who})", level, constraint, implied=True)
                for level in ctx.names.levels(moment)
            ),
        )

    def _allowed(self, choice: Choice, ctx: Context) -> Range:
        """What is allowed of the height, in metres."""
        if self.quantity is not None:
            allowed = range_of(self.quantity, choice, ctx)
            if self.below:
                allowed = replace(mirrored(allowed), unit=allowed.unit)
        elif self.level is not None:
            after = 1.0 if self.bound else 0.0
            low = _at_level(self.level, after, ctx)
            high = low if self.top is None else _at_level(self.top, after, ctx)
            allowed = Range(low if self.bound != "at most" else None,
                            high if self.bound != "at least" else None, unit="ft")  # fmt: skip
        else:
            allowed = Range(Side(0.0, -SEA[0]), Side(0.0, SEA[1]), unit="m")
        if self.setting is None:
            return allowed
        more = pressure_altitude(float(self.setting))
        return replace(
            allowed, lower=_raised(allowed.lower, more), upper=_raised(allowed.upper, more)
        )


def _at_level(level: Decimal, after: float, ctx: Context) -> Side:
    per = to_metres(ctx.policy.level_tolerance(level), "ft")
    return Side(to_metres(float(level) * 100, "ft"), per, after)


def _raised(side: Side | None, more: float) -> Side | None:
    return None if side is None else replace(side, limit=side.limit + more)


#: What the terminals of a reference say.
_REFERENCES: dict[str, Height] = {
    "ABOVE_SEA": "altitude",
    "BELOW_SEA": "altitude",
    "SEA_LEVEL": "altitude",
    "ABOVE_GROUND": "height",
    "STANDARD": "pressure altitude",
    "PRESSURE_ALTITUDE": "pressure altitude",
    "LEVEL": "pressure altitude",
    "LEVELS": "pressure altitude",
    "ON_QNH": "pressure altitude",
    "ON_SETTING": "indicated altitude",
}


def _build(children: list[object], span: Span) -> AltitudeAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    told = list(dict.fromkeys(_REFERENCES[kind] for kind in tokens if kind in _REFERENCES))
    if len(told) > 1:
        raise LanguageError(
            f"'{span.words}' names two references of one height", column=span.column,
            expected=("one of them",),
        )  # fmt: skip
    bound = "at least" if "HIGHER" in tokens else "at most" if "LOWER" in tokens else ""
    reference = told[0] if told else None
    if "LEVEL" in tokens:
        digits = "".join(c for c in tokens["LEVEL"] if c.isdigit())
        return AltitudeAtom(None, Decimal(digits), span.words, reference, bound=bound)
    if "LEVELS" in tokens:
        low, high = (Decimal(digits) for digits in re.findall(r"\d+", tokens["LEVELS"]))
        if high < low:
            raise LanguageError(
                f"the range runs backwards: {high} is less than {low}",
                column=span.column,
                expected=("the lower end first",),
            )
        return AltitudeAtom(None, low, span.words, reference, top=high)
    quantity = next((child for child in children if isinstance(child, Quantity)), None)
    if quantity is not None and _IN_MILES.fullmatch(span.words):
        raise LanguageError(
            f"'{span.words}' may tell a height or a distance",
            column=span.column,
            expected=("an altitude of",),
            remedy=f"say 'at an altitude of {quantity.words}' for a height, or '{quantity.words} "
            "from X' for a distance",
        )
    if quantity is not None and bound == "at least":
        quantity = replace(quantity, hedge="at least")
    elif quantity is not None and bound == "at most":
        quantity = replace(quantity, hedge="at most")
    below = bool({"BELOW_SEA", "MINUS"} & set(tokens))
    setting = _setting(tokens["ON_QNH"], span) if "ON_QNH" in tokens else None
    return AltitudeAtom(quantity, None, span.words, reference, setting, below)


def _setting(words: str, span: Span) -> Decimal:
    found = re.search(r"\d[\d.]*", words)
    assert found is not None
    setting = Decimal(found[0].rstrip("."))
    if not LOWEST_QNH <= setting <= HIGHEST_QNH:
        raise LanguageError(
            f"no pressure of {setting} hPa was ever recorded at the sea",
            column=span.column + span.words.find(found[0]),
            expected=(f"a pressure from {LOWEST_QNH:g} to {HIGHEST_QNH:g} hPa",),
        )
    return setting


_SEA = r"above\s+(?:the\s+)?(?:mean\s+)?sea(?:[\s-]+level)?(?!\s+(?:surface|floor|bed))"
_GROUND = (
    r"above\s+(?:the\s+)?(?:ground|surface|terrain|land|earth|water|waves|sea\s+surface)"
    r"(?:[\s-]+level)?(?:\s+below(?:\s+(?:it|him|her|them))?)?"
)
_HPA = r"(?:\s*(?:hPa|hectopascals?|mb|mbar|millibars?))?"
_STANDARD = (
    r"on\s+(?:the\s+)?(?:standard\s+(?:altimeter\s+)?(?:setting|pressure)(?:\s+of\s+altimeters?)?"
    rf"|QNE|1013(?:\.25?)?{_HPA})|(?:in\s+|of\s+)?pressure\s+(?:altitude|height)"
)
_SETTING = (
    r"on\s+(?:the\s+)?(?:(?:local\s+|regional\s+)?QNH"
    r"|(?:local|regional|day['’]s)\s+(?:altimeter\s+)?(?:setting|QNH)(?:\s+of\s+altimeters?)?)"
)
_QNH = (
    r"on\s+(?:an?\s+|the\s+)?(?:QNH|altimeter\s+setting)(?:\s+of)?\s+"
    rf"\d{{3,4}}(?:\.\d+)?{_HPA}"
)
_END = r"(?![\w-])"
#: "At 20 nm", of which nothing says that it is a height.
_IN_MILES = re.compile(
    r"at\s+(?!.*(?:altitude|height|sea|ground|surface|water|high|up\b|amsl|msl|agl|qnh|setting))"
    r".*?\d[^;]*?\s*(?:(?:nautical|statute|sea|land|n)\s+)?(?:miles?|nmi?|mi)",
    re.IGNORECASE,
)
#: What is said behind a height of what it counts from.
_BEHIND = rf"(?:amsl|msl|asl|agl|{_SEA}|{_GROUND}|{_STANDARD}|{_QNH}|{_SETTING})"
_A_LEVEL = r"(?:FL|flight\s+level)\s*\d"
_FL = r"(?:FL|flight\s+levels?)\s*"
_LEVELS = (
    rf"(?:between\s+{_FL}\d{{1,3}}\s+and|(?:from\s+)?{_FL}\d{{1,3}}\s*(?:[-–—‐‑−]|to(?=\s)))"
    rf"\s*(?:{_FL})?\d{{1,3}}(?![\w.,]\d|\w)(?!\s*{A_UNIT})"
)
#: An amount of height with nothing behind it that would make it a distance.
_A_HEIGHT = rf"\s+{A_LENGTH}\s*(?:$|[;,]|and\b|at\b|{_BEHIND}{_END})|\s+{_A_LEVEL}"

KIND = AtomKind(
    name="altitude",
    title="Altitude",
    grammar=rf"""
altitude: _AT ((_AN_ALTITUDE | PRESSURE_ALTITUDE)? MINUS? quantity _HIGH? _reference? | LEVEL | LEVELS | SEA_LEVEL) | LEVELS
    | quantity (_HIGH _reference? | _reference) | (HIGHER | LOWER) (quantity _reference? | LEVEL)
_reference: ABOVE_SEA | BELOW_SEA | ABOVE_GROUND | STANDARD | ON_QNH | ON_SETTING
HIGHER.9: /(?:above|over|higher\s+than|(?:no|not)\s+lower\s+than|not\s+(?:below|under))(?={_A_HEIGHT})/i
LOWER.9: /(?:below|under|lower\s+than|(?:no|not)\s+higher\s+than|not\s+(?:above|over))(?={_A_HEIGHT})/i
_AN_ALTITUDE.7: /(?:(?:an?|the)\s+)?(?:altitude|height)(?:\s+of)?(?![\w-])/i
PRESSURE_ALTITUDE.8: /(?:an?\s+|the\s+)?pressure\s+(?:altitude|height)\s+of{_END}/i
_HIGH.6: /(?:high|up|(?:in\s+)?altitude)(?![\w-])/i
ABOVE_SEA.9: /(?:{_SEA}|amsl|msl|asl){_END}/i
BELOW_SEA.9: /below\s+(?:mean\s+)?sea(?:[\s-]+level)?{_END}/i
ABOVE_GROUND.9: /(?:{_GROUND}|agl){_END}/i
STANDARD.9: /(?:{_STANDARD}){_END}/i
ON_QNH.10: /{_QNH}{_END}/i
ON_SETTING.9: /{_SETTING}(?!\s+(?:of\s+)?\d){_END}/i
LEVELS.9: /{_LEVELS}/i
SEA_LEVEL.8: /(?:mean\s+)?sea[\s-]+level{_END}/i
MINUS.8: /(?:[-−–]|minus\s)(?=\s*\d)/i
LEVEL.8: /(?:FL|flight\s+level)\s*\d{{1,3}}(?![\w.,]\d|\w)/i
""",  # noqa: E501
    predicates=("altitude",),
    tails=("altitude",),
    builders={"altitude": _build},
    terminals={
        "_AN_ALTITUDE": "an altitude of",
        "PRESSURE_ALTITUDE": "a pressure altitude of",
        "_HIGH": "high",
        "HIGHER": "above",
        "LOWER": "below",
        "ABOVE_SEA": "above sea level",
        "BELOW_SEA": "below sea level",
        "ABOVE_GROUND": "above the ground",
        "STANDARD": "on the standard setting",
        "ON_QNH": "on QNH and a pressure",
        "ON_SETTING": "on the day's setting",
        "SEA_LEVEL": "sea level",
        "MINUS": "minus",
        "LEVEL": "a flight level such as FL190",
        "LEVELS": "flight levels such as FL330-FL350",
    },
    examples=(
        "encounter is at 25,000 ft",
        "encounter is at an altitude of 6 km",
        "encounter is above 19,000 ft",
        "encounter is not above 19,000-20,000 ft",
        "encounter is at FL190",
        "encounter is below flight level 190",
        "encounter is at FL330-FL350",
        "encounter is between FL330 and FL350",
        "encounter is at 25,000 ft above sea level",
        "encounter is 300 m above the ground",
        "encounter is at 5,000 ft on QNH 1003",
        "encounter is at 5,000 ft on the day's setting",
        "encounter is at a pressure altitude of 19,000 ft",
        "encounter is 420 m below sea level",
        "encounter is at sea level",
        "MQ-9 is at 19000 ft at encounter",
    ),
)
