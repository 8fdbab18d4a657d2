"""The order and the forms of words that newsrooms use, put as the language has them.

Each is a pattern and what to say instead; as much is said, unless a condition is given.
"""

from __future__ import annotations

from skywitness.claims.casefile.offering import END, WHO

_CLOCK = r"(?:about\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s+[A-Z]{1,5}(?![a-z]))?"
_TIME = (
    r"(?P<time>(?:about\s+|at\s+least\s+|nearly\s+)*[\w.-]+\s+"
    r"(?:s|sec|seconds?|min|minutes?|h|hours?))"
)
_IN = r"(?P<in>inside|in|within|over)"
_PLACE = r"(?P<place>(?!for\b)[^;,\d]+?)"
_VISIT = (
    r"(?P<visit>on\s+(?:its|his|her|their|the)\s+\w+\s+(?:visit|incursion|entry|pass|crossing))"
)
_IS = r"(?:is|was)"
_FLIES = r"(?P<flies>flies|flew|travels|moves)"

_AMOUNT = r"(?:\d[\d.,]*|an?|\w+)\s+(?:s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?)"
_LENGTH = r"\d[\d.,]*\s*(?:miles?|nm|mi|km|m|metres?|meters?|ft|feet)"
_RATED = r"(?:climb|descend|ris|sink|fall|drop|ascend)(?:e?s|ed)|rose|sank|fell"
_ONE_SIDED = r"(?:(?:at\s+least|at\s+most|more\s+than|less\s+than|over|under|about)\s+)?"
_LOW = r"(?P<low>more\s+than|over|at\s+least)\s+(?P<a>\d[\d.,]*)"
_HIGH = (
    r"(?:but|and)\s+(?P<high>less\s+than|under|at\s+most|up\s+to)\s+(?P<b>\d[\d.,]*)(?P<u>\s*[a-z]+)\s+"
    rf"(?P<rest>from|after|before|inside|outside)\s+(?P<of>[^;,]+?){END}"
)
_BELOW = r"\g<who> is \g<high> \g<b>\g<u> \g<rest> \g<of>"

