"""What to say instead of phrases that newsrooms use and the language has no words for.

Each is a pattern and the sentences that say as much; only those that read in the case are offered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.conversions import LIMITS, ONCE, without_conversions
from skywitness.claims.casefile.offering import (
    AT,
    END,
    MEANT,
    NUMBER_WORD,
    Made,
    Offer,
    compiled,
    moments_told,
    put_in,
    replaced,
)
from skywitness.claims.casefile.retold import RETOLD
from skywitness.claims.casefile.retoldlimits import LIMITED
from skywitness.claims.casefile.sides import SIDES
from skywitness.claims.casefile.wordorder import REORDERED
from skywitness.claims.language.words.mending import spelt_out
from skywitness.claims.meaning.showings import day_words
from skywitness.claims.meaning.stamps import WEEKDAY_PATTERN


def offers(text: str, names: CaseNames) -> Iterator[Offer]:
    """Sentences that say what ``text`` does, or all of it that can be said."""
    once = without_conversions(text)
    if once != text:
        yield Offer(once, ONCE)
        yield from offers(once, names)
    for pattern, made in (*SIDES, *_PATTERNS):
        found = pattern.search(text)
        if found is not None:
            yield from made(found, names)
    if named := re.match(r"at\s+(?P<at>[^;,]+?),?\s+(?P<rest>\S.*)", text, re.IGNORECASE):
        at = names.declared(text[named.start("at") :])
        rest = text[named.start("at") + len(at) :].strip(" ,")
        if at and names.moment(at) is not None:
            yield Offer(f"{rest} at {at}")
    for pattern, made in (*_REORDERED, *RETOLD, *LIMITED):
        found = pattern.search(text)
        if found is not None:
            yield from made(found, names)


def _next_day(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Counted from the case's date, where it has one."""
    first, last = names.case.date, names.case.until
    if first is None or last not in (None, first):
        return
    words = found["day"].lower()
    steps = -1 if re.search(r"before|previous", words) else 0 if "same" in words else 1
    day = first + dt.timedelta(days=steps)
    which = {-1: "the day before the case's date", 0: "the case's date"}.get(
        steps, "the day after the case's date"
    )
    yield Offer(put_in(found, f" on {day_words(day)}"), f"if {which} is meant")


