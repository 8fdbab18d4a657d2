"""What to say instead of clauses of time, and of visits and crashes told in other words.

"Falcon was over Turkey when it was hit" tells two things of one moment: each is told in a clause of
its own. What nothing tests is put on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.offering import (
    AMOUNT,
    ANY,
    AT,
    END,
    IN,
    MEANT,
    TIME,
    WAS,
    WHO,
    Offer,
    compiled,
    moments_told,
    put_in,
    replaced,
)

_TIME = rf"(?:about\s+|nearly\s+|at\s+least\s+|only\s+)?{TIME}"
#: Moments at which a crash is looked for first.
_CRASHES = ("impact", "crash", "wreck", "ditching", "splash")
#: What two do together, and not each.
_TOGETHER = re.compile(
    r"\b(?:together|apart|each|other|another|both|total|altogether|between\s+them|in\s+all|twice"
    r"|by\s+(?:\d+|two|three|four|five|several))\b",
    re.IGNORECASE,
)
_DONE = (
    r"(?:hit|struck|shot\s+down|intercepted|attacked|engaged|downed|destroyed|rammed|damaged|fired"
    r"|launched|warned|hailed|jammed|spoofed)(?:\s+(?:by|at|on)\s+[^;,]+?)??"
)


def _when_done(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Where it was when something was done to it, or to another: two clauses of one moment."""
    who, other = found["who"], (found["other"] or "").strip()
    subject = who if re.fullmatch(r"it|they|he|she|which|", other, re.IGNORECASE) else other
    done, at = found["done"].strip(), found["at"] or ""
    if at and names.moment(at.split(maxsplit=1)[1]) is None:
        done, at = f"{done}{at}", ""  # "fired at the ship"
    named = names.moment(done)
    for where in _is(found["where"]):
        if named is not None and not other and not at:
            yield Offer(f"{who} {where} at {named}")
            continue
        moments = [at] if at else [f" at {m.id}" for m in names.case.moments]
        for then in sorted(moments, key=lambda m: m.removeprefix(" at ") not in done):
            for be in ("was", "were"):
                yield Offer(f"{who} {where}{then}; {subject} {be} {done}{then}", MEANT)


def _is(where: str) -> Iterator[str]:
    """A place, a height or a speed with its verb."""
    left = re.fullmatch(r"(?:had\s+)?(?:already\s+)?left\s+(.+)", where, re.IGNORECASE)
    if left is not None:
        yield f"is outside {left[1]}"
        return
    flying = re.fullmatch(r"(?:was|were|is|are)\s+flying\s+(at\b.+)", where, re.IGNORECASE)
    yield from [f"flies {flying[1]}", f"is {flying[1]}"] if flying else [where]


