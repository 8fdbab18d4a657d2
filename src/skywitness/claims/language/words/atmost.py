"""What denies or bounds from above inside what is said to have been done: "hit by no missile".

Read as part of the fact, such words would be lost, and the fact asserted of which they say that
it was not so, or perhaps not. So they are refused, with the denial itself where it is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from skywitness.claims.language.words.adverbs import DOUBTS
from skywitness.claims.meaning.numerals import NUMBER_WORD

_NUMBER = (
    rf"(?:\d|an?\s+(?:dozen|few|handful|couple|hundred|thousand)|half\s+a|{NUMBER_WORD}"
    r"|several|many|some|about|around|roughly|once|twice|thrice)\b"
)
#: Words that deny, leave open or bound from above what stands before or after them.
BOUND = re.compile(
    rf"(?<![\w-])(?:no(?!\.?\s*\d)|not|never|none|no[\s-]one|nobody|nothing|nowhere|neither|nor|zero|nil"
    rf"|[a-z]+n['’]t|hardly|scarcely|barely|(?<!\ba\s)few|fewer|less(?=\s+(?:than|often))|0(?![\w.,:])"
    rf"|at\s+(?:the\s+)?(?:very\s+)?most|at\s+best|max(?:imum)?\.?|(?:up|close)\s+to(?=\s+{_NUMBER})"
    rf"|(?:under|below)(?=\s+{_NUMBER})|{'|'.join(sorted(DOUBTS))}"
    r"|if|unless|except|in\s+theory)(?![\w-])|[<≤](?=\s*\d)",
    re.IGNORECASE,
)
#: A denial of who did it, to what, or when, and what it denies.
_NO_TIME = re.compile(
    r"\s+(?:(?:at|on)\s+no\s+(?:time|point|stage|moment|occasion)|zero\s+times|0\s+times)\Z", re.I
)
_NOBODY = re.compile(r"(?<=\s)(?P<word>nobody|no[\s-]one|nothing)\Z", re.IGNORECASE)
_NO = re.compile(r"(?<=\s)(?P<word>no(?:\s+single)?|zero|not\s+a\s+single)\s+(?P<of>\S+)", re.I)
_NEITHER_NOR = re.compile(
    r"\s+(?P<by>neither\s+(?:(?:by|at|on|upon|from|with)\s+)?|(?:(?:by|at|on|upon|from|with)\s+)neither\s+)"
    r"(?P<one>[^;,]+?)\s+nor\s+(?P<other>[^;,]+)\Z",
    re.IGNORECASE,
)
_BE = re.compile(r"\s(?:is|was|are|were|(?:has|have|had)\s+been)\Z", re.IGNORECASE)
_ANY = {"nobody": "anybody", "nothing": "anything"}


def denied_forms(before: str, done: str, rest: str) -> Iterator[str]:
    """What "SUBJECT was" ``before``, what was ``done`` and the ``rest`` say, denied at the verb.

    Nothing where that is not certain: of bounds, of several denials, and of a counted subject.
    """
    rest = f" {rest.strip()}"
    be = _BE.search(before)
    if be is None:
        return
    subject, verb = before[: be.start()].strip(), be.group().strip()

    def denied(tail: str, word: str = "not") -> str:
        has = re.fullmatch(r"(has|have|had)\s+been", verb, re.IGNORECASE)
        is_not = f"{has[1]} {word} been" if has else f"{verb} {word}"
        return f"{subject} {is_not} {done}{tail}"

    without = _NO_TIME.sub("", rest)
    if without != rest:
        if not BOUND.search(without):
            yield denied(without, "never")
        return
    both = _NEITHER_NOR.search(rest)
    if both is not None:
        by = re.sub(r"(?i)\bneither\b", "", both["by"]).strip()
        other = re.sub(rf"(?i)^{by}\s+" if by else r"^", "", both["other"].strip())
        if not BOUND.search(rest[: both.start()] + both["one"] + other):
            tails = [f"{rest[: both.start()]} {by} {each}" for each in (both["one"], other)]
            yield "; ".join(" ".join(denied(tail).split()) for tail in tails)
        return
    nobody = _NOBODY.search(rest)
    if nobody is not None:
        said = _ANY.get(nobody["word"].lower(), "anyone")
        found, tail = nobody, rest[: nobody.start()] + said
    else:
        no = _NO.search(rest)
        if no is None or re.match(r"(?:more|fewer|less|other|longer)\b", no["of"], re.IGNORECASE):
            return
        found, tail = no, f"{rest[: no.start()]}any{rest[no.end('word') :]}"
    if not BOUND.search(rest[: found.start()]) and not BOUND.search(rest[found.end() :]):
        yield denied(tail)


def without_names(text: str, declared: Callable[[str], str]) -> str:
    """A phrase without the names that a case declares: only those may hold such a word."""
    words, kept = text.split(), list[str]()
    while words:
        name = declared(" ".join(words))
        taken = len(name.split()) + (words[0].lower() == "the") if name else 0
        kept += words[:1] if not taken else []
        words = words[taken or 1 :]
    return " ".join(kept)
