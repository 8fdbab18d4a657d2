"""How many of what: "two missiles", "at least three shots", "no fewer than 12 drones".

A number below ten is exact unless a word says otherwise. From ten on a number may be a round one,
as numbers elsewhere are: it is that many less a fifth, and binds above where a word says so, or
where another number is beyond both their shares doubled ("20" and "60"), unless it is "exactly" so
many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from skywitness.claims.meaning.numerals import NUMBER_WORD, SMALL_NUMBER, numeral_value

#: Numbers from which on one may be round, and the share by which it may be so.
ROUND, SHARE = 10, 0.2
#: Counts are told apart up to here; greater ones by what others of the case do not reach.
MOST = 10


#: Whether there were at least so many of a kind.
Count = tuple[int, str, bool]


@dataclass(frozen=True)
class Tally:
    """From ``least`` to ``most`` (``None``: open) of ``kind``, a noun in the singular.

    ``named`` where nothing tells one of a kind from a name: "Su-24", not "a Su-24" or "jets".
    ``sure`` is the least of a round number at twice its share, ``roof`` the one that binds above;
    an ``exact`` number is no round one.
    """

    kind: str
    least: int
    most: int | None
    named: bool = False
    sure: int = 0
    roof: int | None = None
    exact: bool = False

    @property
    def beyond(self) -> int | None:
        """The first number that it surely does not reach, where it binds above."""
        if self.roof is None:
            return None
        return (self.roof if self.exact else int(self.roof * (1 + 2 * SHARE))) + 1


def tally(words: str) -> Tally:
    """What words count; of what they do not count there is at least one."""
    text = " ".join(words.casefold().split())
    for pattern, (least, most) in _AMOUNTS.items():
        found = re.match(rf"(?:{pattern})\s+(?=\S)", text)
        if found is not None:
            return Tally(one_of(text[found.end() :]), least, most)
    found = re.fullmatch(_COUNTED, text)
    if found is not None:
        return _counted(found)
    bare = re.sub(r"^(?:the|an?|any)\s+", "", text)
    kind = one_of(bare)
    return Tally(kind, 1, None, named=kind == bare == text)


def of_some(words: str) -> bool:
    """Whether words count or name some of a kind, so that what is not said of others is open."""
    of = tally(words)
    return of.least != 1 or of.most is not None or bool(re.match(_OF_SOME, words, re.IGNORECASE))


def wider(kind: str) -> str:
    """The kind that one with a designation or a plain purpose is of; "" for none that is known.

    A "warning shot" is a shot, an "S-400 missile" a missile; a "decoy missile" may be none.
    """
    *before, last = kind.split()
    plain = all(re.fullmatch(_DESIGNATION, word) or word in _PLAIN.get(last, ()) for word in before)
    return last if before and last in _PLAIN and plain else ""


def counts_of(of: Tally, kinds: Iterable[str]) -> tuple[Count, ...]:
    """How many: at least so many of each kind, and of the first no more than the most."""
    kinds = tuple(kinds)
    found = [(n, kind, True) for kind in kinds for n in range(1, of.least + 1)]
    if of.most is not None and of.most < MOST:
        found.append((of.most + 1, kinds[0], False))
    if of.beyond is not None:
        found.append((of.beyond, kinds[0], False))
    return tuple(found)


def of_any(rest: str, *, denied: bool) -> str:
    """What follows "was hit", said of any of its kind: "by any missile" of "by two missiles".

    Where it is ``denied`` only of "a missile" and "any missile"; "" where it tells no kind.
    """
    text = " ".join(rest.casefold().split())
    found = re.fullmatch(r"(?P<by>(?:by|at|on|upon|with)\s+)?(?P<what>[^;,]+)", text)
    if found is None or re.search(_FURTHER, found["what"]):
        return ""
    what = found["what"]
    some = re.match(r"(?:an?|any)\s+(?=[^\W\d_])", what)
    if denied and (some is None or of_some(what[some.end() :])):
        return ""
    if not denied and not some and not (of_some(what) or (found["by"] and what.startswith("the "))):
        return ""
    of = tally(what)
    kind = re.sub(r"^(?:any|some)\s+", "", of.kind)
    return f"{found['by'] or ''}any {kind}" if of.least >= 1 else ""


def hits(rest: str) -> tuple[Count, ...]:
    """What follows "Su-24 was hit", where it counts arms alone: "by two missiles", "twice".

    At least so many of a kind from two on, and of the first kind no more than the most. Of more
    than :data:`MOST` only how many it surely was is listed, and not each number before.
    """
    text = " ".join(rest.casefold().split())
    found = re.fullmatch(r"(?:by\s+)(?P<what>[^;,]+)", text)
    times = re.fullmatch(rf"(?P<n>{_SMALL}) times", text.replace("twice", "two times"))
    if times is not None:
        of = tally(text.replace("twice", "two times"))
    elif found is not None and not re.search(_FURTHER, found["what"]):
        of = tally(found["what"])
        if of.kind.rpartition(" ")[2] not in _ARMS:
            return ()
    else:
        return ()
    kinds = tuple(filter(None, (of.kind, wider(of.kind))))
    counts = [(n, kind, True) for kind in kinds for n in range(2, of.least + 1)]
    if of.most is not None and of.most < MOST:
        counts.append((of.most + 1, of.kind, False))
    if of.beyond is not None:
        counts.append((of.beyond, of.kind, False))
    counts += [(of.sure, kind, True) for kind in kinds if of.sure > MOST]
    return tuple(counts)


def one_of(noun: str) -> str:
    """A noun in the singular, as it is compared."""
    first, _, last = noun.rpartition(" ")
    return f"{first} {_one(last)}".strip()


def _one(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if re.search(r"(?:ss|sh|ch|x|z)es$", word) else word[:-1]


def _counted(found: re.Match[str]) -> Tally:
    first = _value(found["first"])
    last = _value(found["last"]) if found["last"] else first
    hedge = found["hedge"] or ""
    exact = re.fullmatch(_EXACTLY, hedge) is not None
    low, high = next(b for pattern, b in _BOUNDS.items() if re.fullmatch(pattern, hedge))
    fewest = first if first < ROUND else int(first * (1 - SHARE))
    least = 0 if low is None else 1 if low == _ROUGHLY else min(fewest + low, MOST)
    most = None if high is None else last + high
    plain = low == high == 0
    part = bool(found["more"] or found["of"])
    roof = None if high is None or part or last < ROUND else last
    told = low is not None and low != _ROUGHLY and first >= ROUND
    sure = (first + (low or 0) if exact else int(first * (1 - 2 * SHARE))) if told else 0
    if (plain and last >= ROUND) or part:
        most = None  # a round number, or not of all
    return Tally(one_of(found["kind"]), least, most, sure=sure, roof=roof,
                 exact=exact)  # fmt: skip


def _value(words: str) -> int:
    """A whole number in figures, by thousands or not, or in words."""
    return int(numeral_value(words.replace(",", "")))


_ROUGHLY = -1
#: Words that say that a number is no round one.
_EXACTLY = r"exactly|precisely"
#: What is added to the number for the least and the most; ``None`` where that end is open.
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    r"|exactly|precisely|only|just|a total of|all": (0, 0),
    r"at least|no(?:t)? (?:fewer|less) than|a minimum of": (0, None),
    r"(?:more|greater) than|over|above": (1, None),
    r"at (?:the )?most|up to|no(?:t)? more than|a maximum of": (None, 0),
    r"(?:fewer|less) than|under|below": (None, -1),
    r"about|around|some|roughly|approximately|approx\.?|circa|ca\.?|nearly|almost|close to|perhaps"
    r"|maybe|possibly|an estimated": (_ROUGHLY, None),
}  # fmt: skip
_SMALL = (
    rf"(?:(?:an?|{SMALL_NUMBER}|\d{{1,4}}) (?:dozen|hundred|thousand)"
    rf"|\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{SMALL_NUMBER}|half a dozen)"
)
_COUNTED = (
    rf"(?:(?P<hedge>{'|'.join(_BOUNDS).removeprefix('|')})\s+)?(?P<first>{_SMALL})"
    rf"(?:\s*(?:-|–|\bto\b|\bor\b)\s*(?P<last>{_SMALL}))?\s+"
    r"(?P<of>of\s+(?:the|its|his|her|their|our|these|those)\s+)?"
    r"(?P<more>(?:more|other|further|additional|extra|last|remaining)\s+)?(?P<kind>\S.*)"
)
_THEIRS = r"(?:the|its|his|her|their|our|these|those)"
_NEARLY = r"(?:nearly|almost|virtually|practically)\s+"
#: Words that count without a number: the least and the most of what follows.
_AMOUNTS: dict[str, tuple[int, int | None]] = {
    r"(?:a|one|only one|just one) single": (1, 1),
    r"several|many|multiple|numerous|various|both(?: of)?(?: the)?": (2, None),
    r"(?:a )?(?:couple|pair)(?: of)?": (2, None),
    r"(?:many )?(?:dozens|scores|hundreds|thousands) of": (MOST, None),
    r"some|another|a few|one more|one other|a number of": (1, None),
    # Said of all of some, whose number may be told: then it is that.
    rf"(?:{_NEARLY})?(?:all|every|each|most|half)(?:\s+(?:of\s+)?{_THEIRS})?"
    rf"(?!\s+(?:\d|an?\b|of\b|half\b|{_THEIRS}\b|{SMALL_NUMBER}\b))": (1, None),
}  # fmt: skip
#: What counts without a number, or names some of several.
_OF_SOME = (
    r"(?:(?:only|just|nearly|almost|quite|about|at\s+least)\s+)*(?:\d|an?\s+(?:third|half|quarter|few|number"
    r"|handful|couple|pair|dozen|part|fraction|portion|share|minority|majority|further|second|lot|hundred"
    r"|thousand)|(?:\w+-)?(?:thirds?|quarters?|halves|fifths)|some|any|another|others?|few|several|many"
    r"|most|much|more|all|every|each|both|either|half|parts?|certain|various|multiple|numerous|further"
    r"|additional|extra|remaining|couple|dozens?|scores|hundreds|thousands|tens|plenty|lots"
    rf"|{NUMBER_WORD})(?![\w-])"
)
_DESIGNATION = r"[a-z]{0,5}-?\d[\w-]*"
_ARMED = ("cruise", "ballistic", "guided", "anti-ship", "anti-aircraft", "surface-to-air",
          "air-to-air", "air-to-surface", "long-range", "short-range")  # fmt: skip
#: Nouns, and the words before them that only tell which of them.
_PLAIN = {
    "missile": _ARMED, "rocket": _ARMED, "shot": ("warning", "cannon", "gun"), "drone": ("attack",),
    "bomb": ("aerial", "glide", "guided"), "torpedo": (), "shell": ("artillery",),
}  # fmt: skip
#: Nouns for what hits, of which a number is one of hits.
_ARMS = {*_PLAIN, "round", "bullet", "projectile", "mine", "grenade", "warhead"}
#: Words after which more is told than of what kind something was.
_FURTHER = (
    r"\s(?:by|at|on|upon|with|from|to|in|into|of|for|and|or|over|near|off|after|before|during|that"
    r"|which|who|but|than|as|within|without|against|between|when|while|times)\b"
)
_IRREGULAR = {"men": "man", "women": "woman", "people": "person", "children": "child"}
