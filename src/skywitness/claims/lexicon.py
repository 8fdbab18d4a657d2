"""The words all atoms share: names, numbers, units, hedges, compass words, coordinates.

This is the part of the grammar that no single atom owns. Keyword terminals end at a word
boundary and come before names, so that "in" never eats the start of "India".
"""

from __future__ import annotations

from collections.abc import Iterable

from skywitness.claims.compass import COMPASS_PATTERN
from skywitness.claims.coordinates import PAIR_PATTERN
from skywitness.claims.numbers import NUMBER_PATTERN
from skywitness.claims.stamps import DATE_PATTERN, TIME_PATTERN
from skywitness.claims.zones import ZONE_PATTERN

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

#: The name of an object right before a verb that an atom looks for: as few words as will do.
OBJECT_PATTERN = (
    r"(?:\"[^\"\n]{1,60}\"|[^\W\d_][\w.'’\-‐]*(?:\s+(?!(?:and|with)\b)[\w.'’\-‐]+){0,4}?)"
)

#: Words that end an unquoted name; an atom may add its own.
STOP_WORDS = (
    "and", "but", "where", "at", "in", "inside", "outside", "over", "within", "is", "was", "are",
    "were", "lies", "lay", "from", "for", "during", "before", "after", "until", "since", "when",
    "while", "by", "with",
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
whole: _whole_clause at_moment?
subject: SUBJECT | SUBJECT_ALONE | QUOTED
at_moment: _AT (NAME | QUOTED)

place: QUOTED | NAME | COORDINATES
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
stamp: hedge* TIME ZONE? DATE?
    | hedge* TIME ZONE? (_DASH | _TO) TIME ZONE? DATE?
    | hedge* _BETWEEN TIME ZONE? _AND TIME ZONE? DATE?
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
    units = "|".join(f"(?:{pattern})" for pattern in UNITS)
    time_units = "|".join(f"(?:{pattern})" for pattern in TIME_UNITS)
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
        f"UNIT.6: /(?:{units})(?![\\w-])/i",
        f"TIME_UNIT.6: /(?:{time_units})(?![\\w-])/i",
        f"TIME.12: /{TIME_PATTERN}/i",
        f"ZONE.12: /(?:{ZONE_PATTERN.replace('/', chr(92) + '/')})(?![\\w\\/])/i",
        f"DATE.12: /(?:{DATE_PATTERN})(?![\\w])/i",
        f"COMPASS.6: /{COMPASS_PATTERN}/i",
        f"COORDINATES.8: /{PAIR_PATTERN.replace('/', chr(92) + '/')}/",
        r"_SEMICOLON: /;/",
        r"_COMMA: /,/",
        r"_DASH: /[-–—‐‑−]/",
        r"%ignore /\s+/",
    ]
    return "\n".join(lines)
