"""Words that would be part of a name that a case does not declare: "Falcon briefly", "Falcon jet".

Read as they stand they name another thing, of which nothing else is known, and what is said of
Falcon would contradict none of it. So they are refused, with the sentence of the declared name
where that says no more than what was said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from skywitness.claims.language.words.adverbs import DOUBTS, MANNERS, PRONOUNS, is_adverb
from skywitness.claims.language.words.nobody import SwallowedError
from skywitness.errors import LanguageError

Declared = Callable[[str], str]
#: Words with which a sentence may say more without an adverb: "never deliberately enters".
_BOUNDS = re.compile(
    r"\b(?:not|never|no|none|nor|neither|nobody|nothing|without|only|most|less|fewer|up\s+to|hardly"
    r"|scarcely|barely|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
#: Words that tell one of several apart, or doubt which it is: without them another is meant. Those
#: that begin where or when it was are lost without it.
_TELLING = re.compile(
    r"\b(?:another|others?|second|third|fourth|next|last|first|former|latter|new|fake|alleged|\w*like"
    r"|or|nor|and|of|every|each|some|any|no|two|three|four|more|all|both|like|near|fellow|un\w+"
    r"|from|to|at|on|in|over|before|after|between|during|until|for|with|without|by|when|while"
    r"|pseudo\w*|non\w*|ex|anti\w*|a|an|its|their|his|her|\d+)\b",
    re.IGNORECASE,
)


#: What stands after a name in the words that are looked ahead for with it.
_AFTER_A_NAME = re.compile(
    r"(?:['’]s?)?\s+(?:transponders?|(?:(?:ground|air|true|indicated|calibrated|average|mean|top"
    r"|maximum|max)\s?)*speed)\Z",
    re.IGNORECASE,
)


def names_in(token: str) -> Iterator[tuple[int, str]]:
    """The one or two names of some words, each with where it begins."""
    start = 0
    for part in re.split(r"(\s+(?:and|with)\s+)", token, flags=re.IGNORECASE):
        name = _AFTER_A_NAME.sub("", part)
        if name.strip() and not re.fullmatch(r"\s+(?:and|with)\s+", part, re.IGNORECASE):
            yield start, name
        start += len(part)


def surplus(
    text: str,
    start: int,
    name: str,
    declared: Declared,
    fault: Callable[[str], LanguageError | None],
    *,
    nouns: bool,
) -> SwallowedError | None:
    """The error for words of an unquoted ``name`` at ``start`` of ``text`` that are none of it.

    With ``nouns`` also for further words beside a declared name.
    """
    if name.startswith(('"', "“", "„", "«")) or _folded(name) == declared(name):
        return None
    words = name.split()
    if _folded(name) in PRONOUNS and len(words) == 1:
        return _error(name, name, start, "name the object itself")
    end, begin = len(words), 0
    while end > begin and is_adverb(words[end - 1], first=start == 0 and end == 1):
        end -= 1
    while begin < end - 1 and is_adverb(words[begin], first=True):
        begin += 1
    adverbs, bare = (*words[:begin], *words[end:]), " ".join(words[begin:end])

    def offered(kept: str) -> str:
        rest = text[start + len(name) :]
        form = f"{text[:start]}{kept}{rest}"
        if _BOUNDS.search(text[:start] + rest) or fault(form) is not None:
            return ""
        return f"say '{form}'"

    if adverbs:
        small = {word.casefold() for word in adverbs}
        if small & DOUBTS:
            remedy = f"what is said with '{adverbs[0]}' is not tested: say 'not testable: …'"
        else:
            said = offered(bare) if bare and small <= MANNERS else ""
            remedy = said or f"leave '{' '.join(adverbs)}' out if what is said is so without it"
        return _error(name, " ".join(adverbs), start, remedy)
    if not nouns:
        return None
    kept = _declared_in(name, declared)
    if not kept:
        return None
    beside = name.replace(kept, " ", 1)
    form = "" if _TELLING.search(beside) or beside.strip() == "s" else offered(kept)
    declare = f"declare '{name}' as one of [[objects]], or add it to the phrases of one"
    return _error(
        name, " ".join(beside.split()), start,
        f"{form} if '{kept}' is meant; else {declare}" if form else declare,
    )  # fmt: skip


def _declared_in(name: str, declared: Declared) -> str:
    """The declared name that an undeclared one begins or ends with, as it stands; "" for none."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:count]), " ".join(words[-count:])):
            if _folded(part) and declared(part) == _folded(part):
                return part
    single = name[:-1]
    return single if name.endswith("s") and declared(single) == _folded(single) else ""


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _error(name: str, word: str, start: int, remedy: str) -> SwallowedError:
    return SwallowedError(
        f"'{name}' is not a declared name: '{word}' would be part of it"
        if word != name
        else f"'{name}' names no object",
        column=start + 1,
        expected=("a declared object",),
        remedy=remedy,
    )
