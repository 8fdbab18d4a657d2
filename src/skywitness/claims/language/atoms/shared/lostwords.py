"""When, where and for how long something was done, in words that are no part of what was done."""

from __future__ import annotations

import re

from skywitness.claims.language.words.lexicon import A_TIME
from skywitness.claims.meaning.spokentimes import SPOKEN_PATTERN
from skywitness.claims.meaning.stamps import ON_A_DATE

#: How long or how often something took.
_A_WHILE = (
    r"(?:in|within|for|over|during|every|throughout|at\s+intervals\s+of)\s+(?:the\s+)?"
    rf"(?:(?:last|first|next|final)\s+)?(?:{A_TIME})"
)
#: Not a time: with how many something was hit.
_BY_SO_MANY = (
    r"by\s+\d[\d,]*\s+(?:[\w-]+\s+){0,2}?(?:missiles|rockets|shots|drones|bombs|torpedoes|shells|rounds"
    r"|bullets|projectiles|mines|grenades|warheads)\b"
)
HOW_LONG = re.compile(rf"(?:\A|\s){_A_WHILE}", re.IGNORECASE)
#: What says when or where something was done: a time, and a place that is no object of a case.
LOOSE = re.compile(
    r"\s*\b(?:(?:shortly|just|soon|moments|not|no)\s+)?(?:(?:before|after|until|till|since|during"
    r"|while|when|because|earlier|later)(?![\w-]).*|(?:as|once)\s+(?:it|they|he|she)(?![\w-]).*"
    rf"|(?!{_BY_SO_MANY})(?:by|about|around|from|between|on)\s+\d.*"
    rf"|on\s+{ON_A_DATE}.*|{_A_WHILE}.*"
    rf"|(?:(?:at|about|by)\s+)*(?:{SPOKEN_PATTERN}).*"
    r"|in\s+the\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|daytime)(?![\w-]).*"
    r"|at\s+(?P<hour>noon|midday|midnight|night|dawn|dusk|sunrise|sunset)(?![\w-]).*"
    r"|\d{1,2}[:.h]\d\d\b.*|\d+\s*(?:[ap]\.?m\b|o'clock|utc|gmt|zulu).*"
    r"|(?:in|into|near|around|from|(?:north|south|east|west)\w*\s+of)\s+(?:the\s+)?"
    r"(?P<place>(?-i:[^\W\d_a-z])[^;,]*|[\"“„«][^;,]*|\d[^;,]*)"
    # Whatever follows these is where it was done, however it is written.
    r"|(?:over|inside|outside|within|off|above|across|beyond|somewhere)(?![\w-])"
    r"(?!\s+(?:(?:the|its|their|his|her)\s+)?(?:[\w-]+['’]s?\s+)?(?:bows?|ships?|vessels?|decks?|heads?"
    r"|nose|cockpit|aircraft|jets?|planes?|drones?|crew)\b)\s*(?:the\s+)?(?P<where>[^;,]*)"
    r"|(?:in(?:to)?|near|around)\s+(?P<zone>[^;,]*\b(?:air\s?space|waters?|territory|soil|straits?|gulf|skies|sky|area"
    r"|region|zone|border|coast)\b[^;,]*))",
    re.IGNORECASE,
)
