"""The errors for a moment or an object that a sentence names and the case does not declare."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from skywitness.claims.language.words.nobody import DENIAL
from skywitness.errors import LanguageError


def undeclared_moment(
    phrase: str,
    column: int,
    words: str | None,
    declared: Sequence[str],
    *,
    is_object: bool,
    reads: Callable[[str], bool],
) -> LanguageError:
    """The error for a moment that is not declared, with those that are.

    ``words`` are what is said of it; ``is_object`` says that the phrase means a declared object;
    ``reads`` tells whether a sentence is in the language, so that no other is offered.
    """
    if not declared:
        return LanguageError(
            f"'{phrase}' is not a declared moment; the case declares none",
            column=column,
            remedy='add [[moments]] with id = "encounter" and the phrases that mean it',
        )
    then = words is not None and reads(f"{phrase} is {words} at {declared[0]}")
    if is_object and words and then:
        return LanguageError(
            f"it is not said when '{phrase}' is '{words}'",
            column=column,
            expected=tuple(f"at {moment}" for moment in declared),
            remedy=f"'{phrase}' is an object: add the moment to each phrase, such as "
            f"'{words} at {declared[0]}'",
        )
    if is_object and words:
        said = (f"{moment} is {words}" for moment in declared if moment not in words)
        form = next(filter(reads, said), None)
        return LanguageError(
            f"'{phrase}' is an object, and '{words}' is said of a moment",
            column=column,
            expected=tuple(declared),
            remedy=f"say '{form}', with the moment of the case that is meant"
            if form
            else f"name the moment that is meant: {', '.join(declared)}",
        )
    example = f" (or '{phrase} is {words} at {declared[0]}' if it is an object)" if then else ""
    return LanguageError(
        f"'{phrase}' is not a declared moment" if phrase else "the sentence names no moment",
        column=column,
        expected=tuple(declared),
        remedy=f"declared moments: {', '.join(declared)}; use one of them{example}, or add "
        f"'{phrase or 'the phrase'}' to the phrases of one",
    )


def undeclared_object(phrase: str, column: int, names: Sequence[str], moment: str) -> LanguageError:
    """The error for an object that is not declared in a case that declares others, of ``names``.

    Taken as it stands, its place would be the moment's, and so that of any other object there.
    """
    near = difflib.get_close_matches(phrase, names, n=1, cutoff=0.5)
    if DENIAL.match(phrase):
        near = []  # no name without the denial means as much
    return LanguageError(
        f"'{phrase}' is not a declared object",
        column=column,
        expected=tuple(names),
        remedy=(f"did you mean '{near[0]}'? " if near else "")
        + f"declared objects: {', '.join(names)}; declare it as one of [[objects]], or add it to "
        f"the phrases of one, or say '{moment} is …' if it does not matter what was there",
    )