_HOURS = {
    "morning": "05:00 and 12:00",
    "afternoon": "12:00 and 18:00",
    "evening": "17:00 and 24:00",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _part_of_day(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    day = found["day"].title()
    if found["part"].lower() == "night":
        end = _DAYS[(_DAYS.index(day) + 1) % 7]
        told = f" from 18:00 on {day} to 06:00 on {end}"
    else:
        told = f" between {_HOURS[found['part'].lower()]} on {day}"
    yield Offer(put_in(found, told), "if these hours are meant")


def _bare_hour(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    am, pm = (put_in(found, f" at {found['hour']} {half}") for half in ("am", "pm"))
    yield Offer(am, f"or '{pm}', whichever half of the day is meant")


def _half_hour(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    hours = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
    hour = found["hour"].lower()
    before = hours[hours.index(hour) - 1] if hour in hours else str((int(hour) - 2) % 12 + 1)
    said = put_in(found, f" at half past {hour}")
    yield Offer(said, f"or '{put_in(found, f' at half past {before}')}', whichever is meant")


def _by_the_sun(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Before or after it, and how long on record; nothing at all of "within an hour of"."""
    told = f"{found['how']} {found['event']}".strip()
    side = re.search(r"(?:before|after)\Z", found["how"], re.IGNORECASE)
    if side is not None:
        form = f"{found['who']} {side[0]} {found['event']}{found['at'] or ''}; not testable: {told}"
        yield Offer(form, "since how long it was is not tested")
    yield Offer(f"not testable: {' '.join(found[0].split())}")


def _halfway(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """So far along the route, where both ends have one place each."""
    ends = [_middle(found[end], names) for end in ("a", "b")]
    at = found["at"] or ""
    if all(end is not None for end in ends):
        from skywitness.earth import GEOD

        (lon, lat), (other_lon, other_lat) = ends  # type: ignore[misc]
        half = GEOD.inv(lon, lat, other_lon, other_lat)[2] / 2000
        number = f"{half:.0f}" if half >= 10 else f"{half:.1f}"
        yield Offer(
            f"{found['who']} about {number} km along the route from {found['a']} to "
            f"{found['b']}{at}",
            "which is half the way; how far off the line it is, is not said",
        )
    yield Offer(f"not testable: {' '.join(found[0].split())}")


def _middle(name: str, names: CaseNames) -> tuple[float, float] | None:
    """The longitude and latitude of a place that is a point or a town; ``None`` for others."""
    from skywitness.errors import SkywitnessError

    try:
        extents = names.case.place_finder.find_in(names.case.frames[0])(name)
    except SkywitnessError:
        return None
    points = [e.place.geometry for e in extents if e.place.geometry.geom_type == "Point"]
    return (float(points[0].x), float(points[0].y)) if points else None


_ACTIVE = {
    "issue[sd]?": "issued", "gave|gives?": "given", "fire[sd]?": "fired",
    "launch(?:es|ed)?": "launched", "sent|sends?": "sent", "receive[sd]?": "received",
    "dropp?(?:s|ed)": "dropped",
    "release[sd]?": "released", "str[iu](?:kes?|ck)": "struck", "hits?": "hit",
    "attack(?:s|ed)?": "attacked", "engage[sd]?": "engaged", "destroy(?:s|ed)?": "destroyed",
    "damage[sd]?": "damaged", "intercept(?:s|ed)?": "intercepted", "ramm?(?:s|ed)": "rammed",
    "jamm?(?:s|ed)": "jammed", "hail(?:s|ed)?": "hailed", "warn(?:s|ed)?": "warned",
    "sh[o]{1,2}ts?\\s+down": "shot down", "give": "given", "fire": "fired", "ram": "rammed",
    "jam": "jammed", "drop": "dropped", "strike": "struck",
}  # fmt: skip
#: When, where and how it was done, which is no part of what it was done to.
_BESIDE = re.compile(
    r"\b(?:in|within|for|over|during|before|after|from|near|until|while|when|and|but|or|by|off"
    r"|again|twice|once|times)\b",
    re.IGNORECASE,
)
_OBJECT_OF_IT = r"(?P<what>[^;,]+?)"


def _active(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """What somebody did, told of what it was done to."""
    who, what, at = found["who"].strip(), found["what"].strip(), found["at"] or ""
    if names.case.things and names.thing(who) is None:
        return
    if _BESIDE.search(what):
        return
    verb = found["verb"].lower()
    done = next(d for pattern, d in _ACTIVE.items() if re.fullmatch(pattern, verb))
    what, to = re.fullmatch(r"(.+?)((?:\s+(?:at|on|to|towards?)\s+.+)?)", what).groups()  # type: ignore[union-attr]
    who = re.sub(r"(?i)^the\s+", "the ", who)
    named = names.thing(what) is not None
    some = re.match(r"(?:no|an?|any|the|\d+|[a-z]+)\b", what)
    denied = bool(found["not"])
    many = what.split()[-1].endswith("s") and not named
    if denied and not named:
        bare = re.sub(r"(?i)^(?:an?|any)\s+", "", what)
        if bare == what and not many:
            return
        what, denied = f"no {bare}", False
    elif not named and some is None:
        return
    for be in ("were", "was") if many else ("was", "were"):
        yield Offer(f"{what} {be}{' not' if denied else ''} {done}{to} by {who}{at}")


def _reached_height(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    thing = names.thing(found["who"])
    ranged = thing is not None and (thing.stands or thing.apart)
    of_height = re.search(r"(?i)altitude|height|FL|ft|feet", found[0])
    for at in moments_told(found, names):
        if found["pace"]:
            yield Offer(f"{found['who']} flies at {found['amount']}{at}")
        elif ranged and not of_height:
            yield Offer(f"{found['who']} reaches {found['amount']}{at}", MEANT)
        elif of_height:
            yield Offer(f"{found['who']} is at {found['amount']}{at}", "if a height is meant")


def _reached_place(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    who, place = found["who"], found["place"]
    denied = re.match(r"(?:did|has|had|have|never|failed)\b", found["verb"], re.IGNORECASE)
    if denied:
        yield Offer(f"{who} never enters {place}", "if it is meant that it was never inside")
        yield Offer(f"{who} could not reach {place}")
    else:
        yield Offer(f"{who} enters {place}{found['at'] or ''}", "if it is meant that it was inside")


def _told_apart(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """What happened at a moment, and when or where that was in a clause of its own."""
    for at in moments_told(found, names):
        moment = at.removeprefix(" at ")
        yield Offer(
            f"{found['said']}{at}; {moment} is {found['where'].strip()}",
            MEANT,
        )


def _from_to(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    who, place = found["who"], found["place"]
    zone = found["zone"] or ""
    yield Offer(
        f"{who} enters {place} at {found['t1']}{zone}; {who} leaves {place} at {found['t2']}{zone}",
        "if it entered and left then",
    )


def _form(template: str, when: str = "") -> Made:
    def made(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
        yield Offer(" ".join(found.expand(template).split()), when)

    return made


def _spelt(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    yield Offer(spelt_out(found.string))


_REORDERED = compiled(
    (pattern, replaced(template, when)) for pattern, template, when in (*LIMITS, *REORDERED)
)
_IS = r"\b(?:is|was|happened|occurred|took\s+place)"
_EVENT = (
    r"(?P<event>sunrise|sunset|sun-?up|sundown|dawn|dusk|daybreak|nightfall|first\s+light|dark)"
)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_UNITS = r"(?:ft|feet|foot|m|met(?:re|er)s?|km)"
_PACES = r"(?P<pace>km/h|kph|kts?|knots|mph|m/s)"
_NTH = {"2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "1st": "first"}


def _nth(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    yield Offer(put_in(found, f"{found['its']} {_NTH[found['nth'].lower()]} {found['visit']}"))


_PATTERNS = compiled(
    (
        (r"\b[a-z]+n['’]t\b", _spelt),
        (
            r"\bwithin\s+(?:some\s+)?(?P<unit>seconds|minutes|hours|days)\s+of\b",
            replaced(r"within a few \g<unit> of"),
        ),
        (
            r"\s+(?P<day>(?:on\s+)?the\s+(?:next|following|previous|same)\s+day(?!\s+(?:after|before|as)\b)"
            r"|(?:on\s+)?the\s+day\s+(?:before|after)(?=\s*(?:\Z|[;,.])))",
            _next_day,
        ),
        (
            rf"\s+on\s+(?P<day>{WEEKDAY_PATTERN})\s+(?:early\s+|late\s+)?(?P<part>night|morning|evening"
            r"|afternoon)\b",
            _part_of_day,
        ),
        (
            rf"(?<=[a-z])\s+at\s+(?P<hour>\d|1[0-2]|{NUMBER_WORD})(?=\s*(?:\Z|[;,]|\s(?:UTC|GMT|local)\b))",
            _bare_hour,
        ),
        (
            rf"\s+at\s+half\s+(?P<hour>\d|1[0-2]|{NUMBER_WORD})(?=\s*(?:\Z|[;,]|\s(?:UTC|GMT|local)\b))",
            _half_hour,
        ),
        (
            rf"^(?P<who>[^;,]+?{_IS})\s+(?P<how>[^;,]+?\s+(?:before|after|of))\s+{_EVENT}{AT}{END}",
            _by_the_sun,
        ),
        (
            rf"^(?P<who>[^;,]+?{_IS})\s+(?:half\s?-?way|mid-?way|in\s+the\s+middle)\s+between\s+(?P<a>[^;,]+?)"
            rf"\s+and\s+(?P<b>[^;,]+?){AT}{END}",
            _halfway,
        ),
        (
            rf"^(?P<who>[^;,]+?)\s+(?P<not>(?:did|does|do)\s+not\s+|never\s+)?(?P<verb>{'|'.join(_ACTIVE)})"
            rf"\s+{_OBJECT_OF_IT}{AT}{END}",
            _active,
        ),
        (
            rf"^(?P<who>[^;,]+?)\s+reache[sd]\s+(?P<amount>(?:an?\s+(?:altitude|height|speed)\s+of\s+)?"
            rf"(?:about\s+)?(?:FL\s*\d+|\d[\d.,]*\s*(?:{_UNITS}|{_PACES})))(?:\s+altitude)?{AT}{END}",
            _reached_height,
        ),
        (
            r"^(?P<who>[^;,]+?)\s+(?P<verb>(?:did\s+not\s+|never\s+|failed\s+to\s+|has\s+not\s+|has\s+never\s+)?"
            rf"reach(?:es|ed)?)\s+(?P<place>[^;,\d]+?){AT}{END}",
            _reached_place,
        ),
        (
            r"^(?P<said>[^;,]+?\s(?:touch(?:ed)?|collided?|made\s+contact))(?:\s+in\s+mid-?air)?"
            rf"(?P<where>\s+(?:at\s+\d|over|near|inside|in|off|before|after)\b[^;,]*?){AT}{END}",
            _told_apart,
        ),
        (
            rf"^(?P<who>[^;,]+?)\s+(?:is|was)\s+(?:inside|in|within|over)\s+(?P<place>[^;,\d]+?)\s+"
            rf"(?:from|between)\s+(?P<t1>{_CLOCK})\s+(?:to|until|and)\s+(?P<t2>{_CLOCK})(?P<zone>\s+[A-Z]+)?{END}",
            _from_to,
        ),
        (
            r"\b(?:is|was)\s+never\s+(?:inside|in|within|over)\b",
            replaced("is at no time inside"),
        ),
        (
            r"\b(?:has|had|have)\s+never\s+been\s+(?:inside|in|within|over)\b",
            replaced("is at no time inside"),
        ),
        (
            r"\b(?:is|was)\s+at\s+no\s+(?:point|stage|moment)\s+(?:inside|in|within|over)\b",
            replaced("is at no time inside"),
        ),
        (
            r"^(?P<who>[^;,]+?)\s+(?:is|was)\s+not\s+(?:inside|in|within|over)\s+(?P<in>[^;,]+?)\s+at\s+any"
            rf"\s+(?:time|point|stage|moment){END}",
            _form(r"\g<who> is at no time inside \g<in>"),
        ),
        (r"\s+at\s+any\s+(?:time|point|stage|moment)(?=\s*(?:\Z|[;,.]))", replaced("")),
        (r"\b(?:has|had|have)\s+been\s+(?=(?:inside|in|within|over|outside)\b)", replaced("was ")),
        (r"\bis\s+always\s+(?=(?:inside|in|over)\b)", replaced("stays ")),
        (r"\b(?:is|was)\s+always\s+(?:inside|in|over)\b", replaced("stays in")),
        (r"\b(?:is|was)\s+always\s+outside\b", replaced("stays outside")),
        (
            r"(?<=\w)\s+(?:throughout|all\s+the\s+time|the\s+whole\s+time|at\s+all\s+times)(?=\s*(?:\Z|[;,.]))",
            replaced(""),
        ),
        (
            r"\b(?P<its>its|his|her|their|the)\s+(?P<nth>1st|2nd|3rd|4th|5th)\s+"
            r"(?P<visit>visit|incursion|entry|pass|crossing|violation)\b",
            _nth,
        ),
        (
            rf"^(?P<who>[^;,]+?)\s+(?:is|was)\s+touched\s+by\s+(?P<other>[^;,]+?){AT}{END}",
            _form(r"\g<other> touched \g<who>\g<at>"),
        ),
        (
            r"^(?P<place>[^;,]+?)\s+(?:(?:could|can)\s*not\s+be\s+reached\s+by|(?:is|was)\s+(?:out\s+of|beyond"
            rf"\s+the)\s+(?:reach|range)\s+of)\s+(?P<who>[^;,]+?){AT}{END}",
            _form(r"\g<who> could not reach \g<place>\g<at>"),
        ),
        (
            r"^(?P<place>[^;,]+?)\s+(?:could|can)\s+be\s+reached\s+by\s+(?P<who>[^;,]+?)"
            rf"{AT}{END}",
            _form(r"\g<who> could reach \g<place>\g<at>"),
        ),
        (
            rf"^(?P<place>[^;,]+?)\s+(?:is|was)\s+entered\s+by\s+(?P<who>[^;,]+?)(?P<at>\s+at\s+[^;,]+?)?{END}",
            _form(r"\g<who> enters \g<place>\g<at>"),
        ),
        (
            r"\bthere\s+(?:is|are|was|were)\s+(?:no|not)\s+(?P<n>one|two|three|four|five|six|seven|eight|nine"
            r"|ten|\d+)\b",
            replaced(r"there were fewer than \g<n>", "if fewer is meant"),
        ),
    )
)
