"""Course by compass: "MQ-9 heads southwest at encounter", "IL-38 flies from east to west".

Semantics: a fact, that the object heads that way at the moment named, before or after it, or at
some time. "From east to west" is west. A heading is where the nose points or the way made good, two
ordinary readings until the words settle it ("from east to west" is made good), and one for all that
is told of an object at a moment unless the case parts them. At one moment two ways of one sense
exclude each other where no sectors of theirs meet, each half as wide again as the policy has it. A
nose and a way do not: the wind may carry anywhere an object that flies slowly, and no least
airspeed is known. "Does not head west" excludes "heads west" in whichever sense, without a moment
at any time; "flies from east to west" only where a way made good is meant.

What can test it: a statement of the opposite way, or the denial of the same, of the same object and
moment. A track would show it; none is part of a case. Hard limit: none. Brochure limits: none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    MomentRef,
    Span,
)
from skywitness.claims.language.atoms.shared.common import fact_beside
from skywitness.claims.language.words.compass import POINTS, degrees_of, in_words, point_of
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.parts import Part, State, Value, Variable
from skywitness.earth import turn_between
from skywitness.errors import LanguageError

REASON = "needs a track: a heading at one moment leaves every place possible"
#: What a heading may be.
SENSES = (
    Value("a heading is where the nose points", "ordinary", "nose"),
    Value("a heading is the way made good", "ordinary", "way made good"),
)
#: How much wider than the policy's a sector is taken.
WIDER = 1.5


@dataclass(frozen=True)
class CourseAtom(Atom):
    """``who`` heads to a ``point`` of the compass or does not, before or after ``other`` if so."""

    who: str
    point: str
    heads: bool
    other: MomentRef | None
    after: bool
    words: str
    made_good: bool = False
    topic = "heading"
    timeless = True

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The moment that it is told from."""
        return (self.other,) if self.other else ()

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Whether the nose or the way made good is meant, where opposite ways are excluded."""
        if self.made_good or self.other is not None or not ctx.spot:
            return ()
        return (Variable(self._key(ctx), "heading", SENSES),)

    def _key(self, ctx: Context) -> str:
        """One sense for all that is told of an object at a moment, unless the case parts them."""
        if ctx.coupled("heading"):
            return ctx.key("sense", "heading")
        return f"sense:heading@{legs.called(self.who, ctx)}@{ctx.spot}"

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, and at a moment that it heads no opposite way."""
        who = legs.called(self.who, ctx)
        made_good = f"{who} makes good a way to the {in_words(self.point)}"
        what = made_good if self.made_good else f"{who} heads {in_words(self.point)}"
        found = self._fact(what, ctx)
        if self.other is not None or not ctx.spot:
            return found
        value = None if self.made_good else choice.get(self._key(ctx))
        sense = "way made good" if value is None else str(value.data)
        if not self.made_good and sense == "way made good":
            found += tuple(replace(part, implied=True) for part in self._fact(made_good, ctx))
        if not self.heads:
            return found
        facts = {self.point: True} | {p: False for p in POINTS if self._opposite(p, ctx)}
        return (
            *found,
            *(
                Part(
                    ctx.claim, self.words, ctx.spot,
                    State(f"{who} heads {in_words(point)} ({sense}) at {ctx.spot}", so),
                    REASON, implied=True,
                )
                for point, so in facts.items()
            ),
        )  # fmt: skip

    def _fact(self, what: str, ctx: Context) -> tuple[Part, ...]:
        return fact_beside(
            ctx, self.words, what, self.heads, self.other, self.after, untestable=REASON
        )

    def _opposite(self, point: str, ctx: Context) -> bool:
        """Whether no course is both this way and that of a point."""
        between = float(turn_between(degrees_of(point), degrees_of(self.point)))
        widths = sum(ctx.policy.sector_width(each, due=False) for each in (point, self.point))
        return between > WIDER * widths / 2


def _point(word: str, column: int) -> str:
    point = point_of(word)
    if point is None:
        raise LanguageError(
            f"'{word}' is not one of the 16 compass points",
            column=column,
            expected=("a compass word such as southwest or SSW",),
        )
    return point


def _build(children: list[object], span: Span) -> CourseAtom:
    tokens = {child.type: child for child in children if isinstance(child, Token)}
    other = next((child for child in children if isinstance(child, MomentRef)), None)
    points = [c for c in children if isinstance(c, Token) and c.type == "COMPASS"]
    start = points[-1].start_pos or 0
    return CourseAtom(
        legs.actor(children, "COURSER"), _point(str(points[-1]), start + 1),
        "NOT_BOUND" not in tokens, other, "AFTER" in tokens, span.words,
        made_good="_TO_COMPASS" in tokens or len(points) > 1,
    )  # fmt: skip


_WAY = (
    r"(?:due\s+)?(?:north|south|east|west)(?:ern)?(?:[\s-]*(?:north|south|east|west)(?:ern)?){0,2}"
    r"(?:wards?)?(?![\w-])(?!\s+of\b)"
)
_VERB = r"(?:heads|headed|(?:is|was)\s+(?:heading|headed|flying|bound)|flies|flew|turns|turned)"
_BOUND = rf"{_VERB}(?:\s+to(?:wards?)?(?:\s+the)?)?(?:\s+due)?(?=\s+{_WAY})"
_NOT = (
    r"(?:(?:does|did|do)\s+not|never)\s+(?:head|fly|turn)(?:\s+to(?:wards?)?(?:\s+the)?)?"
    rf"(?=\s+{_WAY})"
)
_FROM_TO = (
    r"(?:flies|flew|heads|headed|moves|moved|sails|sailed|travels|travelled|crosses|crossed"
    rf"|(?:is|was)\s+(?:flying|heading|moving|sailing))\s+from\s+(?:the\s+)?(?={_WAY}\s+to\s+(?:the\s+)?{_WAY})"
)

KIND = AtomKind(
    name="course",
    title="Course by compass",
    grammar=rf"""
course: COURSER (_BOUND | NOT_BOUND) COMPASS ((BEFORE | AFTER) happening)?
    | COURSER _FROM_COMPASS COMPASS _TO_COMPASS COMPASS ((BEFORE | AFTER) happening)?
COURSER.43: /{OBJECT_PATTERN}(?=\s+(?:{_BOUND}|{_NOT}|{_FROM_TO}))/i
_BOUND.42: /{_BOUND}/i
NOT_BOUND.42: /{_NOT}/i
_FROM_COMPASS.43: /{_FROM_TO}/i
_TO_COMPASS.9: /to(?:\s+the)?(?=\s+{_WAY})/i
""",
    clauses=("course",),
    builders={"course": _build},
    terminals={
        "COURSER": "an aircraft followed by heads and a compass word",
        "_BOUND": "heads",
        "NOT_BOUND": "does not head",
        "_FROM_COMPASS": "flies from",
        "_TO_COMPASS": "to",
    },
    examples=(
        "MQ-9 heads southwest at encounter",
        "IL-38 flies from east to west at contact",
        "MQ-9 does not head southwest",
    ),
)
