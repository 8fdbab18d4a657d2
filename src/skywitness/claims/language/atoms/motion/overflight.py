"""Flight over a place: "MiG-31 flies over Estonia at closest", "MiG-31 does not fly over Estonia".

Semantics: to fly over (above) a place is to be inside it: at the moment named, or at some time.
"Does not fly over" without a moment is at no time, as "never enters". Where the name is that of a
declared object it is the side of a formation (:mod:`skywitness.claims.casefile.pairs`).

What can test it: the place's shape with a stated error; an opposite statement of the same object
and place; a track.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import INSIDE, OUTSIDE, PlaceRef, one
from skywitness.claims.language.atoms.shared.elsewhere import inside_there
from skywitness.claims.language.atoms.shared.neverinside import never_inside
from skywitness.claims.language.atoms.shared.presence import presence_parts
from skywitness.claims.language.atoms.shared.visits import Presence
from skywitness.claims.language.words.lexicon import AMOUNT, OBJECT_PATTERN
from skywitness.claims.meaning.parts import Constraint, Part, State, Variable
from skywitness.claims.meaning.spots import NOWHERE
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import SignedDistance


@dataclass(frozen=True)
class OverflightAtom(Atom):
    """``who`` flies over ``place``, or does not."""

    who: str
    place: PlaceRef
    over: bool
    words: str
    topic = "place"
    timeless = True

    @property
    def passed(self) -> str:
        """The place that it is over."""
        return self.place.shown

    @property
    def inside_of(self) -> str:
        """The place that it is over."""
        return self.passed if self.over else ""

    @property
    def of_visits(self) -> bool:
        """It tells of moments, or of no visit."""
        return False

    @property
    def outside_of(self) -> str:
        """The place that it is outside of."""
        return "" if self.over else self.passed

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place."""
        return self._where(ctx).variables(ctx)

    def _where(self, ctx: Context) -> PlaceRef:
        return self.place.about(legs.called(self.who, ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Inside at the moment, or the fact that it is at some time, or at none."""
        place = self._where(ctx).place(choice, ctx)
        if not ctx.spot and not self.over:
            return never_inside(self.who, self.place, place, ctx, self.words)
        ever = Part(
            ctx.claim, f"inside {self.place.words} at some time", NOWHERE,
            State(f"{legs.ever_inside(self.who, place, ctx)} at some time", True),
            implied=bool(ctx.spot),
        )  # fmt: skip
        elsewhere = inside_there(self.who, self.place, place, ctx)
        if not ctx.spot:
            return (ever, *elsewhere)
        where = Constraint(SignedDistance(place), INSIDE if self.over else OUTSIDE)
        here = Part(ctx.claim, self.words, ctx.names.spot(self.who, ctx.moment), where)
        visit = presence_parts(self.presences(ctx), ctx)
        return (here, ever, *elsewhere, *visit) if self.over else (here, *visit)

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Inside at the moment, or outside."""
        if not ctx.spot.moment:
            return ()
        return (Presence(self.who, self.passed, (ctx.moment,), self.over),)


def _build(children: list[object], span: Span) -> OverflightAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    if place.coordinates is not None:
        raise LanguageError(
            "a single position has no inside", column=place.column, expected=("a place name",)
        )
    over = not any(isinstance(child, Token) and child.type == "NOT_OVER" for child in children)
    return OverflightAtom(legs.actor(children, "OVERFLIER"), place, over, span.words)


_UP = r"(?:over|above)"
_OVER = (
    rf"(?:(?:flies|flew|passes|passed|crosses|crossed|(?:is|was)\s+flying)\s+{_UP}"
    r"|overflies|overflew)"
)
_NOT = (
    rf"(?:(?:does|did|do)\s+not\s+(?:ever\s+)?|never\s+)"
    rf"(?:(?:fly|flies|flew|pass|passes|passed)\s+{_UP}|overfly|overflies|overflew)"
)

KIND = AtomKind(
    name="overflight",
    title="Flight over a place",
    grammar=rf"""
overflight: OVERFLIER (_OVERFLIES | NOT_OVER) place
OVERFLIER.42: /{OBJECT_PATTERN}(?=\s+(?:{_OVER}|{_NOT})(?![\w-])\s+(?!{AMOUNT})["“„«]?[^\W\d])/i
_OVERFLIES.41: /{_OVER}(?![\w-])/i
NOT_OVER.41: /{_NOT}(?![\w-])/i
""",
    clauses=("overflight",),
    builders={"overflight": _build},
    terminals={
        "OVERFLIER": "an aircraft followed by flies over",
        "_OVERFLIES": "flies over",
        "NOT_OVER": "does not fly over",
    },
    examples=(
        "MiG-31 flies over Estonia at closest",
        "MiG-31 flies over Estonia",
        "MiG-31 does not fly over Estonia",
    ),
)