def _left_before(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    yield Offer(
        f"{found['who']} leaves {found['place']}; not testable: {found['when']}",
        "since when it left is not tested",
    )


def _inside_before(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Inside before or after a moment: inside at some time, and when on record."""
    if found["where"].lower() == "outside":
        yield Offer(f"not testable: {' '.join(found.string.split())}")
        return
    yield Offer(
        f"{found['who']} flies over {found['place']}; not testable: {found['when']}",
        "since when it was inside is not tested; or declare a moment for it",
    )


def _border(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """From a border it is so far on one side or on the other."""
    whose = (found["adj"] or found["of"] or "").strip()
    out, within = (put_in(found, f"{found['n']} {side} {whose}") for side in ("outside", "inside"))
    yield Offer(out, f"or '{within}', on whichever side it was said to be")


def _crash(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    if names.thing(found["who"]) is None:
        return  # "Falcon nearly crashed"
    n = f"{found['n']} " if found["n"] else ""
    side = found["in"].lower()
    side = side if side in ("inside", "outside") else "inside"
    told = sorted(moments_told(found, names), key=lambda at: not any(w in at for w in _CRASHES))
    for at in told:
        yield Offer(f"{at.removeprefix(' at ')} is {n}{side} {found['place']}", MEANT)


def _told_of_each(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """What two or three objects do, told of each."""
    who = [name.strip() for name in re.split(r",|\band\b", found["all"]) if name.strip()]
    if any(names.thing(name) is None for name in who) or _TOGETHER.search(found["rest"]):
        return
    verb, rest = found["verb"], found["rest"]
    does = {"are": ["is"], "were": ["was"], "have": ["has"], "do": ["does"]}.get(verb.lower())
    never = found["never"] or ""
    for form in does or [f"{verb}s", f"{verb}es", re.sub(r"y\Z", "ies", verb), verb]:
        yield Offer("; ".join(f"{name} {never}{form} {rest}" for name in who))


RETOLD = compiled(
    (
        (
            rf"^(?:both\s+)?(?P<all>[^;,\d]+?(?:,\s*[^;,]+?)?,?\s+and\s+[^;,]+?)\s+(?P<never>never\s+)?"
            rf"(?P<verb>are|were|have|do|[a-z]+)\s+(?P<rest>{ANY}){END}",
            _told_of_each,
        ),
        (
            rf"^{WHO}\s+(?P<where>(?:(?:is|was|were|are)\s+{ANY}|(?:had\s+)?(?:already\s+)?left\s+{ANY}))"
            r"\s+(?:when|while|once|as|at\s+the\s+(?:time|moment)(?:\s+that)?)\s+"
            rf"(?:(?P<other>{ANY})\s+(?:is|was|were|are)\s+|)(?P<done>{_DONE}){AT}{END}",
            _when_done,
        ),
        (
            rf"^(?:when|as)\s+(?:(?P<other>{ANY})\s+(?:is|was|were)\s+|)(?P<done>{_DONE})(?P<at>\s+at\s+{ANY})?,"
            rf"\s+{WHO}\s+(?P<where>(?:is|was|were)\s+{ANY}){END}",
            _when_done,
        ),
        (
            rf"^{WHO}\s+(?:leaves|left|had\s+left)\s+(?P<place>{ANY})\s+"
            rf"(?!after\s+{_TIME}\s*\Z)(?P<when>(?:[\w.]+\s+\w+\s+)?"
            rf"(?:before|after|until)\s+{ANY}){END}",
            _left_before,
        ),
        (
            rf"^{WHO}\s+{WAS}\s+(?P<where>inside|in|over|outside)\s+(?P<place>[^;,\d]+?)\s+"
            r"(?P<when>(?:(?:for\s+)?[\w.]+\s+(?:s|sec|seconds?|min|minutes?|h|hours?)\s+)?"
            rf"(?:before|after|until|since)\s+{ANY}){END}",
            _inside_before,
        ),
        (
            rf"^{WHO}\s+{WAS}\s+{IN}\s+(?P<place>[^;,\d]+?)\s+(?:throughout|all\s+the\s+time|all\s+along"
            rf"|the\s+(?:whole|entire)\s+time|at\s+all\s+times){END}",
            replaced(r"\g<who> stays in \g<place>"),
        ),
        (
            rf"^{WHO}\s+{WAS}\s+outside\s+(?P<place>[^;,\d]+?)\s+(?:throughout|all\s+the\s+time|all\s+along"
            rf"|the\s+(?:whole|entire)\s+time|at\s+all\s+times){END}",
            replaced(r"\g<who> stays outside \g<place>"),
        ),
        (
            rf"^(?:the\s+)?{WHO}['’]s?\s+(?:air\s?space\s+)?(?:incursion|intrusion|violation|overflight|foray|stay"
            rf"|visit|entry|flight)\s+(?:into|in|inside|over|to|of)\s+(?P<place>{ANY})\s+last(?:s|ed)"
            rf"(?:\s+for)?\s+(?P<t>{ANY}){END}",
            replaced(r"\g<who> is inside \g<place> for \g<t>"),
        ),
        (
            r"^(?:the\s+)?(?:air\s?space\s+)?(?:incursion|intrusion|violation|overflight|foray|stay|visit|flight)"
            rf"\s+(?:of|by)\s+{WHO}\s+(?:into|in|inside|over|to)\s+(?P<place>{ANY})\s+last(?:s|ed)"
            rf"(?:\s+for)?\s+(?P<t>{ANY}){END}",
            replaced(r"\g<who> is inside \g<place> for \g<t>"),
        ),
        (
            rf"^{WHO}\s+(?:violate[sd]|breache[sd]|(?:strays|strayed|intrude[sd]|flew|flies|crosse[sd])\s+into"
            rf"|(?:flies|flew|goes|went|passe[sd])\s+through|transit(?:s|ed)|(?:flies|flew)\s+over|overfl(?:ies|ew)"
            rf"|crosse[sd])\s+(?P<place>[^;,\d]+?)\s+(?:for|in)\s+(?P<t>{_TIME}){END}",
            replaced(r"\g<who> is inside \g<place> for \g<t>"),
        ),
        (
            rf"^{WHO}\s+(?:violate[sd]|breache[sd]|(?:strays|strayed|intrude[sd]|flew|flies|crosse[sd])\s+into)"
            rf"\s+(?P<place>[^;,\d]+?)(?P<t>\s+at\s+\d[^;,]*?)?{END}",
            replaced(r"\g<who> enters \g<place>\g<t>"),
        ),
        (
            rf"^{WHO}\s+(?:(?:flies|flew|goes|went|passe[sd])\s+through|transit(?:s|ed)|crosse[sd])\s+"
            rf"(?P<place>(?!the\s+border)[^;,\d]+?){END}",
            replaced(r"\g<who> enters \g<place>; \g<who> leaves \g<place>"),
        ),
        (
            rf"^{WHO}\s+(?:circle[sd]|orbit(?:s|ed)|loiter(?:s|ed)|hover(?:s|ed)|patrol(?:s|led)|is\s+circling)\s+"
            rf"(?:over|above|in)\s+(?P<place>[^;,\d]+?){AT}{END}",
            replaced(r"\g<who> flies over \g<place>\g<at>", "since how it flew is not tested"),
        ),
        (
            rf"^{WHO}\s+(?:flies|flew|overflies|overflew)\s+(?:over\s+)?(?P<place>[^;,\d]+?)\s+(?P<n>twice|three"
            rf"\s+times|only\s+once){END}",
            replaced(r"\g<who> is inside \g<place> \g<n>"),
        ),
        (
            rf"^{WHO}\s+(?:does|did)\s+not\s+enter\s+(?P<place>[^;,\d]+?)\s+more\s+than\s+once{END}",
            replaced(r"\g<who> enters \g<place> at most once"),
        ),
        (
            rf"^{WHO}\s+(?:enters|entered)\s+(?P<place>[^;,\d]+?)\s+at\s+(?P<t>\d[^;,]*?)\s+and\s+(?:leaves|left)"
            rf"(?:\s+it)?\s+at\s+(?P<u>\d[^;,]*?){END}",
            replaced(r"\g<who> enters \g<place> at \g<t>; \g<who> leaves \g<place> at \g<u>"),
        ),
        (
            rf"^{WHO}\s+(?:enters|entered)\s+(?P<place>[^;,\d]+?)\s+and\s+(?:leaves|left)(?:\s+it|\s+again)*\s+"
            rf"(?:after\s+(?P<t>{_TIME})|(?P<u>{_TIME})\s+later){END}",
            replaced(r"\g<who> is inside \g<place> for \g<t>\g<u>"),
        ),
        (
            rf"^{WHO}\s+(?:leaves|left)\s+(?P<place>[^;,\d]+?)\s+(?:after\s+(?P<t>{_TIME})|(?P<u>{_TIME})\s+later)"
            rf"(?:\s+on)?{END}",
            replaced(r"\g<who> is inside \g<place> for \g<t>\g<u>"),
        ),
        (
            rf"^{WHO}\s+(?:enters|entered)\s+(?P<place>[^;,\d]+?)\s+(?:by|to\s+a\s+depth\s+of)\s+(?P<n>{AMOUNT}){END}",
            replaced(r"\g<who> goes \g<n> deep into \g<place>"),
        ),
        (
            rf"^{WHO}\s+(?:flies|flew|goes|went|gets|got|strays|strayed)\s+(?P<n>{AMOUNT})\s+into\s+"
            rf"(?P<place>[^;,\d]+?){END}",
            replaced(r"\g<who> goes \g<n> deep into \g<place>"),
        ),
        (rf"\b(?P<n>{AMOUNT})\s+into\s+", replaced(r"\g<n> inside ")),
        (
            rf"^{WHO}\s+(?:is|was)\s+(?P<in>inside|outside)\s+(?P<place>[^;,\d]+?)\s+by\s+(?P<n>{AMOUNT}){AT}{END}",
            replaced(r"\g<who> is \g<n> \g<in> \g<place>\g<at>"),
        ),
        (rf"\b(?P<n>{AMOUNT})\s+(?:short|shy)\s+of\s+", replaced(r"\g<n> outside ")),
        (
            rf"\b(?P<n>{AMOUNT})\s+(?:from|off|of)\s+(?:the\s+)?(?:border|frontier)\s+(?:of|with)\s+"
            rf"(?:the\s+)?(?P<adj>(?P<of>[^;,\d]+?))(?=\s+at\s|{END})",
            _border,
        ),
        (
            rf"\b(?P<n>{AMOUNT})\s+(?:from|off|of)\s+(?:the\s+)?(?P<adj>(?P<of>[A-Z]\w+))(?:['’]s)?\s+(?:border|frontier)"
            rf"(?=\s+at\s|{END})",
            _border,
        ),
        (
            rf"\b(?P<n>{AMOUNT})\s+inside\s+(?:the\s+)?(?P<of>\w+)\s+border(?![\w-])",
            replaced(r"\g<n> inside \g<of> territory"),
        ),
        (
            rf"^{WHO}\s+(?:crashe[sd]|ditche[sd]|came\s+down|fell|falls|went\s+down)\s+(?:(?P<n>{AMOUNT})\s+)?"
            rf"(?P<in>inside|outside|in|into|over)\s+(?P<place>[^;,\d]+?){AT}{END}",
            _crash,
        ),
    )
)
"""Patterns, and what makes the sentences to offer for them."""