#: Pattern, what to say instead, and when that says as much.
REORDERED: tuple[tuple[str, str, str], ...] = (
    (rf"^{WHO}\s+{_IS}\s+for\s+{_TIME}\s+{_IN}\s+{_PLACE}{END}",
     r"\g<who> is \g<in> \g<place> for \g<time>", ""),
    (rf"^for\s+{_TIME},?\s+{WHO}\s+{_IS}\s+{_IN}\s+{_PLACE}{END}",
     r"\g<who> is \g<in> \g<place> for \g<time>", ""),
    (rf"^{WHO}\s+{_IS}\s+briefly\s+(?P<rest>(?:inside|in|within|over)\s+.+?){END}",
     r"\g<who> is \g<rest>", ""),
    (rf"^{WHO}\s+{_IS}\s+only\s+{_IN}\s+{_PLACE}\s+for\s+(?P<rest>[^;,]+?){END}",
     r"\g<who> is \g<in> \g<place> for only \g<rest>", ""),
    (rf"^(?P<rest>[^;,]+?)\s+for\s+{_TIME}\s+only{END}", r"\g<rest> for only \g<time>", ""),
    (rf"^{WHO}\s+{_IS}\s+{_IN}\s+{_PLACE}\s+(?:during\s+)?(?P<time>[\d.]+\s+\w+){END}",
     r"\g<who> is \g<in> \g<place> for \g<time>", ""),
    (rf"^(?P<rest>[^;,]+?)\s+(?:starting|beginning)\s+(?:at|from)\s+(?P<at>{_CLOCK}){END}",
     r"\g<rest> from \g<at>", ""),
    (rf"^{WHO}\s+{_IS}\s+{_IN}\s+{_PLACE}\s+for\s+{_TIME}\s+until\s+(?P<at>{_CLOCK}){END}",
     r"\g<who> is \g<in> \g<place> for \g<time>; \g<who> leaves \g<place> at \g<at>", ""),
    (rf"^{WHO}\s+{_IS}\s+{_IN}\s+{_PLACE}\s+from\s+(?P<at>{_CLOCK})\s+for\s+{_TIME}{END}",
     r"\g<who> is \g<in> \g<place> for \g<time> from \g<at>", ""),
    (rf"^{_VISIT},?\s+(?P<rest>[^;,]+?){END}", r"\g<rest> \g<visit>", ""),
    (rf"^{WHO}\s+{_VISIT}\s+(?P<rest>(?:is|was|enters|leaves)\s+[^;,]+?){END}",
     r"\g<who> \g<rest> \g<visit>", ""),
    (rf"^{WHO}\s+(?P<leg>from\s+[^;,\d]+?\s+to\s+[^;,]+?)\s+(?P<rest>(?:stays|stayed|remains|remained"
     rf"|flies|flew|travels|climbs|climbed|descends|descended)\s+[^;,]+?){END}",
     r"\g<who> \g<rest> \g<leg>", ""),
    (rf"^at\s+(?P<at>{_CLOCK}),?\s+(?P<rest>[^;,]+?){END}", r"\g<rest> at \g<at>", ""),
    (rf"^{WHO}\s+at\s+(?P<at>{_CLOCK})\s+(?P<rest>(?:enters|entered|leaves|left)\s+[^;,]+?){END}",
     r"\g<who> \g<rest> at \g<at>", ""),
    (r"\s+for\s+(?:a|the)\s+(?P<nth>first|second|third|fourth|fifth|last)\s+time(?![\w-])",
     r" on its \g<nth> visit", ""),
    (r"\b(?:cross(?:es|ed)|flies|flew|penetrate[sd]|fl[ei]w)\s+into\b", "enters", ""),
    (r"\bpenetrate[sd]\b", "enters", ""),
    (r"\b(?:depart(?:s|ed)|quits?|went\s+out\s+of|goes\s+out\s+of|flies\s+out\s+of|flew\s+out\s+of)\b",
     "leaves", ""),
    (r"\b(?P<stays>stays|remains|stayed|remained|travels|flies|flew)\s+(?P<rest>[^;,]+?)\s+between\s+"
     rf"(?P<a>[^;,\d]+?)\s+and\s+(?P<b>[^;,]+?){END}",
     r"\g<stays> \g<rest> from \g<a> to \g<b>", ""),
    (r"\b(?:is|was)\s+staying\b", "stays", ""),
    (r"\b(?P<stays>stays|stayed|remains|remained)\s+(?:entirely|completely|wholly)\b",
     r"\g<stays>", ""),
    (r"\bhas\s+not\s+left\b", "never leaves", ""),
    (rf"^{WHO}\s+(?:enters|entered)\s+and\s+(?:leaves|left)\s+(?P<place>[^;,]+?){END}",
     r"\g<who> enters \g<place>; \g<who> leaves \g<place>", ""),
    (rf"^{WHO}\s+(?:enters|entered)\s+(?P<place>[^;,]+?)\s+and\s+(?:leaves|left)\s+(?:it|again){END}",
     r"\g<who> enters \g<place>; \g<who> leaves \g<place>", ""),
    (rf"^{WHO}\s+only\s+(?P<does>enters|entered)\s+(?P<place>[^;,]+?)\s+once{END}",
     r"\g<who> \g<does> \g<place> only once", ""),
    (rf"^{WHO}\s+{_IS}\s+(?P<how>only\s+once|once|twice)\s+{_IN}\s+(?P<place>[^;,]+?){END}",
     r"\g<who> is \g<in> \g<place> \g<how>", ""),
    (r"\b(?:is|was|are|were)\s+touching\b", "touch", ""),
    (rf"^{WHO}\s+at\s+no\s+time\s+(?P<rest>[^;,]+?){END}", r"\g<who> never \g<rest>", ""),
    (r"^(?:a\s+|the\s+)?(?P<what>contact|collision)\s+(?P<of>(?:between|of)\s+[^;,]+?)\s+(?:did\s+not"
     rf"\s+(?:happen|occur|take\s+place)|never\s+(?:happened|occurred|took\s+place)){END}",
     r"there was no \g<what> \g<of>", ""),
    (r"^(?P<what>contact|collision)\s+(?P<of>(?:between|of)\s+[^;,]+?)"
     rf"(?:\s+(?:happened|occurred|took\s+place))?(?P<at>\s+at\s+[^;,]+?)?{END}",
     r"there was a \g<what> \g<of>\g<at>", ""),
    (r"\b(?P<pair>touch|touched|collide|collided)\s+(?:in\s+mid-?air|head-on)(?![\w-])",
     r"\g<pair>", "since how they did is not tested"),
    (rf"\b{_FLIES}\s+(?:at\s+)?(?:faster|more)\s+than\s+the\s+speed\s+of\s+sound\b",
     r"\g<flies> at more than Mach 1", ""),
    (rf"\b{_FLIES}\s+at\s+twice\s+the\s+speed\s+of\s+sound\b",
     r"\g<flies> at Mach 2", ""),
    (rf"\b{_FLIES}\s+at\s+(?:about\s+)?the\s+speed\s+of\s+sound\b",
     r"\g<flies> at about Mach 1", ""),
    (rf"\b{_FLIES}\s+(?P<how>(?:(?:no|not)\s+)?(?:faster|slower))\s+than\b",
     r"\g<flies> at \g<how> than", ""),
    (r"(?P<n>\d[\d:.,]*)[\s-]?ish(?![\w-])", r"about \g<n>", ""),
    (r"\b(?:nearly|almost)\s+but\s+not\s+(?:quite\s+)?(?=\d|an?\s)", "nearly ", ""),
    (r"\bat\s+or\s+(?:above|over)\s+(?=\d|FL)", "not below ", ""),
    (r"\bat\s+or\s+(?:below|under)\s+(?=\d|FL)", "not above ", ""),
    (rf"\b(?P<much>{_AMOUNT}\s+(?:before|after)\s+[^;,\d]+?)\s+(?P<how>at\s+(?:most|least)){END}",
     r"\g<how> \g<much>", ""),
    (rf"\bn(?:o|ot)\s+(?:sooner|earlier)\s+than\s+(?P<much>{_AMOUNT}\s+after)\b",
     r"at least \g<much>", ""),
    (rf"\bn(?:o|ot)\s+later\s+than\s+(?P<much>{_AMOUNT}\s+before)\b",
     r"at least \g<much>", ""),
    (rf"\bn(?:o|ot)\s+(?:(?:sooner|earlier)\s+than\s+(?P<much>{_AMOUNT}\s+before)"
     rf"|later\s+than\s+(?P<late>{_AMOUNT}\s+after))\b",
     r"not more than \g<much>\g<late>", ""),
    (rf"\b(?P<moves>{_RATED})\s+(?P<rate>{_ONE_SIDED}\s*\d[\d.,]*\s*(?:ft/min|fpm|feet\s+per\s+minute|m/s))",
     r"\g<moves> at \g<rate>", ""),
    (rf"\b(?:does|did)\s+not\s+go\s+(?P<how>more\s+than|over|at\s+least)\s+(?P<much>{_LENGTH}\s+deep)\b",
     r"goes not \g<how> \g<much>", "if it is meant that it was inside"),
    (rf"^{WHO}\s+{_IS}\s+{_LOW}\s+{_HIGH}",
     rf"\g<who> is \g<low> \g<a>\g<u> \g<rest> \g<of>; {_BELOW}", ""),
    (rf"^{WHO}\s+{_IS}\s+{_LOW}(?P<au>\s*[a-z]+)\s+{_HIGH}",
     rf"\g<who> is \g<low> \g<a>\g<au> \g<rest> \g<of>; {_BELOW}", ""),
    (rf"^{WHO}\s+{_IS}\s+on\s+the\s+same\s+day\s+as\s+(?P<other>[^;,]+?){END}",
     r"\g<who> is within 24 hours of \g<other>", "which is less than was said"),
    (r"\b(?P<could>could|can)\s+easily\s+reach\b", r"\g<could> reach", ""),
    (rf"^(?P<all>{WHO}\s+{_IS}\s+between\s+[^;,\d]+?\s+and\s+[^;,]+?){END}",
     r"not testable: \g<all>", ""),
    (rf"^(?P<all>{WHO}\s+(?:could|can)\s+(?:barely|hardly|possibly|not\s+quite|only)\s+reach"
     rf"\s+[^;,]+?){END}",
     r"not testable: \g<all>", ""),
    (rf"^(?P<all>{WHO}\s+could\s+(?:not\s+)?reach\s+[^;,]+?\s+(?:in|within|from|without|before|by)"
     rf"\s+[^;,]+?){END}",
     r"not testable: \g<all>", ""),
    (rf"^(?P<all>there\s+(?:may|might|must)\s+(?:have\s+been|be)\s+[^;,]+?){END}",
     r"not testable: \g<all>", ""),
)  # fmt: skip
