"""A denial where a name is read: "no Su-24 is inside Turkey" is not told of a thing "no Su-24".

Taken for a name, "no" would be lost and what is denied would be asserted. So an unquoted subject
that begins with such a word is refused, unless the case declares just that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from skywitness.errors import LanguageError

_AMOUNT = (
    r"(?:(?:very|only|just)\s+)?few(?:er)?"
    r"|(?:hardly|scarcely|barely)(?:\s+any(?:one|body|thing)?)?"
)
#: What begins a subject that denies or all but denies what is said of it.
DENIAL = re.compile(
    r"(?:no[\s-]one|nobody|nothing|none(?:\s+of)?|neither(?:\s+of)?|nor|never"
    rf"|not(?:\s+(?:an?|any|one|a\s+single|even))*|{_AMOUNT}|no)(?=\s|$)",
    re.IGNORECASE,
)
#: What denies or all but denies after a name, and is none of it.
_AFTER = re.compile(
    r"\s(?:not|never|hardly|scarcely|barely|rarely|seldom|[a-z]+n['’]t)(?=\s|$)", re.IGNORECASE
)
_BE = re.compile(r"(?:is|was|are|were)(?=\s)", re.IGNORECASE)
#: Words for a kind of thing, of which nothing is said in the singular.
_KIND = re.compile(
    r"(?:(?:other|such|single|further)\s+)?(?:aircraft|(?:air)?planes?|jets?|fighters?|objects?|ships?"
    r"|vessels?|missiles?|drones?|helicopters?|one|body|thing|of\b.*)",
    re.IGNORECASE,
)
EXAMPLES = (
    "say of the object what is denied, such as 'Su-24 is not inside Turkey' or 'Su-24 never enters "
    "Turkey', or say 'no aircraft is within 30 km of Ankara'; a name that holds the word is quoted"
)


class SwallowedError(LanguageError):
    """A name or a phrase that holds what is none of it."""


def denials(token: str, declared: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Where in the words read as one or two names a denial stands, with the name it would be in.

    ``declared`` is the longest name of a case that words begin with; "" for none.
    """
    start = 0
    for part in re.split(r"(\s+(?:and|with)\s+)", token, flags=re.IGNORECASE):
        quoted = part.startswith(('"', "“", "„", "«"))
        if not quoted and _denies(part) and not _denies(declared(part)):
            yield start, part
        start += len(part)


def _denies(name: str) -> bool:
    bare = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)
    return bool(DENIAL.match(bare) or _AFTER.search(name))


def denied_subject(
    text: str, start: int, phrase: str, fault: Callable[[str], LanguageError | None]
) -> SwallowedError:
    """The error for a denial at ``start`` of ``text`` that would be read as the name ``phrase``."""

    def remedy() -> str:
        said = next((s for s in _said(text, start, phrase) if fault(s) is None), None)
        return f"say '{said}'" if said else EXAMPLES

    return SwallowedError(
        f"'{phrase}' names no object: what is denied is said of the object itself",
        column=start + 1,
        expected=("an object or a moment",),
        remedy=remedy,
    )


def _said(text: str, start: int, phrase: str) -> Iterator[str]:
    """The sentence with its denial at the verb, where it has one subject and says one thing."""
    rest = text[start + len(phrase) :].strip().removesuffix(".")
    found = DENIAL.match(phrase)
    if found is None or DENIAL.match(phrase[found.end() :].strip()):
        return
    word, name = found.group().lower(), phrase[found.end() :].strip()
    if text[:start].strip() or re.search(r"[;,]|\b(?:and|but|or|where|not|never|no)\b", rest, re.I):
        return
    if word in ("no", "not", "not any", "not one", "not a single"):
        names = [name]
    elif word == "neither":
        names = re.split(r"\s+nor\s+", name, flags=re.IGNORECASE)
    else:
        return
    if not all(names) or any(_KIND.fullmatch(each) or DENIAL.match(each) for each in names):
        return
    for verb in _verbs(rest):
        yield "; ".join(f"{each} {verb}" for each in names)


def _verbs(rest: str) -> Iterator[str]:
    found = _BE.match(rest)
    if found:
        yield f"{found.group()} not{rest[found.end() :]}"
        return
    yield f"never {rest}"
    for ending in (r"(?<=o)es\b", r"(?<=(?:ss|sh|ch))es\b", r"s\b"):
        if re.match(rf"\w+?{ending}", rest):
            yield "does not " + re.sub(rf"^(\w+?){ending}", r"\1", rest)
            return
    if re.match(r"(?:happened|occurred)\b", rest, re.IGNORECASE):
        yield "did not " + re.sub(r"^(happen|occur)(?:r?ed)", r"\1", rest, flags=re.IGNORECASE)
