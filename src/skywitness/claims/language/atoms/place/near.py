"""Near a place: "is near the Russian coastline".

Semantics: none that can fail. "Near" carries no number, so it constrains nothing; the distance that
is possible is reported beside it for the reader. A name that no map has is put on record too.

What can test it: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, one
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places.measures.measures import Distance


@dataclass(frozen=True)
class NearAtom(Atom):
    """Near ``place``: recorded, not testable."""

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


KIND = AtomKind(
    name="near",
    title="Near a place",
    grammar=r"""
near: _NEAR place
_NEAR.6: /(?:very\s+)?(?:near(?:\s+to)?|close\s+to|in\s+the\s+vicinity\s+of|next\s+to)(?![\w-])/i
""",
    predicates=("near",),
    tails=("near",),
    builders={"near": _build},
    terminals={"_NEAR": "near"},
    stop_words=("near",),
    examples=("encounter is near the Russian coastline",),
)
