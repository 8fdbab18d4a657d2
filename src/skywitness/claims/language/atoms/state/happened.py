"""Something happened or did not: "shots were fired at the ship", "no shots were fired", "strike did
not happen".

Semantics: a fact, at the moment named or at some time; its denial without a moment is at no time.
What is told of something done (*were fired*, *was dropped*, *were given*) is what its words say,
without *the* and *no*: the denial of a shorter phrase denies the longer one too, so that "no shots
were fired" excludes "shots were fired at the ship". Singular, plural and numbers are of one kind
of thing: two missiles are at least one, and not three; so do numbers of what one thing was hit by.
What was rammed by an object was touched by it. That *two were not fired* says nothing of
others and denies nothing. What denies or bounds from above after what was done (*hit by no
missile*, *hit at most once*) is refused: it is not said that it was. A case may declare what
phrases mean one fact (``[[facts]]``). Of a declared moment it may be said that it happened or not.

What can test it: only an opposite statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Declared,
    Span,
    folded,
)
from skywitness.claims.language.atoms.shared.common import bare, fact
from skywitness.claims.language.atoms.shared.contacts import contact_of
from skywitness.claims.language.atoms.shared.counts import counted, refuse_beside
from skywitness.claims.language.atoms.shared.lostwords import HOW_LONG, LOOSE
from skywitness.claims.language.atoms.shared.tallies import (
    MOST,
    Count,
    Tally,
    counts_of,
    hits,
    of_any,
    of_some,
    tally,
    wider,
)
from skywitness.claims.language.atoms.shared.twonames import refuse_two
from skywitness.claims.language.words.adverbs import is_adverb
from skywitness.claims.language.words.atmost import BOUND, denied_forms, without_names
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.language.words.nobody import DENIAL, SwallowedError
from skywitness.claims.meaning.numerals import NUMBER_WORD
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.claims.meaning.stamps import ON_A_DATE


@dataclass(frozen=True)
class DeedAtom(Atom):
    """What was done, or not: the ``facts`` that it says, from the whole phrase to its core.

    ``counts`` tell how many it was done with: at least so many of a kind, or not; of many it surely
    ``reach``es so many of each kind. ``hits`` tell the same of what it was hit by. Unless it is
    ``named`` they say all of it, and the facts follow. ``whole`` is what so many were, the kind
    that alone is denied or bound above. ``more`` are further facts that its words say, ``rams``
    two objects of which it says that the one ran into the other.
    """

    facts: tuple[str, ...]
    so: bool
    words: str
    counts: tuple[Count, ...] = ()
    named: bool = True
    whole: str = ""
    more: tuple[tuple[str, bool], ...] = ()
    rams: tuple[str, str] | None = None
    reach: int = 0
    hits: tuple[Count, ...] = ()
    topic = "number"
    timeless = True

    @property
    def limits(self) -> tuple[int, ...]:
        """The large numbers that it says were not reached."""
        return tuple(n for n, _, so in (*self.counts, *self.hits) if n > MOST and not so)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """What is done is done in few words as well; only all of it is denied."""
        found: Sequence[str] = self.facts if self.so else self.facts[:1]
        named = [part for what in found for part in fact(ctx, self.words, what, self.so)]
        counts = [
            (f"at least {n} of '{kind}'" if n > 1 else f"some {kind}", so)
            for n, kind, so in self.counts
        ]
        kinds = [kind for n, kind, so in self.counts if n == 1 and so]
        large = [n for n in sorted(ctx.limits) if n > MOST]
        counts += [(f"at least {n} of '{kind}'", True)
                   for kind in kinds for n in large if n <= self.reach]  # fmt: skip
        counted = [p for what, so in counts for p in fact(ctx, self.words, what, so)]
        more = [*self.more]
        for sure, kind, so in self.hits:
            reached = [n for n in large if n <= sure] if so and sure > MOST else [sure]
            more += [(f"at least {n} of {kind}", so) for n in reached]
        further = [p for what, so in more for p in fact(ctx, self.words, what, so)]
        if self.rams is not None and self.so:
            further += fact(ctx, self.words, contact_of(*self.rams, ctx), True)
        first, then = (named, counted) if self.named else (counted, named)
        return (*first, *(replace(part, implied=True) for part in (*then, *further)))


@dataclass(frozen=True)
class HappenedAtom(Atom):
    """The ``moment`` named happened, or did not; ``any_of``: "there was a mail", "no mail"."""

    moment: str
    so: bool
    words: str
    any_of: bool = False
    topic = "number"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact; "there was a strike" says that there was one, whichever the case declares."""
        least, most = (1, None) if self.so else (0, 0)
        count = counted(ctx, self.words, self.moment, least, most, ctx.spot.moment)
        if self.any_of and self.so:
            return count
        what = f"{ctx.names.moment(self.moment)} happened"
        found = fact(ctx, self.words, what, self.so)
        return (*found, *(replace(part, implied=True) for part in count if self.any_of))


