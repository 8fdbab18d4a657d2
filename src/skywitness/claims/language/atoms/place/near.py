"""Near a place or far from it: "is near the Russian coastline", "is not near Crimea".

Semantics: none that can fail. "Near" and "far" carry no number, so they constrain nothing, nor do
their denials; the distance that is possible is reported beside them for the reader. A name that no
map has is put on record too.

What can test it: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, one
from skywitness.claims.language.words.lexicon import AMOUNT_OR_HEDGE
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places.measures.measures import Distance


@dataclass(frozen=True)
class NearAtom(Atom):
    """Near ``place``, far from it, or not: recorded, not testable."""

    place: PlaceRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None: the word constrains nothing, in whatever extent."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part that nothing can test; a name that no map has is said to be that."""
        reason = f"'{self.words}' carries no number: no distance is near or far by itself"
        if not self._known(ctx):
            reason += f"; no place is known as '{self.place.shown}', so no distance is reported"
        return (Part(ctx.claim, self.words, ctx.spot, None, reason),)

    def reported(self, ctx: Context) -> tuple[Distance, ...]:
        """The distance worth reporting beside the claim, to the first ordinary extent."""
        if not self._known(ctx):
            return ()
        extents = self.place.extents(ctx)
        chosen = next((e for e in extents if e.kind == "ordinary"), extents[0])
        return (Distance(chosen.place),)

    def _known(self, ctx: Context) -> bool:
        """Whether the name has a place. One that several places bear is an error, as elsewhere."""
        try:
            self.place.extents(ctx)
        except AmbiguousPlace:
            raise
        except PlaceError:
            return False
        return True


def _build(children: list[object], span: Span) -> NearAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    return NearAtom(place, span.words)


_VERY = r"(?:(?:very|quite|so|too|rather|fairly|relatively|that|really|extremely|anywhere)\s+){0,2}"
_NEAR = r"(?:near(?:\s+to)?|close\s+to|in\s+the\s+vicinity\s+of|next\s+to)"
_FAR = r"(?:far(?:\s+(?:away|off))?\s+from|a\s+long\s+way\s+(?:away\s+|off\s+)?from)"
# "Close to 5 km" is an amount; "not close to 5 km from" is none that is read.
_NO_AMOUNT = rf"(?!\s+{AMOUNT_OR_HEDGE})"

KIND = AtomKind(
    name="near",
    title="Near a place",
    grammar=rf"""
near: _NEAR place
_NEAR.6: /{_VERY}{_NEAR}(?![\w-])/i
_FAR.9: /(?:(?:not|never|nowhere|no\s+longer)\s+{_VERY}(?:{_NEAR}|{_FAR})|{_VERY}{_FAR})(?![\w-]){_NO_AMOUNT}/i
far: _FAR place
""",  # noqa: E501
    predicates=("near", "far"),
    tails=("near", "far"),
    builders={"near": _build, "far": _build},
    terminals={"_NEAR": "near", "_FAR": "far from"},
    stop_words=("near", r"(?:not|nowhere)(?=\s+near)", r"far(?=\s+from)"),
    examples=(
        "encounter is near the Russian coastline",
        "encounter is not near Crimea",
        "encounter is far from Crimea",
    ),
)
