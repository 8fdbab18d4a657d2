"""The words all atoms share: names, numbers, units, hedges, compass words, coordinates.

This is the part of the grammar that no single atom owns. Keyword terminals end at a word
boundary and come before names, so that "in" never eats the start of "India".
"""

from __future__ import annotations

from collections.abc import Iterable

from skywitness.claims.language.words.compass import COMPASS_PATTERN
from skywitness.claims.language.words.coordinates import PAIR_PATTERN
from skywitness.claims.meaning.numbers import NUMBER_PATTERN
from skywitness.claims.meaning.stamps import DATE_PATTERN, TIME_PATTERN
from skywitness.claims.meaning.zones import ZONE_PATTERN

#: Unit words: pattern → the word kept (plural). Only "miles" is ambiguous.
UNITS = {
    r"(?:nautical|naut\.?|sea)\s+miles?|n\.?\s?mi\.?|nmi?|NM": "nautical miles",
    r"(?:statute|land)\s+miles?|mi": "statute miles",
    r"miles?": "miles",
    r"kilomet(?:re|er)s?|kms?": "km",
    r"met(?:re|er)s?|(?-i:m)": "m",
    r"feet|foot|ft": "ft",
    r"yards?|yds?": "yards",
}

#: Units of time: pattern → the label kept.
TIME_UNITS = {
    r"seconds?|secs?\.?|s": "s",
    r"minutes?|mins?\.?": "min",
    r"hours?|hrs?\.?|h": "h",
}

#: Units of speed: pattern → the label kept.
PACE_UNITS = {
    r"(?:kms?|kilomet(?:re|er)s?)\s*(?:/|per\s+|an\s+)\s*(?:hour|hr|h)|kmh|km/h|kmph|kph": "km/h",
    r"knots?|kts?|kn|(?:nautical\s+miles?|nm)\s*(?:/|per\s+)\s*(?:hour|hr|h)": "kt",
    r"mph|mi/h|(?:statute\s+)?miles\s+(?:per|an)\s+hour": "mph",
    r"m/s(?:ec)?|mps|met(?:re|er)s?\s+(?:per|a)\s+second": "m/s",
}

#: Units of vertical speed: pattern → the label kept.
RATE_UNITS = {
    r"(?:ft|feet)\s*/\s*min(?:ute)?|fpm|(?:ft|feet|foot)\s+(?:per|a)\s+min(?:ute)?": "ft/min",
    r"m/s(?:ec)?|mps|met(?:re|er)s?\s+(?:per|a)\s+second": "m/s",
}

#: The units that each terminal of a unit may be.
UNIT_TABLES = {
    "UNIT": UNITS,
    "TIME_UNIT": TIME_UNITS,
    "PACE_UNIT": PACE_UNITS,
    "RATE_UNIT": RATE_UNITS,
}

#: The name of an object right before a verb that an atom looks for: as few words as will do.
OBJECT_PATTERN = (
    r"(?:\"[^\"\n]{1,60}\"|[^\W\d_][\w.'’\-‐]*(?:\s+(?!(?:and|with)\b)[\w.'’\-‐]+){0,4}?)"
)

#: Words that end an unquoted name; an atom may add its own.
STOP_WORDS = (
    "and", "but", "where", "at", "in", "inside", "outside", "over", "within", "is", "was", "are",
    "were", "lies", "lay", "from", "for", "during", "before", "after", "until", "since", "when",
    "while", "by", "with", r"plus\s+or\s+minus",
)  # fmt: skip

HEDGES = {
    "ABOUT": r"(?:about|some|roughly|approximately|approx\.?|around|circa|ca?\.|perhaps|maybe"
    r"|probably|possibly|likely|an\s+estimated|estimated|reportedly)(?![\w-])|[~≈∼]",
    "NEARLY": r"(?:nearly|almost|just\s+under|close\s+to(?=\s+[\d~]))(?![\w-])",
    "MORE": r"(?:more\s+than|at\s+least|greater\s+than|in\s+excess\s+of|exceeding|upwards?\s+of"
    r"|no\s+less\s+than|not\s+less\s+than|just\s+over|well\s+over)(?![\w-])",
    "LESS": r"(?:less\s+than|fewer\s+than|under|below)(?![\w-])",
    "AT_MOST": r"(?:at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than"
    r"|a\s+maximum\s+of)(?![\w-])",
}