def deed(text: str, words: str) -> DeedAtom | None:
    """What a phrase says was done or not; ``None`` where it says nothing of the kind."""
    found = re.fullmatch(_DEED, " ".join(text.split()), re.IGNORECASE)
    if found is None:
        return None
    no, said = found["no"] or "", found["what"]
    if no and found["not"]:
        return None  # "no missile was not fired"
    if no and re.match(r"(?:more|fewer|less)\s+than\s", said, re.IGNORECASE):
        no, said = "", f"no {said}"  # "no fewer than two"
    so, told = not (no or found["not"]), found["rest"] or ""
    if not so:
        told = re.sub(r"\s+(?:at\s+all|whatsoever)\Z", "", told, flags=re.IGNORECASE)
    of = tally(said)
    done = folded(found["done"])
    some = of_some(said) or bool(re.match(r"an?\s", said, re.IGNORECASE))
    if found["not"] and not no and some and not _none_at_all(found, of):
        # "Two were not fired" says nothing of others: it denies no fact, and is one of its own.
        own = f"{folded(said)} not {done} {folded(told)}"
        return DeedAtom((own.strip(),), True, words)
    what = re.sub(r"^(?:the|an?|any|some)\s+", "", said, flags=re.IGNORECASE)
    core = f"{folded(what)} {done}"
    facts = tuple(dict.fromkeys((f"{core} {folded(told)}".strip(), core)))
    rest = re.sub(r"\b(?:the|an?)\s+", "", folded(told))
    whole, few = f"{of.kind} {done} {rest}".strip(), f"{of.kind} {done}"
    loose = of_any(told, denied=not so)
    more: tuple[tuple[str, bool], ...] = ((f"{core} {loose}", so),) if loose else ()
    if so:
        kinds = filter(None, (of.kind, wider(of.kind)))
        fuller = [f"{kind} {done} {how}".strip() for kind in kinds for how in (rest, "", loose)]
        counts = counts_of(of, dict.fromkeys((whole, few, *fuller)))
        if some and counts:
            # Of which ones it is said, nobody knows: "the missile" may be another.
            return DeedAtom((), so, words, counts, named=False, whole=whole, reach=of.sure)
    elif of.most is None and of.least == 1 and (no or _none_at_all(found, of)):
        denied = dict.fromkeys((whole, f"{few} {loose}" if loose else whole))
        counts = tuple((1, kind, False) for kind in denied)
    else:  # "the missile was not fired": others may have been
        return DeedAtom(facts, so, words, whole=whole, more=more)
    rams = None
    by: tuple[Count, ...] = ()
    if so and not some and _OF_ONE.search(found.string[: found.start("done")]):
        if re.fullmatch(_HIT, done):
            by = tuple((n, f"'{kind}' by which {few}", much) for n, kind, much in hits(told))
        rams = _rammed(found)
    return DeedAtom(facts, so, words, counts, named=of.named, whole=whole, more=more, rams=rams,
                    reach=of.sure, hits=by)  # fmt: skip


def _rammed(found: re.Match[str]) -> tuple[str, str] | None:
    """Who was rammed, and by whom, where both are named."""
    by = _BY_NAMED.fullmatch((found["rest"] or "").strip())
    if found["done"].lower() != "rammed" or by is None:
        return None
    return bare(found["what"]), bare(by["who"])


def _none_at_all(found: re.Match[str], of: Tally) -> bool:
    """Whether "not" denies all of a kind: "missiles were not fired", "a shot was never fired"."""
    if of.named or of_some(found["what"]) or re.match(r"the\s", found["what"], re.IGNORECASE):
        return False
    if found["not"].strip().lower() == "never":
        return True
    return bool(_PLURAL.search(found[0])) and not re.match(r"an?\s", found["what"], re.IGNORECASE)


