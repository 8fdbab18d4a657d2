"""A claim whose first speaker denies something says the denial, never what is denied.

A speech chain tells that its speaker denies; the sentence tells what is put forward. "Russia
denies" beside "Su-24 enters Turkey" would be read as if Russia said that it does, so such a claim
is refused. What is denied by saying something else ("hit is 1 km inside Syria") is asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.language.atoms.state.untestable import UntestableAtom
from skywitness.claims.language.grammar import brief_faults
from skywitness.claims.language.statement import Saying
from skywitness.claims.validation import shown
from skywitness.errors import CaseError, SkywitnessError

#: Words that deny. "Outside" and "off" do not: whoever denies "the transponder is off" says other.
_NEGATIVE = re.compile(
    r"(?<![\w-])(?:not|never|no|none|nobody|nothing|neither|nor|cannot)(?![\w-])|n['’]t(?![\w-])",
    re.IGNORECASE,
)
_BE = re.compile(r"(?<![\w-])(?:is|was|are|were)(?![\w-])", re.IGNORECASE)
#: What stands after a verb, so that none comes later.
_NO_VERB = re.compile(
    r"at|in|inside|into|within|on|over|from|to|towards?|for|by|of|near|before|after|between|during"
    r"|[~\d].*"
)
#: Of more words than this no later one is taken for the verb.
_MOST_WORDS = 8


def refuse_positive(says: str, saying: Saying, who: str, binder: Binder, key: str) -> None:
    """Refuse a sentence that only says that something is so where its speaker denies.

    ``who`` is the speaker, ``key`` the claim's key in the case file.

    Raises:
        CaseError: it is such a sentence; the remedy has been read.
    """
    tested = [c for c in saying.statement.clauses if not isinstance(c.atom, UntestableAtom)]
    text = re.sub(r"(?i)not testable:[^;]*", "", says)
    if not tested or _NEGATIVE.search(text):
        return
    denial = next((d for d in _denials(says) if _reads(d, binder, key, len(tested))), None)
    words = (
        f"say the denial, as '{denial}'"
        if denial is not None
        else f"say the denial itself, with not, never or no; or 'not testable: denies that {says}'"
    )
    raise CaseError(
        f"'{shown(says, 120)}' says that it is so, and '{shown(who, 60)}' denies",
        file=binder.case.file,
        key=f"{key}.says",
        remedy=f"{words}; or, where that is what the speaker says instead, put "
        "stance = \"asserts\" and the ids of what is denied under 'denies'",
    )


def _reads(text: str, binder: Binder, key: str, clauses: int) -> bool:
    """Whether a sentence reads in the case, as so many clauses."""
    try:
        with brief_faults():
            found = binder.saying_of(text, key)
    except SkywitnessError:
        return False
    return len(found.statement.clauses) == clauses


def _denials(says: str) -> Iterator[str]:
    """Sentences that may deny a sentence of one clause, in the order in which they are tried."""
    if ";" in says:
        return
    words = says.split()
    for k in range(1, min(len(words), _MOST_WORDS)):
        before, verb, after = " ".join(words[:k]), words[k], " ".join(words[k + 1 :])
        if _BE.fullmatch(verb):
            yield f"{before} {verb} not {after}".strip()
            return
        if _NO_VERB.fullmatch(verb):
            return
        if not verb.isalpha() or not verb.islower():
            continue
        yield f"{before} never {verb} {after}".strip()
        for plain in dict.fromkeys((verb, verb.removesuffix("s"), verb.removesuffix("es"))):
            yield f"{before} {'do' if ' and ' in before else 'does'} not {plain} {after}".strip()
