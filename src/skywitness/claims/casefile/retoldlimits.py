"""What to say instead of limits for all the way, of numbers denied, and of times in other words.

"Never above 20,000 ft" is told of every moment of the object, "not 5 km from" of either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.offering import (
    AMOUNT,
    ANY,
    AT,
    END,
    IN,
    MEANT,
    TIME,
    WAS,
    WHO,
    Offer,
    compiled,
    moments_told,
    put_in,
    replaced,
)

_PACE = r"[\d.,]+\s*(?:km/h|kph|kts?|knots|mph|m/s)"
#: Words with a number in them.
_FIGURE = r"(?:[^;,]|,(?=\d))*?\d(?:[^;,]|,(?=\d))*?"
_HEIGHT = (
    r"(?:FL\s*\d+|flight\s+level\s+\d+|[\d.,]+\s*(?:thousand\s+)?(?:ft|feet|m|met(?:re|er)s?|km)(?![\w/])"
    r"(?:\s+(?:above|amsl|agl|msl|on)\b[^;,]*?)?)"
)
_HEIGHT_VERB = (
    r"(?:(?:is|was)\s+never|never\s+(?:rises?|rose|goes|went|climbs|climbed|flies|flew|descends?|descended)"
    r"|(?:does|did)\s+not\s+(?:rise|go|climb|fly|descend|get)|(?:is|was)\s+at\s+no\s+time)"
)
_LEG = r"(?:\s+(?:from|between)\s+(?P<a>[^;,\d]+?)\s+(?:to|and)\s+(?P<b>[^;,]+?))?"
_DATE = (
    r"on\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
    r"(?:\d{1,2}[\w\s]{0,6}?\s+[a-z]+|[a-z]+\s+\d{1,2})(?:\w{2})?(?:,?\s+\d{4})?"
)
_CLOCK = r"(?:about\s+|around\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s+[^;,\d]+?)?"
#: Moments for which a limit of all the way is told, at most.
_MANY = 6
_ALONE = "which is told of these moments alone"


def _at_all(found: re.Match[str], names: CaseNames, said: str) -> Iterator[Offer]:
    """A limit told of every moment: of both ends of a leg, of the one named, of all its own."""
    who = found["who"]
    told = found.groupdict()
    if told.get("a"):
        moments = [told["a"], told["b"] or ""]
    elif told.get("at"):
        yield Offer(f"{who} {said}{told['at']}")
        return
    else:
        thing = names.thing(who)
        ids = [
            m.id
            for m in names.case.moments
            if thing is None or thing.id in (m.objects or [thing.id])
        ]
        moments = ids[:_MANY]
    if moments:
        yield Offer("; ".join(f"{who} {said} at {m}" for m in moments), _ALONE)


def _side(found: re.Match[str]) -> str:
    """Above or below, in whichever words it is said."""
    side = found["side"].lower()
    return {"over": "above", "exceed": "above", "under": "below"}.get(side, side)


def _ceiling(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Never above, or never below, a height."""
    yield from _at_all(found, names, f"is not {_side(found)} {found['n']}")