def refuse_swallowed(words: str, column: int, declared: Declared) -> None:
    """Refuse a fact whose words hold a time, a place or a denial that would be lost in it.

    Raises:
        SwallowedError: they do, and no case declares that phrase.
    """
    found = re.fullmatch(_DEED, " ".join(words.split()), re.IGNORECASE)
    if found is None:
        return
    known = declared(words) or declared(re.sub(r"(?i)^no\s+|(?<=\s)(?:not|never)\s+", "", words))
    rest = found["rest"] or ""
    told = re.fullmatch(_DEED, known, re.IGNORECASE)
    if told is not None:  # a fact of the case: what stands after its own words
        rest = folded(rest)[len(told["rest"] or "") :]
    what = re.sub(r"^(?:the|an?|any)\s+", "", found["what"], flags=re.IGNORECASE)
    counted = found["no"] and re.match(r"(?:more|fewer|less)\s+than\s", what, re.IGNORECASE)
    if told is None and not counted and DENIAL.match(what):
        raise SwallowedError(
            f"'{found['what']}' denies what '{found['done']}' says, and is read as its name",
            column=column,
            expected=("what was done, or 'no' before it",),
            remedy="say what was not done, such as 'no shots were fired' or 'Su-24 was not hit'",
        )
    if told is None:
        refuse_two(found, what, column, declared)
    long = HOW_LONG.search(what) if told is None else None
    if long is not None:  # "ten warnings in 5 minutes were issued"
        said = " ".join(words.replace(long.group(), "", 1).split())
        raise lost_in(said, long.group().strip(), words, column)
    kind = "" if told is not None else tally(found["what"]).kind
    for phrase in (rest, kind):
        bound = BOUND.search(without_names(phrase, declared))
        if bound is not None:
            raise _unsaid(found, bound.group().strip(), words, column, declared)
    if told is None and not declared(what) and is_adverb(what.split()[-1], first=" " not in what):
        raise _unsaid(found, what.split()[-1], words, column, declared)
    for loose in LOOSE.finditer(rest):
        named = loose["place"] or loose["where"] or loose["hour"]
        if named and declared(named.strip('"“”„«»')):
            continue
        fact = " ".join(words.split())[: found.start("rest")]
        if told is None:
            fact += rest[: loose.start()]  # "fired at the ship" is part of it
        raise lost_in(fact, loose.group().strip(), words, column)


def _unsaid(
    found: re.Match[str], bound: str, words: str, column: int, declared: Declared
) -> SwallowedError:
    """The error for words with which it is not said that something was done."""
    before = found.string[: found.start("done")].strip()
    forms = denied_forms(before, found["done"], found["rest"] or "")
    form = next((f for f in forms if not (found["no"] or found["not"]) and _reads(f, declared)), "")
    remedy = (
        f"say '{form}'"
        if form
        else "say what was done, or how many of what, such as 'no more than two missiles were "
        "fired', or what was not, such as 'no shots were fired' or 'Su-24 was not hit'"
    )
    return SwallowedError(
        f"with '{bound}' in it, it is not said that something was {found['done']}",
        column=column + max(words.lower().find(bound.lower()), 0),
        expected=("what was done, or what was not",),
        remedy=remedy,
    )


def _reads(form: str, declared: Declared) -> bool:
    """Whether every clause of a form is a fact of which nothing is lost."""
    for each in form.split("; "):
        if deed(each, each) is None:
            return False
        try:
            refuse_swallowed(each, 1, declared)
        except SwallowedError:
            return False
    return True


class LostError(SwallowedError):
    """When or where it was, in the words of a ``fact``, of which ``lost`` would be no part."""

    fact = lost = ""


def lost_in(fact: str, lost: str, words: str, column: int) -> LostError:
    """The error for what would be lost in the words of a fact."""
    error = LostError(
        f"'{lost}' would be lost in the fact '{fact}'",
        column=column + max(words.lower().find(lost.lower()), 0),
        expected=("the end of the fact",),
        remedy=f"say when and where in a clause of its own, such as '{fact}; hit is before "
        f"10:00 UTC' or '{fact} at hit; hit is over Syria', with a moment of the case",
    )
    error.fact, error.lost = fact, lost
    return error


def _deed(children: list[object], span: Span) -> DeedAtom:
    made = deed(str(children[0]), span.words)
    if made is None:
        raise SwallowedError(
            f"'{span.words}' denies twice",
            column=span.column,
            expected=("what was done, or what was not",),
            remedy="say what was done, such as 'all missiles were fired', or deny it once",
        )
    return made


def _happened(children: list[object], span: Span) -> HappenedAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    name = tokens.get("OCCURRENCE") or tokens.get("QUOTED") or tokens["NAME"]
    so = bool({"HAPPENED", "THERE_WAS_A"} & set(tokens))
    any_of = "OCCURRENCE" not in tokens
    if any_of:
        refuse_beside(bare(name), span)
    return HappenedAtom(bare(name), so, span.words, any_of)


