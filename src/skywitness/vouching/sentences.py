"""The sentences in which a finding is told: which words a verdict allows, and their numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.aliases import Json
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    FOLLOWS,
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.units import LABELS
from skywitness.vouching import margins
from skywitness.vouching.difference import DifferenceError
from skywitness.vouching.findings import PROOFS
from skywitness.vouching.parts import Demands

ALONE = {
    SUPPORTED: ("Holds in every reading, wherever the given facts leave room.",),
    NOT_TESTABLE: ("Not testable here.",),
}
WIDER = "words are taken wider than is usual"
NEEDED = " Whether all of them are needed was not shown."
_TAKEN = re.compile(
    r" Taken as usually meant, “(?P<words>.+?)” is (?P<taken>.+?)"
    r"(?:\. (?P<what>What else is said leaves|The given facts leave) (?P<left>[^“”]+)"
    r"| and “(?P<other>.+?)” is (?P<also>[^“”]+))\."
)
_SECTOR = re.compile(
    r"“(?P<word>.+?)” is taken as (?:any direction|a sector (?P<wide>\d+)° wide) instead of "
    r"(?P<usual>[\d.]+)°"
)
_NUMBERS = re.compile(
    r"(?:the number is|both numbers are|all numbers are) stretched (?P<n>[\d.]+) ×"
)

TOGETHER = "Not decided whether they are possible together"
_MARGIN = (
    r"(?:would need|may need|fits (?:as|within)|does not fit as printed|how far|no stretch)[^;]*?"
)
_READ = re.compile(r"(?:^Not decided, as written|”): ")
_WHY = re.compile(
    rf"(?P<why>.+?); (?:error in \[\[places\]\] mends it|(?P<margin>{_MARGIN}))\.(?: |$)"
)
WHY = "why something is not decided"
LEFT = "what the rest of the case leaves of a number"
STRETCHED = "how far the numbers of a conflict are stretched"


@dataclass(frozen=True)
class Told:
    """What a set of claims comes to in one frame: its word, and what that rests on.

    ``clash`` is the conflict of the page, ``ends`` the margin of one claim's own certificate,
    ``excluded`` the page's inference, ``drawn`` from what it is drawn that does not follow;
    ``because`` is the reason in whole sentences that the page gives below, ``cut`` why claims that
    no inference ties may be undecided together.
    """

    word: str
    clash: Json | None = None
    ends: tuple[float, float] | None = None
    excluded: Json | None = None
    drawn: tuple[str, ...] = ()
    because: str = ""
    cut: str = ""


def told_words(
    where: str, words: str, ids: Sequence[str], told: Told, demands: Demands
) -> set[str]:
    """Check the sentence in which a finding is told.

    Returns:
        Which of its numbers no certificate carries.

    Raises:
        DifferenceError: its words are none for what was found, or a number is another.
    """
    many = len(ids) > 1
    if told.word in (CONTRADICTED, STRAINED):
        return _against(where, words, ids, told, demands)
    if told.word == UNDECIDED:
        return _undecided_together(where, words, told) if many else _undecided(where, words, told)
    if many:
        known = {
            FOLLOWS: [f"{ids[-1]} follows from what else is said here, however it is read."],
            CONSISTENT: [
                f"Possible together; but what is drawn from {' and '.join(told.drawn)} does not "
                "follow." if told.drawn else "Possible together."
            ],
        }[told.word]  # fmt: skip
    elif told.word == CONSISTENT:
        fits = told.ends is not None and told.ends[1] <= POLICY
        known = ["Possible." if fits else "Possible in some readings."]
    else:
        known = list(ALONE[told.word])
    if words not in known:
        raise DifferenceError(where, f"it says “{words}”, where {PROOFS} say “{known[0]}”")
    return set()


def _undecided(where: str, words: str, told: Told) -> set[str]:
    """Check why a claim is undecided: by what the page says below, the margin if no number is."""
    known = ["Not decided."]
    if told.because.startswith("Not decided, "):
        starts = (found.end() for found in _READ.finditer(told.because))
        reasons = (_WHY.match(told.because, start) for start in starts)
        known = [_why(reason) for reason in reasons if reason is not None] or known
    if words not in known:
        raise DifferenceError(where, f"it says “{words}”, and its reason below is “{known[0]}”")
    return {WHY}


def _why(reason: re.Match[str]) -> str:
    why, margin = reason["why"], reason["margin"] or ""
    beside = f" ({margin})" if not re.search(r"\d", why) and re.search(r"\d", margin) else ""
    return f"Not decided: {why}{beside}."


def _undecided_together(where: str, words: str, told: Told) -> set[str]:
    """Check why claims are undecided together: by what the page says of their inference."""
    text = words.removeprefix(TOGETHER)
    if text == words:
        raise DifferenceError(where, f"it says “{words}”, where {PROOFS} say “{TOGETHER}”")
    numbers = re.fullmatch(r": (?P<left>.+; “.+” is .+)\.", text)
    if told.because and numbers is not None and _stands(numbers["left"], told):
        return {WHY}
    if text != f"{told.cut}.":
        raise DifferenceError(where, f"it says “{words}”, which nothing below it says")
    return set()


def _against(where: str, words: str, ids: Sequence[str], told: Told, demands: Demands) -> set[str]:
    text, open_numbers = words, set()
    if told.clash is not None and told.clash["minimal"] is not True:
        if not text.endswith(NEEDED):
            raise DifferenceError(where, f"it does not say:{NEEDED}")
        text = text.removesuffix(NEEDED)
    taken = _TAKEN.search(text)
    if taken is not None and taken.end() == len(text):
        open_numbers |= _taken(where, taken, ids, told, demands)
        text = text[: taken.start()]
    together = " together" if len(ids) > 1 else ""
    if told.word == CONTRADICTED:
        far = f"Impossible{together}, however far the words are stretched."
        doubled = f"Impossible{together}, even with every tolerance doubled."
        known = {True: (far,), False: (doubled,), None: (far, doubled)}[_without_end(told)]
        if text not in known:
            raise DifferenceError(where, f"it says “{text}”, where {PROOFS} say “{known[0]}”")
        return open_numbers
    lead = "Do not fit together unless " if together else "Does not fit unless "
    if not text.startswith(lead) or not text.endswith("."):
        raise DifferenceError(where, f"it says “{text}”, where {PROOFS} say “{lead}…”")
    return open_numbers | _unless(where, text[len(lead) : -1], ids, told, demands)


def _without_end(told: Told) -> bool | None:
    """Whether no stretch at all would do; ``None`` where that cannot be told."""
    if told.ends is not None:
        return math.isinf(told.ends[0])
    return None if _margin(told) == margins.told(math.inf, math.inf) else False


def _margin(told: Told) -> Json | None:
    """The margin that the page gives of a conflict or an inference."""
    found: Json | None = (told.clash or told.excluded or {}).get("margin")
    return found


def _taken(
    where: str, found: re.Match[str], ids: Sequence[str], told: Told, demands: Demands
) -> set[str]:
    """Check what a number is usually taken to be; what is left beside it no certificate has."""
    for name, value in ((found["words"], found["taken"]), (found["other"], found["also"])):
        if name is None:
            continue
        unit = next((word for word in re.findall(r"[A-Za-z]+", value) if word in LABELS), "")
        known = list(demands.ranges(ids, name, unit))
        known += list(demands.ranges(ids, name, ""))
        if not known:  # what ties visits is no part of any claim alone
            if not _stands(f"“{name}” allows {value}", told):
                raise DifferenceError(where, f"no claim of it has a part “{name}”")
            continue
        some = known if len(set(known)) > 1 else known[:1]
        if value not in some and any(each not in known for each in value.split(" or ")):
            raise DifferenceError(
                where, f"it says “{name}” is {value}; by the case it is {known[0]}"
            )
    if found["what"] is None:
        return set()
    lead = "What else is said leaves" if len(ids) > 1 else "The given facts leave"
    if found["what"] != lead:
        raise DifferenceError(where, f"it says “{found['what']}”, not “{lead}”")
    if not _stands(found["left"], told):
        raise DifferenceError(where, f"its reason below does not say that {found['left']} is left")
    return {LEFT}


def _stands(words: str, told: Told) -> bool:
    """Whether words stand in the reason that the page gives below, which no certificate has."""
    return re.search(rf"(?<![\w.,]){re.escape(words)}(?![\w,]|\.\d)", told.because) is not None


def _unless(where: str, text: str, ids: Sequence[str], told: Told, demands: Demands) -> set[str]:
    """Check what it would take: a stretch within the margin, and how wide directions are then."""
    if text == WIDER:
        return set()
    margin = margins.told(*told.ends) if told.ends is not None else _margin(told)
    if margin is None:
        raise DifferenceError(where, "it has no margin")
    low, high = margin["lo"], margin["hi"]
    if high is not None and text == f"every number is stretched {_bracket(low, high)} ×":
        return {STRETCHED}
    if high is None and text == f"every number is stretched at least {low:g} ×":
        return {STRETCHED}
    numbers = _NUMBERS.match(text)
    stretches = [float(numbers["n"])] if numbers else _tenths(low, high)
    if not any(low - 1e-9 <= each <= (high or math.inf) + 1e-9 for each in stretches):
        raise DifferenceError(where, f"it stretches {stretches[0]:g} ×, and the margin is {margin}")
    rest = text[numbers.end() :] if numbers else text
    sectors = list(_SECTOR.finditer(rest))
    if not sectors or not re.fullmatch(r"(?:, | and |, and )*", _SECTOR.sub("", rest)):
        raise DifferenceError(where, f"it says “unless {text}”, which is no way to tell a stretch")
    if not _stands(text, told):
        raise DifferenceError(where, f"its reason below does not say “unless {text}”")
    for each in sectors:
        if not any(_as_wide(each, stretch, ids, demands) for stretch in stretches):
            raise DifferenceError(where, f"of no direction of the case is it so that {each[0]}")
    return {STRETCHED}


def _tenths(low: float, high: float | None) -> list[float]:
    last = round((high if high is not None else low) * 10)
    return [n / 10 for n in range(round(low * 10), last + 1)]


def _as_wide(found: re.Match[str], stretch: float, ids: Sequence[str], demands: Demands) -> bool:
    """Whether a direction of the claims is usually so wide, and so wide at a stretch."""
    for word, sector in demands.sectors(ids):
        width = 2 * sector.at(stretch)
        wide = None if width >= 360 else f"{width:.0f}"
        usual = f"{2 * sector.half_width:g}"
        if (word, usual, wide) == (found["word"], found["usual"], found["wide"]):
            return True
    return False


def _bracket(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
