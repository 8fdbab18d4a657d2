"""What to say instead of numbers with a conversion beside them, and of limits told in other words.

"20 km (12 miles)" says one number twice: the first is offered. Limits that the language tells with
"at most", "no more than" or "never closer" are offered so, where the words are of another kind.
"""

from __future__ import annotations

import re

from skywitness.claims.language.words.lexicon import AMOUNT
from skywitness.claims.language.words.unitwords import A_UNIT, PACE_UNITS, RATE_UNITS

_UNIT = rf"(?:{'|'.join((*PACE_UNITS, *RATE_UNITS))}|{A_UNIT})(?:\s+(?:miles?|per\s+\w+))?"
_HEDGE = (
    r"(?:(?:or|i\.e\.|that\s+is|about|around|some|roughly|approximately|approx\.?|circa|ca\.?|c\."
    r"|nearly|almost|just\s+(?:over|under)|over|under|~)\s*,?\s*){0,2}"
)
_NUMBER = r"\d[\d.,\s'’]*?"
_CONVERTED = re.compile(
    rf"(?P<first>\d\s*[-‐]?\s*{_UNIT})\s*"
    rf"(?:[(\[]\s*{_HEDGE}{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?\s*[-‐]?\s*{_UNIT}\s*[)\]]"
    rf"|,?\s+or\s+{_HEDGE}{_NUMBER}\s*[-‐]?\s*{_UNIT}(?:\s*,)?)",
    re.IGNORECASE,
)
#: A time beside a length, which is no conversion.
_TIMED = re.compile(
    r"\d\s*(?:s|secs?|seconds?|min|minutes?|h|hours?)\s*,?\s*(?:or|\()\s*[^;,()]*?\d[\d.,]*\s*"
    r"(?:k?m|nm|mi|miles?|ft|feet|met(?:re|er)s?|kilomet(?:re|er)s?)(?![\w/])",
    re.IGNORECASE,
)
#: When a sentence without its conversion says as much.
ONCE = "since the other number is the same in another unit"


def without_conversions(text: str) -> str:
    """The sentence with the first of two numbers that are one; the sentence where there is none."""
    if _TIMED.search(text) and _CONVERTED.search(text):
        return text  # "17 seconds or 2 km" is no number told twice
    return " ".join(_CONVERTED.sub(r"\g<first> ", text).replace(" ,", ",").split())


_WHO = r"(?P<who>[^;,]+?)"
_NOT = r"(?:does|did|do)\s+not"
_N = rf"(?P<n>(?:about\s+|some\s+)?{AMOUNT}[^;]*?)"
_TO = r"(?P<to>[^;,]+?)"
_END = r"\.?\s*\Z"
_IF = "if it was inside at all"

#: Pattern, what is put in its place, and when that says as much.
LIMITS: tuple[tuple[str, str, str], ...] = (
    (rf"^{_WHO}\s+(?:comes?|came|gets?|got)\s+no\s+(?:closer|nearer)\s+than\s+{_N}\s+(?:to|from|of)"
     rf"\s+{_TO}{_END}", r"\g<who> does not come closer than \g<n> to \g<to>", ""),
    (rf"^{_WHO}\s+(?:goes|went|gets|got|flies|flew)\s+no\s+(?:deeper|farther|further)\s+than\s+{_N}"
     rf"\s+(?:in|into|inside)\s+{_TO}{_END}",
     r"\g<who> goes no more than \g<n> deep into \g<to>", ""),
    (rf"^{_WHO}\s+{_NOT}\s+(?:go|get|fly|penetrate)\s+(?:deeper|farther|further|more)\s+than\s+{_N}"
     rf"\s+(?:in|into|inside)\s+{_TO}{_END}",
     r"\g<who> goes no more than \g<n> deep into \g<to>", _IF),
    (rf"^{_WHO}\s+(?:penetrates|penetrated)\s+(?P<h>(?:[a-z]+\s+){{0,3}}?){_N}\s+(?:in|into|inside)"
     rf"\s+{_TO}{_END}", r"\g<who> goes \g<h>\g<n> deep into \g<to>", ""),
    (rf"^{_WHO}\s+(?:enters|entered|(?:crosses|crossed)\s+into|(?:strays|strayed)\s+into)\s+{_TO}"
     rf"\s+for\s+(?P<n>[^;,]*\d[^;,]*?){_END}", r"\g<who> is inside \g<to> for \g<n>", ""),
    (rf"^{_WHO}\s+(?:(?:is|was)\s+not\s+(?:inside|in)|{_NOT}\s+(?:enter|stay\s+in))\s+{_TO}\s+for"
     rf"\s+(?:more|longer)\s+than\s+{_N}{_END}",
     r"\g<who> is inside \g<to> for at most \g<n>", _IF),
    (rf"^{_WHO}\s+{_NOT}\s+(?:travel|fly|cover)\s+more\s+than\s+{_N}\s+inside\s+{_TO}{_END}",
     r"\g<who> travels at most \g<n> inside \g<to>", _IF),
    (rf"^{_WHO}\s+(?P<flies>flies|flew|goes|went|moves|moved|travels|travelled|traveled)\s+no"
     rf"\s+(?:faster|quicker)\s+than\s+{_N}{_END}", r"\g<who> \g<flies> at no more than \g<n>", ""),
    (rf"^{_WHO}\s+{_NOT}\s+fly\s+faster\s+than\s+{_N}{_END}",
     r"\g<who> flies at no more than \g<n>", ""),
    (rf"^{_WHO}\s+{_NOT}\s+(?:exceed|rise\s+above|go\s+above|climb\s+above|fly\s+above)\s+{_N}{_END}",
     r"\g<who> is not above \g<n>", ""),
    (rf"\b(?P<is>is|was)\s+(?:no|not)\s+later\s+than\s+{_N}\s+after\b",
     r"\g<is> not more than \g<n> after", ""),
    (r"\b(?P<is>is|was)\s+(?:at\s+or\s+before|on\s+or\s+before)\s+(?=\d)",
     r"\g<is> not after ", ""),
    (r"\b(?P<is>is|was)\s+(?:at\s+or\s+after|on\s+or\s+after)\s+(?=\d)",
     r"\g<is> not before ", ""),
    (r"\b(?P<is>is|was)\s+(?:well|just|barely|deep|clearly|only\s+just)\s+(?P<in>inside|outside)\b",
     r"\g<is> \g<in>", "since how far is not said"),
)  # fmt: skip