_DONE = (
    rf"(?:fired(?:\s+(?:up)?on(?!\s+{ON_A_DATE}))?|shot(?:\s+down)?|launched|dropped|released|struck|hit|attacked"
    r"|engaged|destroyed|sunk|damaged|intercepted|rammed|jammed|spoofed|blinded|lased|issued|given"
    r"|sent|received|answered|acknowledged|warned|hailed|opened|closed|detonated"
    r"|ordered|declared|activated|armed|locked\s+on|deployed|ejected|killed|injured|wounded"
    r"|rescued|recovered|arrested|detained|boarded|violated|breached)"
)
#: None of a kind: "no", "not a single".
_NONE = (
    r"(?:no(?:\s+single)?|zero|0"
    r"|not\s+(?:even\s+)?(?:(?:a|one)\s+single|a|an|any|one)(?!\s+(?:of|or|but)\s))"
)
#: What is told of one thing, and not of ships.
_OF_ONE = re.compile(r"\s(?:is|was|(?:has|had)\s+been)\s+\Z", re.IGNORECASE)
#: What is done by so many arms as hit.
_HIT = r"hit|struck|damaged|destroyed|sunk|shot\s+down"
_BY_NAMED = re.compile(r"by\s+(?!(?:an?|any|some|another|one)\s)(?P<who>[^;,]+)", re.IGNORECASE)
_PLURAL = re.compile(r"\s(?:are|were|have\s+been)\s+not\s", re.IGNORECASE)
_BE = r"(?:is|was|are|were|(?:has|have|had)\s+been)"
#: What was done is not told of a clause: "Falcon was over Turkey when it", "Falcon left before it".
_NO_CLAUSE = (
    r"(?!(?:is|was|are|were|been|before|after|while|when|until|since|because|although|once|as|had"
    r"|has|have|did|does|do|it|they|he|she)(?![\w.'’\-]))"
)
_END = r"(?=\s*(?:\Z|[;,.](?:\s|\Z)|\s(?:and|but)\s|\sat\s+\d))"
_DEED = (
    rf"(?P<no>{_NONE}\s+)?(?P<what>(?:\d{{1,4}}\s+)?{_NO_CLAUSE}[^\W\d_][\w'’.\-‐]*"
    rf"(?:\s+{_NO_CLAUSE}[\w'’.\-‐]+){{0,5}}?)\s+"
    rf"{_BE}\s+(?P<not>(?:not|never)\s+)?(?P<done>{_DONE})(?![\w-])(?P<rest>\s+[^;,\n]*?)??"
)
_LAST = r"(?=\s*(?:\Z|[;,.](?:\s|\Z)|\s(?:and|but)\s))"
_HAPPEN = r"(?:happened|occurred|took\s+place)"
_NOT_HAPPEN = (
    r"(?:(?:did|does)\s+not\s+(?:happen|occur|take\s+place)"
    r"|never\s+(?:happened|occurred|took\s+place))"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _DEED)

KIND = AtomKind(
    name="happened",
    title="Something happened or did not",
    grammar=rf"""
deed: DEED
happened: OCCURRENCE (HAPPENED | NOT_HAPPENED) | (_THERE_WAS_NO | THERE_WAS_A) (NAME | QUOTED)
DEED.46: /{_UNNAMED}{_END}/i
OCCURRENCE.39: /{OBJECT_PATTERN}(?=\s+(?:{_HAPPEN}{_LAST}|{_NOT_HAPPEN}(?![\w-])))/i
HAPPENED.41: /{_HAPPEN}{_LAST}/i
NOT_HAPPENED.41: /{_NOT_HAPPEN}(?![\w-])/i
_THERE_WAS_NO.43: /there\s+(?:is|was|were|are)\s+no(?=\s+["“„«]?[^\W\d])(?!\s+(?:(?:physical\s+)?contact|collision|other|aircraft|planes?|objects?|ships?|vessels?)(?![\w-]))(?!\s+(?:{NUMBER_WORD}|more|fewer|less)\s)/i
THERE_WAS_A.43: /there\s+(?:is|was)\s+an?(?=\s+["“„«]?[^\W\d])(?!\s+(?:(?:physical\s+)?contact|collision|dozen|couple|pair|few|number|single|total|lot|great|good|handful|minimum|maximum|mere|hundred|thousand)(?![\w-]))/i
""",  # noqa: E501
    clauses=("deed", "happened"),
    builders={"deed": _deed, "happened": _happened},
    terminals={
        "DEED": "what was done",
        "OCCURRENCE": "a happening followed by happened or did not happen",
        "HAPPENED": "happened",
        "NOT_HAPPENED": "did not happen",
        "THERE_WAS_NO": "there was no",
        "THERE_WAS_A": "there was a",
    },
    doubts={"DEED": refuse_swallowed},
    examples=(
        "shots were fired at the ship",
        "no shots were fired",
        "strike did not happen",
        "there was no strike",
        "there was a strike",
    ),
)
