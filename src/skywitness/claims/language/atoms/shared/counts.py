"""Counts of a kind as facts, and words beside a kind that are none of its name."""

from __future__ import annotations

import re

from skywitness.claims.language.atoms.shared.base import Context, Span, singular
from skywitness.claims.meaning.parts import Part, State
from skywitness.errors import LanguageError

#: Numbers up to here are each a fact of their own.
SINGLY = 10
#: Words before a kind that tell some of it from others, doubt it, or say no more.
_OTHERS = (
    r"more|other|further|additional|extra|of(?:\s+(?:the|these|those|its|their))?|to|or|and|such"
    r"|first|last|second|third|next"
)
_DOUBTED = (
    r"possible|alleged|suspected|reported|supposed|presumed|purported|apparent|potential|claimed"
    r"|unconfirmed|likely|probable"
)
_LIKE = r"different|separate|distinct|known|confirmed|individual"


def counted(
    ctx: Context, name: str, kind: str, least: int, most: int | None, moment: str = ""
) -> tuple[Part, ...]:
    """A count as facts "at least n": so up to the least, and not so from one above the most.

    With a ``moment`` it is a count then: what is so then is so over all, what is not may be. Of
    more than :data:`SINGLY` only the numbers count that others in the case do not reach.
    """
    facts = [(n, True) for n in range(1, min(least, SINGLY) + 1)]
    facts += [(n, True) for n in sorted(ctx.limits) if SINGLY < n <= least]
    if most is not None:
        facts.append((most + 1, False))
    told = [(f"at least {n} of '{singular(kind)}'", value) for n, value in facts]
    if moment:
        told = [
            (f"{what}{when}", value)
            for what, value in told
            for when in (f" at {ctx.names.moment(moment)}", *([""] if value else []))
        ]
    return tuple(Part(ctx.claim, name, ctx.spot, State(what, value)) for what, value in told)


def refuse_beside(kind: str, span: Span) -> None:
    """Refuse a kind with words that say which or how many of it, or doubt it.

    Raises:
        LanguageError: read as part of the kind they would be lost.
    """
    found = re.match(rf"(?:{_OTHERS}|{_DOUBTED}|{_LIKE})(?![\w-])", kind, re.IGNORECASE)
    if found is None:
        return
    word = found.group()
    if re.fullmatch(_DOUBTED, word, re.IGNORECASE):
        remedy = f"what is said with '{word}' is not tested: say 'not testable: …'"
    elif re.fullmatch(_LIKE, word, re.IGNORECASE):
        remedy = f"say '{span.words.replace(f'{word} ', '', 1)}' if that says as much"
    else:
        remedy = "say how many there were in all, such as 'there are at least two mails'"
    raise LanguageError(
        f"'{word}' would be part of the kind '{kind}'",
        column=span.column + max(span.words.lower().find(word.lower()), 0),
        expected=("the name of a kind",),
        remedy=remedy,
    )
