"""How a leg is written: "inside PLACE (on its second visit)", "from … to …", "between … and …"."""

from __future__ import annotations

from collections.abc import Mapping

from skywitness.claims.language.atoms.shared.base import Builder, MomentRef, Span, folded
from skywitness.claims.language.atoms.shared.common import PlaceRef, bare
from skywitness.claims.language.atoms.shared.legs import ORDINALS, LegWords, Named
from skywitness.errors import LanguageError

_WHICH = (
    rf"(?:on|during|in)\s+(?:its|his|her|their|the|a)\s+(?:{'|'.join(ORDINALS)})"
    r"\s+(?:visit|incursion|entry|pass|crossing|violation)"
)
#: What ends the name of a place before them.
STOP_WORDS = (_WHICH,)
#: The fragment of the grammar that defines the rule ``leg``; the atom of speeds carries it.
GRAMMAR = rf"""
leg: (INSIDE | _IN | OVER) place which? | _FROM leg_start _TO happening | _BETWEEN leg_start _AND happening
leg_start: LEG_START
which: WHICH
LEG_START.2: /(?:"[^"\n]{{1,120}}"|“[^”\n]{{1,120}}”|[^\W\d_][\w'’.\-‐]*(?:\s+[^\W_][\w'’.\-‐]*){{0,7}}?)(?=\s+(?:to|and)\s)/i
WHICH.8: /{_WHICH}(?![\w-])/i
"""  # noqa: E501
TERMINALS = {
    "LEG_START": "a happening followed by to or and",
    "WHICH": "on its second visit",
}


def _leg(children: list[object], span: Span) -> LegWords:
    places = [child for child in children if isinstance(child, PlaceRef)]
    named = next((str(child) for child in children if isinstance(child, Named)), "")
    moments = tuple(child for child in children if isinstance(child, MomentRef))
    if places and places[0].coordinates is not None:
        raise LanguageError(
            "a single position has no inside", column=places[0].column, expected=("a place name",)
        )
    if moments and folded(moments[0].words) == folded(moments[1].words):
        raise LanguageError(
            f"a way from '{moments[0].words}' to itself has no length",
            column=moments[1].column,
            expected=("another moment",),
        )
    return LegWords(places[0] if places else None, moments, span.words, named)


def _start(children: list[object], span: Span) -> MomentRef:
    return MomentRef(bare(span.words), span.column)


def _which(children: list[object], span: Span) -> Named:
    return Named(next(word for word in ORDINALS if word in span.words.lower().split()))


BUILDERS: Mapping[str, Builder] = {"leg": _leg, "leg_start": _start, "which": _which}