def _floor(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Stays below, or above, a height."""
    yield from _at_all(found, names, f"is {_side(found)} {found['n']}")


def _holds(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    yield from _at_all(found, names, f"is at {found['n']}")


def _no_faster(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    if found["a"]:
        yield Offer(
            f"{found['who']} flies at no more than {found['n']} from {found['a']} to {found['b']}",
            "which is told of the mean speed",
        )
    yield from _at_all(found, names, f"flies at no more than {found['n']}")


def _level(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    who = found["who"]
    if found["a"]:
        yield Offer(
            f"{who} does not climb from {found['a']} to {found['b']}; "
            f"{who} does not descend from {found['a']} to {found['b']}",
            "which is told of both ends alone",
        )
        return
    for at in moments_told(found, names):
        yield Offer(f"{who} does not climb{at}; {who} does not descend{at}", MEANT)


def _straight(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    if found["a"]:
        yield from _at_all(found, names, "flies straight and level")


def _either(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """What is not at a number is on either side of it."""
    more, less = (
        put_in(found, f"is {side} {found['n']}{found['rest']}")
        for side in ("more than", "less than")
    )
    yield Offer(more, f"or '{less}', whichever is meant")


def _not_at_height(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    over, under = (put_in(found, f"is {side} {found['n']}") for side in ("above", "below"))
    yield Offer(over, f"or '{under}', whichever is meant")


def _not_at_time(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    late, early = (put_in(found, f"is {side} {found['t']}") for side in ("after", "before"))
    yield Offer(late, f"or '{early}', whichever is meant")


def _near_each_other(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    one, other, n, at = found["one"], found["other"], found["n"], found["at"] or ""
    if at and re.match(r"(?:are|were|is|was)\b", found["verb"], re.IGNORECASE):
        yield Offer(f"{one} is within {n} of {other}{at}")
    yield Offer(f"{one} passes within {n} of {other}{at}")


def _off(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Off another object is from it; off a place it is outside of it as well."""
    if names.thing(found["other"]) is not None:
        yield Offer(put_in(found, f"{found['n']} from {found['other']}"))


def _fraction(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    sign = {"1/2": "½", "1/4": "¼", "3/4": "¾"}[found["part"]]
    yield Offer(put_in(found, f"{(found['whole'] or '').strip()}{sign} "))


def _apart_in_time(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    after, before = (
        f"{found['b']} is {found['t']} {order} {found['a']}" for order in ("after", "before")
    )
    yield Offer(after, f"or '{before}', whichever is meant")


LIMITED = compiled(
    (
        (
            rf"\b(?P<n>{_HEIGHT})\s+over\s+the\s+(?P<what>sea|ground|water|terrain|surface)\b",
            replaced(r"at \g<n> above the \g<what>"),
        ),
        (
            rf"^{WHO}\s+{_HEIGHT_VERB}\s+(?P<side>above|over|below|under)\s+(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _ceiling,
        ),
        (
            rf"^{WHO}\s+(?:(?:never|(?:does|did)\s+not)\s+(?P<side>exceed)(?:s|ed)?)\s+(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _ceiling,
        ),
        (
            rf"^{WHO}\s+(?:stays|stayed|keeps|kept|remains|remained|flies|flew)\s+(?P<side>above|over|below|under)\s+"
            rf"(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _floor,
        ),
        (
            rf"^{WHO}\s+(?:stays|stayed|keeps|kept|remains|remained|maintain(?:s|ed)|holds|held|levels\s+off"
            rf"|levelled\s+off|cruise[sd])\s+(?:at\s+)?(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _holds,
        ),
        (
            rf"^{WHO}\s+(?:never\s+(?:exceed(?:s|ed)|flies\s+faster\s+than|flew\s+faster\s+than)|(?:does|did)\s+not"
            rf"\s+(?:exceed|fly\s+faster\s+than)|(?:is|was)\s+not\s+flying\s+(?:at\s+)?(?:more|faster)\s+than)\s+"
            rf"(?P<n>{_PACE}){_LEG}{AT}{END}",
            _no_faster,
        ),
        (rf"^{WHO}\s+(?:flies|flew|is|was)\s+level{_LEG}{AT}{END}", _level),
        (rf"^{WHO}\s+(?:flies|flew)\s+straight(?:\s+and\s+level)?{_LEG}{END}", _straight),
        (
            rf"^{WHO}\s+(?:does|did)\s+not\s+(?P<verb>climb|descend|rise|fall|drop|sink)\s+(?:by\s+)?more\s+than\s+"
            rf"(?P<n>{ANY}){END}",
            replaced(r"\g<who> \g<verb>s no more than \g<n>", "if it is meant that it did"),
        ),
        (r"\bgains\s+(?=\d)", replaced("climbs ")),
        (r"\bgained\s+(?=\d)", replaced("climbed ")),
        (
            r"(?P<n>\d\s*(?:ft|feet|m|met(?:re|er)s?|km))\s+(?:of|in)\s+(?:height|altitude)\b",
            replaced(r"\g<n>"),
        ),
        (
            rf"\b(?P<does>(?:drop|descend|climb|fall|sink|ris)(?:s|ed|es|ped)|fell|rose|sank)\s+(?P<n>{AMOUNT})\s+in\s+"
            rf"(?P<t>{TIME})\s+from\s+(?P<a>[^;,\d]+?)\s+to\s+(?P<b>{ANY}){END}",
            replaced(r"\g<does> \g<n> from \g<a> to \g<b>; \g<b> is \g<t> after \g<a>"),
        ),
        (rf"\b(?:is|was)\s+not\s+(?P<n>{AMOUNT})(?P<rest>\s+(?:from|off|away\s+from)\s)", _either),
        (
            r"\b(?:is|was)\s+not\s+(?P<n>(?:an?|\w+|[\d.]+)\s+(?:seconds?|minutes?|hours?|min|s|h))(?P<rest>\s+(?:after"
            r"|before)\s)",
            _either,
        ),
        (rf"\b(?:is|was)\s+not\s+at\s+(?P<n>{_HEIGHT})(?=\s+at\s|{END})", _not_at_height),
        (r"\b(?:is|was)\s+not\s+at\s+(?P<t>\d{1,2}[:.]\d{2}\b|noon\b|midnight\b)", _not_at_time),
        (
            rf"^(?P<one>{ANY})\s+and\s+(?P<other>{ANY})\s+(?P<verb>come|came|are|were|get|got|pass(?:ed)?|fl(?:y|ew))"
            rf"\s+(?:to\s+)?within\s+(?P<n>{AMOUNT})\s+of\s+(?:each\s+other|one\s+another){AT}{END}",
            _near_each_other,
        ),
        (
            rf"^(?P<one>{ANY})\s+and\s+(?P<other>{ANY})\s+pass(?:ed)?\s+(?:each\s+other|one\s+another)\s+at\s+"
            rf"(?:a\s+distance\s+of\s+)?(?P<n>{AMOUNT}){AT}{END}",
            replaced(r"\g<one> passes \g<n> from \g<other>\g<at>"),
        ),
        (
            rf"^{WHO}\s+passe[sd]\s+(?P<other>[^;,\d]+?)\s+at\s+(?:a\s+distance\s+of\s+)?(?P<n>{AMOUNT}){AT}{END}",
            replaced(r"\g<who> passes \g<n> from \g<other>\g<at>"),
        ),
        (
            rf"^{WHO}\s+approache[sd]\s+(?P<other>[^;,\d]+?)\s+(?:up\s+)?(?:to|to\s+within)\s+(?P<n>{AMOUNT}){AT}{END}",
            replaced(r"\g<who> passes \g<n> from \g<other>\g<at>"),
        ),
        (
            rf"^the\s+(?:distance|separation|gap)\s+(?:between|of)\s+(?P<one>{ANY})\s+and\s+(?P<other>{ANY})"
            rf"(?P<at>\s+at\s+[^;,\d]+?)?\s+{WAS}\s+(?P<n>{_FIGURE}){END}",
            replaced(r"\g<one> and \g<other> are \g<n> apart\g<at>"),
        ),
        (r"\b(?P<a>from|between)\s+one\s+another\b", replaced(r"\g<a> each other")),
        (rf"\b(?P<n>{AMOUNT})\s+off\s+(?P<other>[^;,\d]+?)(?=\s+at\s|{END})", _off),
        (
            rf"^(?:the\s+)?(?:(?:altitude|height)\s+of\s+{WHO}|(?P<its>{ANY})['’]s?\s+(?:altitude|height))"
            rf"(?P<at>\s+at\s+[^;,\d]+?)?\s+{WAS}\s+(?P<n>{_FIGURE}){END}",
            replaced(r"\g<who>\g<its> is at \g<n>\g<at>"),
        ),
        (
            rf"^(?:the\s+)?(?:speed\s+of\s+{WHO}|(?P<its>{ANY})['’]s?\s+speed)(?P<at>\s+at\s+[^;,\d]+?)?\s+{WAS}\s+"
            rf"(?P<n>{_FIGURE}){END}",
            replaced(r"\g<who>\g<its> flies at \g<n>\g<at>"),
        ),
        (
            r"\b(?:flies|flew|does|did|makes|made)\s+(?P<n>\d[\d.,]*\s*(?:km/h|kph|kts?|knots|mph|m/s))",
            replaced(r"flies at \g<n>"),
        ),
        (r"\b(?:flies|flew)\s+with\s+a\s+speed\s+of\b", replaced("flies at a speed of")),
        (r"\b(?P<n>\d[\d.,]*)\s+times\s+the\s+speed\s+of\s+sound\b", replaced(r"Mach \g<n>")),
        (
            rf"\b(?:is|was|flies|flew)\s+(?:(?:at\s+)?supersonic(?:ally)?(?:\s+speed)?)(?=\s+at\s|{END})",
            replaced("flies at more than Mach 1"),
        ),
        (
            rf"\b(?:is|was|flies|flew)\s+(?:(?:at\s+)?subsonic(?:ally)?(?:\s+speed)?)(?=\s+at\s|{END})",
            replaced("flies at less than Mach 1"),
        ),
        (r"\s+as\s+the\s+crow\s+flies(?=\s|\Z|[;,.])", replaced(" ")),
        (rf"\bwithin\s+(?:an?\s+)?(?P<n>{AMOUNT})\s+radius\s+of\b", replaced(r"within \g<n> of")),
        (
            rf"\bwithin\s+a\s+radius\s+of\s+(?P<n>{AMOUNT})\s+(?:of|from|around)\b",
            replaced(r"within \g<n> of"),
        ),
        (
            rf"\b(?:inside|within|in)\s+an?\s+(?P<n>{AMOUNT})\s+(?:circle|radius)\s+(?:around|of)\b",
            replaced(r"within \g<n> of"),
        ),
        (r"\bno\s+(?:further|farther)\s+away\s+than\b", replaced("no farther than")),
        (r"\bat\s+a\s+distance\s+of\s+(?=(?:about\s+)?\d)", replaced("")),
        (r"\banywhere\s+(?=between|from|within)", replaced("")),
        (
            r"(?<=\s)the\s+(?:city|town|village|port|island|harbou?r)\s+of\s+(?=[A-Z])",
            replaced(""),
        ),
        (r"\bon\s+(?:the\s+(?:territory|soil)\s+of\s+)(?=\S)", replaced("inside ")),
        (
            r"\bon\s+(?P<of>(?:the\s+)?\w+)\s+(?P<soil>territory|soil)\b",
            replaced(r"inside \g<of> territory"),
        ),
        (
            rf"^{WHO}\s+{WAS}\s+(?:not\s+(?:inside|in|over)\s+(?:either\s+)?(?P<a>[^;,\d]+?)\s+or\s+(?:in\s+|inside\s+)?"
            r"(?P<b>[^;,\d]+?)|(?:neither\s+(?:inside|in|over)|(?:inside|in|over)\s+neither)\s+(?P<c>[^;,\d]+?)\s+nor\s+"
            rf"(?:in\s+|inside\s+)?(?P<d>[^;,\d]+?)){AT}{END}",
            replaced(
                r"\g<who> is not inside \g<a>\g<c>\g<at>; \g<who> is not inside \g<b>\g<d>\g<at>"
            ),
        ),
        (
            rf"^{WHO}\s+{WAS}\s+{IN}\s+(?P<a>[^;,\d]+?)(?:\s+rather\s+than|\s+and\s+not|,\s*not|\s+instead\s+of)\s+(?:in\s+)?"
            rf"(?P<b>[^;,\d]+?){AT}{END}",
            replaced(r"\g<who> is inside \g<a>\g<at>; \g<who> is not inside \g<b>\g<at>"),
        ),
        (
            rf"^{WHO}\s+{WAS}\s+{IN}\s+(?P<part>(?-i:(?:the\s+)?(?:north|south|east|west|central)[\w-]*)(?:\s+of)?\s+"
            rf"(?P<b>[^;,\d]+?)){AT}{END}",
            replaced(
                r"\g<who> is inside \g<b>\g<at>; not testable: in \g<part>",
                "since which part of it is not tested",
            ),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:follows|followed)\s+(?P<b>[^;,\d]+?)\s+by\s+(?P<t>{ANY}){END}",
            replaced(r"\g<a> is \g<t> after \g<b>"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:precede[sd])\s+(?P<b>[^;,\d]+?)\s+by\s+(?P<t>{ANY}){END}",
            replaced(r"\g<a> is \g<t> before \g<b>"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:follows|followed)\s+(?P<b>[^;,\d]+?){END}",
            replaced(r"\g<a> is after \g<b>"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:precede[sd])\s+(?P<b>[^;,\d]+?){END}",
            replaced(r"\g<a> is before \g<b>"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:(?:is|was|happened|occurred)\s+(?:simultaneous(?:ly)?\s+with|at\s+the\s+same\s+"
            rf"(?:time|moment|instant)\s+as)|and\s+(?P<c>[^;,\d]+?)\s+(?:are|were)\s+simultaneous|coincide[sd]\s+with)"
            rf"(?:\s+(?P<b>[^;,\d]+?))?{END}",
            replaced(r"\g<a> is not before \g<b>\g<c>; \g<a> is not after \g<b>\g<c>"),
        ),
        (r"\bsooner\s+than\b", replaced("before")),
        (rf"\b(?:is|was)\s+not\s+until\s+(?P<t>{ANY}\s+after)\b", replaced(r"is at least \g<t>")),
        (
            r"\b(?:is|was)\s+a\s+(?:good|full)\s+(?P<t>minute|second|day)\b",
            replaced(r"is at least a \g<t>"),
        ),
        (r"\b(?:is|was)\s+an?\s+(?:good|full)\s+hour\b", replaced("is at least an hour")),
        (r"\b(?:is|was)\s+not\s+even\s+(?P<t>an?\s+\w+)\b", replaced(r"is less than \g<t>")),
        (r"\bthe\s+best\s+part\s+of\s+(?=an?\s)", replaced("nearly ")),
        (
            r"\b(?P<t>[\w.]+\s+(?:seconds?|minutes?|hours?))\s+ahead\s+of\b",
            replaced(r"\g<t> before"),
        ),
        (
            r"\bat\s+(?P<t>\d{1,2}[:.]\d{2}(?::\d{2})?)\s+(?:sharp|on\s+the\s+dot)\b",
            replaced(r"at \g<t>"),
        ),
        (r"\b(?:is|was)\s+past\s+(?=\d{1,2}:\d)", replaced("is after ")),
        (r"(?<=\d)(?P<s>[+-]\d{2}:?\d{2})(?=\s|\Z|[;,.])", replaced(r" UTC\g<s>")),
        (
            r"\bat\s+(?P<d>\d{4}-\d{2}-\d{2})T(?P<t>\d{2}:\d{2}(?::\d{2})?)(?P<z>Z?)",
            replaced(r"at \g<t>\g<z> on \g<d>"),
        ),
        (
            r"\bat\s+(?P<n>[1-5]?\d)\s+(?P<p>past|to)\s+(?=\d{1,2}(?:\s*[ap]\.?m|\s+in\s+the|\s*\Z))",
            replaced(r"at \g<n> minutes \g<p> "),
        ),
        (r"\btwelve\s+(?=noon|midnight)", replaced("")),
        (r"\bUTC\s+(?:plus)\s+(?=\d)", replaced("UTC+")),
        (r"\bUTC\s+(?:minus)\s+(?=\d)", replaced("UTC-")),
        (
            rf"^(?P<head>{ANY})\s+(?P<d>{_DATE}),?\s+(?P<side>before|after|by|not\s+before|not\s+after)\s+(?P<t>{_CLOCK}){END}",
            replaced(r"\g<head> \g<d> and \g<side> \g<t> \g<d>"),
        ),
        (
            rf"^(?P<head>{ANY})\s+(?P<d>{_DATE}),?\s+(?:at\s+)?(?P<t>{_CLOCK}){END}",
            replaced(r"\g<head> at \g<t> \g<d>"),
        ),
        (r"(?<![\d/.,])(?P<whole>\d{1,3}\s+)?(?P<part>[13]/[24])(?![\d/])\s*", _fraction),
        (
            r"\b(?P<n>(?:a|one|two|three|four|five|six|seven|eight|nine)\s+(?:hundred|thousand))\s+and\s+(?=\w+)",
            replaced(r"\g<n> "),
        ),
        (r"\bfewer\s+than\s+(?=\w+\s+\w+\s+(?:were|was)\s)", replaced("less than ")),
        (
            rf"^(?P<a>[^;,\d]+?)\s+and\s+(?P<b>[^;,\d]+?)\s+(?:are|were)\s+(?P<t>{TIME})\s+apart{END}",
            _apart_in_time,
        ),
    )
)
"""Patterns, and what makes the sentences to offer for them."""
