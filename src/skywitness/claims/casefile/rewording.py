"""What to say instead, in words of the case, of what the language has no single sentence for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.newsroom import offers
from skywitness.claims.casefile.offering import MEANT, Offer
from skywitness.claims.language.atoms.state.happened import LostError
from skywitness.claims.language.words.lexicon import A_TIME
from skywitness.errors import LanguageError

_UP_OR_DOWN = (
    r"climb(?:s|ed)|ris(?:es)|rose|ascend(?:s|ed)|descend(?:s|ed)|div(?:es|ed)|drop(?:s|ped)"
    r"|f(?:alls|ell)|s(?:inks|ank)"
)
_HEIGHT = (
    r"(?:FL\s*\d+|flight\s+level\s+\d+|[^;,]*?\d[\d.,' ]*\s*(?:ft|feet|foot|m|met(?:re|er)s?|km))"
)
_WHEN = r"(?:\s+at\s+(?P<at>[^;,]+))?"
_UNIT = r"\s*(?:ft|feet|foot|m|met(?:re|er)s?|km)"
_LEG = (
    r"(?:\s+(?:from\s+(?P<a>[^;,\d]+?)\s+to|between\s+(?P<b>[^;,\d]+?)\s+and)\s+(?P<end>[^;,]+?))"
)
_TO = re.compile(
    rf"(?P<who>.+?)\s+(?P<verb>{_UP_OR_DOWN})\s+(?:up\s+|down\s+|back\s+)*(?:to|through)\s+(?P<to>{_HEIGHT})"
    rf"(?:{_LEG}|{_WHEN})\.?\s*\Z",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"(?P<who>.+?)\s+(?P<verb>{_UP_OR_DOWN})\s+from\s+(?P<from>{_HEIGHT}|[^;,]*?\d[\d.,' ]*)"
    rf"\s+to\s+(?P<to>{_HEIGHT}){_LEG}?\.?\s*\Z",
    re.IGNORECASE,
)


_BESIDE = re.compile(
    rf"(?P<who>.+?)\s+(?P<verb>{_UP_OR_DOWN})\s+(?P<sunk>to\s+)?(?P<how>(?:well|just)\s+)?(?P<side>above|over|below|under|beyond)"
    rf"\s+(?P<to>{_HEIGHT})(?:{_LEG}|{_WHEN})\.?\s*\Z",
    re.IGNORECASE,
)
_SIDES = {"over": "above", "beyond": "above", "under": "below"}


#: How long or how often something took, which a fact does not hold.
_HOW_LONG = re.compile(
    rf"(?:in|within|for|over|during|every|throughout|at\s+intervals\s+of)\s+(?:the\s+)?"
    rf"(?:(?:last|first|next|final)\s+)?(?:{A_TIME})(?:\s+or\s+(?:less|more|so))?",
    re.IGNORECASE,
)


def instead(text: str, error: LanguageError, names: CaseNames) -> Iterator[Offer]:
    """Sentences that say the same in the language; the first that reads is offered.

    Where the sentence does not say when, the case's own moments are tried.
    """
    moments = [moment.id for moment in names.case.moments]
    text = " ".join(text.split())
    if isinstance(error, LostError):
        yield from _apart(text, error, moments)
        return
    told = _FROM_TO.fullmatch(text)
    if told is not None:
        begin, end = told["a"] or told["b"], told["end"]
        low, unit = told["from"], re.search(rf"{_UNIT}\s*\Z", told["to"], re.IGNORECASE)
        if unit is not None and not re.search(rf"{_UNIT}\s*\Z", low, re.IGNORECASE):
            low += unit.group()  # "from 3,000 to 6,000 m"
        pairs = [(begin, end)] if begin else list(pairwise(moments))
        for first, last in pairs:
            yield Offer(
                f"{told['who']} {told['verb']} from {first} to {last}; {told['who']} is "
                f"at {low} at {first}; {told['who']} is at {told['to']} at {last}",
                MEANT,
            )
        return
    told = _BESIDE.fullmatch(text)
    if told is not None:
        yield from _beside(told, moments)
        return
    told = _TO.fullmatch(text)
    if told is not None and told["end"]:
        yield Offer(
            f"{told['who']} {told['verb']} from {told['a'] or told['b']} to {told['end']}; "
            f"{told['who']} is at {told['to']} at {told['end']}"
        )
        return
    if told is not None:
        for at in [told["at"]] if told["at"] else moments:
            yield Offer(
                f"{told['who']} {told['verb']}; {told['who']} is at {told['to']} at {at}", MEANT
            )
        return
    yield from offers(text, names)


def _beside(told: re.Match[str], moments: list[str]) -> Iterator[Offer]:
    """The height that it came above or below; or, of a leg, by how much it changed."""
    who, verb, side, how = told["who"], told["verb"], told["side"].lower(), told["how"] or ""
    leg = f" from {told['a'] or told['b']} to {told['end']}" if told["end"] else ""
    much = "less" if side in ("below", "under") else "more"
    when = f"or '{who} {verb} {how}{much} than {told['to']}{leg}', if it changed by as much"
    if not leg or told["sunk"] or re.match(r"f", told["to"], re.IGNORECASE):
        when = ""
    end = told["end"] or told["at"]
    side = _SIDES.get(side, side)
    if how:  # "just above", of a height, is told with "at"
        side = f"at {how}{'over' if side == 'above' else 'under'}"
    for at in [end] if end else moments:
        yield Offer(
            f"{who} {verb}{leg}; {who} is {side} {told['to']} at {at}",
            when if end else MEANT,
        )


def _apart(text: str, error: LostError, moments: list[str]) -> Iterator[Offer]:
    """The fact, and when or where it was in a clause of its own."""
    if text.lower().count(error.lost.lower()) != 1 or ";" in text:
        return
    lost = re.sub(r"\s+at\s+[^;,]*\Z", "", error.lost)
    at = next(
        (m for m in moments if re.search(rf"\sat\s+(?:the\s+)?{re.escape(m)}\b", text, re.I)), ""
    )
    if _HOW_LONG.fullmatch(lost):
        then = f" at {at}" if at else ""
        yield Offer(
            f"{error.fact.removesuffix(then)}{then}; not testable: {lost}",
            "since how long it took is not tested",
        )
        return
    fact = re.sub(rf"(?i)\s+at\s+(?:the\s+)?{re.escape(at)}\Z", "", error.fact)
    for moment in [at] if at else moments:
        yield Offer(f"{fact} at {moment}; {moment} is {lost}", MEANT)