#: What a terminal is, in words a reader of an error message understands, most telling first;
#: terminals with the same words are named once.
TERMINALS = {
    "SUBJECT": "a moment or an object followed by is",
    "SUBJECT_ALONE": "a moment or an object followed by is",
    "IS": "is",
    "NUMBER": "a number",
    "UNIT": "a unit (miles, nautical miles, km, m, ft)",
    "TIME_UNIT": "a unit of time (s, min, h)",
    "PACE_UNIT": "a unit of speed (km/h, kt, mph, m/s)",
    "RATE_UNIT": "a unit of vertical speed (ft/min, m/s)",
    "MACH": "Mach",
    "TIME": "a clock time such as 09:15",
    "ZONE": "a time zone such as UTC, CET or local time",
    "DATE": "a date such as on 19 June 2019",
    "BEFORE": "before",
    "AFTER": "after",
    "COMPASS": "a compass word such as southwest or SSW",
    "NAME": "a place name",
    "QUOTED": "a place name",
    "COORDINATES": "coordinates such as 44.57 N, 33.38 E",
    "OF": "of",
    "FROM": "from",
    "IN": "in",
    "OVER": "over",
    "AT": "at",
    "AND": "and",
    "SEMICOLON": ";",
    "WHERE": "where",
    "TO": "to",
    "BETWEEN": "between",
    "DASH": "-",
    "DUE": "due",
    "TOWARDS": "to the",
    "ABOVE": "above",
    "ABOUT": "about",
    "NEARLY": "nearly",
    "MORE": "more than",
    "LESS": "less than",
    "AT_MOST": "up to",
    "PLUS_MINUS": "± and a stated error",
    "COMMA": "a comma",
    "BUT": "but",
    "$END": "the end of the sentence",
}

#: Words that are never a whole place name.
NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "off",
        "on",
        "and",
        "or",
        "is",
        "was",
        "it",
        "its",
        "there",
        "here",
        "coast",
        "shore",
        "sea",
        "land",
        "border",
        "near",
        "km",
        "m",
        "ft",
        "nm",
        "mi",
        "mile",
        "miles",
        "nautical",
        "statute",
        "feet",
        "metres",
        "meters",
        "deep",
        "high",
        "up",
        "north",
        "south",
        "east",
        "west",
    ]
)

_RULES = r"""
?start: sentence
sentence: _clause (_join _clause)*
_join: _COMMA | _SEMICOLON | _COMMA? (_AND | _BUT) | _WHERE | _SEMICOLON (_AND | _BUT)
_clause: said | continued | whole
said: subject _IS _predicate _tail*
continued: _predicate _tail*
whole: _whole_clause at_clock? at_moment?
subject: SUBJECT | SUBJECT_ALONE | QUOTED
at_moment: _AT (NAME | QUOTED)
at_clock: _AT stamp

place: QUOTED | NAME | COORDINATES
named: QUOTED | NAME
happening: NAME | QUOTED
quantity: hedge* (number | span)
hedge: ABOUT | NEARLY | MORE | LESS | AT_MOST | OVER | ABOVE
number: NUMBER UNIT
span: NUMBER UNIT? (_DASH | _TO) NUMBER UNIT | _BETWEEN NUMBER UNIT? _AND NUMBER UNIT
    | _FROM NUMBER UNIT? (_DASH | _TO) NUMBER UNIT
duration: hedge* (lapse | lapse_span)
lapse: NUMBER TIME_UNIT
lapse_span: NUMBER TIME_UNIT? (_DASH | _TO) NUMBER TIME_UNIT
    | _BETWEEN NUMBER TIME_UNIT? _AND NUMBER TIME_UNIT
pace: hedge* (pace_number | pace_span | mach)
pace_number: NUMBER PACE_UNIT
pace_span: NUMBER PACE_UNIT? (_DASH | _TO) NUMBER PACE_UNIT
    | _BETWEEN NUMBER PACE_UNIT? _AND NUMBER PACE_UNIT
mach: _MACH NUMBER
rate: hedge* (rate_number | rate_span)
rate_number: NUMBER RATE_UNIT
rate_span: NUMBER RATE_UNIT? (_DASH | _TO) NUMBER RATE_UNIT
    | _BETWEEN NUMBER RATE_UNIT? _AND NUMBER RATE_UNIT
stamp: hedge* TIME ZONE? _dated
    | hedge* begin (_DASH | _TO) TIME ZONE? _dated
    | hedge* _FROM begin (_DASH | _TO) TIME ZONE? _dated
    | hedge* _BETWEEN begin _AND TIME ZONE? _dated
begin: TIME ZONE? DATE?
_dated: (DATE ZONE? slack_time? | slack_time DATE?)?
slack: _PLUS_MINUS number
slack_time: _PLUS_MINUS lapse
"""

