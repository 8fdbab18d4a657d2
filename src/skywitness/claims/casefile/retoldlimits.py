"""What to say instead of limits for all the way, of numbers denied, and of times in other words.

"Never above 20,000 ft" is told of every moment of the object, "not 5 km from" of either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.offering import (
    ANY,
    AT,
    END,
    MEANT,
    Made,
    Offer,
    moments_told,
    put,
    put_in,
)
from skywitness.claims.language.words.unitwords import A_UNIT

_WHO = r"(?P<who>[^;,]+?)"
_WAS = r"(?:is|was|are|were)"
_TIME = r"[\w.]+\s+(?:s|sec|seconds?|min|minutes?|h|hours?)"
_IN = r"(?:inside|in|within|over)"
_N = rf"(?:(?:about|some|nearly|almost|just\s+over|at\s+least)\s+)?[\d.,]+\s*{A_UNIT}(?:\s+miles?)?"
_PACE = r"[\d.,]+\s*(?:km/h|kph|kts?|knots|mph|m/s)"
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


def _ceiling(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Never above, or never below, a height."""
    side = found["side"].lower()
    side = {"over": "above", "exceed": "above", "under": "below"}.get(side, side)
    yield from _at_all(found, names, f"is not {side} {found['n']}")


def _floor(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Stays below, or above, a height."""
    side = {"over": "above", "under": "below"}.get(found["side"].lower(), found["side"].lower())
    yield from _at_all(found, names, f"is {side} {found['n']}")


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


LIMITED: tuple[tuple[re.Pattern[str], Made], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (
            rf"\b(?P<n>{_HEIGHT})\s+over\s+the\s+(?P<what>sea|ground|water|terrain|surface)\b",
            put("at {n} above the {what}"),
        ),
        (
            rf"^{_WHO}\s+{_HEIGHT_VERB}\s+(?P<side>above|over|below|under)\s+(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _ceiling,
        ),
        (
            rf"^{_WHO}\s+(?:(?:never|(?:does|did)\s+not)\s+(?P<side>exceed)(?:s|ed)?)\s+(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _ceiling,
        ),
        (
            rf"^{_WHO}\s+(?:stays|stayed|keeps|kept|remains|remained|flies|flew)\s+(?P<side>above|over|below|under)\s+"
            rf"(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _floor,
        ),
        (
            rf"^{_WHO}\s+(?:stays|stayed|keeps|kept|remains|remained|maintain(?:s|ed)|holds|held|levels\s+off"
            rf"|levelled\s+off|cruise[sd])\s+(?:at\s+)?(?P<n>{_HEIGHT}){_LEG}{AT}{END}",
            _holds,
        ),
        (
            rf"^{_WHO}\s+(?:never\s+(?:exceed(?:s|ed)|flies\s+faster\s+than|flew\s+faster\s+than)|(?:does|did)\s+not"
            rf"\s+(?:exceed|fly\s+faster\s+than)|(?:is|was)\s+not\s+flying\s+(?:at\s+)?(?:more|faster)\s+than)\s+"
            rf"(?P<n>[\d.,]+\s*(?:km/h|kph|kts?|knots|mph|m/s)){_LEG}{AT}{END}",
            _no_faster,
        ),
        (rf"^{_WHO}\s+(?:flies|flew|is|was)\s+level{_LEG}{AT}{END}", _level),
        (rf"^{_WHO}\s+(?:flies|flew)\s+straight(?:\s+and\s+level)?{_LEG}{END}", _straight),
        (
            rf"^{_WHO}\s+(?:does|did)\s+not\s+(?P<verb>climb|descend|rise|fall|drop|sink)\s+(?:by\s+)?more\s+than\s+"
            rf"(?P<n>{ANY}){END}",
            put("{who} {verb}s no more than {n}", "if it is meant that it did"),
        ),
        (r"\bgains\s+(?=\d)", put("climbs ")),
        (r"\bgained\s+(?=\d)", put("climbed ")),
        (
            r"(?P<n>\d\s*(?:ft|feet|m|met(?:re|er)s?|km))\s+(?:of|in)\s+(?:height|altitude)\b",
            put("{n}"),
        ),
        (
            rf"\b(?P<does>(?:drop|descend|climb|fall|sink|ris)(?:s|ed|es|ped)|fell|rose|sank)\s+(?P<n>{_N})\s+in\s+"
            rf"(?P<t>{_TIME})\s+from\s+(?P<a>[^;,\d]+?)\s+to\s+(?P<b>{ANY}){END}",
            put("{does} {n} from {a} to {b}; {b} is {t} after {a}"),
        ),
        (rf"\b(?:is|was)\s+not\s+(?P<n>{_N})(?P<rest>\s+(?:from|off|away\s+from)\s)", _either),
        (
            r"\b(?:is|was)\s+not\s+(?P<n>(?:an?|\w+|[\d.]+)\s+(?:seconds?|minutes?|hours?|min|s|h))(?P<rest>\s+(?:after"
            r"|before)\s)",
            _either,
        ),
        (rf"\b(?:is|was)\s+not\s+at\s+(?P<n>{_HEIGHT})(?=\s+at\s|{END})", _not_at_height),
        (r"\b(?:is|was)\s+not\s+at\s+(?P<t>\d{1,2}[:.]\d{2}\b|noon\b|midnight\b)", _not_at_time),
        (
            rf"^(?P<one>{ANY})\s+and\s+(?P<other>{ANY})\s+(?P<verb>come|came|are|were|get|got|pass(?:ed)?|fl(?:y|ew))"
            rf"\s+(?:to\s+)?within\s+(?P<n>{_N})\s+of\s+(?:each\s+other|one\s+another){AT}{END}",
            _near_each_other,
        ),
        (
            rf"^(?P<one>{ANY})\s+and\s+(?P<other>{ANY})\s+pass(?:ed)?\s+(?:each\s+other|one\s+another)\s+at\s+"
            rf"(?:a\s+distance\s+of\s+)?(?P<n>{_N}){AT}{END}",
            put("{one} passes {n} from {other}{at}"),
        ),
        (
            rf"^{_WHO}\s+passe[sd]\s+(?P<other>[^;,\d]+?)\s+at\s+(?:a\s+distance\s+of\s+)?(?P<n>{_N}){AT}{END}",
            put("{who} passes {n} from {other}{at}"),
        ),
        (
            rf"^{_WHO}\s+approache[sd]\s+(?P<other>[^;,\d]+?)\s+(?:up\s+)?(?:to|to\s+within)\s+(?P<n>{_N}){AT}{END}",
            put("{who} passes {n} from {other}{at}"),
        ),
        (
            rf"^the\s+(?:distance|separation|gap)\s+(?:between|of)\s+(?P<one>{ANY})\s+and\s+(?P<other>{ANY})"
            rf"(?P<at>\s+at\s+[^;,\d]+?)?\s+{_WAS}\s+(?P<n>(?:[^;,]|,(?=\d))*?\d(?:[^;,]|,(?=\d))*?){END}",
            put("{one} and {other} are {n} apart{at}"),
        ),
        (r"\b(?P<a>from|between)\s+one\s+another\b", put("{a} each other")),
        (rf"\b(?P<n>{_N})\s+off\s+(?P<other>[^;,\d]+?)(?=\s+at\s|{END})", _off),
        (
            rf"^(?:the\s+)?(?:(?:altitude|height)\s+of\s+{_WHO}|(?P<its>{ANY})['’]s?\s+(?:altitude|height))"
            rf"(?P<at>\s+at\s+[^;,\d]+?)?\s+{_WAS}\s+(?P<n>(?:[^;,]|,(?=\d))*?\d(?:[^;,]|,(?=\d))*?){END}",
            put("{who}{its} is at {n}{at}"),
        ),
        (
            rf"^(?:the\s+)?(?:speed\s+of\s+{_WHO}|(?P<its>{ANY})['’]s?\s+speed)(?P<at>\s+at\s+[^;,\d]+?)?\s+{_WAS}\s+"
            rf"(?P<n>(?:[^;,]|,(?=\d))*?\d(?:[^;,]|,(?=\d))*?){END}",
            put("{who}{its} flies at {n}{at}"),
        ),
        (
            r"\b(?:flies|flew|does|did|makes|made)\s+(?P<n>\d[\d.,]*\s*(?:km/h|kph|kts?|knots|mph|m/s))",
            put("flies at {n}"),
        ),
        (r"\b(?:flies|flew)\s+with\s+a\s+speed\s+of\b", put("flies at a speed of")),
        (r"\b(?P<n>\d[\d.,]*)\s+times\s+the\s+speed\s+of\s+sound\b", put("Mach {n}")),
        (
            rf"\b(?:is|was|flies|flew)\s+(?:(?:at\s+)?supersonic(?:ally)?(?:\s+speed)?)(?=\s+at\s|{END})",
            put("flies at more than Mach 1"),
        ),
        (
            rf"\b(?:is|was|flies|flew)\s+(?:(?:at\s+)?subsonic(?:ally)?(?:\s+speed)?)(?=\s+at\s|{END})",
            put("flies at less than Mach 1"),
        ),
        (r"\s+as\s+the\s+crow\s+flies(?=\s|\Z|[;,.])", put(" ")),
        (rf"\bwithin\s+(?:an?\s+)?(?P<n>{_N})\s+radius\s+of\b", put("within {n} of")),
        (
            rf"\bwithin\s+a\s+radius\s+of\s+(?P<n>{_N})\s+(?:of|from|around)\b",
            put("within {n} of"),
        ),
        (
            rf"\b(?:inside|within|in)\s+an?\s+(?P<n>{_N})\s+(?:circle|radius)\s+(?:around|of)\b",
            put("within {n} of"),
        ),
        (r"\bno\s+(?:further|farther)\s+away\s+than\b", put("no farther than")),
        (r"\bat\s+a\s+distance\s+of\s+(?=(?:about\s+)?\d)", put("")),
        (r"\banywhere\s+(?=between|from|within)", put("")),
        (
            r"(?<=\s)the\s+(?:city|town|village|port|island|harbou?r)\s+of\s+(?=[A-Z])",
            put(""),
        ),
        (r"\bon\s+(?:the\s+(?:territory|soil)\s+of\s+)(?=\S)", put("inside ")),
        (
            r"\bon\s+(?P<of>(?:the\s+)?\w+)\s+(?P<soil>territory|soil)\b",
            put("inside {of} territory"),
        ),
        (
            rf"^{_WHO}\s+{_WAS}\s+(?:not\s+(?:inside|in|over)\s+(?:either\s+)?(?P<a>[^;,\d]+?)\s+or\s+(?:in\s+|inside\s+)?"
            r"(?P<b>[^;,\d]+?)|(?:neither\s+(?:inside|in|over)|(?:inside|in|over)\s+neither)\s+(?P<c>[^;,\d]+?)\s+nor\s+"
            rf"(?:in\s+|inside\s+)?(?P<d>[^;,\d]+?)){AT}{END}",
            put("{who} is not inside {a}{c}{at}; {who} is not inside {b}{d}{at}"),
        ),
        (
            rf"^{_WHO}\s+{_WAS}\s+{_IN}\s+(?P<a>[^;,\d]+?)(?:\s+rather\s+than|\s+and\s+not|,\s*not|\s+instead\s+of)\s+(?:in\s+)?"
            rf"(?P<b>[^;,\d]+?){AT}{END}",
            put("{who} is inside {a}{at}; {who} is not inside {b}{at}"),
        ),
        (
            rf"^{_WHO}\s+{_WAS}\s+{_IN}\s+(?P<part>(?-i:(?:the\s+)?(?:north|south|east|west|central)[\w-]*)(?:\s+of)?\s+"
            rf"(?P<b>[^;,\d]+?)){AT}{END}",
            put(
                "{who} is inside {b}{at}; not testable: in {part}",
                "since which part of it is not tested",
            ),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:follows|followed)\s+(?P<b>[^;,\d]+?)\s+by\s+(?P<t>{ANY}){END}",
            put("{a} is {t} after {b}"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:precede[sd])\s+(?P<b>[^;,\d]+?)\s+by\s+(?P<t>{ANY}){END}",
            put("{a} is {t} before {b}"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:follows|followed)\s+(?P<b>[^;,\d]+?){END}",
            put("{a} is after {b}"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:precede[sd])\s+(?P<b>[^;,\d]+?){END}",
            put("{a} is before {b}"),
        ),
        (
            rf"^(?P<a>[^;,\d]+?)\s+(?:(?:is|was|happened|occurred)\s+(?:simultaneous(?:ly)?\s+with|at\s+the\s+same\s+"
            rf"(?:time|moment|instant)\s+as)|and\s+(?P<c>[^;,\d]+?)\s+(?:are|were)\s+simultaneous|coincide[sd]\s+with)"
            rf"(?:\s+(?P<b>[^;,\d]+?))?{END}",
            put("{a} is not before {b}{c}; {a} is not after {b}{c}"),
        ),
        (r"\bsooner\s+than\b", put("before")),
        (rf"\b(?:is|was)\s+not\s+until\s+(?P<t>{ANY}\s+after)\b", put("is at least {t}")),
        (
            r"\b(?:is|was)\s+a\s+(?:good|full)\s+(?P<t>minute|second|day)\b",
            put("is at least a {t}"),
        ),
        (r"\b(?:is|was)\s+an?\s+(?:good|full)\s+hour\b", put("is at least an hour")),
        (r"\b(?:is|was)\s+not\s+even\s+(?P<t>an?\s+\w+)\b", put("is less than {t}")),
        (r"\bthe\s+best\s+part\s+of\s+(?=an?\s)", put("nearly ")),
        (r"\b(?P<t>[\w.]+\s+(?:seconds?|minutes?|hours?))\s+ahead\s+of\b", put("{t} before")),
        (r"\bat\s+(?P<t>\d{1,2}[:.]\d{2}(?::\d{2})?)\s+(?:sharp|on\s+the\s+dot)\b", put("at {t}")),
        (r"\b(?:is|was)\s+past\s+(?=\d{1,2}:\d)", put("is after ")),
        (r"(?<=\d)(?P<s>[+-]\d{2}:?\d{2})(?=\s|\Z|[;,.])", put(" UTC{s}")),
        (
            r"\bat\s+(?P<d>\d{4}-\d{2}-\d{2})T(?P<t>\d{2}:\d{2}(?::\d{2})?)(?P<z>Z?)",
            put("at {t}{z} on {d}"),
        ),
        (
            r"\bat\s+(?P<n>[1-5]?\d)\s+(?P<p>past|to)\s+(?=\d{1,2}(?:\s*[ap]\.?m|\s+in\s+the|\s*\Z))",
            put("at {n} minutes {p} "),
        ),
        (r"\btwelve\s+(?=noon|midnight)", put("")),
        (r"\bUTC\s+(?:plus)\s+(?=\d)", put("UTC+")),
        (r"\bUTC\s+(?:minus)\s+(?=\d)", put("UTC-")),
        (
            rf"^(?P<head>{ANY})\s+(?P<d>{_DATE}),?\s+(?P<side>before|after|by|not\s+before|not\s+after)\s+(?P<t>{_CLOCK}){END}",
            put("{head} {d} and {side} {t} {d}"),
        ),
        (
            rf"^(?P<head>{ANY})\s+(?P<d>{_DATE}),?\s+(?:at\s+)?(?P<t>{_CLOCK}){END}",
            put("{head} at {t} {d}"),
        ),
        (r"(?<![\d/.,])(?P<whole>\d{1,3}\s+)?(?P<part>[13]/[24])(?![\d/])\s*", _fraction),
        (
            r"\b(?P<n>(?:a|one|two|three|four|five|six|seven|eight|nine)\s+(?:hundred|thousand))\s+and\s+(?=\w+)",
            put("{n} "),
        ),
        (r"\bfewer\s+than\s+(?=\w+\s+\w+\s+(?:were|was)\s)", put("less than ")),
        (
            rf"^(?P<a>[^;,\d]+?)\s+and\s+(?P<b>[^;,\d]+?)\s+(?:are|were)\s+(?P<t>{_TIME})\s+apart{END}",
            _apart_in_time,
        ),
    )
)
"""Patterns, and what makes the sentences to offer for them."""
