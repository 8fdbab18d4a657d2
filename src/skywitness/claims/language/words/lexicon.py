"""The words all atoms share: names, numbers, units, hedges, compass words, coordinates.

This is the part of the grammar that no single atom owns. Keyword terminals end at a word
boundary and come before names, so that "in" never eats the start of "India".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from skywitness.claims.language.words.compass import COMPASS_PATTERN
from skywitness.claims.language.words.coordinates import PAIR_PATTERN
from skywitness.claims.language.words.unitwords import A_UNIT, UNIT_TABLES
from skywitness.claims.meaning.numbers import DIGITS_PATTERN
from skywitness.claims.meaning.numerals import NUMERAL_PATTERN, SMALL_NUMBER
from skywitness.claims.meaning.stamps import DATE_PATTERN, ON_A_DATE, TIME_PATTERN
from skywitness.claims.meaning.zones import ZONE_PATTERN

#: The name of an object right before a verb that an atom looks for: as few words as will do.
#: A name with one of these is quoted: unquoted, it would swallow a verb or a clause.
_NO_NAME = (
    r"(?!(?:is|was|are|were|been|that|who|whom|whose|which|before|after|while|when|until|since"
    r"|because|although|than|saw|says?|said|did|does|do|has|had|have|having|being|again)"
    r"(?![\w.'’\-‐]))"
)
OBJECT_PATTERN = (
    rf"(?:\"[^\"\n]{{1,60}}\"|{_NO_NAME}[^\W\d_][\w.'’\-‐]*"
    rf"(?:\s+(?!(?:and|with)\b){_NO_NAME}[\w.'’\-‐]+){{0,4}}?)"
)

#: Words that end an unquoted name; an atom may add its own.
STOP_WORDS = (
    "and", "but", "where", "at", "in", "inside", "outside", "over", "within", "is", "was", "are",
    "were", "lies", "lay", "from", "for", "during", "before", "after", "until", "since", "when",
    "while", "by", "with", "without", "throughout", "or", r"plus\s+or\s+minus",
    r"(?:about|around|circa|approximately|roughly)\s+\d\d?:\d\d", r"between(?=\s+\d)",
    r"not?(?=\s+(?:later|earlier)\b)", r"not(?=\s+(?:before|after)\b)",
    rf"on(?=\s+(?:{ON_A_DATE}|(?:each|every|both|all)\s))",
    r"(?:just|right|shortly|soon|immediately|moments|straight)\s+(?:before|after)",
)  # fmt: skip


#: A length of time in two units, as one amount: "1 h 30 min", "2 minutes and 15 seconds".
HOURS_AND_MINUTES = (
    r"\d{1,3}\s*(?:h|hrs?\.?|hours?)(?:\s*,?\s*and\s+|\s*,?\s*)\d{1,2}\s*(?:mins?\.?|minutes?)(?![\w-])"
    r"|\d{1,4}\s*(?:mins?\.?|minutes?)(?:\s*,?\s*and\s+|\s*,?\s*)\d{1,2}\s*(?:s|secs?\.?|seconds?)(?![\w-])"
)


def slashed(pattern: str) -> str:
    """A pattern as lark takes it between slashes."""
    return re.sub(r"(?<!\\)/", r"\/", pattern)


#: What does not follow a length: it would be one in some time ("900 ft/min").
_NO_RATE = r"(?!\s*\/\s*(?:min|s|h)|\s+(?:per|an?)\s+(?:min|sec|hour|hr?\b|s\b))"
#: A number in words, as told from a name by the unit, the other end or the "or more" after it.
WORD_NUMBER = (
    rf"(?:{NUMERAL_PATTERN})(?=\s*(?:{A_UNIT}|[-–—‐‑−]\s*\w)|\s+(?:to|and|or)\s|\s+odd\s)(?!\w)"
)
_MANY = r"(?:a\s+few|few|several|many|various|multiple|countless|a\s+handful\s+of|a\s+number\s+of)"
#: An amount that is no number: what it bounds, nobody can say.
VAGUE = (
    rf"(?:(?:just\s+|only\s+|quite\s+)?{_MANY}(?:\s+(?:hundred|thousand|dozen|ten)s?(?:\s+of)?)?"
    rf"|(?:many\s+)?(?:tens|scores|dozens|hundreds|thousands)\s+of|some)(?=\s+{A_UNIT})"
)
_WORD = (
    r"(?:an?|of|and|to|few|several|many|couple|half|quarters?|hundreds?|thousands?|dozens?|tens"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?)"
)
_RUN = rf"(?:(?:\d[\d.,'’]*(?!\d)|[½¼¾]|{_WORD}\b)[\s–-]*){{1,8}}"
#: What begins an amount, to be looked ahead for after a word that may mean something else.
AMOUNT = rf"(?:[\d~≈∼½¼¾±]|(?:{_WORD}\s+){{1,6}}{A_UNIT})"

_NO = r"(?:no|not|never)\s+(?:any\s+)?"
_A_LITTLE = r"(?:(?:an?\s+)?(?:little|bit|shade|touch|fraction|tad|trifle)|slightly|marginally)"
#: Words before a number that say how it is meant. Of several that begin alike the longest wins.
HEDGES = {
    "ABOUT": r"(?:(?:about|some|roughly|approximately|around|circa|perhaps|maybe"
    r"|probably|possibly|likely|an\s+estimated|estimated|reportedly|something\s+like|on\s+the\s+order"
    r"\s+of|in\s+the\s+(?:order|region|neighbou?rhood)\s+of)(?![\w-])"
    rf"|close\s+to(?=\s+{AMOUNT})|(?:approx|appr|cca|ca|c)\b\.?(?=\s*{AMOUNT})|[~≈∼]|±(?=\s*\d))",
    "NEARLY": rf"(?:nearly|almost|not\s+quite|just\s+(?:under|below|short\s+of|less\s+than)"
    rf"|{_A_LITTLE}\s+(?:under|below|short\s+of|less\s+than|fewer\s+than))(?![\w-])",
    "JUST_OVER": rf"(?:just\s+(?:over|above|beyond|past|more\s+than)"
    rf"|{_A_LITTLE}\s+(?:over|above|more\s+than|greater\s+than))(?![\w-])",
    "MORE": r"(?:(?:well\s+|much\s+|far\s+)?"
    r"(?:more|greater|farther|further|longer|larger|faster)\s+than"
    rf"|an?\s+good(?=\s+{AMOUNT})"
    r"|at\s+least|(?:well\s+)?in\s+excess\s+of|exceeding|upwards?\s+of|well\s+(?:over|above)|a\s+minimum\s+of"
    rf"|{_NO}(?:less|fewer|closer|nearer|shorter|smaller|slower)\s+than|beyond(?=\s+{AMOUNT})"
    rf"|{_NO}(?:under|below|up\s+to|at\s+(?:the\s+)?most)(?=\s+{AMOUNT})"
    r"|[>≥](?=\s*\d))(?![\w-])|[>≥](?=\s*\d)",
    "AT_MOST": r"(?:(?:well\s+|much\s+|far\s+)?"
    r"(?:less|fewer|shorter|smaller|slower)\s+than|under|below"
    r"|(?:closer|nearer)\s+than|well\s+(?:under|below)|at\s+(?:the\s+)?most|up\s+to|a\s+maximum\s+of"
    rf"|{_NO}(?:more|greater|farther|further|longer|larger|faster)\s+than|not\s+exceeding"
    rf"|{_NO}(?:over|above|beyond|at\s+(?:the\s+)?least)(?=\s+{AMOUNT}))(?![\w-])|[<≤](?=\s*\d)",
    "EXACTLY": rf"(?:exactly|precisely|just|only|merely|a\s+mere)(?=\s+{AMOUNT})",
}

_FIGURE = rf"(?:\d+(?:[.,]\d+)?|{SMALL_NUMBER})(?![\w.,]\d|\w)"
_TO_FIGURE = rf"(?:\s*[-–—‐‑−]\s*|\s+(?:to|and|or)\s+(?:(?:mach\s+)?)){_FIGURE}"
#: A number of Mach on either side of the word, or a range of two.
MACH = (
    rf"(?:between\s+)?(?:mach\s+{_FIGURE}(?:{_TO_FIGURE})?(?!\s*(?:km|kt|kn|m))"
    rf"|{_FIGURE}(?:{_TO_FIGURE})?\s+mach(?![\w-])(?!\s+\d)|(?-i:M)\s?(?=\d){_FIGURE})"
)

#: Words before "before" and "after" that say it was not long, in no number.
SHORTLY = (
    r"(?:just|right|shortly|soon|immediately|directly|moments|straight"
    r"|(?:(?:just|only|mere)\s+)?(?:seconds|minutes|hours|days)"
    r"|(?:a\s+)?(?:short\s+(?:time|while)|little|moment|while))(?=\s+(?:before|after)(?![\w-]))"
)

_SOFT = (
    r"(?:about|some|roughly|approximately|approx\.?|around|circa|cc?a?\.?|perhaps|maybe|nearly"
    r"|almost|just|at\s+most|up\s+to|less\s+than)"
)
#: The same with the words that may stand before the number.
AMOUNT_OR_HEDGE = rf"(?:{_SOFT}\s+)*{AMOUNT}"
#: An amount of time, and one of length, whole.
A_TIME = (
    rf"(?:{_SOFT}\s+)*{_RUN}(?:s|secs?\.?|seconds?|mins?\.?|minutes?|h|hrs?\.?|hours?"
    r"|days?|weeks?)(?![\w-])"
)
A_LENGTH = (
    rf"(?:{_SOFT}\s+)*{_RUN}(?:ft|feet|foot|m|met(?:re|er)s?|km|kms|kilomet(?:re|er)s?|miles?)"
    r"(?![\w-])"
)

#: The same after a number: "3 km or more", "30 minutes or so", "12 minutes at most".
HEDGES_AFTER = {
    "OR_SO": r"(?:or\s+(?:so|thereabouts?)|more\s+or\s+less"
    rf"|give\s+or\s+take(?!\s+{AMOUNT}))(?![\w-])",
    "OR_MORE": r"(?:or\s+(?:even\s+)?(?:more|over|above|f[au]rther|longer|greater|higher|faster)"
    r"|at\s+(?:the\s+)?least|(?:at\s+a\s+)?minimum)(?![\w-])"
    r"|\+(?!\s*[/\d±−–-])|plus(?=\s+(?:from|away|of|off|to|at|before|after|inside|outside|deep|high)\b)",
    "OR_LESS": r"(?:or\s+(?:even\s+)?(?:less|under|below|fewer|closer|nearer|shorter|lower|slower)"
    r"|at\s+(?:the\s+)?most|(?:at\s+a\s+)?maximum)(?![\w-])",
}

#: The same between a number and its unit: "3+ km", "60-odd km", "100 or so km".
AT_A_NUMBER = {
    "PLUS": rf"(?:\+|-?\s?plus|or\s+more)(?=\s*{A_UNIT})",
    "ODD": rf"[-‐‑\s]?\s?(?:odd|or\s+so)(?=\s+{A_UNIT})",
}

#: What a terminal is, in words a reader of an error message understands, most telling first;
#: terminals with the same words are named once.
TERMINALS = {
    "SUBJECT": "a moment or an object followed by is",
    "SUBJECT_ALONE": "a moment or an object followed by is",
    "IS": "is",
    "NUMBER": "a number",
    "UNIT": "a unit (miles, nautical miles, km, m, ft)",
    "TIME_UNIT": "a unit of time (s, min, h, days)",
    "PACE_UNIT": "a unit of speed (km/h, kt, mph, m/s)",
    "RATE_UNIT": "a unit of vertical speed (ft/min, m/s)",
    "MACH": "Mach and a number",
    "TIME": "a clock time such as 09:15",
    "ZONE": "a time zone such as UTC, CET or local time",
    "DATE": "a date such as on 19 June 2019",
    "SHORTLY": "shortly",
    "BEFORE": "before",
    "BEFORE_TIME": "before",
    "AFTER_TIME": "after",
    "BETWEEN_TIMES": "between",
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
    "JUST_OVER": "just over",
    "MORE": "more than",
    "AT_MOST": "up to",
    "EXACTLY": "exactly",
    "VAGUE": "an amount",
    "AND_A_HALF": "and a half",
    "OR_SO": "or so",
    "OR_MORE": "or more",
    "OR_LESS": "or less",
    "PLUS": "+",
    "ODD": "-odd",
    "HOURS_AND_MINUTES": "an amount of time",
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
at_clock: _AT stamp | hedged_stamp | between_stamp | (BEFORE_TIME | AFTER_TIME) stamp
hedged_stamp: soft TIME ZONE? _dated
between_stamp: _BETWEEN_TIMES begin _AND TIME ZONE? _dated
soft: ABOUT

place: QUOTED | NAME | COORDINATES
named: QUOTED | NAME
happening: NAME | QUOTED
quantity: hedge* (number | span | vague) _hedge_after?
hedge: ABOUT | NEARLY | JUST_OVER | MORE | AT_MOST | EXACTLY | OVER | ABOVE
_hedge_after: OR_SO | OR_MORE | OR_LESS
number: NUMBER _at_number? UNIT AND_A_HALF?
_at_number: PLUS | ODD
vague: VAGUE UNIT
span: NUMBER UNIT? (_DASH | _TO) NUMBER UNIT | _BETWEEN NUMBER UNIT? _AND NUMBER UNIT
    | _FROM NUMBER UNIT? (_DASH | _TO) NUMBER UNIT
duration: hedge* (lapse | lapse_span | lapse_vague) _hedge_after?
lapse: NUMBER _at_number? TIME_UNIT AND_A_HALF? | HOURS_AND_MINUTES
lapse_vague: VAGUE TIME_UNIT
lapse_span: NUMBER TIME_UNIT? (_DASH | _TO) NUMBER TIME_UNIT
    | _BETWEEN NUMBER TIME_UNIT? _AND NUMBER TIME_UNIT
pace: hedge* (pace_number | pace_span | mach | pace_vague) _hedge_after?
pace_vague: VAGUE PACE_UNIT
pace_number: NUMBER _at_number? PACE_UNIT
pace_span: NUMBER PACE_UNIT? (_DASH | _TO) NUMBER PACE_UNIT
    | _BETWEEN NUMBER PACE_UNIT? _AND NUMBER PACE_UNIT
mach: MACH
rate: hedge* (rate_number | rate_span | rate_vague) _hedge_after?
rate_vague: VAGUE RATE_UNIT
rate_number: NUMBER _at_number? RATE_UNIT
rate_span: NUMBER RATE_UNIT? (_DASH | _TO) NUMBER RATE_UNIT
    | _BETWEEN NUMBER RATE_UNIT? _AND NUMBER RATE_UNIT
stamp: hedge* TIME ZONE? (_dated | OR_SO)
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
    "BEFORE": r"before|prior\s+to|earlier\s+than"
    rf"|by(?=\s+(?:(?:about|around)\s+)?(?:{slashed(TIME_PATTERN)}))|{_NO}later\s+than|not\s+after",
    "AFTER": rf"after|later\s+than|{_NO}earlier\s+than|not\s+(?:before|prior\s+to)",
}
#: A clock time, to be looked ahead for.
_A_CLOCK = rf"(?=\s+(?:(?:about|around)\s+)?(?:{slashed(TIME_PATTERN)}))"
#: Keywords that may begin with "not", which is a word of its own elsewhere.
_FIRST = ("BEFORE", "AFTER")


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
    # "Two hours is 120 minutes" is told of an amount.
    amount = rf"(?!(?:{A_TIME}|{A_LENGTH})\s+(?:{_KEYWORDS['_IS']})(?![\w-]))"
    subject = rf"{amount}{stop}{word}(?:\s+{stop}[\w'’.\-‐]+)*"
    says = _KEYWORDS["_IS"]
    units = {
        terminal: slashed("|".join(f"(?:{pattern})" for pattern in table))
        for terminal, table in UNIT_TABLES.items()
    }
    lines = [_RULES]
    lines += [
        f"{name}.{8 if name in _FIRST else 5}: /(?:{pattern})(?![\\w-])/i"
        for name, pattern in _KEYWORDS.items()
    ]
    lines += [f"{name}.7: /{slashed(pattern)}/i" for name, pattern in HEDGES.items()]
    lines += [f"{name}.8: /{slashed(pattern)}/i" for name, pattern in HEDGES_AFTER.items()]
    lines += [f"{name}.10: /{slashed(pattern)}/i" for name, pattern in AT_A_NUMBER.items()]
    lines += [
        # A name right before "is" is a subject even where it looks like a keyword ("near miss");
        # a lone word is one only where nothing else fits.
        rf"SUBJECT.20: /{subject}(?=\s+(?:{says})(?![\w-]))/i",
        rf"SUBJECT_ALONE.-5: /{stop}{word}/i",
        rf"NAME.-1: /{name}/i",
        r'QUOTED.9: /"[^"\n]{1,120}"|“[^”\n]{1,120}”|„[^“”\n]{1,120}[“”]|«[^»\n]{1,120}»/',
        f"NUMBER.6: /{slashed(WORD_NUMBER)}|{DIGITS_PATTERN}/i",
        f"VAGUE.9: /{slashed(VAGUE)}/i",
        f"SHORTLY.10: /{SHORTLY}/i",
        f"HOURS_AND_MINUTES.13: /{HOURS_AND_MINUTES}/i",
        r"AND_A_HALF.8: /and\s+a\s+half(?![\w-])/i",
        *(
            f"{terminal}.6: /(?:{any_of})(?![\\w-]){_NO_RATE if terminal == 'UNIT' else ''}/i"
            for terminal, any_of in units.items()
        ),
        rf"_PLUS_MINUS.8: /(?:,\s*)?(?:±|\+\s*\/?\s*[-−–]|(?:plus(?:\s+or\s+|-)minus"
        rf"|give\s+or\s+take(?=\s+{slashed(AMOUNT)}))(?![\w-]))/i",
        f"MACH.13: /{slashed(MACH)}/i",
        f"TIME.12: /{slashed(TIME_PATTERN)}/i",
        # After a whole clause a time, not a moment, follows these.
        rf"BEFORE_TIME.10: /(?:{_KEYWORDS['BEFORE']}){_A_CLOCK}/i",
        rf"AFTER_TIME.10: /(?:{_KEYWORDS['AFTER']}){_A_CLOCK}/i",
        rf"_BETWEEN_TIMES.10: /between{_A_CLOCK}/i",
        f"ZONE.12: /(?:{slashed(ZONE_PATTERN)})(?![\\w\\/])/i",
        f"DATE.12: /(?:,\\s*)?(?:{slashed(DATE_PATTERN)})(?![\\w])/i",
        f"COMPASS.6: /{COMPASS_PATTERN}/i",
        f"COORDINATES.8: /{slashed(PAIR_PATTERN)}/",
        r"_SEMICOLON: /;/",
        r"_COMMA: /,/",
        rf"_DASH.9: /[-–—‐‑−]|or(?=\s+(?:\d|(?:{NUMERAL_PATTERN})\s))/i",
        r"%ignore /\s+/",
    ]
    return "\n".join(lines)