_KEYWORDS = {
    "_AND": r"and|&",
    "_BUT": r"but",
    "_WHERE": r"where",
    "_AT": r"at",
    "_OF": r"of",
    "_FROM": r"from",
    "_TO": r"to",
    "_BETWEEN": r"between",
    "_IS": r"is|was|are|were|lies|lay|happened|occurred|took\s+place",
    "_TOWARDS": r"to\s+the(?=\s+(?:north|south|east|west|[NSEW]{1,3}\b))",
    "DUE": r"due|directly|exactly",
    "OVER": r"over",
    "ABOVE": r"above",
    "_IN": r"in",
    "BEFORE": r"before|prior\s+to|earlier\s+than|no\s+later\s+than",
    "AFTER": r"after|later\s+than|no\s+earlier\s+than",
}


def shared_grammar(stop_words: Iterable[str]) -> str:
    """The shared rules and terminals in lark's notation.

    ``stop_words`` are the words that end an unquoted name besides :data:`STOP_WORDS`.
    """
    stops = "|".join(dict.fromkeys((*STOP_WORDS, *stop_words)))
    stop = rf"(?!(?:{stops})(?![\w'’-]))"
    word = r"[^\W\d_][\w'’.\-‐]*"
    # A colon inside a word belongs to a name that settles which bearer is meant ("city:123").
    named = r"[^\W\d_](?:[\w'’.\-‐]|:(?=\w))*"
    name = rf"{stop}{named}(?:\s+{stop}{named})*(?:\s*\([^()\n]{{1,60}}\))?"
    subject = rf"{stop}{word}(?:\s+{stop}[\w'’.\-‐]+)*"
    says = _KEYWORDS["_IS"]
    units = {
        terminal: "|".join(f"(?:{pattern})" for pattern in table).replace("/", chr(92) + "/")
        for terminal, table in UNIT_TABLES.items()
    }
    lines = [_RULES]
    lines += [f"{name}.5: /(?:{pattern})(?![\\w-])/i" for name, pattern in _KEYWORDS.items()]
    lines += [f"{name}.5: /{pattern}/i" for name, pattern in HEDGES.items()]
    lines += [
        # A name right before "is" is a subject even where it looks like a keyword ("near miss");
        # a lone word is one only where nothing else fits.
        rf"SUBJECT.20: /{subject}(?=\s+(?:{says})(?![\w-]))/i",
        rf"SUBJECT_ALONE.-5: /{stop}{word}/i",
        rf"NAME.-1: /{name}/i",
        r'QUOTED.9: /"[^"\n]{1,120}"|“[^”\n]{1,120}”|„[^“”\n]{1,120}[“”]|«[^»\n]{1,120}»/',
        f"NUMBER.6: /{NUMBER_PATTERN}/",
        *(f"{terminal}.6: /(?:{any_of})(?![\\w-])/i" for terminal, any_of in units.items()),
        r"_PLUS_MINUS.7: /±|\+\s*\/?\s*[-−–]|plus(?:\s+or\s+|-)minus(?![\w-])/i",
        r"_MACH.6: /mach(?=\s+\d)/i",
        f"TIME.12: /{TIME_PATTERN.replace('/', chr(92) + '/')}/i",
        f"ZONE.12: /(?:{ZONE_PATTERN.replace('/', chr(92) + '/')})(?![\\w\\/])/i",
        f"DATE.12: /(?:,\\s*)?(?:{DATE_PATTERN})(?![\\w])/i",
        f"COMPASS.6: /{COMPASS_PATTERN}/i",
        f"COORDINATES.8: /{PAIR_PATTERN.replace('/', chr(92) + '/')}/",
        r"_SEMICOLON: /;/",
        r"_COMMA: /,/",
        r"_DASH: /[-–—‐‑−]/",
        r"%ignore /\s+/",
    ]
    return "\n".join(lines)
