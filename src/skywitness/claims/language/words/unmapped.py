"""What to write instead of a name that no map has but that accounts often use.

"International airspace", "Iranian territorial waters" and "the nearest point of land on the Iranian
coast" are no places of the gazetteer. Nothing is guessed from them: how wide a zone is, and from
which line it counts, is for the case to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from skywitness.claims.language.words.adjectives import spellings
from skywitness.claims.language.words.adverbs import DOUBTS, is_adverb

_ZONE = re.compile(
    r"\b(?:air\s?space|(?:international|territorial|coastal|neutral)\s+(?:waters?|seas?)|high\s+seas"
    r"|(?:exclusive\s+)?economic\s+zone|contiguous\s+zone|EEZ|ADIZ|FIR)\b",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"(?:the\s+)?(?:(?:early|late|small)\s+)*(?:morning|evening|afternoon|hours|night)"
    r"(?:\s+(?:of|on)\s+.*)?\Z",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    r"(?:the\s+)?(?:nearest|closest)\s+(?:point|part|spot|bit|edge|land)(?:\s+of\s+land)?"
    r"\s+(?:of|on|in|to)\s+(?P<of>.+)\Z",
    re.IGNORECASE,
)


#: A side of a place, told as one: "southern Gotland", "the north-east of Poland". With a capital
#: letter, or without "of", the word of direction is part of a name ("South Georgia", "West Bank").
_SIDE = re.compile(
    r"(?P<part>(?:the\s+)?(?:(?:(?:north|south)-?(?:east|west)?|east|west)ern|central)\s+(?P<of>.+)"
    r"|the\s+(?:(?:north|south)-?(?:east|west)?|east|west|centre|center|middle)\s+of\s+(?P<whole>.+))"
)
#: What with such a word is another place, in small letters too.
_NAMED_BY_SIDE = re.compile(
    r"(?:the\s+)?(?:ireland|territory|cape|cyprus|samoa|sahara|europe|africa|asia|ocean|isles"
    r"|mariana(?:\s+islands)?|african\s+republic)\Z",
    re.IGNORECASE,
)


def _side_of(name: str, known: Callable[[str], bool]) -> str | None:
    """What to say of a side of a place that is on the map, which no map shows by itself."""
    found = _SIDE.fullmatch(" ".join(name.split()))
    if found is None:
        return None
    of = found["of"] or found["whole"]
    if (found["of"] and _NAMED_BY_SIDE.match(of)) or not known(of):
        return None
    return (
        f"no part of it is mapped: what is inside or over {found['part']} is so of {of!r} too, "
        "what is off, outside or so far from it is not; put the rest on record, such as 'not "
        f"testable: in {found['part']}'"
    )


def instead(name: str, known: Callable[[str], bool]) -> str | None:
    """The remedy for a name that speaks of a zone or of a nearest point; ``None`` for others.

    ``known`` says whether a name is that of a place here.
    """
    if found := _no_name(name) or _side_of(name, known):
        return found
    nearest = _NEAREST.match(name)
    if nearest:
        return f"a distance is one to the nearest point as it is: write only {nearest['of']!r}"
    zone = _ZONE.search(name)
    if not zone:
        return None
    owner = _owner(name[: zone.start()]) or _owner_after(name[zone.end() :])
    none = "no zones at sea or in the air are on the maps"
    if not owner:
        return f"{none}; say whose zone it is outside of, and give the case that one in [[places]]"
    how = f'around = "{owner}" and width = "12 nm"'
    add = f"{none}; give the case a [[places]] of this name, such as with {how}"
    if "airspace" in zone[0].casefold().replace(" ", ""):
        return add
    return f"{add} (its land included), or write 'within 12 nm of {owner} and outside {owner}'"


#: Words about a place that are no name of one, and what to write.
_TOLD = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (
            r".*\b(?:mean\s+sea\s+level|a?msl)\b.*",
            "write 'above sea level', 'amsl' or 'above the ground' behind the height",
        ),
        (
            r"(?:the\s+)?(?:(?:border|frontier)\s+(?:of|with)\s+(?P<of>.+)"
            r"|(?P<its>.+?)\s+(?:border|frontier))",
            "a border has two sides: say how far 'inside {owner}' or 'outside {owner}' it was",
        ),
        (r"(?:the\s+)?(?:city|town|village|port)\s+of\s+(?P<of>.+)", "write only '{of}'"),
        (
            r"(?P<of>.+?)\s+as\s+the\s+crow\s+flies",
            "write only '{of}': a distance is measured so",
        ),
        (
            r"neither\s+(?P<of>.+?)\s+nor\s+(?P<other>.+)",
            "say 'not inside {of} and not inside {other}'",
        ),
        (
            r"(?P<of>.+?)\s+(?:rather\s+than|instead\s+of)\s+(?P<other>.+)",
            "say 'inside {of} and not inside {other}'",
        ),
    )
)


def _no_name(name: str) -> str | None:
    """The remedy for words that are no name but the end of another phrase."""
    again = re.fullmatch(r"(?P<of>.+?)\s+(?:once\s+)?(?:again|a\s+second\s+time|twice)", name, re.I)
    if again:
        return (
            f"write only {again['of']!r}, and which visit it was, such as 'on its second visit', "
            "or how many there were in a claim of its own"
        )
    often = re.fullmatch(
        r"(?P<of>.+?)\s+(?P<how>(?:each|every)\s+time|per\s+\w+|alone|un(?:aided|noticed|detected))",
        name, re.IGNORECASE,
    )  # fmt: skip
    first, _, last = name.rpartition(" ")
    if often is not None:
        first, last = often["of"], often["how"]
    if often is not None or (first and is_adverb(last)):
        if last in DOUBTS:
            return f"what is said with '{last}' is not tested: say 'not testable: …'"
        return f"write only '{first}' if what is said is so without '{last}'"
    when = _TIME_OF_DAY.search(name)
    if when:
        return (
            "a time of the day is told by the clock, such as 'between 05:00 and 12:00', or by the "
            "sun, such as 'in daylight', 'at dawn', 'after dark'"
        )
    told = next(((f, put) for p, put in _TOLD if (f := p.fullmatch(name))), None)
    if told is None:
        return None
    words = {name: value or "" for name, value in told[0].groupdict().items()}
    named = words.get("of") or words.get("its", "")
    return told[1].format(**words, owner=_owner(named) or named)


def _owner(words: str) -> str | None:
    """The country of "Iranian territorial", "Iran's": its name, else the words."""
    bare = re.sub(r"(?:'s|’s)\Z", "", " ".join(words.split()))
    bare = re.sub(r"^the\s+", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\s*\b(?:territorial|national|sovereign)\Z", "", bare, flags=re.IGNORECASE)
    if not bare or bare.casefold() in {"international", "the", "common", "neutral", "free", "open"}:
        return None
    return list(spellings(bare))[-1]


def _owner_after(words: str) -> str | None:
    """The country of "airspace of Iran"."""
    match = re.match(r"\s+of\s+(.+)\Z", words, re.IGNORECASE)
    return _owner(match[1]) if match else None
